import Glibc
import Moji

/// A picture of the screen: rows of cells and where the cursor stands.
package struct Frame: Hashable, Sendable {
  /// One column of a row.
  enum Cell: Hashable, Sendable {
    case glyph(Glyph, Role)
    /// A piece of a rule; the terminal draws it as a line where it is sure of a line's width.
    case line(Line)
    /// The right half of the wide glyph before it.
    case covered
  }

  enum Line: Hashable, Sendable {
    case horizontal, vertical

    /// What stands for it in text, and on terminals that draw lines two columns wide.
    var inASCII: Glyph { self == .horizontal ? Line.hyphen : Line.bar }
    var drawn: Glyph { self == .horizontal ? Line.drawnAcross : Line.drawnDown }

    private static let (hyphen, bar, drawnAcross, drawnDown) = (one("-"), one("|"), one("─"), one("│"))

    private static func one(_ text: String) -> Glyph { text.glyphs.first ?? .blank }
  }

  package let rows: Int
  package let columns: Int
  private(set) var cells: [Cell]
  /// Always somewhere: input methods and screen readers follow it.
  package var cursor: (row: Int, column: Int) = (0, 0)
  /// The area that has the focus, for tests: the cursor must stand in it.
  package var focus: (row: Int, columns: Range<Int>)?
  /// The minute for which the terminal rings, once; nil for silence. No part of the picture.
  package var ringMinute: Int?
  /// What can be pressed; no part of the picture.
  package var targets: [Target] = []

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: .glyph(.blank, .plain), count: rows * columns)
  }

  package static func == (left: Frame, right: Frame) -> Bool {
    left.rows == right.rows && left.columns == right.columns && left.cursor == right.cursor
      && left.cells == right.cells
  }

  /// Whether a row holds the same bytes as in a frame of the same size. Quicker than comparing cells; two rows that only
  /// differ between their values are taken for different.
  func isSurelySame(as other: Frame, row: Int) -> Bool {
    let size = MemoryLayout<Cell>.stride * columns
    return cells.withUnsafeBytes { own in
      other.cells.withUnsafeBytes { others in
        guard let own = own.baseAddress, let others = others.baseAddress else { return true }
        return memcmp(own + row * size, others + row * size, size) == 0
      }
    }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(cells) }

  /// Writes a text from a column on, clipped at `width` columns or the edge of the screen; answers the column
  /// after it. A wide character whose half would be left is blanked.
  @discardableResult
  package mutating func put(_ text: String, row: Int, column: Int, role: Role = .plain, width: Int? = nil)
    -> Int
  {
    guard (0..<rows).contains(row), column < columns else { return column }
    let limit = min(columns, width.map { column + $0 } ?? columns)
    var position = max(0, column)
    let start = row * columns
    for glyph in Glyphs(text) {
      let end = position + glyph.columns
      guard end <= limit else { break }
      clearHalves(row, position..<end)
      cells[start + position] = .glyph(glyph, role)
      if end - position == 2 { cells[start + position + 1] = .covered }
      position = end
    }
    return position
  }

  /// Fills a stretch of a row with blanks of a role.
  package mutating func fill(row: Int, columns range: Range<Int>, role: Role) {
    let range = range.clamped(to: 0..<columns)
    guard (0..<rows).contains(row), !range.isEmpty else { return }
    clearHalves(row, range)
    for column in range { cells[row * columns + column] = .glyph(.blank, role) }
  }

  /// A rule across a row, or a stretch of it.
  package mutating func rule(row: Int, columns range: Range<Int>? = nil) {
    for column in range ?? 0..<columns { put(.horizontal, row: row, column: column) }
  }

  /// A rule down a column.
  package mutating func bar(column: Int, rows range: Range<Int>) {
    for row in range { put(.vertical, row: row, column: column) }
  }

  private mutating func put(_ line: Line, row: Int, column: Int) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    clearHalves(row, column..<column + 1)
    cells[row * columns + column] = .line(line)
  }

  /// Gives a stretch of a row another role, its text kept.
  package mutating func mark(row: Int, columns range: Range<Int>, role: Role) {
    guard (0..<rows).contains(row) else { return }
    for column in range.clamped(to: 0..<columns) {
      if case .glyph(let glyph, _) = cells[row * columns + column] {
        cells[row * columns + column] = .glyph(glyph, role)
      }
    }
  }

  private mutating func clearHalves(_ row: Int, _ range: Range<Int>) {
    let start = row * columns
    if case .covered = cells[start + range.lowerBound], range.lowerBound > 0 {
      cells[start + range.lowerBound - 1] = .glyph(.blank, .plain)
    }
    if range.upperBound < columns, case .covered = cells[start + range.upperBound] {
      cells[start + range.upperBound] = .glyph(.blank, .plain)
    }
  }

  // MARK: As text

  /// The rows as text, trailing blanks dropped.
  package var lines: [String] {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        switch cells[row * columns + column] {
        case .glyph(let glyph, _): glyph.write(to: &line)
        case .line(let piece): piece.inASCII.write(to: &line)
        case .covered: break
        }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// One letter a column for what it means, for tests: «.» plain, the first letter of every other role.
  var roles: [String] {
    let letters: [Role: Character] = [
      .plain: ".", .heading: "h", .focus: "F", .field: "f", .error: "E", .added: "+", .dropped: "-",
      .undecided: "?", .quiet: "q", .bar: "b", .notice: "N",
    ]
    return (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        switch cells[row * columns + column] {
        case .glyph(_, let role): line.append(letters[role] ?? " ")
        case .line: line.append(letters[.quiet] ?? " ")
        case .covered: line.append(line.last ?? ".")
        }
      }
      while line.last == "." { line.removeLast() }
      return line
    }
  }

  /// The text for a saved screen: rows, then where the cursor stands.
  package var text: String {
    lines.joined(separator: "\n") + "\n[cursor \(cursor.row + 1),\(cursor.column + 1)]\n"
  }

  /// Rows whose halves do not fit together: none, if `put` does its work.
  var orphanedHalves: [Int] {
    (0..<rows).filter { row in
      var expectsCovered = false
      for column in 0..<columns {
        let cell = cells[row * columns + column]
        if (cell == .covered) != expectsCovered { return true }
        if case .glyph(let glyph, _) = cell {
          expectsCovered = glyph.columns == 2
        } else {
          expectsCovered = false
        }
      }
      return expectsCovered
    }
  }
}
