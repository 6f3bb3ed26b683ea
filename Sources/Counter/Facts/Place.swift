/// Where something stands in a file of `forms/`.
package struct Place: Hashable, Sendable, Comparable {
  /// Path inside `forms/`.
  package let file: String
  /// From 1.
  package let line: Int
  /// From 1, in characters.
  package let column: Int

  package init(file: String, line: Int, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// So many lines down, and so many characters to the right.
  package func moved(lines: Int = 0, columns: Int = 0) -> Place {
    Place(file: file, line: line + lines, column: column + columns)
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
