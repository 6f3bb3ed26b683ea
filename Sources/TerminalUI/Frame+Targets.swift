/// A stretch of the screen that can be pressed.
package struct Target: Hashable, Sendable {
  /// What a press on it means.
  package enum Meaning: Hashable, Sendable {
    /// The same as a key.
    case key(Key)
    /// A row, an answer or a box, by its position as the screen counts.
    case position(Int)
  }

  package let row: Int
  package let columns: Range<Int>
  package let meaning: Meaning
}

extension Frame {
  /// Makes a stretch of a row answer to a press.
  package mutating func target(row: Int, columns: Range<Int>, _ meaning: Target.Meaning) {
    targets.append(Target(row: row, columns: columns, meaning: meaning))
  }

  /// What stands under a press; nil where nothing answers. What was painted last lies on top.
  package func meaning(ofPressAt row: Int, column: Int) -> Target.Meaning? {
    targets.last { $0.row == row && $0.columns.contains(column) }?.meaning
  }
}
