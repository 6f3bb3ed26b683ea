import CNcursesw
import Glibc
import Moji

/// The real terminal through curses. Main thread only.
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

  private var decoder = InputDecoder()
  private var shown: Frame?
  private let pairs: [Role: Int32]
  private let looks: [Role: Scheme.Look]
  private var hasProbed = false
  /// The minute for which it rang last; nil before.
  private var rungMinute: Int?

  /// Opens the screen. `environment` decides what is refused and the escape delay.
  package init(scheme: Scheme, environment: [String: String]) throws(Failure) {
    switch environment["TERM"] {
    case "linux": throw .linuxConsole
    case nil, "", "dumb", "unknown": throw .dumb
    default: break
    }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let isRemote = environment["SSH_TTY"].map { !$0.isEmpty } ?? false
    switch Int(nc_open(isRemote ? 100 : 25)) {
    case NC_OK: break
    case NC_NO_UTF8_LOCALE: throw .noUTF8Locale
    default: throw .noTerminal
    }
    nc_install_signal_handlers()
    looks = scheme.looks
    var pairs: [Role: Int32] = [:]
    if scheme.usesColour, nc_colors() >= 8 {
      for role in Role.allCases {
        guard let look = scheme.looks[role], look.foreground >= 0 || look.background >= 0 else { continue }
        pairs[role] = Int32(role.rawValue) + 1
        nc_define_pair(Int32(role.rawValue) + 1, look.foreground, look.background)
      }
    }
    self.pairs = pairs
  }

  package func close() { nc_close() }

  package var size: (rows: Int, columns: Int) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    nc_size(&rows, &columns)
    return (Int(rows), Int(columns))
  }

  /// Everything typed since the last call.
  package func inputs() -> [Input] { decoder.drain() }

  /// Shows a picture: only changed rows go to curses, and nothing is written when nothing changed.
  package func show(_ frame: Frame) {
    if let minute = frame.ringMinute, minute != rungMinute {
      rungMinute = minute
      nc_write("\u{7}", 1)
    }
    guard frame != shown else { return }
    let before = shown.flatMap { $0.rows == frame.rows && $0.columns == frame.columns ? $0 : nil }
    for row in 0..<frame.rows {
      let range = row * frame.columns..<(row + 1) * frame.columns
      if let before, before.cells[range] == frame.cells[range] { continue }
      put(frame.cells[range], row: row)
    }
    nc_refresh(Int32(frame.cursor.row), Int32(frame.cursor.column))
    shown = frame
    if !hasProbed { probe(frame) }
  }

  /// Paints everything anew (Ctrl-L, after a resize).
  package func repaint() {
    nc_forget()
    shown = nil
  }

  /// Whether the terminal draws ambiguous characters two columns wide; ASCII then stands for them.
  private var drawsAmbiguousWide: Bool { decoder.reportedColumn.map { $0 > 2 } ?? false }

  /// Asks once, after the first paint, how wide «◎» is, without waiting for the answer. Not on the first row, whose
  /// answer would read as a function key.
  private func probe(_ frame: Frame) {
    hasProbed = true
    guard frame.rows > 2 else { return }
    let question = "\u{1B}7\u{1B}[\(frame.rows);1H◎\u{1B}[6n\u{1B}8"
    let bytes = Array(question.utf8CString.dropLast())
    nc_write(bytes, Int32(bytes.count))
    // The probe spoiled the beginning of the last row.
    sendAgain(frame)
  }

  private func sendAgain(_ frame: Frame) {
    let row = frame.rows - 1
    let range = row * frame.columns..<(row + 1) * frame.columns
    nc_touch(Int32(row))
    put(frame.cells[range], row: row)
    nc_refresh(Int32(frame.cursor.row), Int32(frame.cursor.column))
  }

  private func put(_ cells: ArraySlice<Frame.Cell>, row: Int) {
    var run: [nc_cell] = []
    run.reserveCapacity(cells.count)
    for cell in cells {
      guard case .glyph(let glyph, let role) = cell else { continue }
      let shown = drawsAmbiguousWide ? glyph.inASCII : glyph
      var raw = nc_cell()
      withUnsafeMutableBytes(of: &raw.scalars) { bytes in
        let slots = bytes.bindMemory(to: UInt32.self)
        for (index, scalar) in shown.text.unicodeScalars.prefix(5).enumerated() {
          slots[index] = scalar.value
        }
      }
      raw.columns = Int32(shown.columns)
      raw.attributes = looks[role]?.attributes ?? 0
      raw.pair = pairs[role] ?? 0
      run.append(raw)
    }
    nc_put(Int32(row), 0, run, Int32(run.count))
  }
}

extension Glyph {
  /// ASCII for a character of ambiguous width; others as they are.
  fileprivate var inASCII: Glyph {
    let stand: [String: String] = [
      "◎": "@", "○": "o", "□": "[", "…": "~", "→": ">", "←": "<", "※": "*", "●": "*", "・": "・", "×": "x",
      "±": "+",
    ]
    return stand[text].flatMap { $0.glyphs.first } ?? self
  }
}
