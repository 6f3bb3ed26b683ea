import Feel

/// What an entry settles, so that another entry about the same replaces it.
package enum Claim: Hashable, Sendable {
  /// The answer to a question.
  case answer(FactKey)
  /// Who came and how that was shown.
  case visitor
  /// A verdict that a clerk changed.
  case verdict(procedure: String, Subject)
}

/// How a claim was settled.
package enum Settlement: Hashable, Sendable {
  case answer(Answer)
  case visitor(Entry.VisitorCheck)
  case verdict(applies: Bool)
  /// Taken back: nothing stands.
  case nothing
}

extension Entry {
  /// What the entry settles; empty where it replaces nothing.
  package var settles: [(claim: Claim, as: Settlement)] {
    switch self {
    case .answered(let answers): answers.map { (.answer($0.key), .answer($0.answer)) }
    case .withdrawn(let keys): keys.map { (.answer($0), .nothing) }
    case .visitorChecked(let check): [(.visitor, .visitor(check))]
    case .overridden(let override):
      [(.verdict(procedure: override.procedure, override.subject), .verdict(applies: override.applies))]
    case .began, .filed, .joined, .undone, .redone, .printed, .explained, .brought, .opened, .left, .sent,
      .received,
      .done,
      .postponed, .reminded, .released, .releaseEnded, .held, .resumed, .finished, .reopened, .voided,
      .unknown:
      []
    }
  }
}
