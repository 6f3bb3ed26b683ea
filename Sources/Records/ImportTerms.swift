import Counter

/// Under which terms a new generation of the register may take the place of the one before.
package struct ImportTerms: Sendable {
  package let measure: Municipality.ImportMeasure
  /// Whether somebody has looked and found that fewer people, or less protection, are right.
  package let acceptsFewer: Bool
  /// Whether somebody knows that the records are older than those in use.
  package let acceptsOlder: Bool
  /// Who declared that this city's extract tells nothing of 支援措置; nil when the files have to tell it.
  package let noProtectionDataBy: String?
  /// Columns that somebody leaves out, as they were typed.
  package let leftOut: [String]
  /// Columns that the content of the city reads; nil when that cannot be told.
  package let knownColumns: Set<String>?
  /// The moment of the import; nil leaves out what needs a clock.
  package let now: Instant?

  package init(
    measure: Municipality.ImportMeasure = .standard, acceptsFewer: Bool = false, acceptsOlder: Bool = false,
    noProtectionDataBy: String? = nil, leftOut: [String] = [], knownColumns: Set<String>? = nil,
    now: Instant? = nil
  ) {
    self.measure = measure
    self.acceptsFewer = acceptsFewer
    self.acceptsOlder = acceptsOlder
    self.noProtectionDataBy = noProtectionDataBy
    self.leftOut = leftOut
    self.knownColumns = knownColumns
    self.now = now
  }

  /// Whether a column was left out, however its name was typed.
  func leavesOut(_ column: String) -> Bool {
    leftOut.contains { ColumnName($0) == ColumnName(column) }
  }

  /// Why files that could all be read do not replace the register.
  package enum Refusal: Hashable, Sendable {
    /// No file was one of residents, or none had a resident in it.
    case noResidents
    /// The generation in use cannot be read, so that nothing can be compared with it.
    case nothingToCompare
    /// The records are said to be of a moment that has not come.
    case notYet(asOf: Instant)
    /// The records are of an earlier moment than those in use.
    case older(before: Instant, after: Instant)
    /// `percent`: the fall that the city takes without a question.
    case fewerResidents(before: Int, after: Int, percent: Int)
    case fewerProtected(before: Int, after: Int, percent: Int)
    /// People who had a mark of 支援措置 are still in the records, without it.
    case unprotected(people: Int)
  }

  /// What there is to compare of two generations.
  struct Measured {
    let asOf: Instant
    let residents: Int
    /// With a mark of their own.
    let protected: Int
  }

  /// Everything that stands against a generation; `before` is nil where there was none, `unprotected` are those who lost
  /// their mark.
  func refusals(of after: Measured, before: Measured?, unprotected: Int) -> [Refusal] {
    var refusals: [Refusal] = []
    if let now, after.asOf > now { refusals.append(.notYet(asOf: after.asOf)) }
    guard after.residents > 0 else { return refusals + [.noResidents] }
    guard let before else { return refusals }
    if !acceptsOlder, after.asOf < before.asOf {
      refusals.append(.older(before: before.asOf, after: after.asOf))
    }
    return refusals + (acceptsFewer ? [] : falls(from: before, to: after, unprotected))
  }

  private func falls(from before: Measured, to after: Measured, _ unprotected: Int) -> [Refusal] {
    func falls(_ count: KeyPath<Measured, Int>, over percent: Int) -> Bool {
      (before[keyPath: count] - after[keyPath: count]) * 100 > before[keyPath: count] * percent
    }
    var refusals: [Refusal] = []
    if falls(\.residents, over: measure.residentFall) {
      refusals.append(
        .fewerResidents(before: before.residents, after: after.residents, percent: measure.residentFall))
    }
    let isGone = before.protected > 0 && after.protected == 0
    if isGone || falls(\.protected, over: measure.protectedFall) {
      refusals.append(
        .fewerProtected(before: before.protected, after: after.protected, percent: measure.protectedFall))
    }
    return refusals + (unprotected > 0 ? [.unprotected(people: unprotected)] : [])
  }
}
