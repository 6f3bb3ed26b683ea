import Feel

/// 有効: from when to when a rule is law, and by which day that is judged.
package struct Validity: Hashable, Sendable {
  package enum Basis: String, Hashable, Sendable, CaseIterable {
    /// Duties and claims: the day of the event.
    case eventDay = "異動日"
    /// Forms: the day of filing.
    case filingDay = "届出日"
  }

  package let from: Day?
  package let to: Day?
  package let basis: Basis

  package init(from: Day?, to: Day?, basis: Basis) {
    self.from = from
    self.to = to
    self.basis = basis
  }

  func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }
}
