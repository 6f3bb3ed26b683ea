/// The whole of ncursesw that madoguchi uses, as plain ints and structs: no macro, global or WINDOW gets out.
/// All calls from the main thread only, but nc_restore_terminal, which a signal handler may call.
#ifndef CNCURSESW_H
#define CNCURSESW_H

#include <stdint.h>

/// One cell: a scalar that takes columns and up to four marks, zero-terminated when shorter.
typedef struct {
  uint32_t scalars[5];
  int32_t columns;
  int32_t attributes;
  int32_t pair;
} nc_cell;

enum { NC_BOLD = 1, NC_REVERSE = 2, NC_UNDERLINE = 4, NC_DIM = 8 };

enum {
  NC_NONE,
  /// code: a Unicode scalar.
  NC_CHARACTER,
  /// code: one of the NC_KEY_ values.
  NC_KEY,
  NC_RESIZE,
  /// row, column: a press of the first button.
  NC_MOUSE
};

enum {
  NC_KEY_UP = 1, NC_KEY_DOWN, NC_KEY_LEFT, NC_KEY_RIGHT, NC_KEY_HOME, NC_KEY_END, NC_KEY_PAGE_UP,
  NC_KEY_PAGE_DOWN, NC_KEY_BACKSPACE, NC_KEY_DELETE, NC_KEY_BACK_TAB, NC_KEY_ENTER, NC_KEY_PASTE_BEGIN,
  NC_KEY_PASTE_END, NC_KEY_OTHER, NC_KEY_F0 = 100
};

typedef struct {
  int32_t kind;
  int32_t code;
  int32_t row;
  int32_t column;
} nc_input;

enum { NC_OK, NC_NO_UTF8_LOCALE, NC_NO_TERMINAL };

/// Opens the screen on standard input and output. Answers NC_OK or what is missing.
int nc_open(int escape_delay_milliseconds);
void nc_close(void);
void nc_size(int *rows, int *columns);
/// How many colours the terminal has; 0 for none.
int nc_colors(void);
/// Defines a pair from 1; -1 is the terminal's own colour.
void nc_define_pair(int pair, int foreground, int background);
/// Puts cells side by side from a column on.
void nc_put(int row, int column, const nc_cell *cells, int count);
/// Moves the visible cursor and sends what changed. Then the last refresh's bytes are on their way.
void nc_refresh(int row, int column);
/// Forgets what the terminal shows, so that the next refresh paints everything.
void nc_forget(void);
/// Has the next refresh send a row again, whatever curses thinks is there.
void nc_touch(int row);
/// Reads one input without waiting.
void nc_read(nc_input *input);
/// Writes bytes past curses, for questions to the terminal.
void nc_write(const char *bytes, int count);

/// Makes HUP, QUIT, TERM and the crash signals restore the terminal before they end the program.
void nc_install_signal_handlers(void);
/// Restores the terminal with write(2) and tcsetattr only.
void nc_restore_terminal(void);

/// Sets the locale from the environment, or C.UTF-8; answers whether it is UTF-8.
int nc_set_locale(void);
/// wcwidth of the C library, which curses uses.
int nc_wcwidth(uint32_t scalar);

#endif
