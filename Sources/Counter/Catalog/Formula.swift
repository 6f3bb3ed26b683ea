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

  /// So many lines down, and so many characters to the right.
  public func moved(lines: Int = 0, columns: Int = 0) -> Place {
    Place(file: file, line: line + lines, column: column + columns)
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

  /// Where the tests of a row begin when its subject and its tests count as one text, one sign between them; diagnostics
  /// count so. Empty for an expression.
  public var testOffsets: [Int] {
    guard case .row(let subject, let tests, _) = form else { return [] }
    var offset = subject.unicodeScalars.count + 1
    return tests.map { test in
      defer { offset += test.unicodeScalars.count + 1 }
      return offset
    }
  }

  /// Whether it is the row of 届出.種別, which says what kinds of event raise a procedure.
  public var isOfKind: Bool { kinds != nil }

  /// The kinds that such a row names, nil for any other formula.
  var kinds: [String]? { if case .row(CoreFact.kind, let tests, _) = form { tests } else { nil } }

  /// As written, for the screen that shows the raw condition.
  public var text: String {
    switch form {
    case .expression(let text): text
    case .row(let subject, let tests, let isList):
      "\(subject): \(isList ? "[" + tests.joined(separator: ", ") + "]" : tests.joined())"
    }
  }
}
