import Feel

/// What the law and the city want of this visit: a verdict for every procedure and subject.
package struct Determination: Sendable {
  package let decisions: [Decision]
  /// A gate that stops a filing, by filing number.
  package let refusals: [Int: Event.Gate]
  package let defects: [Defect]

  /// Decisions by what they say.
  package var applying: [Decision] { decisions.filter { $0.verdict == .applies } }
  package var undecided: [Decision] { decisions.filter(\.isOpen) }

  package func decision(_ procedure: String, _ subject: Subject, in catalog: Catalog) -> Decision? {
    decisions.first { catalog.procedures[$0.procedure].id == procedure && $0.subject == subject }
  }
}

/// The verdict on one procedure for one subject.
package struct Decision: Hashable, Sendable {
  /// Index into the catalogue's procedures.
  package let procedure: Int
  package let subject: Subject
  /// The filings that raised it.
  package var filings: Filings
  package var verdict: Verdict

  /// What it is the verdict on.
  package struct Of: Hashable, Sendable {
    package let procedure: Int
    package let subject: Subject
  }

  package var of: Of { Of(procedure: procedure, subject: subject) }

  /// Whether an answer still to come, or a fact to be confirmed, can change it.
  package var isOpen: Bool {
    switch verdict {
    case .undecided, .toConfirm: true
    case .applies, .doesNotApply, .refused: false
    }
  }
}

/// 判定. `applies` and `doesNotApply` are sound: no answer still to come can change them.
package enum Verdict: Hashable, Sendable {
  case applies
  case doesNotApply
  /// 未定: some of these were not asked yet.
  case undecided([FactKey])
  /// 要確認: what it needs is «わからない», «答えない», guarded, or a rule failed.
  case toConfirm([FactKey])
  /// 受付できない: a gate of the event is shut.
  case refused(gate: String)
}

/// Numbers of filings of a visit, of which a visit has at most 64.
package struct Filings: Hashable, Sendable, Sequence {
  private var bits: UInt64

  package init(_ filing: Int) { bits = 1 << UInt64(filing) }

  package var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

  package mutating func formUnion(_ other: Filings) { bits |= other.bits }

  package func makeIterator() -> AnyIterator<Int> {
    var rest = bits
    return AnyIterator {
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }
}

/// 要確認 or 未定 from the state of the needed facts.
extension Verdict {
  static func open(_ waited: ContiguousArray<Need>, in table: FactTable) -> Verdict {
    if waited.count == 1 { return table.verdict(waitingFor: waited[0]) }
    var needs: [Need] = []
    needs.reserveCapacity(waited.count)
    for need in waited where !needs.contains(need) { needs.append(need) }
    let keys = needs.map(table.key)
    return table.hasUnasked(needs) ? .undecided(keys) : .toConfirm(keys)
  }
}

extension Rulebook {
  /// Decides every procedure that the visit's events can raise. Pure: the same situation gives the same answer.
  package func determine(_ situation: Situation) -> Determination {
    Deliberation(self, situation).determine()
  }

  /// The first gate known not to hold.
  func shutGate(_ table: FactTable) -> Event.Gate? {
    for gate in table.gates {
      if case .value(.boolean(false)) = table.evaluate(gate.condition, person: nil) { return gate.gate }
    }
    return nil
  }

  func subjects(of compiled: CompiledProcedure, _ table: FactTable) -> [Subject] {
    switch compiled.unit {
    case .filing: return [.filing(table.filing)]
    case .person: return table.everyone
    case .household:
      switch compiled.whom {
      case .remainingHousehold: return table.hasRemaining ? [.remainingHousehold(table.filing)] : []
      case .formerHousehold:
        let isHere = table.situation.filings[table.filing].formerHousehold != nil
        return isHere ? [.formerHousehold(table.filing)] : []
      default: return [.household(table.filing)]
      }
    }
  }

  func verdict(
    _ compiled: CompiledProcedure, _ subject: Subject, _ table: FactTable, _ gate: Event.Gate?
  ) -> Verdict {
    let verdict = decide(compiled, subject, table)
    if let gate, verdict != .doesNotApply { return .refused(gate: gate.id) }
    return verdict
  }

  /// Every condition must hold; one that is known not to decides, whatever is unknown beside it.
  private func decide(_ compiled: CompiledProcedure, _ subject: Subject, _ table: FactTable) -> Verdict {
    table.person = if case .person(let number) = subject { number } else { nil }
    let machine = table.machine
    machine.forget(from: 0)
    // Whom it concerns comes first: until that is known, nothing else need be asked about anyone.
    var waitsForSelector = false
    if let membership = compiled.membership {
      let cell = table.run(membership)
      if cell.isUnknown { waitsForSelector = true } else if !cell.isTrue { return .doesNotApply }
    }
    let mark = machine.needCount
    var isUnknown = false
    table.hasFailed = false
    for formula in compiled.conditions {
      let cell = table.run(formula)
      if cell.isTrue { continue }
      guard cell.isUnknown else { return table.hasFailed ? .toConfirm([]) : .doesNotApply }
      isUnknown = true
    }
    if waitsForSelector {
      machine.forget(from: mark)
      return .open(machine.needs, in: table)
    }
    switch isInForce(compiled, table) {
    case false?: return .doesNotApply
    case nil:
      isUnknown = true
      if let need = table.need(of: FactKey(CoreFact.eventDay, of: .filing(table.filing))) {
        machine.wait(for: need)
      }
    case true?: break
    }
    return isUnknown ? .open(machine.needs, in: table) : .applies
  }

  /// Whether the rule is law on the day that counts, nil while that day is unknown.
  private func isInForce(_ procedure: CompiledProcedure, _ table: FactTable) -> Bool? {
    guard let validity = procedure.validity else { return true }
    switch validity.basis {
    case .filingDay: return validity.contains(table.situation.day)
    case .eventDay:
      return table.situation.day(CoreFact.eventDay, of: .filing(table.filing)).map { validity.contains($0) }
    }
  }
}

extension Decision {
  /// Equal procedure and subject merge over the filings of a visit.
  static func merged(_ filings: [[Decision]]) -> [Decision] {
    guard filings.count > 1 else { return filings.first ?? [] }
    var decisions: [Decision] = []
    var index: [Decision.Of: Int] = [:]
    for decision in filings.joined() {
      let key = decision.of
      guard let position = index[key] else {
        index[key] = decisions.count
        decisions.append(decision)
        continue
      }
      if decision.verdict.weight > decisions[position].verdict.weight {
        decisions[position].verdict = decision.verdict
        decisions[position].filings = decision.filings
      } else if decision.verdict == decisions[position].verdict {
        decisions[position].filings.formUnion(decision.filings)
      }
    }
    return decisions
  }
}

extension Verdict {
  /// Which verdict stands when two filings raise the same procedure.
  fileprivate var weight: Int {
    switch self {
    case .applies: 4
    case .toConfirm: 3
    case .undecided: 2
    case .refused: 1
    case .doesNotApply: 0
    }
  }
}
