import Counter

/// What the visitor's screen beside a desk is told: which question, never an answer. Answers it reads from the journal.
public struct VisitorView: Hashable, Sendable, Codable {
  /// What a visitor may look at.
  public enum Page: Hashable, Sendable, Codable {
    /// Nothing of a visit: before and after one, and while the clerk looks at other screens.
    case rest
    /// The question that is being asked.
    case question(FactKey)
  }

  /// nil while none is open.
  public let visit: Int64?
  public let page: Page

  public init(visit: Int64?, page: Page) {
    self.visit = visit
    self.page = page
  }

  public static let rest = VisitorView(visit: nil, page: .rest)
}
