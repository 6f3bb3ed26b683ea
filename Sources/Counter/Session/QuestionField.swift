/// A question for one subject, answered or not: an entry area of the clerk's board, a page of the visitor's screen.
package struct QuestionField: Hashable, Sendable {
  /// Index into the catalogue's questions.
  package let question: Int
  package let key: FactKey
  /// nil while it is not answered.
  package let known: KnownFact?
  /// How many undecided verdicts wait for it; 0 for what is answered.
  package let wouldDecide: Int
  /// Who may be named, where somebody is to be named; empty elsewhere.
  package let candidates: [Int]
  /// Whether it only travels along to the next window (引き継ぐ).
  package let isNeed: Bool

  package init(
    question: Int, key: FactKey, known: KnownFact?, wouldDecide: Int, candidates: [Int] = [],
    isNeed: Bool = false
  ) {
    self.question = question
    self.key = key
    self.known = known
    self.wouldDecide = wouldDecide
    self.candidates = candidates
    self.isNeed = isNeed
  }

  /// What the next window needs to know of the visitor, in the order of the vocabulary.
  static func needs(_ visit: Visit, _ rulebook: Rulebook) -> [QuestionField] {
    rulebook.catalog.vocabulary.facts.filter(\.isHandedOn).compactMap { fact in
      guard let question = rulebook.catalog.questions.firstIndex(where: { $0.fact == fact.name }) else {
        return nil
      }
      let key = FactKey(fact.name, of: .visitor)
      return QuestionField(
        question: question, key: key, known: visit.situation.facts[key], wouldDecide: 0, isNeed: true)
    }
  }

  /// Answered and open questions in the order in which they are asked: openings, then the order of the files.
  static func fields(_ visit: Visit, _ interview: Interview, _ deliberation: Deliberation) -> [QuestionField]
  {
    let rulebook = deliberation.rulebook
    var fields: [QuestionField] = []
    // An answer behind a gate that shut meanwhile does not count, and is not shown until it does.
    for key in visit.answered where !deliberation.isBehindClosedGate(key) {
      guard let question = rulebook.question(for: key, deliberation),
        let known = visit.situation.facts[key]
      else { continue }
      fields.append(
        QuestionField(
          question: question, key: key, known: known, wouldDecide: 0,
          candidates: candidates(for: key, deliberation)))
    }
    for item in interview.items {
      for subject in item.subjects {
        let key = FactKey(item.fact, of: subject)
        fields.append(
          QuestionField(
            question: item.question, key: key, known: nil, wouldDecide: item.wouldDecide,
            candidates: candidates(for: key, deliberation)))
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

  /// Who may be named in an answer to a question.
  package static func candidates(for key: FactKey, _ deliberation: Deliberation) -> [Int] {
    switch deliberation.rulebook.catalog.vocabulary.fact(named: key.fact)?.kind {
    case .person?, .people?: deliberation.candidates(for: key)
    case .yesNo?, .number?, .day?, .text?, .name?, .address?, .code?, .codes?, nil: []
    }
  }

  package func fact(in catalog: Catalog) -> Fact? { catalog.vocabulary.fact(named: key.fact) }
}

extension Fact.Kind {
  /// Whether several of its choices together are one answer.
  package var takesSeveral: Bool {
    switch self {
    case .codes, .people: true
    case .yesNo, .number, .day, .text, .name, .address, .code, .person: false
    }
  }
}
