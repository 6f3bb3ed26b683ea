import Feel

/// The questions worth asking now: each would decide something, or an event always asks it.
package struct Interview: Sendable {
  /// A question with the subjects it is still open for.
  package struct Item: Hashable, Sendable {
    /// Index into the catalogue's questions.
    package let question: Int
    package let fact: String
    /// Subjects in the order of the visit.
    package let subjects: [Subject]
    /// How many undecided verdicts wait for it.
    package let wouldDecide: Int
  }

  /// In the order of the files; the questions that open an event come first.
  package let items: [Item]
  /// Facts some verdict waits for that no question asks: a gap in the catalogue, shown as 要確認.
  package let unaskable: [FactKey]
}

extension Rulebook {
  /// Plans the interview from the needs of what is undecided and the opening facts of each event.
  package func interview(_ situation: Situation, _ determination: Determination) -> Interview {
    interview(Deliberation(self, situation), determination)
  }

  package func interview(_ deliberation: Deliberation, _ determination: Determination) -> Interview {
    let situation = deliberation.situation
    var touched: [FactKey: Int] = [:]
    for decision in determination.decisions {
      guard case .undecided(let needs) = decision.verdict else { continue }
      for need in needs where situation.facts[need] == nil { touched[need, default: 0] += 1 }
    }
    var rank: [String: Int] = [:]
    for filing in situation.filings.indices {
      for (fact, subjects) in openingFacts(of: filing, in: situation) {
        if rank[fact] == nil { rank[fact] = rank.count }
        for key in subjects.map({ FactKey(fact, of: $0) })
        where situation.facts[key] == nil && !deliberation.isBehindClosedGate(key) {
          touched[key, default: 0] += 0
        }
      }
    }
    return plan(touched, openingRank: rank, deliberation)
  }

  /// Opening facts with those of whom they are asked.
  private func openingFacts(of filing: Int, in situation: Situation) -> [(String, [Subject])] {
    guard let event = catalog.event(ofKind: situation.filings[filing].kind) else { return [] }
    return event.opening.map { name in
      guard let fact = catalog.vocabulary.fact(named: name) else { return (name, []) }
      switch fact.subject {
      case .person: return (name, situation.filings[filing].people.map { .person($0) })
      case .filing: return (name, [fact.home(of: .filing(filing))])
      case .visitor: return (name, [.visitor])
      case .household, .formerHousehold, .remainingHousehold, .city, .law: return (name, [])
      }
    }
  }

  private func plan(_ touched: [FactKey: Int], openingRank: [String: Int], _ deliberation: Deliberation)
    -> Interview
  {
    var subjects: [Int: [Subject]] = [:]
    var weight: [Int: Int] = [:]
    var unaskable: [FactKey] = []
    for key in touched.keys.sorted() {
      guard let question = question(for: key, deliberation) else {
        unaskable.append(key)
        continue
      }
      subjects[question, default: []].append(key.subject)
      weight[question, default: 0] += touched[key] ?? 0
    }
    let items = subjects.keys.map { question in
      Interview.Item(
        question: question, fact: catalog.questions[question].fact,
        subjects: (subjects[question] ?? []).sorted(),
        wouldDecide: weight[question] ?? 0)
    }
    let ordered = items.sorted {
      (openingRank[$0.fact] ?? .max, $0.question) < (openingRank[$1.fact] ?? .max, $1.question)
    }
    return Interview(items: ordered, unaskable: unaskable)
  }

  /// The wording for a fact: the first question of that fact whose 対象 holds.
  package func question(for key: FactKey, in situation: Situation) -> Int? {
    question(for: key, Deliberation(self, situation))
  }

  package func question(for key: FactKey, _ deliberation: Deliberation) -> Int? {
    let filing: Int = if case .filing(let number) = key.subject { number } else { 0 }
    guard deliberation.situation.filings.indices.contains(filing) else { return nil }
    return questions(setting: key.fact).first { index in
      if questions[index].conditions.isEmpty { return true }
      let table = deliberation.table(ofFiling: filing)
      let person: Int? = if case .person(let number) = key.subject { number } else { nil }
      return questions[index].conditions.allSatisfy { formula in
        if case .value(.boolean(true)) = table.evaluate(formula, person: person) { true } else { false }
      }
    }
  }
}
