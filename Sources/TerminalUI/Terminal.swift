import CNcursesw
import Glibc
import Moji

/// The real terminal: curses for what is shown, a decoder of our own for what is typed. Main thread only.
@MainActor
package final class Terminal {
  /// Why the terminal cannot be used.
  package enum Failure: Error, Hashable, Sendable {
    case noUTF8Locale
    /// TERM is unknown, or input or output is no terminal.
    case noTerminal
    /// The bare Linux console, whose font holds no kanji.
    case linuxConsole
    case dumb
  }

  private var reader: TerminalReader
  private let scheme: Scheme
  private let colours: Int
  private var knowledge = TerminalKnowledge()
  /// How each role looks, by its number.
  private var looks: [Scheme.Look] = []
  private var shown: Frame?
  private var hasAsked = false
  /// The minute for which it rang last; nil before.
  private var rungMinute: Int?
  private var run: [nc_cell] = []
  private var doubleClick = DoubleClick()

  /// Opens the screen. `environment` decides what is refused and the escape delay.
  package init(scheme: Scheme, environment: [String: String]) throws(Failure) {
    switch environment["TERM"] {
    case "linux": throw .linuxConsole
    case nil, "", "dumb", "unknown": throw .dumb
    default: break
    }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    switch Int(nc_open()) {
    case NC_OK: break
    case NC_NO_UTF8_LOCALE: throw .noUTF8Locale
    default: throw .noTerminal
    }
    nc_install_signal_handlers()
    let keys = KeySequences { name in nc_key_sequence(name).map { Array(String(cString: $0).utf8) } }
    let isRemote = environment["SSH_TTY"].map { !$0.isEmpty } ?? false
    reader = TerminalReader(STDIN_FILENO, keys: keys, escapeDelay: .milliseconds(isRemote ? 100 : 25))
    self.scheme = scheme
    colours = Int(nc_colors())
    dress()
  }

  /// Whether the terminal has no keys beyond F4 (DEC's VT52 and VT100 family, whose keypad they would be).
  package static func lacksFunctionKeys(_ environment: [String: String]) -> Bool {
    let name = environment["TERM"] ?? ""
    return ["vt52", "vt100", "vt102", "vt125", "vt131", "ansi"].contains {
      name == $0 || name.hasPrefix($0 + "-")
    }
  }

  package func close() { nc_close() }

  package var size: (rows: Int, columns: Int) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    nc_size(&rows, &columns)
    return (Int(rows), Int(columns))
  }

  // MARK: What comes in

  /// Everything typed since the last call, as much as is worth a picture of its own.
  package func inputs() -> [Input] {
    var inputs: [Input] = []
    if nc_take_resize() != 0 { inputs.append(.resize(rows: size.rows, columns: size.columns)) }
    let now = ContinuousClock.now
    inputs += reader.read().filter { input in
      guard case .press(let row, let column) = input else { return true }
      return !doubleClick.isSecond(row: row, column: column, at: now)
    }
    let known = knowledge
    for report in reader.takeReports() { knowledge.take(report) }
    if knowledge != known { follow(known) }
    return inputs
  }

  /// Milliseconds after which `inputs` is to be called though nothing came; nil when nothing is half read.
  package var patience: Int? { reader.patience }

  /// Nobody sits before it any more.
  package var isGone: Bool { reader.hasEnded }

  /// What was learnt changes the picture, once.
  private func follow(_ before: TerminalKnowledge) {
    if knowledge.ground != before.ground { dress() }
    // Where characters were wider than curses thinks, rows are not where it thinks.
    if knowledge.drawsAmbiguousWide, !before.drawsAmbiguousWide { nc_forget() }
    shown = nil
  }

  // MARK: What goes out

  /// Shows a picture: only changed rows go to curses, and nothing is written when nothing changed.
  package func show(_ frame: Frame) {
    if let minute = frame.ringMinute, minute != rungMinute {
      rungMinute = minute
      nc_write("\u{7}", 1)
    }
    let before = shown.flatMap { $0.rows == frame.rows && $0.columns == frame.columns ? $0 : nil }
    var hasChanged = before.map { $0.cursor != frame.cursor } ?? true
    for row in 0..<frame.rows where before.map({ !$0.isSurelySame(as: frame, row: row) }) ?? true {
      put(frame.cells[row * frame.columns..<(row + 1) * frame.columns], row: row)
      hasChanged = true
    }
    guard hasChanged else { return }
    nc_refresh(Int32(frame.cursor.row), Int32(frame.cursor.column))
    shown = frame
    if !hasAsked { ask(frame) }
  }

  /// Paints everything anew (Ctrl-L, after a resize).
  package func repaint() {
    nc_forget()
    shown = nil
  }

  /// Asks once, after the first paint, without waiting for the answers.
  private func ask(_ frame: Frame) {
    guard let question = knowledge.question(for: frame, asksGround: scheme.usesColour && colours >= 8) else {
      return
    }
    hasAsked = true
    nc_write(question, Int32(question.utf8.count))
    // The question spoiled the beginning of the last row.
    let row = frame.rows - 1
    nc_touch(Int32(row))
    put(frame.cells[row * frame.columns..<frame.rows * frame.columns], row: row)
    nc_refresh(Int32(frame.cursor.row), Int32(frame.cursor.column))
  }

  /// Gives every role its look on the ground as far as it is known.
  private func dress() {
    looks = Role.allCases.map { scheme.look(of: $0, on: knowledge.ground, colours: colours) }
    for (number, look) in looks.enumerated() where look.hasColour {
      nc_define_pair(Int32(number) + 1, look.foreground, look.background)
    }
  }

  private func put(_ cells: ArraySlice<Frame.Cell>, row: Int) {
    run.removeAll(keepingCapacity: true)
    for cell in cells {
      let (glyph, role): (Glyph, Role)
      switch cell {
      case .covered: continue
      case .glyph(let text, let meaning):
        (glyph, role) = (knowledge.drawsAmbiguousWide ? text.inSureWidth : text, meaning)
      case .line(let line): (glyph, role) = (knowledge.drawsLines ? line.drawn : line.inASCII, .quiet)
      }
      let number = Int(role.rawValue)
      let look = looks[number]
      run.append(
        nc_cell(
          scalars: glyph.values, columns: Int32(glyph.columns), attributes: look.attributes,
          pair: look.hasColour ? Int32(number) + 1 : 0))
    }
    nc_put(Int32(row), 0, run, Int32(run.count))
  }
}
