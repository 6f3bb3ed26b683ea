import Counter
import TerminalUI

/// One entry area of the board: a question for one subject, answered or not.
package struct BoardField: Hashable, Sendable {
  /// Index into the catalogue's questions.
  package let question: Int
  package let key: FactKey
  /// nil while it is not answered.
  package let known: KnownFact?
  /// How many undecided verdicts wait for it; 0 for what is answered.
  package let wouldDecide: Int
  /// Whether it only travels along to the next window (引き継ぐ).
  package let isNeed: Bool

  init(question: Int, key: FactKey, known: KnownFact?, wouldDecide: Int, isNeed: Bool = false) {
    self.question = question
    self.key = key
    self.known = known
    self.wouldDecide = wouldDecide
    self.isNeed = isNeed
  }

  /// What the next window needs to know of the visitor, in the order of the vocabulary.
  static func needs(_ visit: Visit, _ rulebook: Rulebook) -> [BoardField] {
    rulebook.catalog.vocabulary.facts.filter(\.isHandedOn).compactMap { fact in
      guard let question = rulebook.catalog.questions.firstIndex(where: { $0.fact == fact.name }) else {
        return nil
      }
      let key = FactKey(fact.name, of: .visitor)
      return BoardField(
        question: question, key: key, known: visit.situation.facts[key], wouldDecide: 0, isNeed: true)
    }
  }

  /// Answered and open questions in the order of the board: openings, then the order of the files.
  static func fields(_ visit: Visit, _ interview: Interview, _ deliberation: Deliberation) -> [BoardField] {
    let rulebook = deliberation.rulebook
    var fields: [BoardField] = []
    for key in visit.answered {
      guard let question = rulebook.question(for: key, deliberation),
        let known = visit.situation.facts[key]
      else { continue }
      fields.append(BoardField(question: question, key: key, known: known, wouldDecide: 0))
    }
    for item in interview.items {
      for subject in item.subjects {
        let key = FactKey(item.fact, of: subject)
        fields.append(
          BoardField(question: item.question, key: key, known: nil, wouldDecide: item.wouldDecide))
      }
    }
    let opening = visit.situation.filings.flatMap { rulebook.catalog.event(ofKind: $0.kind)?.opening ?? [] }
    let rank = Dictionary(opening.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    return fields.sorted {
      (rank[$0.key.fact] ?? .max, $0.question, $0.key.subject) < (
        rank[$1.key.fact] ?? .max, $1.question, $1.key.subject
      )
    }
  }

  func fact(in catalog: Catalog) -> Fact? { catalog.vocabulary.fact(named: key.fact) }
}

extension Fact.Kind {
  /// Whether several of its choices together are one answer.
  var takesSeveral: Bool {
    switch self {
    case .codes, .people: true
    case .yesNo, .number, .day, .text, .name, .address, .code, .person: false
    }
  }
}

/// Choices ticked so far of a field that takes several, in the order in which they were ticked.
struct Ticks: Hashable {
  private(set) var values: [FactValue] = []

  init() {}

  /// What an answer ticks.
  init(_ answer: Answer?) {
    switch answer {
    case .value(.texts(let codes))?: values = codes.map { .text($0) }
    case .value(.people(let people))?: values = people.map { .person($0) }
    default: break
    }
  }

  mutating func toggle(_ value: FactValue) {
    if let index = values.firstIndex(of: value) { values.remove(at: index) } else { values.append(value) }
  }

  func contains(_ value: FactValue) -> Bool { values.contains(value) }

  /// The one answer that they make; nil where somebody has to be named and nobody is.
  func answer(of fact: Fact) -> FactValue? {
    guard fact.kind == .people else {
      return .texts(values.compactMap { if case .text(let code) = $0 { code } else { nil } })
    }
    return values.isEmpty
      ? nil : .people(values.compactMap { if case .person(let person) = $0 { person } else { nil } }.sorted())
  }
}

/// The numbered answers of a field; empty for one that is typed.
struct Choice: Hashable {
  let label: String
  let value: FactValue

  /// After nine come letters: 1 … 9, a … z; a blank for what no key reaches.
  static func mark(_ position: Int) -> String {
    guard position >= 9 else { return "\(position + 1)" }
    guard position < 9 + 26 else { return " " }
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(position - 9)))
  }

  /// The choice that a key picks, counted from nought.
  static func position(of key: Key) -> Int? {
    if let digit = digit(of: key) { return digit == 0 ? nil : digit - 1 }
    guard case .character(let scalar) = key, ("a"..."z").contains(scalar) else { return nil }
    return Int(scalar.value - UInt32(UInt8(ascii: "a"))) + 9
  }

  static func choices(for field: BoardField, _ context: DeskContext) -> [Choice] {
    context.open.map { choices(for: field, context.catalog, $0.visit) } ?? []
  }

  static func choices(for field: BoardField, _ catalog: Catalog, _ visit: Visit) -> [Choice] {
    guard let fact = field.fact(in: catalog) else { return [] }
    switch fact.kind {
    case .yesNo:
      return [Choice(label: "はい", value: .yesNo(true)), Choice(label: "いいえ", value: .yesNo(false))]
    case .code(let list), .codes(let list):
      return catalog.codeList(list)?.codes.map { Choice(label: $0.label, value: .text($0.value)) }
        ?? []
    case .person, .people:
      let filing: Int = if case .filing(let number) = field.key.subject { number } else { 0 }
      guard visit.situation.filings.indices.contains(filing) else { return [] }
      let filed = visit.situation.filings[filing]
      // Who lives where the movers go is no mover.
      let people = filed.people + (fact.kind == .person ? filed.joinedHousehold : [])
      let each = people.map { Choice(label: visit.situation.name(ofPerson: $0), value: .person($0)) }
      let takesAll = fact.kind == .people && people.count > 1
      return each + (takesAll ? [Choice(label: "全員", value: .people(people))] : [])
    case .number, .day, .text, .name, .address: return []
    }
  }
}
