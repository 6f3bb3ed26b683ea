import Feel
import Moji

/// One resident as the register holds them (住民).
package struct Resident: Sendable {
  /// 住民状態.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case resident = "住民"
    /// 除票: moved out, dead.
    case removed = "除票"
  }

  /// An address of this city.
  package struct Address: Hashable, Sendable {
    package let town: String
    package let block: String
    /// 方書; empty when there is none.
    package let building: String

    package init(town: String, block: String, building: String) {
      self.town = town
      self.block = block
      self.building = building
    }

    package var text: String { town + block + (building.isEmpty ? "" : "　" + building) }
  }

  /// Where they live, as far as it may be seen.
  package enum Whereabouts: Sendable {
    case open(Address)
    case guarded(Guarded<Address>)
  }

  /// 宛名番号.
  package let number: String
  /// 世帯番号.
  package let household: String
  package let state: State
  package let name: Name
  package let reading: String
  /// 旧氏 and 通称; empty when there is none.
  package let formerSurname: String
  package let commonName: String
  package let sex: String
  /// nil when the birth date is unknown (年月日不詳).
  package let birth: Day?
  /// As the record writes it when that is not a plain date; empty otherwise.
  package let birthAsWritten: String
  package let relationship: String
  package private(set) var whereabouts: Whereabouts
  /// 支援措置 of their own. One protected person guards the household: who is protected and has none only lives with such a
  /// person, and is not to be called one.
  package let measure: ProtectionMeasure?
  /// 抑止 of their record.
  package let restrictions: [Restriction]
  /// Why and when the record was removed; empty for residents.
  package let removal: String
  package let qualifications: Qualifications

  package init(
    number: String, household: String, state: State, name: Name, reading: String, formerSurname: String,
    commonName: String, sex: String, birth: Day?, birthAsWritten: String, relationship: String,
    whereabouts: Whereabouts, measure: ProtectionMeasure?, restrictions: [Restriction] = [], removal: String,
    qualifications: Qualifications
  ) {
    self.number = number
    self.household = household
    self.state = state
    self.name = name
    self.reading = reading
    self.formerSurname = formerSurname
    self.commonName = commonName
    self.sex = sex
    self.birth = birth
    self.birthAsWritten = birthAsWritten
    self.relationship = relationship
    self.whereabouts = whereabouts
    self.measure = measure
    self.restrictions = restrictions
    self.removal = removal
    self.qualifications = qualifications
  }

  /// The day of the removal, nil for residents and where the record has none.
  package var removedOn: Day? { removal.split(separator: " ").first.flatMap { Day(iso: String($0)) } }

  package var isMarked: Bool { measure != nil }

  /// Whether nobody sees where they live without a release.
  package var isProtected: Bool { if case .guarded = whereabouts { true } else { false } }

  /// The same resident, of whom nobody sees where they live without a release.
  package var guarded: Resident {
    guard case .open(let address) = whereabouts else { return self }
    var guarded = self
    guarded.whereabouts = .guarded(Guarded(address))
    return guarded
  }

  /// The address when it may be seen.
  package var address: Address? { if case .open(let address) = whereabouts { address } else { nil } }
}

extension Resident {
  /// What the record tells, as facts of a person of a visit. A guarded address is «答えない».
  package func facts(ofPerson person: Int, in catalog: Catalog, asOf day: Day) -> [FactKey: KnownFact] {
    let subject = Subject.person(person)
    let origin = Origin.register(day)
    var facts: [FactKey: KnownFact] = [:]
    func set(_ name: String, _ value: FactValue) {
      facts[FactKey(name, of: subject)] = KnownFact(value, from: origin)
    }
    set(CoreFact.isResident, .yesNo(true))
    set(CoreFact.name, .text(name.text))
    set(CoreFact.reading, .text(reading))
    if let birth { set(CoreFact.birth, .day(birth)) }
    if !birthAsWritten.isEmpty { set(CoreFact.birthAsWritten, .text(birthAsWritten)) }
    set(CoreFact.sex, .text(sex.isEmpty ? CoreCode.unknownSex : sex))
    set(CoreFact.relationship, .text(relationship))
    set(CoreFact.isProtected, .yesNo(isProtected))
    switch whereabouts {
    case .open(let address): set(CoreFact.address, .text(catalog.municipality.name + address.text))
    case .guarded: facts[FactKey(CoreFact.address, of: subject)] = KnownFact(.willNotSay, from: origin)
    }
    facts.merge(qualifications.facts(of: subject, in: catalog, from: origin)) { first, _ in first }
    return facts
  }
}
