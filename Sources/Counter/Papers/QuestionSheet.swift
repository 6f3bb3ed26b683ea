import Feel

/// 聞き取り票: the questions of one event on paper, to be asked and written by hand.
package struct QuestionSheet: Hashable, Sendable, Codable {
  package struct Question: Hashable, Sendable, Codable {
    package let wording: String
    package let help: String?
    /// 配慮: the visitor points at the answer, and nobody speaks it.
    package let isQuiet: Bool
    /// Whether each person has an answer of their own.
    package let isOfEachPerson: Bool
    package let room: Room
  }

  /// What an answer is written into.
  package enum Room: Hashable, Sendable, Codable {
    /// One of these, or several.
    case choices([String], areSeveral: Bool)
    case day
    case number
    case line
  }

  /// Questions under one heading (話題).
  package struct Topic: Hashable, Sendable, Codable {
    package let name: String
    package let questions: [Question]
  }

  package let title: String
  package let city: String
  /// Name of the event and what it is.
  package let event: String
  package let summary: String
  /// Headings of what is written of whoever came.
  package let visitor: [String]
  /// Headings of what is written of each person, and how many rows there are for them.
  package let columns: [String]
  package let rows: Int
  package let topics: [Topic]
  /// When the filing is not taken (関門), and what to do then.
  package let gates: [String]
  package let width: Double
  package let height: Double
}

extension Rulebook {
  /// Every question that can be asked in an event, in the order of the interview: those that open it, then those on which
  /// a procedure of the event can hang.
  func questionSheet(for event: Event, _ table: FactTable) -> QuestionSheet {
    let raised = Set(procedures(ofKind: event.kind))
    let asked = catalog.questions.indices.filter { index in
      let name = catalog.questions[index].fact
      guard let slot = slot(of: name), canBeAsked(index, slot, table) else { return false }
      let readers = dependence.ownReaders(of: slot) + dependence.otherReaders(of: slot)
      return event.opening.contains(name) || readers.contains(where: raised.contains)
    }
    let opening = event.opening.flatMap { name in asked.filter { catalog.questions[$0].fact == name } }
    let ordered = opening + asked.filter { !opening.contains($0) }
    let topics = ordered.map { catalog.questions[$0].topic }.distinct.map { topic in
      QuestionSheet.Topic(
        name: topic,
        questions: ordered.filter { catalog.questions[$0].topic == topic }.map { question($0, event) })
    }
    let labels = { (names: [String]) in names.compactMap { self.catalog.vocabulary.fact(named: $0)?.label } }
    return QuestionSheet(
      title: "聞き取り票", city: catalog.municipality.name, event: event.name, summary: event.summary,
      visitor: labels([CoreFact.visitorName, CoreFact.visitorRelation, CoreFact.visitorIdentity]),
      columns: labels([CoreFact.name, CoreFact.reading, CoreFact.birth, CoreFact.sex, CoreFact.relationship]),
      rows: 6, topics: topics, gates: event.gates.map { "\($0.message)　→　\($0.nextStep)" },
      width: catalog.checklist.width, height: catalog.checklist.height)
  }

  /// Whether neither the wording's 対象 nor the fact's 門 speaks against it in this event.
  private func canBeAsked(_ index: Int, _ slot: Slot, _ table: FactTable) -> Bool {
    let gate = slots[slot.kind.ordinal][slot.property].gate
    return (questions[index].conditions + [gate].compactMap(\.self)).allSatisfy { table.mayHold($0) }
  }

  private func question(_ index: Int, _ event: Event) -> QuestionSheet.Question {
    let question = catalog.questions[index]
    let fact = catalog.vocabulary.fact(named: question.fact)
    return QuestionSheet.Question(
      wording: question.wording, help: question.help,
      isQuiet: question.isQuiet || fact?.sensitivity == .quiet, isOfEachPerson: fact?.subject == .person,
      room: fact.map(room) ?? .line)
  }

  private func room(for fact: Fact) -> QuestionSheet.Room {
    func labels(_ list: String) -> [String] { catalog.codeList(list)?.codes.map(\.label) ?? [] }
    switch fact.kind {
    case .yesNo: return .choices(["はい", "いいえ"], areSeveral: false)
    case .code(let list): return .choices(labels(list), areSeveral: false)
    case .codes(let list): return .choices(labels(list), areSeveral: true)
    case .day: return .day
    case .number: return .number
    case .text, .name, .address, .person, .people: return .line
    }
  }
}

extension FactTable {
  /// Whether a condition about the first person is not known to fail.
  func mayHold(_ formula: CompiledFormula?) -> Bool {
    guard let formula else { return true }
    switch evaluate(formula, person: 0) {
    case .value(let value): return value == .boolean(true)
    case .unknown: return true
    }
  }
}
