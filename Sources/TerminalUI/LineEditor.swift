import Moji

/// One line of text with a caret. A unit is a scalar with the marks that ride on it, kept as typed: what a terminal
/// cannot show is only drawn as 〓.
package struct LineEditor: Hashable, Sendable {
  /// More units than this are never taken, however much is pasted.
  package static let limit = 500
  /// More marks than this on one unit are never taken either.
  static let markLimit = 16

  private var units: [String] = []
  /// 0 ... count of units.
  package private(set) var caret = 0

  package init(_ text: String = "") { insert(text) }

  package var text: String { units.joined() }
  package var isEmpty: Bool { units.isEmpty }
  /// What is drawn of a passphrase: as many signs, and the caret where it is.
  package var masked: LineEditor {
    var masked = self
    masked.units = units.map { _ in "*" }
    return masked
  }

  /// Inserts typed or pasted text; line breaks become blanks, controls vanish. A mark joins the unit before it
  /// (葛 then U+E0102). What is already there stays: what finds no room is left out, and its scalars are counted in the answer.
  @discardableResult
  package mutating func insert(_ text: String) -> Int {
    var new: [String] = []
    var (room, left) = (LineEditor.limit - units.count, 0)
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" || scalar == "\t" {
        room > 0 ? new.append(" ") : (left += 1)
      } else if scalar.isControl {
        continue
      } else if scalar.columns == 0, !new.isEmpty || caret > 0 {
        // After the room is used up a mark would ride on a unit that is not its own.
        let isTaken =
          left == 0 && (new.isEmpty ? units[caret - 1].add(scalar) : new[new.count - 1].add(scalar))
        if !isTaken { left += 1 }
        continue
      } else {
        room > 0 ? new.append(String(scalar)) : (left += 1)
      }
      room = LineEditor.limit - units.count - new.count
    }
    units.insert(contentsOf: new, at: caret)
    caret += new.count
    return left
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
    // As much before the caret as leaves a column for it.
    var (start, before) = (caret, 0)
    while start > 0, before + units[start - 1].columns < width {
      start -= 1
      before += units[start].columns
    }
    // No unit takes less than half a column, so that more of them would not be seen.
    frame.put(
      units[start...].prefix(2 * width).joined(), row: row, column: column, role: .field, width: width)
    if isFocused {
      frame.cursor = (row, min(frame.columns - 1, column + before))
      frame.focus = (row, column..<column + width)
    }
  }
}

extension String {
  /// Has a mark ride on the last scalar; false when it carries as many as it may.
  fileprivate mutating func add(_ mark: Unicode.Scalar) -> Bool {
    guard unicodeScalars.count <= LineEditor.markLimit else { return false }
    unicodeScalars.append(mark)
    return true
  }
}
