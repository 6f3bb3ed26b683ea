import Counter
import Feel

/// A visit written down with what must come of it (例, 受付ファイル).
package struct Example: Hashable, Sendable {
  package let name: String
  package let situation: Situation
  /// What people are called in the file, by number.
  package let people: [String]
  package let expected: [Expectation]
  /// Procedures that must not apply to anyone.
  package let absent: [Mention]
  package let papers: [Mention]
  package let variations: [Variation]
  package let place: Place

  /// An id as the example names it.
  package struct Mention: Hashable, Sendable {
    package let id: String
    package let place: Place
  }

  /// A procedure that must apply.
  package struct Expectation: Hashable, Sendable {
    package let procedure: String
    /// nil for any subject.
    package let subject: Subject?
    package let deadline: Day?
    /// Ids of what must be brought, all of them; nil where the example does not say.
    package let things: [String]?
    package let place: Place
  }

  /// One fact changed, and the procedures that come or go by it.
  package struct Variation: Hashable, Sendable {
    package let facts: [FactKey: KnownFact]
    package let disappearing: [String]
    package let appearing: [String]
    package let place: Place
  }
}
