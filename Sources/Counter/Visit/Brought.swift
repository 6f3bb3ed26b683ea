/// What the visitor was asked to bring, and what the clerk saw of it (持参の確認).
package struct Brought: Hashable, Sendable, Codable {
  package enum State: String, Hashable, Sendable, Codable {
    /// Nobody looked yet.
    case notSaid
    case seen
    case missing
  }

  /// Id of the thing, as the procedures name it.
  package let thing: String
  package let state: State

  package init(_ thing: String, _ state: State) {
    self.thing = thing
    self.state = state
  }
}
