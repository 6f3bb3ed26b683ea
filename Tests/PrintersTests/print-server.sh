#!/bin/bash
# print-server.sh FOLDER PORT [MAXJOBS]: a print server and an IPP printer of its own, for one test. Prints «ready», and ends with
# its standard input. The server listens on FOLDER/run/cups.sock, its queue is «paper».
#   touch FOLDER/out/empty      the printer has no paper, until the file is removed
#   FOLDER/out/N.pdf, N.env     what arrived as job N, and its attributes
#   FOLDER/printer.pid, server.pid
# A line on standard input does something: «printer» and «server» start what was killed.
set -u
folder=$1 port=$2 limit=${3:-0}
if [ "$(id -u)" = 0 ]; then user=lp group=lp; else user=$(id -un) group=$(id -gn); fi   # cupsd refuses to run filters as root
mkdir -p "$folder"/{etc,spool/tmp,cache,run,log,ev,out}
chmod 711 "$folder"
chmod 777 "$folder/out"

cat > "$folder/dbus.conf" <<C
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path=$folder/run/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>
C
cat > "$folder/etc/cups-files.conf" <<C
ServerRoot $folder/etc
RequestRoot $folder/spool
TempDir $folder/spool/tmp
CacheDir $folder/cache
StateDir $folder/run
AccessLog $folder/log/access_log
ErrorLog $folder/log/error_log
PageLog $folder/log/page_log
User $user
Group $group
SystemGroup $(id -gn)
C
cat > "$folder/etc/cupsd.conf" <<C
Listen $folder/run/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
DirtyCleanInterval 0
LogLevel info
MaxJobs $limit
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
C
cat > "$folder/command" <<C
#!/bin/sh
told=0
while [ -e $folder/out/empty ]; do
  [ \$told = 0 ] && echo "STATE: +media-empty-error" >&2
  told=1
  sleep 0.05
done
[ \$told = 1 ] && echo "STATE: -media-empty-error" >&2
env | grep ^IPP_ > $folder/out/\$IPP_JOB_ID.env
cp "\$1" $folder/out/\$IPP_JOB_ID.tmp && mv $folder/out/\$IPP_JOB_ID.tmp $folder/out/\$IPP_JOB_ID.pdf
C
chmod 755 "$folder/command"
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$folder/run/bus

# A program without what this script inherited: the test waits until nobody holds that any more.
alone() {
  for n in $(ls /proc/$BASHPID/fd); do if [ "$n" -gt 2 ]; then eval "exec $n>&-" 2>/dev/null; fi; done
  exec "$@" < /dev/null
}
await() {   # the command after a sentence, for ten seconds at most
  for _ in {1..500}; do if "${@:2}" 2>/dev/null; then return; fi; sleep 0.02; done
  echo "no $1"; exit 1
}
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port"); }
listens() { CUPS_SERVER=$folder/run/cups.sock lpstat -r | grep -q 'is running'; }
server() {
  rm -f "$folder/run/cups.sock"
  alone /usr/sbin/cupsd -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" > "$folder/log/cupsd" 2>&1 &
  echo $! > "$folder/server.pid"
  await 'print server' listens
}
printer() {
  alone ippeveprinter -p "$port" -n localhost -d "$folder/ev" -k -f application/pdf,image/pwg-raster -c "$folder/command" -r off Test \
    > "$folder/log/ev" 2>&1 &
  echo $! > "$folder/printer.pid"
  await printer answers
}
alone dbus-daemon --config-file="$folder/dbus.conf" --nofork --nopidfile > "$folder/log/dbus" 2>&1 &
bus=$!
# A test's threads may hold back signals, and what they start inherits that: only KILL is sure to arrive.
trap 'rm -f "$folder/out/empty"; kill -KILL $bus $(cat "$folder"/*.pid) 2>/dev/null; wait' EXIT
await bus test -S "$folder/run/bus"
server
printer
export CUPS_SERVER=$folder/run/cups.sock
lpadmin -p paper -E -v "ipp://localhost:$port/ipp/print" -m everywhere 2> "$folder/log/lpadmin"
await queue test -s "$folder/etc/ppd/paper.ppd"
echo ready
while read -r line; do
  case $line in server | printer) $line; echo ready ;; esac
done
