import Feel

extension Visit {
  /// 宛名番号 of the first protected person of the visit; nil when nobody is protected.
  package func protectedNumber(in catalog: Catalog) -> String? {
    residentNumbers.indices.first { situation.isProtected($0) }.flatMap { residentNumbers[$0] }
  }

  /// What a release opens: where the person and the protected people of their household live, for the visit's facts.
  package func guardedFacts(
    of resident: Resident, under release: Release, at now: Instant, catalog: Catalog, asOf day: Day
  ) -> [FactRecord] {
    guard case .guarded(let guarded) = resident.whereabouts,
      let address = guarded.value(under: release, at: now),
      let person = residentNumbers.firstIndex(of: resident.number)
    else { return [] }
    let text = FactValue.text(catalog.municipality.name + address.text)
    var facts: [FactRecord] = []
    func open(_ fact: String, _ subject: Subject, _ value: FactValue) {
      facts.append(FactRecord(FactKey(fact, of: subject), KnownFact(value, from: .register(day))))
    }
    for (number, filing) in situation.filings.enumerated() where filing.people.contains(person) {
      open(CoreFact.formerAddress, .filing(number), text)
      if let town = catalog.town(named: address.town) {
        open(CoreFact.formerDistrict, .filing(number), .text(town.district))
      }
      // They live together, as the filing says.
      for member in filing.formerHousehold ?? [] where situation.isProtected(member) {
        open(CoreFact.address, .person(member), text)
      }
    }
    return facts
  }
}

extension Situation {
  fileprivate func isProtected(_ person: Int) -> Bool {
    value(CoreFact.isProtected, of: .person(person)) == .yesNo(true)
  }
}
