import Feel

/// A situation being thought over: the facts of each filing in slots, derived facts worked out once and shared by
/// verdicts, details, reasons and questions. A new answer is learned without thinking everything over again.
package final class Deliberation {
  package let rulebook: Rulebook
  package var situation: Situation { known.situation }
  private let known: KnownSituation
  private var tables: [FactTable?]
  private var decided: [DecidedFiling] = []
  private var isDecided = false

  /// The decisions of one filing and where each procedure's begin.
  private struct DecidedFiling {
    var decisions: [Decision] = []
    /// By the index of the procedure; empty for those that the event does not raise.
    var ranges: [Range<Int>]
    var gate: Event.Gate?
  }

  /// Indexes of the procedures to decide, nil for all.
  private let only: Set<Int>?

  package init(_ rulebook: Rulebook, _ situation: Situation, only: Set<Int>? = nil) {
    self.rulebook = rulebook
    self.only = only
    known = KnownSituation(situation)
    tables = Array(repeating: nil, count: situation.filings.count)
  }

  func table(ofFiling filing: Int) -> FactTable {
    if let table = tables[filing] { return table }
    let table = FactTable(rulebook, known, filing: filing)
    tables[filing] = table
    return table
  }

  /// Takes another situation, thinking over only what the facts that differ can change.
  package func learn(_ next: Situation) {
    let isSameFrame =
      next.day == situation.day && next.filings == situation.filings
      && next.personCount == situation.personCount
    var changed: [FactKey] = []
    for (key, known) in next.facts where situation.facts[key] != known { changed.append(key) }
    if next.facts.count != situation.facts.count || !changed.isEmpty {
      for key in situation.facts.keys where next.facts[key] == nil { changed.append(key) }
    }
    known.situation = next
    guard isSameFrame, isDecided, changed.allSatisfy({ learn($0, next.facts[$0]) }) else {
      tables = Array(repeating: nil, count: next.filings.count)
      isDecided = false
      return
    }
  }

  /// Takes one answer; nil takes it back.
  package func learn(_ key: FactKey, as known: KnownFact?) {
    guard situation.facts[key] != known else { return }
    self.known.situation.facts[key] = known
    if !isDecided || !learn(key, known) {
      tables = Array(repeating: nil, count: situation.filings.count)
      isDecided = false
    }
  }

  private func learn(_ key: FactKey, _ known: KnownFact?) -> Bool {
    for filing in decided.indices {
      let table = table(ofFiling: filing)
      guard let touched = table.learn(key, known) else { return false }
      let gate = rulebook.shutGate(table)
      guard gate?.id == decided[filing].gate?.id else { return false }
      for procedure in touched.others { decideAgain(procedure, in: filing, table) }
      for procedure in touched.own { decideAgain(procedure, in: filing, table, about: key.subject) }
    }
    return true
  }

  private func decideAgain(
    _ procedure: Int, in filing: Int, _ table: FactTable, about subject: Subject? = nil
  ) {
    let range = decided[filing].ranges[procedure]
    guard !range.isEmpty else { return }
    let compiled = rulebook.procedures[procedure]
    for position in range {
      let about = decided[filing].decisions[position].subject
      if let subject, about != subject { continue }
      decided[filing].decisions[position].verdict = rulebook.verdict(
        compiled, about, table, decided[filing].gate)
    }
  }

  /// The verdict on every procedure that the visit's events can raise.
  package func determine() -> Determination {
    if !isDecided {
      decided = situation.filings.indices.map { decide($0) }
      isDecided = true
    }
    var refusals: [Int: Event.Gate] = [:]
    for (filing, outcome) in decided.enumerated() { refusals[filing] = outcome.gate }
    return Determination(
      decisions: Decision.merged(decided.map(\.decisions)), refusals: refusals,
      defects: tables.flatMap { $0?.defects ?? [] })
  }

  private func decide(_ filing: Int) -> DecidedFiling {
    let table = table(ofFiling: filing)
    var outcome = DecidedFiling(ranges: Array(repeating: 0..<0, count: rulebook.procedures.count))
    outcome.gate = rulebook.shutGate(table)
    let procedures = rulebook.procedures(ofKind: situation.filings[filing].kind)
    outcome.decisions.reserveCapacity(procedures.count * 2)
    for procedure in procedures where only?.contains(procedure) ?? true {
      let start = outcome.decisions.count
      let compiled = rulebook.procedures[procedure]
      for subject in rulebook.subjects(of: compiled, table) {
        outcome.decisions.append(
          Decision(
            procedure: procedure, subject: subject, filings: Filings(filing),
            verdict: rulebook.verdict(compiled, subject, table, outcome.gate)))
      }
      outcome.ranges[procedure] = start..<outcome.decisions.count
    }
    return outcome
  }
}
