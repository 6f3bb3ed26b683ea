import CNcursesw
import Foundation

/// What a terminal would show: reads the bytes that curses sends to xterm-256color and keeps the picture.
///
/// It is strict where a terminal is lenient: halves of wide characters that lost their other half, characters past the last
/// column and sequences that it does not know are counted, so that nothing is passed over.
struct TerminalScreen {
  struct Attributes: OptionSet, Hashable {
    let rawValue: UInt8
    static let bold = Attributes(rawValue: 1)
    static let underline = Attributes(rawValue: 2)
    static let reverse = Attributes(rawValue: 4)
  }

  enum Cell: Hashable {
    /// One column, or the left one of two.
    case character(String, columns: Int, Attributes)
    /// The right column of a wide character.
    case right(Attributes)
    /// What is left of a wide character when its other half was overwritten.
    case orphan

    static let blank = Cell.character(" ", columns: 1, [])
  }

  private enum State {
    case ground
    case escape
    case control(String)
    /// ESC ( and the like: one byte follows.
    case designation
    /// OSC, to its end.
    case command
  }

  let rows: Int
  let columns: Int
  private(set) var cells: [[Cell]]
  private(set) var cursor = (row: 0, column: 0)
  private(set) var isCursorVisible = true
  /// Characters that came after the last column was filled.
  private(set) var overflows = 0
  /// Sequences it does not know, as they came.
  private(set) var unknown: [String] = []
  /// What the terminal answers; taken by whoever writes to the program.
  private var replies = ""

  private var state = State.ground
  private var attributes: Attributes = []
  private var saved = (row: 0, column: 0)
  private var region: ClosedRange<Int>
  /// The last column was written and the cursor still stands on it.
  private var isAtEnd = false
  private var last: Unicode.Scalar?
  /// Bytes of a character that is not whole yet.
  private var pending: [UInt8] = []

  init(rows: Int, columns: Int) {
    // wcwidth knows no wide characters in the C locale.
    setlocale(LC_CTYPE, "C.UTF-8")
    (self.rows, self.columns) = (rows, columns)
    region = 0...rows - 1
    cells = Array(repeating: Array(repeating: .blank, count: columns), count: rows)
  }

  // MARK: The picture

  var lines: [String] {
    cells.map { row in
      row.map { cell in
        switch cell {
        case .character(let text, _, _): text
        case .right: ""
        case .orphan: "▒"
        }
      }.joined()
    }
  }

  var text: String { lines.joined(separator: "\n") }

  var orphans: Int { cells.joined().count { $0 == .orphan } }

  func attributes(row: Int, column: Int) -> Attributes {
    switch cells[row][column] {
    case .character(_, _, let attributes), .right(let attributes): attributes
    case .orphan: []
    }
  }

  mutating func takeReplies() -> String {
    defer { replies = "" }
    return replies
  }

  // MARK: Bytes

  mutating func read(_ bytes: [UInt8]) {
    var whole = pending + bytes
    pending = []
    // A character that the read cut in two waits for its rest.
    if let lead = whole.lastIndex(where: { $0 & 0xC0 != 0x80 }), whole[lead] >= 0xC0 {
      let length = whole[lead] >= 0xF0 ? 4 : whole[lead] >= 0xE0 ? 3 : 2
      if whole.count - lead < length {
        pending = Array(whole[lead...])
        whole.removeSubrange(lead...)
      }
    }
    for scalar in String(decoding: whole, as: UTF8.self).unicodeScalars { take(scalar) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch state {
    case .ground: scalar.value < 0x20 || scalar.value == 0x7F ? control(scalar) : put(scalar)
    case .escape: escape(scalar)
    case .designation: state = .ground
    case .command: if scalar == "\u{7}" || scalar == "\\" { state = .ground }
    case .control(let parameters):
      guard (0x40...0x7E).contains(scalar.value) else {
        state = .control(parameters + String(scalar))
        return
      }
      state = .ground
      perform(scalar, parameters)
    }
  }

  private mutating func control(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{1B}": state = .escape
    case "\r": move(cursor.row, 0)
    case "\n", "\u{0B}", "\u{0C}": lineFeed()
    case "\u{08}": move(cursor.row, cursor.column - 1)
    case "\t": move(cursor.row, (cursor.column / 8 + 1) * 8)
    case "\u{07}", "\u{0E}", "\u{0F}", "\0": break
    default: unknown.append("C0 \(scalar.value)")
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    state = .ground
    switch scalar {
    case "[": state = .control("")
    case "]": state = .command
    case "(", ")", "*", "+": state = .designation
    case "7": saved = cursor
    case "8": move(saved.row, saved.column)
    case "M": cursor.row == region.lowerBound ? scroll(-1) : move(cursor.row - 1, cursor.column)
    case "D": lineFeed()
    case "E":
      lineFeed()
      move(cursor.row, 0)
    case "=", ">", "H": break
    case "c": self = TerminalScreen(rows: rows, columns: columns)
    default: unknown.append("ESC \(scalar)")
    }
  }

  // MARK: Characters

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Int(nc_wcwidth(scalar.value))
    if width == 0 {
      let column = isAtEnd ? cursor.column : cursor.column - 1
      let start = column > 0 && isRight(cursor.row, column) ? column - 1 : column
      if start >= 0, case .character(let text, let columns, let attributes) = cells[cursor.row][start] {
        cells[cursor.row][start] = .character(text + String(scalar), columns: columns, attributes)
      }
      return
    }
    guard width > 0, !isAtEnd, cursor.column + width <= columns else {
      overflows += 1
      return
    }
    free(cursor.row, cursor.column..<cursor.column + width)
    cells[cursor.row][cursor.column] = .character(String(scalar), columns: width, attributes)
    if width == 2 { cells[cursor.row][cursor.column + 1] = .right(attributes) }
    last = scalar
    isAtEnd = cursor.column + width == columns
    cursor.column = min(columns - 1, cursor.column + width)
  }

  private func isRight(_ row: Int, _ column: Int) -> Bool {
    if case .right = cells[row][column] { true } else { false }
  }

  /// Cells that are about to be written: what stays of a wide character at their edges is an orphan.
  private mutating func free(_ row: Int, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if isRight(row, range.lowerBound), range.lowerBound > 0 { cells[row][range.lowerBound - 1] = .orphan }
    if range.upperBound < columns, isRight(row, range.upperBound) { cells[row][range.upperBound] = .orphan }
  }

  private mutating func erase(_ row: Int, _ range: Range<Int>) {
    let range = range.clamped(to: 0..<columns)
    free(row, range)
    for column in range { cells[row][column] = .blank }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    cursor = (max(0, min(rows - 1, row)), max(0, min(columns - 1, column)))
    isAtEnd = false
  }

  private mutating func lineFeed() {
    cursor.row == region.upperBound ? scroll(1) : move(cursor.row + 1, cursor.column)
    isAtEnd = false
  }

  /// Moves the rows of the region up, or down when negative.
  private mutating func scroll(_ count: Int, from top: Int? = nil) {
    let area = (top ?? region.lowerBound)...region.upperBound
    let blank = Array(repeating: Cell.blank, count: columns)
    let steps = min(abs(count), area.count)
    let kept = Array(count > 0 ? cells[area].dropFirst(steps) : cells[area].dropLast(steps))
    let new = Array(repeating: blank, count: steps)
    cells.replaceSubrange(area, with: count > 0 ? kept + new : new + kept)
  }

  // MARK: Control sequences

  private mutating func perform(_ final: Unicode.Scalar, _ parameters: String) {
    if parameters.hasPrefix("?") || parameters.hasPrefix(">") {
      mode(final, parameters)
      return
    }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    let (row, column) = (cursor.row, cursor.column)
    switch final {
    case "A": move(row - count, column)
    case "B": move(row + count, column)
    case "C": move(row, column + count)
    case "D": move(row, column - count)
    case "E": move(row + count, 0)
    case "F": move(row - count, 0)
    case "G", "`": move(row, count - 1)
    case "d": move(count - 1, column)
    case "H", "f": move(count - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "J", "K": erase(final, first)
    case "X": erase(row, column..<column + count)
    case "P", "@": shift(final, count)
    case "L": scroll(-count, from: row)
    case "M": scroll(count, from: row)
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b": for _ in 0..<count { last.map { put($0) } }
    case "m": dress(numbers)
    case "r":
      region =
        max(0, count - 1)...min(rows - 1, (numbers.count > 1 && numbers[1] > 0 ? numbers[1] : rows) - 1)
      move(0, 0)
    case "n": if first == 6 { replies += "\u{1B}[\(row + 1);\(column + 1)R" }
    case "h", "l", "t": break
    default: unknown.append("CSI \(parameters)\(final)")
    }
  }

  private mutating func mode(_ final: Unicode.Scalar, _ parameters: String) {
    let modes = parameters.dropFirst().split(separator: ";")
    switch final {
    case "h": if modes.contains("25") { isCursorVisible = true }
    case "l": if modes.contains("25") { isCursorVisible = false }
    case "c", "m", "n": break
    default: unknown.append("CSI \(parameters)\(final)")
    }
    // Going to the alternate screen clears it.
    if final == "h", modes.contains("1049") { for row in 0..<rows { erase(row, 0..<columns) } }
  }

  private mutating func erase(_ final: Unicode.Scalar, _ kind: Int) {
    let (row, column) = (cursor.row, cursor.column)
    switch kind {
    case 0: erase(row, column..<columns)
    case 1: erase(row, 0..<column + 1)
    default: erase(row, 0..<columns)
    }
    guard final == "J" else { return }
    let others = kind == 0 ? row + 1..<rows : kind == 1 ? 0..<row : 0..<rows
    for other in others { erase(other, 0..<columns) }
  }

  /// Takes characters out of the row, or opens a gap in it.
  private mutating func shift(_ final: Unicode.Scalar, _ count: Int) {
    let (row, column) = (cursor.row, cursor.column)
    let steps = min(count, columns - column)
    if final == "P" {
      free(row, column..<column + steps)
      cells[row].removeSubrange(column..<column + steps)
      cells[row] += Array(repeating: .blank, count: steps)
    } else {
      if isRight(row, column) { cells[row][column - 1] = .orphan }
      cells[row].insert(contentsOf: Array(repeating: .blank, count: steps), at: column)
      cells[row].removeLast(steps)
      if case .character(_, 2, _) = cells[row][columns - 1] { cells[row][columns - 1] = .orphan }
    }
  }

  private mutating func dress(_ numbers: [Int]) {
    var rest = (numbers.isEmpty ? [0] : numbers)[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: attributes = []
      case 1: attributes.insert(.bold)
      case 4: attributes.insert(.underline)
      case 7: attributes.insert(.reverse)
      case 22: attributes.remove(.bold)
      case 24: attributes.remove(.underline)
      case 27: attributes.remove(.reverse)
      case 38, 48: rest = rest.dropFirst(rest.first == 5 ? 2 : 4)
      default: break
      }
    }
  }
}
