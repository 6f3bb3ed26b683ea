import Counter

/// Under which terms a new generation of the register may take the place of the one before.
package struct ImportTerms: Sendable {
  package let measure: Municipality.ImportMeasure
  /// Whether somebody has looked and found that fewer people are right.
  package let acceptsFewer: Bool
  /// Who declared that this city's extract tells nothing of 支援措置; nil when the files have to tell it.
  package let noProtectionDataBy: String?

  package init(
    measure: Municipality.ImportMeasure = .standard, acceptsFewer: Bool = false,
    noProtectionDataBy: String? = nil
  ) {
    self.measure = measure
    self.acceptsFewer = acceptsFewer
    self.noProtectionDataBy = noProtectionDataBy
  }

  /// Why files that could all be read do not replace the register.
  package enum Refusal: Hashable, Sendable {
    /// No file was one of residents, or none had a resident in it.
    case noResidents
    /// The generation in use cannot be read, so that nothing can be compared with it.
    case nothingToCompare
    /// `percent`: the fall that the city takes without a question.
    case fewerResidents(before: Int, after: Int, percent: Int)
    case fewerProtected(before: Int, after: Int, percent: Int)
  }

  /// How many people a generation has.
  struct Count {
    let residents: Int
    /// With a mark of their own.
    let protected: Int
  }

  /// What stands against a generation; `before` is nil where there was none.
  func refusal(of after: Count, before: Count?) -> Refusal? {
    guard after.residents > 0 else { return .noResidents }
    guard let before, !acceptsFewer else { return nil }
    if ImportTerms.falls(from: before.residents, to: after.residents, over: measure.residentFall) {
      return .fewerResidents(
        before: before.residents, after: after.residents, percent: measure.residentFall)
    }
    let isGone = before.protected > 0 && after.protected == 0
    if isGone || ImportTerms.falls(from: before.protected, to: after.protected, over: measure.protectedFall) {
      return .fewerProtected(
        before: before.protected, after: after.protected, percent: measure.protectedFall)
    }
    return nil
  }

  private static func falls(from before: Int, to after: Int, over percent: Int) -> Bool {
    (before - after) * 100 > before * percent
  }
}
