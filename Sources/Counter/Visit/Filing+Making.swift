import Feel

/// Turning a chosen event and household into a journal entry.
extension Entry.Filed {
  /// 転居 or 転出 of people of one household; everyone of it comes along as 旧世帯.
  public init(
    event: Event, household: [Resident], after visit: Visit, catalog: Catalog, asOf day: Day
  ) {
    let filing = visit.situation.filings.count
    // Who is in the visit already keeps the number.
    let newcomers = household.filter { !visit.residentNumbers.contains($0.number) }
    let people = household.map { resident in
      visit.residentNumbers.firstIndex(of: resident.number)
        ?? visit.situation.personCount + (newcomers.firstIndex { $0.number == resident.number } ?? 0)
    }
    var facts: [FactKey: KnownFact] = [:]
    for (number, resident) in zip(people, household) where number >= visit.situation.personCount {
      facts.merge(resident.facts(ofPerson: number, in: catalog, asOf: day)) { first, _ in first }
    }
    if household.count == 1 {
      facts[FactKey(CoreFact.moves, of: .person(people[0]))] = KnownFact(.yesNo(true), from: .reception)
    }
    let subject = Subject.filing(filing)
    let head = household.first { $0.relationship == "世帯主" }
    if let head {
      facts[FactKey(CoreFact.formerHead, of: subject)] = KnownFact(
        .text(head.name.text), from: .register(day))
    }
    if household.contains(where: \.isProtected) {
      for fact in [CoreFact.formerAddress, CoreFact.formerDistrict] {
        facts[FactKey(fact, of: subject)] = KnownFact(.willNotSay, from: .register(day))
      }
    } else if let address = household.first?.address {
      facts[FactKey(CoreFact.formerAddress, of: subject)] = KnownFact(
        .text(catalog.municipality.name + address.text), from: .register(day))
      if let town = catalog.town(named: address.town) {
        facts[FactKey(CoreFact.formerDistrict, of: subject)] = KnownFact(
          .text(town.district), from: .register(day))
      }
    }
    self.init(
      filing: Situation.Filing(kind: event.kind, people: people, formerHousehold: people),
      people: newcomers.map(\.number), facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// 転入 of the family on a certificate.
  public init(event: Event, certificate: MoveOutCertificate, after visit: Visit, catalog: Catalog) {
    let first = visit.situation.personCount
    let facts = certificate.facts(ofFiling: visit.situation.filings.count)
      .merging(certificate.facts(ofPeopleFrom: first, in: catalog)) { first, _ in first }
    self.init(
      filing: Situation.Filing(
        kind: event.kind, people: Array(first..<first + certificate.people.count), formerHousehold: nil),
      people: certificate.people.map { _ in nil },
      facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// 転入 of people typed at the counter, who have no record and no certificate data: name, reading, birth, sex, relationship.
  public init(event: Event, typed people: [TypedPerson], after visit: Visit) {
    let first = visit.situation.personCount
    var facts: [FactKey: KnownFact] = [:]
    for (offset, person) in people.enumerated() {
      let values: [(String, FactValue)] = [
        (CoreFact.isResident, .yesNo(false)), (CoreFact.moves, .yesNo(true)),
        (CoreFact.name, .text(person.name)),
        (CoreFact.reading, .text(person.reading)), (CoreFact.birth, .day(person.birth)),
        (CoreFact.sex, .text(person.sex)),
        (CoreFact.relationship, .text(person.relationship)),
      ]
      for (name, value) in values {
        facts[FactKey(name, of: .person(first + offset))] = KnownFact(value, from: .reception)
      }
    }
    self.init(
      filing: Situation.Filing(
        kind: event.kind, people: Array(first..<first + people.count), formerHousehold: nil),
      people: people.map { _ in nil }, facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }
}

extension Entry.Joined {
  /// Residents who stay where they are while others move in.
  public init(filing: Int, household: [Resident], after visit: Visit, catalog: Catalog, asOf day: Day) {
    var facts: [FactKey: KnownFact] = [:]
    for (offset, resident) in household.enumerated() {
      let person = visit.situation.personCount + offset
      facts.merge(resident.facts(ofPerson: person, in: catalog, asOf: day)) { first, _ in first }
      facts[FactKey(CoreFact.moves, of: .person(person))] = KnownFact(.yesNo(false), from: .register(day))
    }
    self.init(
      filing: filing, people: household.map(\.number),
      facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }
}

/// A person typed at the counter.
public struct TypedPerson: Hashable, Sendable {
  public let name: String
  public let reading: String
  public let birth: Day
  public let sex: String
  public let relationship: String

  public init(name: String, reading: String, birth: Day, sex: String, relationship: String) {
    self.name = name
    self.reading = reading
    self.birth = birth
    self.sex = sex
    self.relationship = relationship
  }
}
