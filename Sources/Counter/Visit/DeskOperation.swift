import Feel

/// An entry of 操作の記録: of residents 宛名番号 only, never names.
package enum DeskOperation: Hashable, Sendable {
  case started(desk: String)
  /// A search with its reason; the words themselves are not kept.
  case searched(reason: String, hits: Int)
  case viewed(residents: [String], reason: String)
  /// Whom a search put on the screen: 宛名番号 of residents, and numbers of 転出証明書情報; as many as are listed.
  case listed(residents: [String], certificates: [String], reason: String)
  /// A visit was opened at a desk, with the 宛名番号 of its people; `number` is its 受付番号 on `day`.
  case visitOpened(day: Day, number: Int, residents: [String])
  /// The people of a 転出証明書情報 were taken into a visit.
  case certificateViewed(number: String, reason: String)
  /// `reason` says why it was printed again; nil the first time.
  case printed(paper: String, visitNumber: Int, reason: String? = nil)
  case signedIn(account: String, desk: String)
  /// A sign-in that was refused; the name as typed is not kept, it may be a passphrase.
  case signInRefused(desk: String)
  case locked(desk: String)
  /// More searches in a short time than the city's measure (大量検索).
  case searchedMuch(count: Int, minutes: Int)
  /// The guarded address of a resident was opened to a desk.
  case released(resident: String, supervisor: String, reason: String, end: Instant)
  /// A generation of the register took the place of the one before. `protected` have a mark of their own; `allowedBy`
  /// declared that the extract tells nothing of 支援措置; `acceptedFewer` where the falls were not asked about.
  case imported(generation: Int, residents: Int, protected: Int?, allowedBy: String?, acceptedFewer: Bool?)
  /// The register went back to an earlier generation.
  case rolledBack(from: Int, to: Int)
  /// Somebody was refused what they have no right to.
  case refused(act: Act)
  /// Somebody's errand was not taken, by a rule that protects these people.
  case turnedAway(by: TurningAway, residents: [String])
  /// An account of a clerk was made or changed; never the passphrase or the secret.
  case accountChanged(account: String, change: String)
  /// The clock was found earlier than the last entry.
  case clockStepped(back: Int)
  /// Where the journal of a visit ended when it began, was left, or was closed.
  case noted(VisitNote)
  /// Where the journals ended that went on since they were noted last, at the first start after a day.
  case dayEnded(Day, [VisitNote])
  /// The ends of the chains were bound by a key, those of all visits; before that they could be changed unseen.
  case sealed(key: String, [VisitNote])
  /// 操作の記録 did not end as it had been sealed when it went on: entries before this one may be missing.
  case endBroken
  /// Visits of days before one were deleted (受付の保存日数).
  case purged(before: Day, [VisitNote])
  /// A journal was begun where there had been one: somebody confirmed it.
  case journalMade
  /// A copy was made of all that is kept (控え).
  case backedUp
  /// What is kept was replaced by a copy that was made at a time.
  case restored(from: Instant)
  /// A kind this version does not know.
  case unknown(kind: String)
}

/// Why somebody was turned away.
package enum TurningAway: String, Hashable, Sendable, Codable {
  /// 相手方: a visitor has the name of one whom a person of the visit is protected from.
  case counterparty
  /// 抑止 of the record, with «エラー».
  case restriction
}
