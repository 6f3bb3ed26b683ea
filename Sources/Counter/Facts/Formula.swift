/// A condition or value as staff wrote it, with its place.
package struct Formula: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// A FEEL expression.
    case expression(String)
    /// A row of 対象: what stands left of the colon and the values or tests right of it.
    case row(subject: String, tests: [String], isList: Bool)
  }

  package let form: Form
  package let place: Place
  /// Where the left side of a row stands; nil for an expression.
  package let subjectPlace: Place?

  package init(_ form: Form, at place: Place, subjectPlace: Place? = nil) {
    self.form = form
    self.place = place
    self.subjectPlace = subjectPlace
  }

  /// Where the tests of a row begin when its subject and its tests count as one text, one sign between them; diagnostics
  /// count so. Empty for an expression.
  package var testOffsets: [Int] {
    guard case .row(let subject, let tests, _) = form else { return [] }
    var offset = subject.unicodeScalars.count + 1
    return tests.map { test in
      defer { offset += test.unicodeScalars.count + 1 }
      return offset
    }
  }

  /// Whether it is the row of 届出.種別, which says what kinds of event raise a procedure.
  package var isOfKind: Bool { kinds != nil }

  /// The kinds that such a row names, nil for any other formula.
  var kinds: [String]? { if case .row(CoreFact.kind, let tests, _) = form { tests } else { nil } }

  /// As written, for the screen that shows the raw condition.
  package var text: String {
    switch form {
    case .expression(let text): text
    case .row(let subject, let tests, let isList):
      "\(subject): \(isList ? "[" + tests.joined(separator: ", ") + "]" : tests.joined())"
    }
  }
}
