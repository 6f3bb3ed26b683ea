/// Where something stands in a file of `forms/`.
public struct Place: Hashable, Sendable, Codable, Comparable {
  /// Path inside `forms/`.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in characters.
  public let column: Int

  public init(file: String, line: Int, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A condition or value as staff wrote it, with its place.
public struct Formula: Hashable, Sendable, Codable {
  public enum Form: Hashable, Sendable, Codable {
    /// A FEEL expression.
    case expression(String)
    /// A row of 対象: what stands left of the colon and the values or tests right of it.
    case row(subject: String, tests: [String], isList: Bool)
  }

  public let form: Form
  public let place: Place
  /// Where the left side of a row stands; nil for an expression.
  public let subjectPlace: Place?

  public init(_ form: Form, at place: Place, subjectPlace: Place? = nil) {
    self.form = form
    self.place = place
    self.subjectPlace = subjectPlace
  }

  /// As written, for the screen that shows the raw condition.
  public var text: String {
    switch form {
    case .expression(let text): text
    case .row(let subject, let tests, let isList):
      "\(subject): \(isList ? "[" + tests.joined(separator: ", ") + "]" : tests.joined())"
    }
  }
}
