extension DeskOperation {
  /// Whether it only notes where a journal ended, and tells of nothing that somebody did.
  package var isBookkeeping: Bool {
    switch self {
    case .noted, .dayEnded: true
    case .started, .searched, .viewed, .listed, .visitOpened, .certificateViewed, .refused, .printed,
      .signedIn, .signInRefused, .locked, .searchedMuch, .released, .turnedAway,
      .imported, .rolledBack, .accountChanged, .clockStepped, .sealed, .endBroken, .purged, .journalMade,
      .backedUp, .restored, .unknown:
      false
    }
  }
}
