import Feel

extension Situation {
  /// A made-up visit of one filing by the people of one household, in which nothing is known but where they live: for
  /// trying rules.
  package init(trying event: Event, people count: Int, on day: Day) {
    let people = Array(0..<count)
    // The last one is the child that is born.
    let former: [Int]? =
      switch event.people {
      case .incoming: nil
      case .joining: people.dropLast()
      case .residents, .concerned, .leaving: people
      }
    self.init(
      day: day, filings: [Filing(kind: event.kind, people: people, formerHousehold: former)],
      personCount: count)
    for person in people {
      set(CoreFact.isResident, of: .person(person), to: .yesNo(former?.contains(person) ?? false))
    }
    if event.people == .joining { set(CoreFact.movers, of: .filing(0), to: .people(people.suffix(1))) }
  }

  /// Supposes a fact.
  package mutating func set(_ fact: String, of subject: Subject, to value: FactValue) {
    facts[FactKey(fact, of: subject)] = KnownFact(value, from: .reception)
  }
}

extension Subject.Kind {
  /// The first subject of the kind in a visit; the only one but for filings and people.
  package var first: Subject {
    switch self {
    case .filing: .filing(0)
    case .household: .household(0)
    case .formerHousehold: .formerHousehold(0)
    case .remainingHousehold: .remainingHousehold(0)
    case .person: .person(0)
    case .visitor: .visitor
    case .city: .city
    case .law: .law
    }
  }
}
