import Foundation

/// The terminal while the program works and nobody should type: what is typed is neither shown nor kept.
enum QuietTerminal {
  /// Does work of a few seconds with the echo of standard input turned off, where that is a terminal. Signals that end the
  /// program wait until the terminal is given back.
  static func during(_ work: () throws -> Void) rethrows {
    var saved = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &saved) == 0 else { return try work() }
    var (endings, before) = (sigset_t(), sigset_t())
    sigemptyset(&endings)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&endings, number) }
    pthread_sigmask(SIG_BLOCK, &endings, &before)
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      // What was typed until now is thrown away with it.
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try work()
  }
}
