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

enum { NC_OK, NC_NO_UTF8_LOCALE, NC_NO_TERMINAL };

/// Opens the screen on standard input and output, and has the terminal send mouse presses and bracketed pastes.
/// Answers NC_OK or what is missing.
int nc_open(void);
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
/// What a key sends on this terminal (`kf5`), NULL for none. Good until the next call.
const char *nc_key_sequence(const char *capability);
/// To poll on: readable when the terminal changed its size, or the program was stopped and continued. -1 before nc_open.
int nc_resize_descriptor(void);
/// Takes over a new size; answers whether everything is to be painted anew.
int nc_take_resize(void);
/// Writes bytes past curses, for questions to the terminal.
void nc_write(const char *bytes, int count);

/// Makes HUP, INT, QUIT, TERM and the crash signals restore the terminal before they end the program.
void nc_install_signal_handlers(void);
/// Restores the terminal with write(2) and tcsetattr only.
void nc_restore_terminal(void);

/// Sets the locale from the environment, or C.UTF-8; answers whether it is UTF-8.
int nc_set_locale(void);
/// wcwidth of the C library, which curses uses.
int nc_wcwidth(uint32_t scalar);

#endif
