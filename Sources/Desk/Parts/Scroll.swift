import Moji
import TerminalUI

/// Moving a cursor through rows that do not all fit: which row is first on the screen.
struct Scroll: Hashable {
  private(set) var top = 0

  mutating func reveal(_ index: Int, count: Int, height: Int) {
    if index < top { top = index }
    if index >= top + height { top = index - height + 1 }
    top = max(0, min(top, count - height))
  }

  func revealing(_ index: Int, count: Int, height: Int) -> Scroll {
    var scroll = self
    scroll.reveal(index, count: count, height: height)
    return scroll
  }
}

/// The row that the next key takes, among rows that are walked with the arrows and the page keys.
struct Cursor: Hashable {
  private(set) var index = 0

  init(_ index: Int = 0) { self.index = index }

  /// Rows that a page key jumps over.
  static let page = 10

  /// Moves by a request; false when that is none that moves. The cursor stays among `count` rows.
  mutating func move(_ request: Request, count: Int) -> Bool {
    switch request {
    case .next: index += 1
    case .previous: index -= 1
    case .nextPage: index += Self.page
    case .previousPage: index -= Self.page
    default: return false
    }
    index = max(0, min(index, count - 1))
    return true
  }
}

extension Frame {
  /// A list row: the focus has ＞ and reverse, and the cursor. With `position` a press on it is the screen's.
  mutating func putRow(
    _ text: String, row: Int, isFocused: Bool, role: Role = .plain, column: Int = 0, width: Int? = nil,
    position: Int? = nil
  ) {
    let end = min(columns, column + (width ?? columns - column))
    if let position { target(row: row, columns: column..<end, .position(position)) }
    if isFocused {
      fill(row: row, columns: column..<end, role: .focus)
      put("＞" + text, row: row, column: column, role: .focus, width: end - column)
      cursor = (row, column)
      focus = (row, column..<end)
    } else {
      put("  " + text, row: row, column: column, role: role, width: end - column)
    }
  }
}
