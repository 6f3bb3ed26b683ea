import Counter
import Feel
import Moji
import Yams

/// Builds the situation that a visit file describes.
struct SituationBuilder {
  let catalog: Catalog
  let section: Section
  let people: [String]
  var situation: Situation
  /// Children whom an event brings: no record says anything of them.
  private var born: Set<Int> = []

  init(catalog: Catalog, section: Section, people: [String], day: Day) {
    self.catalog = catalog
    self.section = section
    self.people = people
    situation = Situation(day: day, personCount: people.count)
  }

  // MARK: 届出

  mutating func readFilings() {
    let after = numbers(section, "世帯")
    let former = section.has("旧世帯") || section.isProbe ? numbers(section, "旧世帯") : nil
    var newcomers: Set<Int> = []
    for (index, filing) in section.sections("届出", of: "届出").enumerated() {
      let kind = filing.reference("種別", to: .eventKind)
      let concerned = numbers(filing, "人")
      let event = catalog.event(ofKind: kind)
      let mode = event?.people ?? .residents
      // Who came in by an earlier filing of the visit is of the household of a later one.
      let earlier = situation.filings.flatMap { $0.people + $0.joinedHousehold }
      let departed = event?.takesRemoved ?? false ? [] : situation.departed(in: catalog)
      let household =
        mode == .incoming
        ? nil : (former ?? (earlier.isEmpty ? concerned : earlier)).filter { !departed.contains($0) }
      let isNew = { (person: Int) in !(household?.contains(person) ?? false) }
      let people = (household ?? []) + (mode.areNewcomers ? concerned.filter(isNew) : [])
      situation.filings.append(
        Situation.Filing(
          kind: kind, people: people, formerHousehold: household,
          joinedHousehold: after.filter { !people.contains($0) && !concerned.contains($0) }))
      set(
        CoreFact.movers, of: .filing(index), to: .people(concerned),
        from: mode == .incoming
          ? .certificate : mode == .joining || people.count == 1 ? .reception : .heard(at: .init(seconds: 0)))
      if mode.areNewcomers { newcomers.formUnion(concerned) }
      for entry in filing.rest(.properties(of: Subject.Kind.filing.rawValue), .answers) {
        read(
          entry, in: .filing, of: .filing(index),
          from: mode == .incoming ? .certificate : .heard(at: .init(seconds: 0)))
      }
      if mode == .joining, let event {
        for person in concerned {
          born.insert(person)
          for (fact, value) in event.blanks(in: catalog) {
            set(fact, of: .person(person), to: value, from: .reception)
          }
        }
      }
      filing.close()
    }
    for person in people.indices {
      set(CoreFact.isResident, of: .person(person), to: .yesNo(!newcomers.contains(person)), from: .reception)
    }
  }

  // MARK: 人

  mutating func read(_ entries: [Section.Entry]) {
    for (number, entry) in entries.enumerated() {
      let isResident = situation.holds(CoreFact.isResident, of: .person(number))
      let origin: Origin = isResident ? .register(situation.day) : .certificate
      for property in entry.value.mapping.map(Section.entries) ?? [] {
        read(property, in: .person, of: .person(number), from: origin)
      }
      if !born.contains(number) { fillBlanks(number, isResident: isResident, origin: origin) }
    }
    settleBirths()
  }

  /// A birth is on the day on which the first of them was born, where the file does not say otherwise.
  private mutating func settleBirths() {
    for filing in situation.filings.indices where situation.day(CoreFact.eventDay, of: .filing(filing)) == nil
    {
      let births = (situation.movers(of: filing) ?? []).filter(born.contains).compactMap {
        situation.day(CoreFact.birth, of: .person($0))
      }
      if let day = births.min() {
        set(CoreFact.eventDay, of: .filing(filing), to: .day(day), from: .reception)
      }
    }
  }

  /// What the record would say by saying nothing.
  private mutating func fillBlanks(_ person: Int, isResident: Bool, origin: Origin) {
    for fact in catalog.vocabulary.facts where fact.subject == .person && fact.column != nil {
      guard fact.supplies.contains(isResident ? .register : .certificate) else { continue }
      let key = FactKey(fact.name, of: .person(person))
      if situation.facts[key] == nil {
        situation.facts[key] = KnownFact(fact.blankValue(in: catalog), from: origin)
      }
    }
  }

  // MARK: 答え

  mutating func readAnswers(_ entries: [Section.Entry]) {
    for entry in entries {
      let (name, value) = (entry.key, entry.value)
      let subject = catalog.vocabulary.fact(named: name)?.subject
      guard subject == .person else {
        read(
          entry, of: subject == .visitor ? .visitor : .filing(0), from: .heard(at: .init(seconds: 0)))
        continue
      }
      guard let mapping = value.mapping else {
        section.report(
          "「\(name)」は { 人: 答え } の形で書きます", at: value, correction: "例: { \(people.first ?? "花子"): はい }")
        continue
      }
      for (person, answer) in mapping {
        guard let number = people.firstIndex(of: person.string ?? "") else {
          refuse(person.string ?? "", at: person)
          continue
        }
        read(
          Section.Entry(key: name, keyNode: entry.keyNode, value: answer), of: .person(number),
          from: .heard(at: .init(seconds: 0)))
      }
    }
  }

  /// A name that is nobody's in this example.
  func refuse(_ person: String, at node: Node) {
    section.load.report(
      .unknown(
        ReferenceCheck.self, person, in: people, at: section.valuePlace(node), "「\(person)」という人はこの例にいません"))
  }

  // MARK: Values

  private mutating func set(_ fact: String, of subject: Subject, to value: FactValue, from origin: Origin) {
    situation.facts[FactKey(fact, of: subject)] = KnownFact(value, from: origin)
  }

  /// Reads one fact; `kind` is the subject that its key leaves out.
  private mutating func read(
    _ entry: Section.Entry, in kind: Subject.Kind? = nil, of subject: Subject, from origin: Origin
  ) {
    let name = kind.map { "\($0.rawValue).\(entry.key)" } ?? entry.key
    guard let fact = catalog.vocabulary.fact(named: name) else {
      if section.load.isDeclared(name, as: .fact) { return }
      let facts = catalog.vocabulary.facts.filter { kind == nil || $0.subject == kind }
      section.load.report(
        .unknown(
          NameCheck.self, entry.key, in: facts.map { kind == nil ? $0.name : $0.property },
          at: section.valuePlace(entry.keyNode), "事実「\(name)」が語彙にありません",
          otherwise: "vocabulary/ の名前を使ってください"))
      return
    }
    guard let answer = answer(entry.value, fact) else { return }
    situation.facts[FactKey(name, of: fact.home(of: subject))] = KnownFact(
      answer, from: fact.origin(beside: origin))
  }

  /// The answer that is written, nil after a finding.
  private func answer(_ node: Node, _ fact: Fact) -> Answer? {
    if let text = node.scalar?.string, let answer = Answer(word: text, for: fact.kind) { return answer }
    if let items = node.sequence {
      switch fact.kind {
      case .codes, .people:
        let values = items.compactMap { value($0, fact) }
        guard values.count == items.count else { return nil }
        if case .people = fact.kind { return .value(.people(values.flatMap(\.people))) }
        return .value(.texts(values.flatMap(\.texts)))
      default:
        section.report("「\(fact.name)」には一覧を書けません", at: node, correction: fact.kind.howToWrite)
        return nil
      }
    }
    return value(node, fact).map { .value($0) }
  }

  /// One value, nil after a finding.
  private func value(_ node: Node, _ fact: Fact) -> FactValue? {
    let written = node.scalar?.string ?? ""
    let value: FactValue?
    switch fact.kind {
    case .person: value = people.firstIndex(of: written).map { .person($0) }
    case .people: value = people.firstIndex(of: written).map { .people([$0]) }
    case .codes(let list):
      let isLegal = catalog.codeList(list)?.codes.contains { $0.value == written } ?? false
      value = isLegal ? .texts([written]) : nil
    case .text where fact.shape.normalised(written) == nil: value = nil
    default: value = node.scalar == nil ? nil : FactValue(parsing: written, as: fact.kind, in: catalog)
    }
    if let value { return value }
    let isCoded: Bool =
      if case .code = fact.kind { true } else if case .codes = fact.kind { true } else { false }
    section.report(
      as: isCoded ? CodeCheck.self : ValueCheck.self,
      "「\(fact.name)」に「\(written)」は使えません", at: node,
      correction: fact.shape == .free ? fact.kind.howToWrite : fact.shape.howToWrite,
      replacement: nearest(to: written, fact).map { .init(written, by: $0) })
    return nil
  }

  /// What was meant by a value that is none of a fact's.
  private func nearest(to written: String, _ fact: Fact) -> String? {
    switch fact.kind {
    case .yesNo: return YesNoWord.meant(by: written)
    case .code(let list), .codes(let list):
      return Spelling.only(nearestTo: written, in: catalog.codeList(list)?.codes.map(\.value) ?? [])
    case .person, .people: return Spelling.only(nearestTo: written, in: people)
    case .number, .day:
      let folded = written.widthFolded.replacing("/", with: "-")
      return folded != written && FactValue(parsing: folded, as: fact.kind, in: catalog) != nil ? folded : nil
    case .text, .name, .address: return nil
    }
  }

  private func numbers(_ section: Section, _ key: String) -> [Int] {
    section.items(key).compactMap { name, node in
      let number = people.firstIndex(of: name)
      if number == nil { refuse(name, at: node) }
      return number
    }
  }

  func subject(named name: String) -> Subject? {
    switch name {
    case "届出": .filing(0)
    case "世帯": .household(0)
    case "旧世帯": .formerHousehold(0)
    case "残る世帯": .remainingHousehold(0)
    default: people.firstIndex(of: name).map { .person($0) }
    }
  }
}

extension Fact {
  /// Where what a file says of it comes from: what no record of that kind holds was heard.
  fileprivate func origin(beside record: Origin) -> Origin {
    let isHeld: Bool =
      switch record {
      case .register: supplies.contains(.register)
      case .certificate: supplies.contains(.certificate)
      case .heard, .reception, .derived: true
      }
    return isHeld || !supplies.contains(.heard) ? record : .heard(at: Instant(seconds: 0))
  }
}

extension FactValue {
  fileprivate var people: [Int] { if case .people(let numbers) = self { numbers } else { [] } }
  fileprivate var texts: [String] { if case .texts(let texts) = self { texts } else { [] } }
}
