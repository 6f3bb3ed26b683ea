/// An entry of 操作の記録: of residents 宛名番号 only, never names.
public enum DeskOperation: Hashable, Sendable, Codable {
  case started(desk: String)
  /// A search with its reason; the words themselves are not kept.
  case searched(reason: String, hits: Int)
  case viewed(residents: [String], reason: String)
  case printed(paper: String, visitNumber: Int)
  case imported(generation: Int, residents: Int)
  /// An account of a clerk was made or changed; never the passphrase or the secret.
  case accountChanged(account: String, change: String)
  /// The clock was found earlier than the last entry.
  case clockStepped(back: Int)
}
