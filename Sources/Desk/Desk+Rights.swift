import Counter

/// Rights: whatever a clerk asks for passes here, and what is refused is said and recorded.
extension Desk {
  /// Whether the seat may do all of it; if not it is said whom to ask, and 操作の記録 has it.
  mutating func allows(_ acts: [Act]) -> Bool {
    guard let refused = acts.first(where: { !seat.may($0) }) else { return true }
    refuse(refused)
    return false
  }

  mutating func refuse(_ act: Act) {
    record(.refused(act: act))
    // That the log could not be written is said instead.
    if message == nil, let sentence = act.refusal { message = .error(sentence) }
  }
}
