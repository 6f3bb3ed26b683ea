import Foundation
import TerminalUI

/// A clerk before the real program: one key after the other, each drawn and timed.
final class ClerkTerminal {
  /// What came of a key. Times are milliseconds from the write to the terminal.
  struct Stroke {
    /// nil when nothing was painted.
    let first: Double?
    /// The last byte before the silence; 0 when nothing was painted.
    let last: Double
    let bytes: Int
  }

  /// A step of a script that the program did not follow.
  struct Lost: Error, CustomStringConvertible {
    let sentence: String
    let screen: String
    var description: String { sentence + "\n" + screen }
  }

  let program: TerminalProgram
  private(set) var screen = TerminalScreen(rows: 24, columns: 80)
  private let clock = ContinuousClock()
  /// Milliseconds without a byte that end a repaint.
  private let silence: Int32
  /// From the start of the process to the last byte of the first screen, in milliseconds.
  private(set) var start = 0.0

  /// Starts the program and waits for its list.
  init(_ path: String, _ arguments: [String], silence: Int32) throws {
    let began = clock.now
    self.silence = silence
    program = try TerminalProgram(path, arguments)
    try wait(for: Self.list, seconds: 120)
    start = (clock.now - began) / .milliseconds(1) - Double(Self.still)
  }

  /// Milliseconds of silence after which a screen that was waited for is taken as whole.
  private static let still: Int32 = 20

  /// What stands on the screen while no visit is open.
  static let list = "番号、名前、かな、生年月日で探す"

  // MARK: Keys

  func press(_ key: Key) -> Stroke {
    let began = clock.now
    program.type(key.sequence)
    var (first, last): (Double?, Double) = (nil, 0)
    var bytes = 0
    // Nothing that a key does takes longer than the first wait.
    while let more = program.chunk(timeout: first == nil ? 400 : silence) {
      last = (clock.now - began) / .milliseconds(1)
      first = first ?? last
      bytes += more.count
      draw(more)
    }
    return Stroke(first: first, last: last, bytes: bytes)
  }

  /// Reads what comes by itself until nothing comes for so long; answers the number of bytes.
  @discardableResult
  func listen(milliseconds: Int32 = ClerkTerminal.still) -> Int {
    var count = 0
    while let more = program.chunk(timeout: milliseconds) {
      count += more.count
      draw(more)
    }
    return count
  }

  func shows(_ text: String) -> Bool { screen.text.contains(text) }

  /// Waits until the screen says something, and is still again.
  func wait(for text: String, seconds: Int = 5) throws(Lost) {
    let end = clock.now + .seconds(seconds)
    while !shows(text) {
      guard clock.now < end else {
        throw Lost(sentence: "「\(text)」が出ません", screen: screen.text)
      }
      program.chunk(timeout: 50).map { draw($0) }
    }
    listen()
  }

  /// Back to the list from wherever a visit went astray.
  func giveUp() throws(Lost) {
    for key: Key in [.function(12), .function(12), .function(12), .function(12), .function(3)]
    where !shows(Self.list) {
      _ = press(key)
    }
    _ = press(.control("u"))
    try wait(for: Self.list)
  }

  private func draw(_ bytes: [UInt8]) {
    screen.read(bytes)
    let replies = screen.takeReplies()
    if !replies.isEmpty { program.type(replies) }
  }

  // MARK: What is seen

  /// 受付番号 of the visit on the screen, from its head line; nil on other screens.
  var visitNumber: Int? {
    let words = screen.lines[0].split(separator: " ").filter { $0 != "受付" }
    return words.first.flatMap { $0.count == 4 ? Int($0) : nil }
  }

  /// What is wrong with the picture; empty when nothing is.
  var faults: [String] {
    var faults: [String] = []
    if !screen.isCursorVisible { faults.append("カーソルが見えない") }
    if screen.orphans > 0 { faults.append("半分だけの全角文字") }
    if screen.overflows > 0 { faults.append("最後の桁を越えた") }
    if let sequence = screen.unknown.first { faults.append("知らない並び \(sequence)") }
    if !isCursorInFocus { faults.append("カーソルが欄の外（\(screen.cursor.row),\(screen.cursor.column)）") }
    return faults
  }

  /// The focus is reversed and entry areas are underlined; a page that is only read has neither.
  private var isCursorInFocus: Bool {
    func isMarked(_ row: Int, _ column: Int) -> Bool {
      !screen.attributes(row: row, column: column).isDisjoint(with: [.reverse, .underline])
    }
    // Between the head line, whose stamp is reversed, and the bar of keys.
    let hasFocus = (2..<screen.rows - 1).contains { row in (0..<screen.columns).contains { isMarked(row, $0) }
    }
    return !hasFocus || isMarked(screen.cursor.row, screen.cursor.column)
  }
}
