import Feel

/// What the law and the city want of this visit: a verdict for every procedure and subject.
public struct Determination: Sendable {
  public let decisions: [Decision]
  /// A gate that stops a filing, by filing number.
  public let refusals: [Int: Event.Gate]
  public let defects: [Defect]

  /// Decisions by what they say.
  public var applying: [Decision] { decisions.filter { $0.verdict == .applies } }
  public var undecided: [Decision] { decisions.filter(\.isOpen) }

  public func decision(_ procedure: String, _ subject: Subject, in catalog: Catalog) -> Decision? {
    decisions.first { catalog.procedures[$0.procedure].id == procedure && $0.subject == subject }
  }
}

/// The verdict on one procedure for one subject.
public struct Decision: Hashable, Sendable {
  /// Index into the catalogue's procedures.
  public let procedure: Int
  public let subject: Subject
  /// Numbers of the filings that raised it.
  public var filings: [Int]
  public var verdict: Verdict

  /// Whether an answer still to come, or a fact to be confirmed, can change it.
  public var isOpen: Bool {
    switch verdict {
    case .undecided, .toConfirm: true
    case .applies, .doesNotApply, .refused: false
    }
  }
}

/// 判定. `applies` and `doesNotApply` are sound: no answer still to come can change them.
public enum Verdict: Hashable, Sendable {
  case applies
  case doesNotApply
  /// 未定: some of these were not asked yet.
  case undecided([FactKey])
  /// 要確認: what it needs is «わからない», «答えない», guarded, or a rule failed.
  case toConfirm([FactKey])
  /// 受付できない: a gate of the event is shut.
  case refused(gate: String)
}

/// 要確認 or 未定 from the state of the needed facts.
extension Verdict {
  static func open(_ needs: [Need], in table: FactTable) -> Verdict {
    var seen: Set<Need> = []
    let keys = needs.filter { seen.insert($0).inserted }.map { table.key(of: $0) }
    let hasUnasked = keys.contains { table.situation.facts[$0] == nil }
    return hasUnasked ? .undecided(keys) : .toConfirm(keys)
  }
}

extension Rulebook {
  /// Decides every procedure that the visit's events can raise. Pure: the same situation gives the same answer.
  public func determine(_ situation: Situation) -> Determination { determine(Deliberation(self, situation)) }

  public func determine(_ deliberation: Deliberation) -> Determination {
    let situation = deliberation.situation
    var decisions: [Decision] = []
    var index: [Decision.Key: Int] = [:]
    var refusals: [Int: Event.Gate] = [:]
    var defects: [Defect] = []
    for filing in situation.filings.indices {
      let table = deliberation.table(ofFiling: filing)
      let gate = shutGate(table)
      refusals[filing] = gate
      for procedure in proceduresByEvent[situation.filings[filing].kind] ?? [] {
        for subject in subjects(of: procedure, table) {
          var verdict = decide(procedure, subject, table)
          if let gate, verdict != .doesNotApply { verdict = .refused(gate: gate.id) }
          merge(
            Decision(procedure: procedure, subject: subject, filings: [filing], verdict: verdict), &decisions,
            &index)
        }
      }
      defects.append(contentsOf: table.defects)
    }
    return Determination(decisions: decisions, refusals: refusals, defects: defects)
  }

  /// The first gate known not to hold.
  private func shutGate(_ table: FactTable) -> Event.Gate? {
    guard
      let position = catalog.events.firstIndex(where: {
        $0.kind == table.situation.filings[table.filing].kind
      })
    else { return nil }
    for (gate, formula) in zip(catalog.events[position].gates, events[position].gates) {
      if let formula, case .value(.boolean(false)) = table.evaluate(formula, person: nil) { return gate }
    }
    return nil
  }

  private func subjects(of procedure: Int, _ table: FactTable) -> [Subject] {
    let filing = table.situation.filings[table.filing]
    switch catalog.procedures[procedure].unit {
    case .filing: return [.filing(table.filing)]
    case .person: return (filing.people + filing.joinedHousehold).map { .person($0) }
    case .household:
      switch procedures[procedure].selector?.subject {
      case .remainingHousehold: return table.hasRemaining ? [.remainingHousehold(table.filing)] : []
      case .formerHousehold: return filing.formerHousehold == nil ? [] : [.formerHousehold(table.filing)]
      default: return [.household(table.filing)]
      }
    }
  }

  /// Every condition must hold; one that is known not to decides, whatever is unknown beside it.
  func decide(_ procedure: Int, _ subject: Subject, _ table: FactTable) -> Verdict {
    let compiled = procedures[procedure]
    let person: Int? = if case .person(let number) = subject { number } else { nil }
    let variables = table.variables(person: person)
    let defectCount = table.defects.count
    // Whom it concerns comes first: until that is known, nothing else need be asked about anyone.
    var selectorNeeds: [Need] = []
    var needs: [Need] = []
    var isUnknown = false
    if let membership = compiled.membership {
      switch table.membership(of: person, in: compiled.selectorIndex, membership) {
      case .value(.boolean(true)): break
      case .value: return .doesNotApply
      case .unknown(let waited): selectorNeeds = waited
      }
    }
    for formula in compiled.conditions {
      switch table.evaluate(formula, variables: variables) {
      case .value(.boolean(true)): continue
      case .value(.null) where table.defects.count > defectCount: return .toConfirm([])
      case .value: return .doesNotApply
      case .unknown(let waited):
        isUnknown = true
        needs.append(contentsOf: waited)
      }
    }
    if !selectorNeeds.isEmpty { return .open(selectorNeeds, in: table) }
    switch isInForce(procedure, table) {
    case false?: return .doesNotApply
    case nil:
      isUnknown = true
      if let slot = slot(of: CoreFact.eventDay) {
        needs.append(Need(record: table.record(of: .filing(table.filing)), property: slot.property))
      }
    case true?: break
    }
    return isUnknown ? .open(needs, in: table) : .applies
  }

  /// Whether the rule is law on the day that counts, nil while that day is unknown.
  private func isInForce(_ procedure: Int, _ table: FactTable) -> Bool? {
    guard let validity = catalog.procedures[procedure].validity else { return true }
    switch validity.basis {
    case .filingDay: return validity.contains(table.situation.day)
    case .eventDay:
      return table.situation.day(CoreFact.eventDay, of: .filing(table.filing)).map { validity.contains($0) }
    }
  }

  /// Equal procedure and subject merge over the filings of a visit.
  private func merge(_ decision: Decision, _ decisions: inout [Decision], _ index: inout [Decision.Key: Int])
  {
    let key = Decision.Key(procedure: decision.procedure, subject: decision.subject)
    guard let position = index[key] else {
      index[key] = decisions.count
      decisions.append(decision)
      return
    }
    if decision.verdict.weight > decisions[position].verdict.weight {
      decisions[position].verdict = decision.verdict
      decisions[position].filings = decision.filings
    } else if decision.verdict == decisions[position].verdict {
      decisions[position].filings += decision.filings
    }
  }
}

extension Decision {
  struct Key: Hashable {
    let procedure: Int
    let subject: Subject
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
