// Preloaded into a program: notes every change it makes to the files below FAULT_ROOT into FAULT_LOG, and ends it
// (SIGKILL) before the change number FAULT_KILL, a write only after FAULT_TEAR of 1000 of its bytes.
//
// A note: kind, lengths of path and data, file number, offset, path, data (see PowerRecord.swift).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(r, name, ...) static r (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static int out = -1, tear;
static long count, end;

__attribute__((constructor)) static void begin(void) {
  root = getenv("FAULT_ROOT");
  const char *log = getenv("FAULT_LOG"), *at = getenv("FAULT_KILL"), *part = getenv("FAULT_TEAR");
  if (at) end = atol(at);
  if (part) tear = atoi(part);
  REAL(int, "open", const char *, int, ...);
  if (log) out = real(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) {
  size_t n = root ? strlen(root) : 0;
  return n && !strncmp(path, root, n) && (path[n] == '/' || !path[n]);
}

static int path_of(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, 4095);
  if (n < 0) return 0;
  path[n] = 0;
  return ours(path) && !strstr(path, " (deleted)");
}

static void note(char kind, uint64_t file, int64_t offset, const char *path, const void *data, uint32_t size) {
  if (out < 0) return;
  REAL(ssize_t, "write", int, const void *, size_t);
  uint16_t length = strlen(path);
  char *record = malloc(23 + length + size), *next = record;
#define PUT(p, n) next = mempcpy(next, p, n)
  PUT(&kind, 1); PUT(&length, 2); PUT(&size, 4); PUT(&file, 8); PUT(&offset, 8); PUT(path, length);
  if (size) PUT(data, size);
  real(out, record, next - record);
  free(record);
}

static uint64_t number(int fd) { struct stat s; return fstat(fd, &s) ? 0 : s.st_ino; }
static char flushed(int fd) { struct stat s; return !fstat(fd, &s) && S_ISDIR(s.st_mode) ? 'F' : 'S'; }

// Whether this is the change at which it ends.
static int is_end(void) { return ++count == end; }
static void strike(void) { kill(getpid(), SIGKILL); for (;;) pause(); }
#define CHANGE if (is_end()) strike()

#define PWRITE(name) ssize_t name(int fd, const void *d, size_t n, off_t o) { \
  REAL(ssize_t, #name, int, const void *, size_t, off_t); char p[4096]; \
  if (!path_of(fd, p)) return real(fd, d, n, o); \
  pthread_mutex_lock(&lock); \
  if (is_end()) { real(fd, d, n * tear / 1000, o); strike(); } \
  ssize_t r = real(fd, d, n, o); if (r > 0) note('W', number(fd), o, p, d, r); \
  pthread_mutex_unlock(&lock); return r; }
PWRITE(pwrite) PWRITE(pwrite64)

ssize_t write(int fd, const void *d, size_t n) {
  REAL(ssize_t, "write", int, const void *, size_t); char p[4096];
  int mine = path_of(fd, p);
  if (!mine && fd != 1) return real(fd, d, n);
  pthread_mutex_lock(&lock);
  off_t o = mine ? lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR) : 0;
  if (mine && is_end()) { real(fd, d, n * tear / 1000); strike(); }
  ssize_t r = real(fd, d, n);
  if (r > 0) note(mine ? 'W' : 'A', mine ? number(fd) : 0, o, mine ? p : "", d, r);
  pthread_mutex_unlock(&lock); return r; }

#define TRUNCATE(name) int name(int fd, off_t o) { REAL(int, #name, int, off_t); char p[4096]; \
  if (!path_of(fd, p)) return real(fd, o); \
  pthread_mutex_lock(&lock); CHANGE; int r = real(fd, o); if (!r) note('T', number(fd), o, p, 0, 0); \
  pthread_mutex_unlock(&lock); return r; }
TRUNCATE(ftruncate) TRUNCATE(ftruncate64)

#define SYNC(name) int name(int fd) { REAL(int, #name, int); char p[4096]; \
  if (!path_of(fd, p)) return real(fd); \
  pthread_mutex_lock(&lock); CHANGE; int r = real(fd); if (!r) note(flushed(fd), number(fd), 0, p, 0, 0); \
  pthread_mutex_unlock(&lock); return r; }
SYNC(fsync) SYNC(fdatasync)

#define OPEN(name) int name(const char *f, int flags, ...) { REAL(int, #name, const char *, int, ...); \
  va_list more; va_start(more, flags); int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0; va_end(more); \
  if (!ours(f) || !(flags & (O_CREAT | O_TRUNC))) return real(f, flags, mode); \
  pthread_mutex_lock(&lock); int made = access(f, F_OK) != 0; if (made || flags & O_TRUNC) CHANGE; \
  int r = real(f, flags, mode); \
  if (r >= 0 && made) note('C', number(r), 0, f, 0, 0); \
  else if (r >= 0 && flags & O_TRUNC) note('T', number(r), 0, f, 0, 0); \
  pthread_mutex_unlock(&lock); return r; }
OPEN(open) OPEN(open64)

#define NAME(name, kind) int name(const char *f) { REAL(int, #name, const char *); \
  if (!ours(f) || access(f, F_OK)) return real(f); \
  pthread_mutex_lock(&lock); CHANGE; int r = real(f); if (!r) note(kind, 0, 0, f, 0, 0); \
  pthread_mutex_unlock(&lock); return r; }
NAME(unlink, 'U') NAME(rmdir, 'D')

#define NAMES(name, kind) int name(const char *a, const char *b) { REAL(int, #name, const char *, const char *); \
  if (!ours(b)) return real(a, b); \
  pthread_mutex_lock(&lock); CHANGE; int r = real(a, b); if (!r) note(kind, 0, 0, a, b, strlen(b)); \
  pthread_mutex_unlock(&lock); return r; }
NAMES(rename, 'R') NAMES(link, 'L')

int mkdir(const char *f, mode_t mode) { REAL(int, "mkdir", const char *, mode_t);
  if (!ours(f) || !access(f, F_OK)) return real(f, mode);
  pthread_mutex_lock(&lock); CHANGE; int r = real(f, mode); if (!r) note('M', 0, 0, f, 0, 0);
  pthread_mutex_unlock(&lock); return r; }
