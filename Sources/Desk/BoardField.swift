import Counter

/// One entry area of the board: a question for one subject, answered or not.
public struct BoardField: Hashable, Sendable {
  /// Index into the catalogue's questions.
  public let question: Int
  public let key: FactKey
  /// nil while it is not answered.
  public let known: KnownFact?
  /// How many undecided verdicts wait for it; 0 for what is answered.
  public let wouldDecide: Int

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

/// The numbered answers of a field; empty for one that is typed.
struct Choice: Hashable {
  let label: String
  let value: FactValue

  static func choices(for field: BoardField, _ context: DeskContext) -> [Choice] {
    guard let fact = field.fact(in: context.catalog), let visit = context.open?.visit else { return [] }
    switch fact.kind {
    case .yesNo:
      return [Choice(label: "はい", value: .yesNo(true)), Choice(label: "いいえ", value: .yesNo(false))]
    case .code(let list), .codes(let list):
      return context.catalog.codeList(list)?.codes.map { Choice(label: $0.label, value: .text($0.value)) }
        ?? []
    case .person:
      let filing: Int = if case .filing(let number) = field.key.subject { number } else { 0 }
      let people = visit.situation.filings[filing].people + visit.situation.filings[filing].joinedHousehold
      return people.map { Choice(label: visit.situation.name(ofPerson: $0), value: .person($0)) }
    case .number, .day, .text, .name, .address, .people: return []
    }
  }
}
