extension Entry {
  /// Whether a visit is closed after it; nil where it changes nothing of that.
  package var closes: Bool? {
    switch self {
    case .finished, .voided: true
    case .reopened, .resumed, .held, .undone: false
    case .began, .filed, .joined, .visitorChecked, .answered, .withdrawn, .redone, .overridden, .printed,
      .explained, .brought, .opened, .left, .sent, .received, .done, .postponed, .reminded, .released,
      .releaseEnded,
      .unknown:
      nil
    }
  }

  /// Whether a desk turns away from the visit with it.
  package var isLeaving: Bool {
    switch self {
    case .left, .finished, .voided: true
    case .began, .filed, .joined, .visitorChecked, .answered, .withdrawn, .undone, .redone, .overridden,
      .printed, .explained, .brought, .opened, .sent, .received, .done, .postponed, .reminded, .released,
      .releaseEnded,
      .held, .resumed, .reopened, .unknown:
      false
    }
  }
}
