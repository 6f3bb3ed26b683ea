#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CNcursesw.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Declared here because <term.h> defines macros such as `columns`.
extern NCURSES_EXPORT(char *) tigetstr(const char *capability);

static SCREEN *screen;
static struct termios saved_termios;
static volatile sig_atomic_t has_saved_termios;
// What is written to take the terminal over, and to give it back.
typedef struct {
  char bytes[256];
  size_t length;
} sequence;
static sequence enter, leave;
// The signal handler writes into the second, so that a poll on the first sees a resize whenever it comes.
static int resize_pipe[2] = {-1, -1};
static volatile sig_atomic_t was_continued;

// Presses of mouse buttons as SGR numbers, and pastes in brackets.
static const char enter_modes[] = "\033[?1000h\033[?1006h\033[?2004h";
static const char leave_modes[] = "\033[?2004l\033[?1006l\033[?1000l";

int nc_set_locale(void) {
  if (setlocale(LC_ALL, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

int nc_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

// Appends what terminfo says, without the delays of printing terminals, $<5>.
static void append(sequence *all, const char *text) {
  if (text == NULL || text == (const char *)-1) return;
  while (*text != 0 && all->length < sizeof all->bytes) {
    const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (end != NULL) {
      text = end + 1;
    } else {
      all->bytes[all->length++] = *text++;
    }
  }
}

static void on_resize(int number) {
  int saved = errno;
  if (number == SIGCONT) was_continued = 1;
  ssize_t ignored = write(resize_pipe[1], "", 1);
  (void)ignored;
  errno = saved;
}

// Before newterm: curses then leaves these signals alone.
static void watch_size(void) {
  if (resize_pipe[0] < 0 && pipe2(resize_pipe, O_NONBLOCK | O_CLOEXEC) != 0) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_resize;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGWINCH, &action, NULL);
  sigaction(SIGCONT, &action, NULL);
  signal(SIGTSTP, SIG_IGN);
}

int nc_open(void) {
  if (!nc_set_locale()) return NC_NO_UTF8_LOCALE;
  // The size is the terminal's own, not an inherited one.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (tcgetattr(STDIN_FILENO, &saved_termios) == 0) has_saved_termios = 1;
  watch_size();
  screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) return NC_NO_TERMINAL;
  set_term(screen);
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  // Typed keys are read past curses: it must not look whether some wait before it paints.
  typeahead(-1);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  enter.length = leave.length = 0;
  append(&enter, tigetstr("smcup"));
  append(&enter, tigetstr("smkx"));
  append(&enter, enter_modes);
  append(&leave, leave_modes);
  append(&leave, tigetstr("sgr0"));
  append(&leave, tigetstr("cnorm"));
  append(&leave, tigetstr("rmkx"));
  append(&leave, tigetstr("rmcup"));
  nc_write(enter_modes, sizeof enter_modes - 1);
  curs_set(1);
  return NC_OK;
}

void nc_close(void) {
  if (screen == NULL) return;
  nc_write(leave_modes, sizeof leave_modes - 1);
  endwin();
  delscreen(screen);
  screen = NULL;
  has_saved_termios = 0;
}

const char *nc_key_sequence(const char *capability) {
  const char *sequence = tigetstr(capability);
  return sequence == (const char *)-1 ? NULL : sequence;
}

int nc_resize_descriptor(void) { return resize_pipe[0]; }

int nc_take_resize(void) {
  char bytes[64];
  int rang = 0;
  while (resize_pipe[0] >= 0 && read(resize_pipe[0], bytes, sizeof bytes) > 0) rang = 1;
  if (!rang || screen == NULL) return 0;
  int has_changed = was_continued;
  if (was_continued) {
    // Whoever had the terminal meanwhile may have changed its modes.
    was_continued = 0;
    reset_prog_mode();
    nc_write(enter.bytes, (int)enter.length);
  }
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      (size.ws_row != LINES || size.ws_col != COLS)) {
    resize_term(size.ws_row, size.ws_col);
    has_changed = 1;
  }
  return has_changed;
}

void nc_size(int *height, int *width) {
  *height = LINES;
  *width = COLS;
}

int nc_colors(void) { return has_colors() ? COLORS : 0; }

void nc_define_pair(int pair, int foreground, int background) { init_extended_pair(pair, foreground, background); }

void nc_put(int row, int column, const nc_cell *cells, int count) {
  cchar_t run[count];
  for (int i = 0; i < count; i++) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int j = 0; j < CCHARW_MAX && cells[i].scalars[j] != 0; j++) text[j] = (wchar_t)cells[i].scalars[j];
    attr_t attributes = A_NORMAL;
    if (cells[i].attributes & NC_BOLD) attributes |= A_BOLD;
    if (cells[i].attributes & NC_REVERSE) attributes |= A_REVERSE;
    if (cells[i].attributes & NC_UNDERLINE) attributes |= A_UNDERLINE;
    if (cells[i].attributes & NC_DIM) attributes |= A_DIM;
    int pair = cells[i].pair;
    setcchar(&run[i], text, attributes, 0, &pair);
  }
  mvwadd_wchnstr(stdscr, row, column, run, count);
}

void nc_refresh(int row, int column) {
  wmove(stdscr, row, column);
  wrefresh(stdscr);
}

void nc_forget(void) { clearok(stdscr, TRUE); }

void nc_touch(int row) { wredrawln(stdscr, row, 1); }

void nc_write(const char *bytes, int count) {
  fflush(stdout);
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, (size_t)count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (int)written;
  }
}

void nc_restore_terminal(void) {
  if (!has_saved_termios) return;
  ssize_t ignored = write(STDOUT_FILENO, leave.bytes, leave.length);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_termios);
}

static void on_deadly_signal(int number) {
  nc_restore_terminal();
  signal(number, SIG_DFL);
  raise(number);
}

void nc_install_signal_handlers(void) {
  static const int deadly[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT,
                               SIGFPE,  SIGHUP,  SIGINT,  SIGQUIT, SIGTERM};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_deadly_signal;
  action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
  sigemptyset(&action.sa_mask);
  // Whoever started us may have blocked them, and a resize would never be seen.
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGWINCH);
  sigaddset(&wanted, SIGCONT);
  for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
    sigaction(deadly[i], &action, NULL);
    sigaddset(&wanted, deadly[i]);
  }
  sigprocmask(SIG_UNBLOCK, &wanted, NULL);
  signal(SIGPIPE, SIG_IGN);
}
