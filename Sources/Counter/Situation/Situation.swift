import Feel

/// What is known of a visit at one moment: the input of a determination.
package struct Situation: Hashable, Sendable {
  /// A 届出 of the visit.
  package struct Filing: Hashable, Sendable, Codable {
    /// 届出.種別.
    package var kind: String
    /// People who may be concerned: the household of the day before and those who come into it or move in.
    package var people: [Int]
    /// 旧世帯; nil when it was not in this city.
    package var formerHousehold: [Int]?
    /// People who already live where the movers go.
    package var joinedHousehold: [Int]

    package init(kind: String, people: [Int], formerHousehold: [Int]?, joinedHousehold: [Int] = []) {
      self.kind = kind
      self.people = people
      self.formerHousehold = formerHousehold
      self.joinedHousehold = joinedHousehold
    }
  }

  /// The day of the visit.
  package var day: Day
  package var filings: [Filing]
  package var personCount: Int
  package var facts: [FactKey: KnownFact]

  package init(day: Day, filings: [Filing] = [], personCount: Int = 0, facts: [FactKey: KnownFact] = [:]) {
    self.day = day
    self.filings = filings
    self.personCount = personCount
    self.facts = facts
  }

  package func value(_ fact: String, of subject: Subject) -> FactValue? {
    guard case .value(let value)? = facts[FactKey(fact, of: subject)]?.answer else { return nil }
    return value
  }

  /// The text of a fact, nil when unknown, absent or no text.
  package func text(_ fact: String, of subject: Subject) -> String? {
    guard case .text(let text)? = value(fact, of: subject) else { return nil }
    return text
  }

  package func day(_ fact: String, of subject: Subject) -> Day? {
    guard case .day(let day)? = value(fact, of: subject) else { return nil }
    return day
  }

  package func holds(_ fact: String, of subject: Subject) -> Bool { value(fact, of: subject) == .yesNo(true) }

  /// Name of a person as the record writes it; «3人目» while it is unknown.
  package func name(ofPerson number: Int) -> String {
    text(CoreFact.name, of: .person(number)) ?? "\(number + 1)人目"
  }

  /// Those whom a filing is about (届出.異動する人), nil while that is not answered.
  package func movers(of filing: Int) -> [Int]? {
    guard case .people(let movers)? = value(CoreFact.movers, of: .filing(filing)) else { return nil }
    return movers
  }

  /// Those whom an event of the visit took from their household for good.
  package func departed(in catalog: Catalog) -> Set<Int> {
    Set(
      filings.indices.filter { catalog.event(ofKind: filings[$0].kind)?.people == .leaving }.flatMap {
        movers(of: $0) ?? []
      })
  }

  /// 世帯 of a filing: where they live after the event, nil while it hangs on who moves.
  package func members(of filing: Int, _ people: Event.People) -> [Int]? {
    let filed = filings[filing]
    switch people {
    case .concerned, .joining: return filed.people + filed.joinedHousehold
    case .residents, .incoming: return movers(of: filing).map { $0 + filed.joinedHousehold }
    case .leaving: return remaining(of: filing, people)
    }
  }

  /// 残る世帯 of a filing, nil while it hangs on who moves; empty where nobody leaves anybody behind.
  package func remaining(of filing: Int, _ people: Event.People) -> [Int]? {
    switch people {
    case .concerned, .joining, .incoming: return []
    case .residents, .leaving:
      let former = filings[filing].formerHousehold ?? []
      return movers(of: filing).map { movers in former.filter { !movers.contains($0) } }
    }
  }
}
