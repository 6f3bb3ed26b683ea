import Counter

/// What the visitor's screen beside a desk is told: which question, never an answer. Answers it reads from the journal.
package struct VisitorView: Hashable, Sendable, Codable {
  /// What a visitor may look at.
  package enum Page: Hashable, Sendable, Codable {
    /// Nothing of a visit: before and after one, and while the clerk looks at other screens.
    case rest
    /// The question that is being asked.
    case question(FactKey)
  }

  /// nil while none is open.
  package let visit: Int64?
  package let page: Page

  package init(visit: Int64?, page: Page) {
    self.visit = visit
    self.page = page
  }

  package static let rest = VisitorView(visit: nil, page: .rest)
}
