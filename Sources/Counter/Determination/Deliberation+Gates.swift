extension Deliberation {
  /// Whether a fact stands behind a gate that is known to be shut in every filing it belongs to. What was answered then
  /// does not count: no verdict, paper or list may show it. It counts again when the gate opens. What a record holds
  /// counts always.
  package func isBehindClosedGate(_ key: FactKey) -> Bool {
    guard let fact = rulebook.catalog.vocabulary.fact(named: key.fact), fact.gate != nil else { return false }
    if let known = situation.facts[key], !fact.isGated(known, of: key.subject, in: situation) { return false }
    let filings = filings(of: fact, key.subject)
    return !filings.isEmpty && filings.allSatisfy { table(ofFiling: $0).isOpen(key) == false }
  }

  /// Everything that is known of the visit and counts.
  package var countingFacts: [FactKey: KnownFact] {
    situation.facts.filter { !isBehindClosedGate($0.key) }
  }

  /// The filings in which a fact of a subject is read.
  private func filings(of fact: Fact, _ subject: Subject) -> [Int] {
    let all = Array(situation.filings.indices)
    switch subject {
    case .filing(let number): return fact.isShared ? all : all.filter { $0 == number }
    case .household(let number), .formerHousehold(let number), .remainingHousehold(let number):
      return all.filter { $0 == number }
    case .person, .visitor, .city, .law: return all
    }
  }
}
