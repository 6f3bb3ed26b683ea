import Feel

/// Turning a chosen event and household into a journal entry.
extension Entry.Filed {
  /// An event of people of one household of the register; everyone of it comes along as 旧世帯. People who come into
  /// it (出生) are typed.
  package init(
    event: Event, household: [Resident], joining: [TypedPerson] = [], after visit: Visit, catalog: Catalog,
    asOf day: Day
  ) {
    let filing = visit.situation.filings.count
    let first = visit.situation.personCount
    // Who is in the visit already keeps the number.
    let newcomers = household.filter { !visit.residentNumbers.contains($0.number) }
    var people = household.map { resident in
      visit.residentNumbers.firstIndex(of: resident.number)
        ?? first + (newcomers.firstIndex { $0.number == resident.number } ?? 0)
    }
    if event.people != .residents { people = visit.livingTogether(with: people) }
    var facts: [FactKey: KnownFact] = [:]
    for (number, resident) in zip(people, household) where number >= first {
      facts.merge(resident.facts(ofPerson: number, in: catalog, asOf: day)) { first, _ in first }
    }
    let subject = Subject.filing(filing)
    let head = household.first { $0.relationship == CoreCode.head }
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
    // Who died or left is whom it is about; the day is on the record.
    if let (number, resident) = zip(people, household).first(where: { $1.state == .removed }) {
      facts[FactKey(CoreFact.movers, of: subject)] = KnownFact(.people([number]), from: .register(day))
      if event.people == .leaving, let died = resident.removedOn {
        facts[FactKey(CoreFact.eventDay, of: subject)] = KnownFact(.day(died), from: .register(day))
      }
    }
    people = visit.living(people, for: event, catalog)
    let children = joining.indices.map { first + newcomers.count + $0 }
    facts.merge(Entry.Filed.concerned(event, filing, people, children, joining, catalog)) { first, _ in first
    }
    self.init(
      filing: Situation.Filing(kind: event.kind, people: people + children, formerHousehold: people),
      people: newcomers.map(\.number) + joining.map { _ in nil },
      facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// Another event of people who are in the visit already and have no record here.
  package init(event: Event, peopleOf visit: Visit, joining: [TypedPerson] = [], catalog: Catalog) {
    let (filing, first) = (visit.situation.filings.count, visit.situation.personCount)
    let people = visit.living(visit.livingTogether(with: [0]), for: event, catalog)
    let children = joining.indices.map { first + $0 }
    let facts = Entry.Filed.concerned(event, filing, people, children, joining, catalog)
    self.init(
      filing: Situation.Filing(kind: event.kind, people: people + children, formerHousehold: people),
      people: joining.map { _ in nil }, facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// 転入 of the family on a certificate.
  package init(event: Event, certificate: MoveOutCertificate, after visit: Visit, catalog: Catalog) {
    let first = visit.situation.personCount
    let filing = visit.situation.filings.count
    let people = Array(first..<first + certificate.people.count)
    var facts = certificate.facts(ofFiling: filing)
      .merging(certificate.facts(ofPeopleFrom: first, in: catalog)) { first, _ in first }
    facts[FactKey(CoreFact.movers, of: .filing(filing))] = KnownFact(.people(people), from: .certificate)
    self.init(
      filing: Situation.Filing(kind: event.kind, people: people, formerHousehold: nil),
      people: certificate.people.map { _ in nil },
      facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// 転入 of people typed at the counter, who have no record and no certificate data.
  package init(event: Event, typed people: [TypedPerson], after visit: Visit) {
    let first = visit.situation.personCount
    let numbers = Array(first..<first + people.count)
    var facts: [FactKey: KnownFact] = [:]
    for (number, person) in zip(numbers, people) {
      facts.merge(person.facts(ofPerson: number)) { first, _ in first }
    }
    let filing = Subject.filing(visit.situation.filings.count)
    facts[FactKey(CoreFact.movers, of: filing)] = KnownFact(.people(numbers), from: .reception)
    self.init(
      filing: Situation.Filing(kind: event.kind, people: numbers, formerHousehold: nil),
      people: people.map { _ in nil }, facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }

  /// Whom the filing is about where nobody has to be asked, and what is known of children that were just born.
  private static func concerned(
    _ event: Event, _ filing: Int, _ people: [Int], _ children: [Int], _ typed: [TypedPerson],
    _ catalog: Catalog
  ) -> [FactKey: KnownFact] {
    var facts: [FactKey: KnownFact] = [:]
    for (number, child) in zip(children, typed) {
      facts.merge(child.facts(ofPerson: number)) { first, _ in first }
      for (name, value) in event.blanks(in: catalog) {
        facts[FactKey(name, of: .person(number))] = KnownFact(value, from: .reception)
      }
    }
    // A birth is on the day on which the first of them was born.
    if let day = typed.map(\.birth).min() {
      facts[FactKey(CoreFact.eventDay, of: .filing(filing))] = KnownFact(.day(day), from: .reception)
    }
    if event.people == .joining || people.count == 1 {
      let concerned = event.people == .joining ? children : people
      facts[FactKey(CoreFact.movers, of: .filing(filing))] = KnownFact(.people(concerned), from: .reception)
    }
    return facts
  }
}

extension Visit {
  /// Those of the visit who live with some of its people by what was filed so far; these first.
  func livingTogether(with people: [Int]) -> [Int] {
    var all = people
    for filing in situation.filings {
      let household = filing.people + filing.joinedHousehold
      guard household.contains(where: all.contains) else { continue }
      all += household.filter { !all.contains($0) }
    }
    return all
  }

  /// Without those whom an earlier event of the visit took from them, unless an event can be about such people.
  func living(_ people: [Int], for event: Event, _ catalog: Catalog) -> [Int] {
    let departed = event.takesRemoved ? [] : situation.departed(in: catalog)
    return people.filter { !departed.contains($0) }
  }
}

extension Entry.Joined {
  /// Residents who stay where they are while others move in.
  package init(filing: Int, household: [Resident], after visit: Visit, catalog: Catalog, asOf day: Day) {
    var facts: [FactKey: KnownFact] = [:]
    for (offset, resident) in household.enumerated() {
      let person = visit.situation.personCount + offset
      facts.merge(resident.facts(ofPerson: person, in: catalog, asOf: day)) { first, _ in first }
    }
    self.init(
      filing: filing, people: household.map(\.number),
      facts: facts.map { FactRecord($0, $1) }.sorted { $0.key < $1.key })
  }
}

/// A person typed at the counter.
package struct TypedPerson: Hashable, Sendable {
  package let name: String
  package let reading: String
  package let birth: Day
  package let sex: String
  package let relationship: String

  package init(name: String, reading: String, birth: Day, sex: String, relationship: String) {
    self.name = name
    self.reading = reading
    self.birth = birth
    self.sex = sex
    self.relationship = relationship
  }
}

extension TypedPerson {
  /// Name, reading, birth, sex and relationship of a person without a record.
  func facts(ofPerson number: Int) -> [FactKey: KnownFact] {
    let values: [(String, FactValue)] = [
      (CoreFact.isResident, .yesNo(false)), (CoreFact.name, .text(name)), (CoreFact.reading, .text(reading)),
      (CoreFact.birth, .day(birth)), (CoreFact.sex, .text(sex)), (CoreFact.relationship, .text(relationship)),
    ]
    return Dictionary(
      uniqueKeysWithValues: values.map { name, value in
        (FactKey(name, of: .person(number)), KnownFact(value, from: .reception))
      })
  }
}
