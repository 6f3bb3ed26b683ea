import Counter
import Feel
import Yams

/// Builds the situation that a visit file describes.
struct SituationBuilder {
  let catalog: Catalog
  let section: Section
  let people: [String]
  var situation: Situation

  init(catalog: Catalog, section: Section, people: [String], day: Day) {
    self.catalog = catalog
    self.section = section
    self.people = people
    situation = Situation(day: day, personCount: people.count)
  }

  // MARK: 届出

  mutating func readFilings() {
    let after = numbers(section["世帯"])
    let former = section["旧世帯"].map { numbers($0) }
    for (index, filing) in section.sections("届出", of: "届出").enumerated() {
      let kind = filing.text("種別")
      let movers = numbers(filing["人"])
      let isIncoming = catalog.event(ofKind: kind)?.people == .incoming
      let formerHousehold = isIncoming ? nil : former ?? movers
      situation.filings.append(
        Situation.Filing(
          kind: kind, people: formerHousehold ?? movers, formerHousehold: formerHousehold,
          joinedHousehold: after.filter { !movers.contains($0) }))
      for person in formerHousehold ?? movers {
        set(
          CoreFact.moves, of: .person(person), to: .yesNo(movers.contains(person)),
          from: .heard(at: .init(seconds: 0)))
      }
      for person in people.indices {
        let lives = formerHousehold?.contains(person) ?? false || !movers.contains(person)
        set(CoreFact.isResident, of: .person(person), to: .yesNo(lives), from: .reception)
      }
      for (key, value) in filing.node.mapping ?? [:] {
        guard let name = key.string, name != "種別", name != "人" else { continue }
        _ = filing[name]
        read(
          "届出.\(name)", value, of: .filing(index),
          from: isIncoming ? .certificate : .heard(at: .init(seconds: 0)))
      }
      filing.close()
    }
  }

  // MARK: 人

  mutating func readPeople() {
    guard let mapping = section["人"]?.mapping else { return }
    for (number, entry) in mapping.enumerated() {
      let isResident = situation.holds(CoreFact.isResident, of: .person(number))
      let origin: Origin = isResident ? .register(situation.day) : .certificate
      for (key, value) in entry.value.mapping ?? [:] {
        guard let name = key.string else { continue }
        let fact = "人.\(name)"
        read(
          fact, value, of: .person(number),
          from: fact == CoreFact.moves ? .heard(at: .init(seconds: 0)) : origin)
      }
      fillBlanks(number, isResident: isResident, origin: origin)
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

  mutating func readAnswers(_ node: Node?) {
    guard let mapping = node?.mapping else { return }
    for (key, value) in mapping {
      guard let name = key.string else { continue }
      let subject = catalog.vocabulary.fact(named: name)?.subject
      if subject == .person {
        for (person, answer) in value.mapping ?? [:] {
          guard let number = people.firstIndex(of: person.string ?? "") else {
            section.report("「\(person.string ?? "")」という人はこの例にいません", at: person)
            continue
          }
          read(name, answer, of: .person(number), from: .heard(at: .init(seconds: 0)))
        }
        if value.mapping == nil { section.report("「\(name)」は { 人: 答え } の形で書きます", at: value) }
      } else {
        read(
          name, value, of: subject == .visitor ? .visitor : .filing(0), from: .heard(at: .init(seconds: 0)))
      }
    }
  }

  // MARK: Values

  private mutating func set(_ fact: String, of subject: Subject, to value: FactValue, from origin: Origin) {
    situation.facts[FactKey(fact, of: subject)] = KnownFact(value, from: origin)
  }

  private mutating func read(_ name: String, _ node: Node, of subject: Subject, from origin: Origin) {
    guard let fact = catalog.vocabulary.fact(named: name) else {
      section.report(
        "事実「\(name)」が語彙にありません", at: node,
        correction: Spelling.nearest(to: name, in: catalog.vocabulary.facts.map(\.name)).map {
          "「\($0)」のことですか"
        })
      return
    }
    guard let answer = answer(node, fact) else {
      section.report(
        "「\(name)」に「\(node.scalar?.string ?? "…")」は使えません", at: node, correction: fact.kind.howToWrite)
      return
    }
    situation.facts[FactKey(name, of: subject)] = KnownFact(answer, from: origin)
  }

  private func answer(_ node: Node, _ fact: Fact) -> Answer? {
    if let text = node.scalar?.string {
      if text == "わからない" { return .doesNotKnow }
      if text == "答えない" { return .willNotSay }
      if text == "空" { return .value(.absent) }
      switch fact.kind {
      case .person: return people.firstIndex(of: text).map { .value(.person($0)) }
      case .codes: return .value(.texts([text]))
      default: return FactValue(reading: text, as: fact.kind, in: catalog).map { .value($0) }
      }
    }
    guard let items = node.sequence?.compactMap({ $0.scalar?.string }) else { return nil }
    switch fact.kind {
    case .codes(let list):
      let legal = catalog.codeList(list)?.codes.map(\.value) ?? []
      return items.allSatisfy(legal.contains) ? .value(.texts(items)) : nil
    case .people: return .value(.people(items.compactMap { people.firstIndex(of: $0) }))
    default: return nil
    }
  }

  private func numbers(_ node: Node?) -> [Int] {
    (node?.sequence ?? []).compactMap { item in
      guard let number = people.firstIndex(of: item.scalar?.string ?? "") else {
        section.report("「\(item.scalar?.string ?? "")」という人はこの例にいません", at: item)
        return nil
      }
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

extension Fact.Kind {
  var howToWrite: String {
    switch self {
    case .yesNo: "はい か いいえ"
    case .number: "半角の数字"
    case .day: "2026-11-20 のような日"
    case .text, .name, .address: "文字"
    case .code(let list), .codes(let list): "コード表「\(list)」の値"
    case .person, .people: "この例の人の名前"
    }
  }
}
