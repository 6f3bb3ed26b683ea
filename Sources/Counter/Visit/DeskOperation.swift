/// An entry of 操作の記録: of residents 宛名番号 only, never names.
package enum DeskOperation: Hashable, Sendable, Codable {
  case started(desk: String)
  /// A search with its reason; the words themselves are not kept.
  case searched(reason: String, hits: Int)
  case viewed(residents: [String], reason: String)
  case printed(paper: String, visitNumber: Int)
  case signedIn(account: String, desk: String)
  /// A sign-in that was refused; the name as typed is not kept, it may be a passphrase.
  case signInRefused(desk: String)
  case locked(desk: String)
  /// More searches in a short time than the city's measure (大量検索).
  case searchedMuch(count: Int, minutes: Int)
  /// The guarded address of a resident was opened to a desk.
  case released(resident: String, supervisor: String, reason: String, end: Instant)
  case imported(generation: Int, residents: Int)
  /// An account of a clerk was made or changed; never the passphrase or the secret.
  case accountChanged(account: String, change: String)
  /// The clock was found earlier than the last entry.
  case clockStepped(back: Int)
}
