import Feel

/// An undecided procedure by which something is lost if it applies after all and is not done in time.
package struct OpenLoss: Hashable, Sendable {
  package let group: ProcedureGroup
  /// The earliest that could apply; its day is nil, and its words say from what it counts, while the first day is unknown.
  package let deadline: Deadline
}

extension Rulebook {
  /// Of procedures that are still open, those that lose something: the earliest day first, then what has no day yet.
  package func openLosses(_ groups: [ProcedureGroup], _ deliberation: Deliberation) -> [OpenLoss] {
    let losses = groups.filter { $0.state == .open }.compactMap { group -> OpenLoss? in
      let first = group.decisions.compactMap { openLoss(of: $0, deliberation) }.min(by: Deadline.isEarlier)
      return first.map { OpenLoss(group: group, deadline: $0) }
    }
    return losses.sorted {
      Deadline.isEarlier($0.deadline, $1.deadline)
        || !Deadline.isEarlier($1.deadline, $0.deadline) && $0.group.procedure < $1.group.procedure
    }
  }

  /// The earliest deadline by which something is lost if an open decision comes out as needed; nil for none.
  package func openLoss(of decision: Decision, _ deliberation: Deliberation) -> Deadline? {
    guard decision.isOpen else { return nil }
    return deadlines(of: decision, deliberation).filter { $0.losesSomething(on: deliberation.situation.day) }
      .min(by: Deadline.isEarlier)
  }

  /// Procedures that are open, or apply, and would not if nothing were said of what is never spoken aloud (配慮), and all
  /// of an errand of that kind: their names alone would tell a family what one of them was asked in private.
  package func proceduresRestingOnQuiet(_ groups: [ProcedureGroup], _ deliberation: Deliberation)
    -> (open: Set<Int>, applying: Set<Int>)
  {
    let quietErrands = groups.filter { group in
      group.state != .refused
        && group.decisions.flatMap(\.filings).allSatisfy { filing in
          let kind = deliberation.situation.filings[filing].kind
          return catalog.event(ofKind: kind)?.isQuiet ?? false
        }
    }.map(\.procedure)
    return (
      openRestingOnQuiet(groups, deliberation),
      applyingRestingOnQuiet(groups, deliberation).union(quietErrands)
    )
  }

  private func applyingRestingOnQuiet(_ groups: [ProcedureGroup], _ deliberation: Deliberation) -> Set<Int> {
    let applying = Set(groups.filter { $0.state == .applies }.map(\.procedure))
    var supposed = deliberation.situation
    for (key, known) in deliberation.situation.facts
    where known.hasValue && isQuietDetail(key, in: deliberation.situation) {
      guard let fact = catalog.vocabulary.fact(named: key.fact) else { continue }
      supposed.facts[key] = KnownFact(fact.blankValue(in: catalog), from: .reception)
    }
    guard supposed.facts != deliberation.situation.facts else { return [] }
    let decisions = determination(of: supposed, only: applying).decisions
    return applying.subtracting(decisions.filter { $0.verdict != .doesNotApply }.map(\.procedure))
  }

  private func openRestingOnQuiet(_ groups: [ProcedureGroup], _ deliberation: Deliberation) -> Set<Int> {
    let open = groups.filter { $0.state == .open }
    let only = Set(open.map(\.procedure))
    var supposed = deliberation.situation
    var decisions = determination(of: supposed, only: only).decisions
    // Behind a question that is answered may stand another.
    for _ in 0..<4 {
      let keys = Set(decisions.flatMap(\.verdict.needs)).filter { isQuietDetail($0, in: supposed) }
      if keys.isEmpty { break }
      for key in keys {
        guard let fact = catalog.vocabulary.fact(named: key.fact) else { continue }
        supposed.facts[key] = KnownFact(fact.blankValue(in: catalog), from: .reception)
      }
      decisions = determination(of: supposed, only: only).decisions
    }
    let remaining = Set(decisions.filter { $0.verdict != .doesNotApply }.map(\.procedure))
    return only.subtracting(remaining)
  }

  private func determination(of situation: Situation, only: Set<Int>) -> Determination {
    Deliberation(self, situation, only: only).determine()
  }

  /// Whether a fact is something beside the errand that is asked on the screen. What an event begins with is its errand,
  /// and known to whoever came.
  private func isQuietDetail(_ key: FactKey, in situation: Situation) -> Bool {
    guard let fact = catalog.vocabulary.fact(named: key.fact) else { return false }
    switch fact.kind {
    case .yesNo, .codes: break
    case .number, .day, .text, .name, .address, .code, .person, .people: return false
    }
    let opening = situation.filings.flatMap { catalog.event(ofKind: $0.kind)?.opening ?? [] }
    let isAskedQuietly = questions(setting: key.fact).contains { catalog.questions[$0].isQuiet }
    return (fact.sensitivity == .quiet || isAskedQuietly) && !opening.contains(key.fact)
  }
}

extension Deadline {
  /// Days ahead in which a claim that lapses is worth a word.
  private static let near = 31

  /// Whether passing it costs something that is near enough to tell.
  func losesSomething(on today: Day) -> Bool {
    switch kind {
    case .forfeit, .statutory: true
    case .claim: daysLeft(on: today).map { $0 <= Deadline.near } ?? false
    case .guide: false
    }
  }

  /// The earlier day first, losses that cannot be made good first on one day.
  static func isEarlier(_ first: Deadline, _ second: Deadline) -> Bool {
    (first.day?.number ?? .max, first.kind.rank) < (second.day?.number ?? .max, second.kind.rank)
  }
}
