import Moji
import TerminalUI

/// A line of the board before it is placed.
struct BoardLine {
  /// A text in the line, and what a press on it means; nil for nothing.
  struct Piece {
    let text: String
    let role: Role
    let column: Int
    var position: Int?
  }

  private(set) var pieces: [Piece] = []
  /// Where the focused entry area stands, when it is in this line.
  var entry: (column: Int, width: Int)?
  var isFocused = false

  init(isFocused: Bool = false) { self.isFocused = isFocused }

  mutating func add(_ text: String, _ role: Role = .plain, at column: Int, position: Int? = nil) {
    pieces.append(Piece(text: text, role: role, column: column, position: position))
  }

  func adding(_ text: String, _ role: Role = .plain, at column: Int) -> BoardLine {
    var line = self
    line.add(text, role, at: column)
    return line
  }

  /// Paints the texts into some columns of a row.
  func draw(into frame: inout Frame, row: Int, columns: Range<Int>) {
    for piece in pieces {
      let start = columns.lowerBound + piece.column
      let end = frame.put(
        piece.text, row: row, column: start, role: piece.role, width: columns.count - piece.column)
      if let position = piece.position, start < end {
        frame.target(row: row, columns: start..<end, .position(position))
      }
    }
  }

  /// Texts one after another, in as many lines as a width takes.
  static func flow(
    _ words: [(text: String, position: Int?)], at column: Int, width: Int, isFocused: Bool
  ) -> [BoardLine] {
    var lines: [BoardLine] = []
    var line = BoardLine(isFocused: isFocused)
    var next = column
    for word in words {
      if next > column, next + word.text.columns > width - 2 {
        lines.append(line)
        line = BoardLine(isFocused: isFocused)
        next = column
      }
      // A long answer goes on below rather than end in the middle.
      let parts = word.text.lines(ofColumns: max(10, width - 2 - next))
      for (offset, part) in parts.enumerated() {
        if offset > 0 {
          lines.append(line)
          line = BoardLine(isFocused: isFocused)
          next = column + 2
        }
        line.add(part, at: next, position: word.position)
        next += part.columns + 2
      }
    }
    return lines + [line]
  }
}
