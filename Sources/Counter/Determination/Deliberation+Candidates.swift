extension Deliberation {
  /// Those who may be the answer to a question that is answered by a person or people: everyone of the filing but whom
  /// 選べる人 is known to leave out; everyone where it leaves nobody.
  package func candidates(for key: FactKey) -> [Int] {
    let filing: Int = if case .filing(let number) = key.subject { number } else { 0 }
    guard situation.filings.indices.contains(filing), let slot = rulebook.slot(of: key.fact) else {
      return []
    }
    let definition = rulebook.slots[slot.kind.ordinal][slot.property]
    let filed = situation.filings[filing]
    // Who lives where the movers go is no mover.
    let everyone = filed.people + (definition.fact.kind == .person ? filed.joinedHousehold : [])
    guard let formula = definition.candidates else { return everyone }
    let table = table(ofFiling: filing)
    let people = everyone.filter { person in
      if case .value(let value) = table.evaluate(formula, person: person) {
        value == .boolean(true)
      } else {
        true
      }
    }
    return people.isEmpty ? everyone : people
  }
}
