import Moji

/// One line of text with a caret. A unit is a scalar with the marks that ride on it, kept as typed: what a terminal
/// cannot show is only drawn as 〓.
package struct LineEditor: Hashable, Sendable {
  /// More units than this are never taken, however much is pasted.
  package static let limit = 500

  private var units: [String]
  /// 0 ... count of units.
  package private(set) var caret: Int

  package init(_ text: String = "") {
    units = LineEditor.units(of: text)
    caret = units.count
  }

  package var text: String { units.joined() }
  package var isEmpty: Bool { units.isEmpty }
  /// What is drawn of a passphrase: as many signs, and the caret where it is.
  package var masked: LineEditor {
    var masked = self
    masked.units = units.map { _ in "*" }
    return masked
  }

  /// Inserts typed or pasted text; line breaks become blanks, controls vanish. A mark joins the unit before it
  /// (葛 then U+E0102).
  package mutating func insert(_ text: String) {
    let head = LineEditor.units(of: units[..<caret].joined() + text).prefix(LineEditor.limit)
    let tail = units[caret...].prefix(LineEditor.limit - head.count)
    units = Array(head) + tail
    caret = head.count
  }

  private static func units(of text: String) -> [String] {
    var units: [String] = []
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        units.append(" ")
      } else if scalar.columns == 0, !scalar.isControl, let last = units.popLast() {
        units.append(last + String(scalar))
      } else if !scalar.isControl {
        units.append(String(scalar))
      }
    }
    return units
  }

  /// Applies an editing key; false when it is none of them.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(scalar))
    case .backspace:
      guard caret > 0 else { return true }
      caret -= 1
      units.remove(at: caret)
    case .delete: if caret < units.count { units.remove(at: caret) }
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(units.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end, .control("e"): caret = units.count
    case .control("u"):
      units = []
      caret = 0
    default: return false
    }
    return true
  }

  /// Draws the line in a field of a width and puts the cursor at the caret.
  package func draw(into frame: inout Frame, row: Int, column: Int, width: Int, isFocused: Bool) {
    frame.fill(row: row, columns: column..<min(frame.columns, column + width), role: .field)
    var start = 0
    var before = columns(0..<caret)
    while before >= width {
      before -= columns(start..<start + 1)
      start += 1
    }
    frame.put(units[start...].joined(), row: row, column: column, role: .field, width: width)
    if isFocused {
      frame.cursor = (row, min(frame.columns - 1, column + before))
      frame.focus = (row, column..<column + width)
    }
  }

  /// Columns as drawn.
  private func columns(_ range: Range<Int>) -> Int { units[range].reduce(0) { $0 + $1.glyphs.columns } }
}
