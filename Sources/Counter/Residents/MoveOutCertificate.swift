import Feel
import Moji

/// 転出証明書情報: a family on its way in, as the old municipality reported it (住民基本台帳法施行令第23条第2項),
/// without 個人番号 and 住民票コード.
package struct MoveOutCertificate: Hashable, Sendable {
  package struct Person: Hashable, Sendable {
    package let name: Name
    package let reading: String
    package let sex: String
    package let birth: Day
    package let relationship: String
    package let qualifications: Qualifications

    package init(
      name: Name, reading: String, sex: String, birth: Day, relationship: String,
      qualifications: Qualifications
    ) {
      self.name = name
      self.reading = reading
      self.sex = sex
      self.birth = birth
      self.relationship = relationship
      self.qualifications = qualifications
    }
  }

  package let number: String
  package let prefecture: String
  /// From the municipality on, as one text.
  package let address: String
  package let head: String
  package let plannedDay: Day
  /// Whether the card took the place of the paper (カードの特例).
  package let isByCard: Bool
  /// In the order of the certificate.
  package let people: [Person]

  package init(
    number: String, prefecture: String, address: String, head: String, plannedDay: Day, isByCard: Bool,
    people: [Person]
  ) {
    self.number = number
    self.prefecture = prefecture
    self.address = address
    self.head = head
    self.plannedDay = plannedDay
    self.isByCard = isByCard
    self.people = people
  }

  /// The facts of the filing.
  package func facts(ofFiling filing: Int) -> [FactKey: KnownFact] {
    let values: [(String, FactValue)] = [
      (CoreFact.formerPrefecture, .text(prefecture)), (CoreFact.formerAddress, .text(prefecture + address)),
      (CoreFact.formerHead, .text(head)), (CoreFact.plannedMoveOut, .day(plannedDay)),
      (CoreFact.moveInProof, .text(isByCard ? CoreCode.byCard : CoreCode.byCertificate)),
    ]
    return Dictionary(
      uniqueKeysWithValues: values.map {
        (FactKey($0, of: .filing(filing)), KnownFact($1, from: .certificate))
      })
  }

  /// The facts of its people, numbered from `first`.
  package func facts(ofPeopleFrom first: Int, in catalog: Catalog) -> [FactKey: KnownFact] {
    var facts: [FactKey: KnownFact] = [:]
    for (offset, person) in people.enumerated() {
      let subject = Subject.person(first + offset)
      let values: [(String, FactValue)] = [
        (CoreFact.isResident, .yesNo(false)),
        (CoreFact.name, .text(person.name.text)),
        (CoreFact.reading, .text(person.reading)), (CoreFact.birth, .day(person.birth)),
        (CoreFact.sex, .text(person.sex)),
        (CoreFact.relationship, .text(person.relationship)),
      ]
      for (name, value) in values { facts[FactKey(name, of: subject)] = KnownFact(value, from: .certificate) }
      facts.merge(person.qualifications.facts(of: subject, in: catalog, from: .certificate)) { first, _ in
        first
      }
    }
    return facts
  }
}
