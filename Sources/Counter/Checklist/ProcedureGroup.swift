/// One procedure for all the people it concerns, as lists show it.
package struct ProcedureGroup: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case applies
    /// 未定 or 要確認.
    case open
    case refused
  }

  /// Index into the catalogue's procedures.
  package let procedure: Int
  package let state: State
  package let decisions: [Decision]
  /// The earliest deadline of all; nil while nothing applies.
  package let deadline: Deadline?
  package let inclusion: Inclusion?
  package let papers: [String]
  package let bring: [Thing]
  /// 返すもの.
  package let giveBack: [Thing]
  /// 受け取るもの.
  package let receive: [Thing]
  /// 伝えること.
  package let notes: [String]
  /// Yen for all together.
  package let fee: Int?
  /// What it waits for where nobody can do it today (後日); nil where somebody can.
  package let later: String?

  /// Whether the window must be visited: not when every filing is carried by another paper.
  package var needsVisit: Bool { inclusion.map(\.needsVisit) ?? true }

  /// The one person it is about; nil for a procedure of several, of a household or of the filing.
  package var onlyPerson: Int? {
    guard decisions.count == 1, case .person(let number) = decisions[0].subject else { return nil }
    return number
  }

  /// «（3人）», «（凛）», empty for a procedure of the filing.
  package func who(in situation: Situation) -> String {
    let people = decisions.compactMap { decision -> Int? in
      if case .person(let number) = decision.subject { number } else { nil }
    }
    switch people.count {
    case 0: return ""
    case 1: return "（\(situation.givenName(ofPerson: people[0]))）"
    default: return "（\(people.count)人）"
    }
  }
}

extension Rulebook {
  /// Decisions grouped by procedure, those that do not apply left out; applying before open, catalogue order within.
  package func groups(of determination: Determination, in situation: Situation) -> [ProcedureGroup] {
    groups(of: determination, Deliberation(self, situation))
  }

  package func groups(of determination: Determination, _ deliberation: Deliberation) -> [ProcedureGroup] {
    var byState: [ProcedureGroup.State: [Int: [Decision]]] = [:]
    for decision in determination.decisions {
      let state: ProcedureGroup.State
      switch decision.verdict {
      case .applies: state = .applies
      case .undecided, .toConfirm: state = .open
      case .refused: state = .refused
      case .doesNotApply: continue
      }
      byState[state, default: [:]][decision.procedure, default: []].append(decision)
    }
    return [.applies, .open, .refused].flatMap { state in
      (byState[state] ?? [:]).sorted { $0.key < $1.key }.map { group(state, $0.key, $0.value, deliberation) }
    }
  }

  private func group(
    _ state: ProcedureGroup.State, _ procedure: Int, _ decisions: [Decision],
    _ deliberation: Deliberation
  ) -> ProcedureGroup {
    guard state == .applies else {
      return ProcedureGroup(
        procedure: procedure, state: state, decisions: decisions, deadline: nil, inclusion: nil, papers: [],
        bring: [], giveBack: [], receive: [], notes: [], fee: nil, later: nil)
    }
    let details = decisions.map { detail(of: $0, deliberation) }
    let deadline = details.compactMap(\.firstDeadline).min {
      ($0.day?.number ?? .max, $0.kind.rank) < ($1.day?.number ?? .max, $1.kind.rank)
    }
    let bring = details.flatMap(\.bring).merged
    let ids = Set(bring.map(\.id))
    let fees = details.map(\.fee)
    return ProcedureGroup(
      procedure: procedure, state: state, decisions: decisions, deadline: deadline,
      inclusion: details.allSatisfy { $0.inclusion != nil } ? details.first?.inclusion : nil,
      papers: details.first?.papers ?? [],
      bring: bring, giveBack: details.flatMap(\.giveBack).merged.filter { !ids.contains($0.id) },
      receive: details.flatMap(\.receive).merged, notes: details.flatMap(\.notes).distinct,
      fee: fees.contains(nil) ? nil : fees.compactMap { $0 }.reduce(0, +),
      later: details.allSatisfy { $0.later != nil } ? details.first?.later : nil)
  }
}
