/// A procedure that another window has to do for a visit (引き継ぎ).
package struct Errand: Hashable, Sendable {
  /// Which procedure, at which window, by their ids.
  package struct Key: Hashable, Sendable, Codable {
    package let window: String
    package let procedure: String

    package init(window: String, procedure: String) {
      self.window = window
      self.procedure = procedure
    }

    /// The visit itself, to go on with the interview at another window.
    package init(wholeVisitAt window: String) { self.init(window: window, procedure: "") }

    /// Whether it is the visit itself and no procedure of it.
    package var isWholeVisit: Bool { procedure.isEmpty }
  }

  package enum State: Hashable, Sendable {
    /// Nobody at the window has seen it yet.
    case sent
    case received
    case done
    case postponed(reason: String)
  }

  package let key: Key
  package let sentAt: Instant
  /// The clerk who sent it.
  package let sender: String
  package internal(set) var state: State
  /// The clerk who took or finished it; empty before.
  package internal(set) var clerk: String

  /// When the window was told of it by somebody; nil while nobody did.
  package internal(set) var remindedAt: Instant?

  /// Whether it rings at an instant: nobody has seen it for so many minutes, and nobody told the window.
  package func rings(at now: Instant, after minutes: Int) -> Bool {
    state == .sent && remindedAt == nil && now.seconds - sentAt.seconds >= minutes * 60
  }

  /// Whether the window has still something to do.
  package var isOpen: Bool { state == .sent || state == .received }
}
