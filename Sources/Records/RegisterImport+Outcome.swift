import Counter

extension RegisterImport {
  /// A row that cannot be taken, or is to be looked at; never with a name in it.
  package struct BadRow: Hashable, Sendable {
    package let file: String
    /// From 1; 0 speaks of the whole file.
    package let line: Int
    package let reason: String
    /// How many more of the same kind follow the last that is shown; 0 on all others.
    package var others = 0
  }

  /// What one file brought.
  package struct FileCount: Hashable, Sendable {
    package let file: String
    package internal(set) var residents = 0
    package internal(set) var incoming = 0
    /// Nil where there was nothing to compare with.
    package internal(set) var comparison: Comparison?
  }

  package struct Summary: Sendable {
    package let generation: Int
    package let asOf: Instant
    package let residents: Int
    package let incoming: Int
    /// People with a mark of 支援措置 of their own, and those who are guarded with them because they live together.
    package let protected: Int
    package let guarded: Int
    /// Those of the generation before; nil where there was none to compare with.
    package let before: (residents: Int, incoming: Int, protected: Int)?
    package let comparison: Comparison?
    package let files: [FileCount]
    package let warnings: [BadRow]
    /// Why it would not take the place of the one in use; empty for one that did.
    package let refusals: [ImportTerms.Refusal]
  }

  package enum Failure: Error, Sendable {
    /// The first of each kind, and how many there are.
    case badRows([BadRow], count: Int)
    /// Everything that stands against them; never empty.
    case refused([ImportTerms.Refusal])
    case store(StoreFailure)
  }
}
