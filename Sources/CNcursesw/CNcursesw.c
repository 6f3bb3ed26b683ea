#define _XOPEN_SOURCE_EXTENDED 1
#define _DEFAULT_SOURCE 1
#define _XOPEN_SOURCE 700
#define NCURSES_WIDECHAR 1
#include "CNcursesw.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Declared here because <term.h> defines macros such as `columns`.
extern NCURSES_EXPORT(char *) tigetstr(const char *capability);

static SCREEN *screen;
static struct termios saved_termios;
static volatile sig_atomic_t has_saved_termios;
static char leave_sequence[256];
static size_t leave_length;

enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END = KEY_MAX + 2 };

int nc_set_locale(void) {
  if (setlocale(LC_ALL, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

int nc_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static void append_sequence(const char *text) {
  if (text == NULL || text == (const char *)-1) return;
  size_t length = strlen(text);
  if (leave_length + length > sizeof leave_sequence) return;
  memcpy(leave_sequence + leave_length, text, length);
  leave_length += length;
}

int nc_open(int escape_delay_milliseconds) {
  if (!nc_set_locale()) return NC_NO_UTF8_LOCALE;
  // The size is the terminal's own, not an inherited one.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (tcgetattr(STDIN_FILENO, &saved_termios) == 0) has_saved_termios = 1;
  screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) return NC_NO_TERMINAL;
  set_term(screen);
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(escape_delay_milliseconds);
  mousemask(BUTTON1_PRESSED, NULL);
  mouseinterval(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
  leave_length = 0;
  append_sequence("\033[?2004l\033[?1000l\033[?1006l");
  append_sequence(tigetstr("sgr0"));
  append_sequence(tigetstr("cnorm"));
  append_sequence(tigetstr("rmkx"));
  append_sequence(tigetstr("rmcup"));
  fputs("\033[?2004h", stdout);
  curs_set(1);
  return NC_OK;
}

void nc_close(void) {
  if (screen == NULL) return;
  fputs("\033[?2004l", stdout);
  endwin();
  delscreen(screen);
  screen = NULL;
  has_saved_termios = 0;
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
    if (written <= 0) return;
    bytes += written;
    count -= (int)written;
  }
}

static int translated(wint_t key) {
  switch (key) {
  case KEY_UP: return NC_KEY_UP;
  case KEY_DOWN: return NC_KEY_DOWN;
  case KEY_LEFT: return NC_KEY_LEFT;
  case KEY_RIGHT: return NC_KEY_RIGHT;
  case KEY_HOME: return NC_KEY_HOME;
  case KEY_END: return NC_KEY_END;
  case KEY_PPAGE: return NC_KEY_PAGE_UP;
  case KEY_NPAGE: return NC_KEY_PAGE_DOWN;
  case KEY_BACKSPACE: return NC_KEY_BACKSPACE;
  case KEY_DC: return NC_KEY_DELETE;
  case KEY_BTAB: return NC_KEY_BACK_TAB;
  case KEY_ENTER: return NC_KEY_ENTER;
  case PASTE_BEGIN: return NC_KEY_PASTE_BEGIN;
  case PASTE_END: return NC_KEY_PASTE_END;
  default:
    if (key >= KEY_F(1) && key <= KEY_F(24)) return NC_KEY_F0 + (int)(key - KEY_F0);
    return NC_KEY_OTHER;
  }
}

void nc_read(nc_input *input) {
  memset(input, 0, sizeof *input);
  wint_t key = 0;
  int result = wget_wch(stdscr, &key);
  if (result == ERR) return;
  if (result != KEY_CODE_YES) {
    input->kind = NC_CHARACTER;
    input->code = (int32_t)key;
    return;
  }
  if (key == KEY_RESIZE) {
    input->kind = NC_RESIZE;
    return;
  }
  if (key == KEY_MOUSE) {
    MEVENT event;
    if (getmouse(&event) == OK && (event.bstate & BUTTON1_PRESSED)) {
      input->kind = NC_MOUSE;
      input->row = event.y;
      input->column = event.x;
    } else {
      input->kind = NC_KEY;
      input->code = NC_KEY_OTHER;
    }
    return;
  }
  input->kind = NC_KEY;
  input->code = translated(key);
}

void nc_restore_terminal(void) {
  if (!has_saved_termios) return;
  ssize_t ignored = write(STDOUT_FILENO, leave_sequence, leave_length);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_termios);
}

static void on_deadly_signal(int number) {
  nc_restore_terminal();
  signal(number, SIG_DFL);
  raise(number);
}

void nc_install_signal_handlers(void) {
  static const int deadly[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGHUP, SIGQUIT, SIGTERM};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_deadly_signal;
  action.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
  sigemptyset(&action.sa_mask);
  // Whoever started us may have blocked them, and a resize would never be seen.
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGWINCH);
  for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
    sigaction(deadly[i], &action, NULL);
    sigaddset(&wanted, deadly[i]);
  }
  sigprocmask(SIG_UNBLOCK, &wanted, NULL);
  signal(SIGPIPE, SIG_IGN);
}
