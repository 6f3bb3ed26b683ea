import Counter
import Feel

/// A visit written down with what must come of it (例, 受付ファイル).
public struct Example: Hashable, Sendable {
  public let name: String
  public let situation: Situation
  /// What people are called in the file, by number.
  public let people: [String]
  public let expected: [Expectation]
  /// Procedures that must not apply to anyone.
  public let absent: [Mention]
  public let papers: [Mention]
  public let variations: [Variation]
  public let place: Place

  /// An id as the example names it.
  public struct Mention: Hashable, Sendable {
    public let id: String
    public let place: Place
  }

  /// A procedure that must apply.
  public struct Expectation: Hashable, Sendable {
    public let procedure: String
    /// nil for any subject.
    public let subject: Subject?
    public let deadline: Day?
    public let place: Place
  }

  /// One fact changed, and the procedures that come or go by it.
  public struct Variation: Hashable, Sendable {
    public let facts: [FactKey: KnownFact]
    public let disappearing: [String]
    public let appearing: [String]
    public let place: Place
  }
}
