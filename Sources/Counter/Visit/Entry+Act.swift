extension Entry {
  /// What whoever writes the entry does.
  package var act: Act {
    switch self {
    case .began, .filed, .joined: .file
    case .visitorChecked: .identify
    case .answered, .withdrawn, .undone, .redone: .answer
    case .overridden: .override
    case .printed: .print
    case .explained: .explain
    case .brought: .checkThings
    case .opened, .left, .held, .resumed: .openVisit
    case .sent: .passOn
    case .received, .done, .postponed: .takeErrand
    case .reminded: .stopAlarms
    case .released, .releaseEnded: .askRelease
    case .finished: .finish
    case .reopened: .reopen
    case .voided: .void
    // It cannot be written by a version that does not know it.
    case .unknown: .answer
    }
  }
}
