/// A procedure that another window has to do for a visit (引き継ぎ).
public struct Errand: Hashable, Sendable {
  /// Which procedure, at which window, by their ids.
  public struct Key: Hashable, Sendable, Codable {
    public let window: String
    public let procedure: String

    public init(window: String, procedure: String) {
      self.window = window
      self.procedure = procedure
    }

    /// The visit itself, to go on with the interview at another window.
    public init(wholeVisitAt window: String) { self.init(window: window, procedure: "") }

    /// Whether it is the visit itself and no procedure of it.
    public var isWholeVisit: Bool { procedure.isEmpty }
  }

  public enum State: Hashable, Sendable {
    /// Nobody at the window has seen it yet.
    case sent
    case received
    case done
    case postponed(reason: String)
  }

  public let key: Key
  public let sentAt: Instant
  /// The clerk who sent it.
  public let sender: String
  public internal(set) var state: State
  /// The clerk who took or finished it; empty before.
  public internal(set) var clerk: String

  /// Whether the window has still something to do.
  public var isOpen: Bool { state == .sent || state == .received }
}
