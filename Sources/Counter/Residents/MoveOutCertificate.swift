import Feel
import Moji

/// 転出証明書情報: a family on its way in, as the old municipality reported it (住民基本台帳法施行令第23条第2項),
/// without 個人番号 and 住民票コード.
public struct MoveOutCertificate: Hashable, Sendable {
  public struct Person: Hashable, Sendable {
    public let name: Name
    public let reading: String
    public let sex: String
    public let birth: Day
    public let relationship: String
    public let qualifications: Qualifications

    public init(
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

  public let number: String
  public let prefecture: String
  /// From the municipality on, as one text.
  public let address: String
  public let head: String
  public let plannedDay: Day
  /// Whether the card took the place of the paper (カードの特例).
  public let isByCard: Bool
  /// In the order of the certificate.
  public let people: [Person]

  public init(
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
  public func facts(ofFiling filing: Int) -> [FactKey: KnownFact] {
    let values: [(String, FactValue)] = [
      (CoreFact.formerPrefecture, .text(prefecture)), (CoreFact.formerAddress, .text(prefecture + address)),
      (CoreFact.formerHead, .text(head)), (CoreFact.plannedMoveOut, .day(plannedDay)),
      (CoreFact.moveInProof, .text(isByCard ? "カードの特例" : "転出証明書")),
    ]
    return Dictionary(
      uniqueKeysWithValues: values.map {
        (FactKey($0, of: .filing(filing)), KnownFact($1, from: .certificate))
      })
  }

  /// The facts of its people, numbered from `first`.
  public func facts(ofPeopleFrom first: Int, in catalog: Catalog) -> [FactKey: KnownFact] {
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
      facts.merge(
        QualificationReading.facts(person.qualifications, of: subject, in: catalog, from: .certificate)
      ) { first, _ in first }
    }
    return facts
  }
}
