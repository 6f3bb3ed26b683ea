import Feel

/// What journals of earlier versions say otherwise.
extension Situation {
  /// Before a filing had its list of people (届出.異動する人), each person said for themselves whether they moved.
  static let formerMoves = CoreFact.moves

  /// Reads those answers as the list, once everyone of a filing gave one.
  mutating func takeFormerMoves() {
    guard facts.keys.contains(where: { $0.fact == Situation.formerMoves }) else { return }
    for (number, filing) in filings.enumerated() {
      let key = FactKey(CoreFact.movers, of: .filing(number))
      let said = filing.people.map { facts[FactKey(Situation.formerMoves, of: .person($0))] }
      guard facts[key] == nil, let origin = said.compactMap({ $0?.origin }).last else { continue }
      let movers = zip(filing.people, said).filter { $1?.answer == .value(.yesNo(true)) }.map(\.0)
      let isWhole = said.allSatisfy { if case .value? = $0?.answer { true } else { false } }
      if isWhole { facts[key] = KnownFact(.people(movers), from: origin) }
    }
    for key in facts.keys where key.fact == Situation.formerMoves { facts[key] = nil }
  }
}
