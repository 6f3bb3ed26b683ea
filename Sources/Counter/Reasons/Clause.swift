/// One thing that a reason says: of whom, and what.
struct Clause: Hashable, Sendable {
  /// «太郎さんが», «学校が»; empty when it is the one the reason is about.
  let subject: String
  let predicate: Predicate
  /// Whether it tells what must not be spoken aloud (配慮).
  let isQuiet: Bool

  init(_ subject: String, _ predicate: Predicate, isQuiet: Bool = false) {
    self.subject = subject
    self.predicate = predicate
    self.isQuiet = isQuiet
  }

  var attributive: String { subject + predicate.attributive }
  var connective: String { subject + predicate.connective }
  var polite: String { subject + predicate.polite }
  var question: String { subject + predicate.question }
}
