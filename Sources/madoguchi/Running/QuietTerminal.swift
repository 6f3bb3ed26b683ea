import Foundation

/// The terminal while the program works and nobody should type: what is typed is neither shown nor kept.
enum QuietTerminal {
  /// Signals that end the program; each gives the terminal back first.
  private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Does work with the echo of standard input turned off, where that is a terminal.
  static func during(_ work: () throws -> Void) rethrows {
    var before = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return try work() }
    let saved = before
    let formerly = endings.map { signal($0, SIG_IGN) }
    let sources = endings.map { giveBack(saved, on: $0) }
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON)
    set(silent)
    defer {
      set(saved)
      sources.forEach { $0.cancel() }
      for (number, handler) in zip(endings, formerly) { signal(number, handler) }
    }
    try work()
  }

  /// What was typed until now is thrown away.
  private static func set(_ state: termios) {
    var state = state
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &state)
  }

  private static func giveBack(_ saved: termios, on number: Int32) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
    source.setEventHandler {
      set(saved)
      signal(number, SIG_DFL)
      kill(getpid(), number)
    }
    source.resume()
    return source
  }
}
