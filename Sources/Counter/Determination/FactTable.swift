import Feel

/// The facts of one filing in slots, as the evaluator reads them; derived facts are worked out once.
final class FactTable: FactSource {
  private enum Cell {
    case known(Value)
    /// Not asked, or asked without a value.
    case open
    /// To be worked out on first reading.
    case derived
    case waiting([Need])
  }

  /// Records in front of the people: law, city, visitor, filing and its three households.
  private static let fixedRecords: [Subject.Kind] = [
    .law, .city, .visitor, .filing, .household, .formerHousehold, .remainingHousehold,
  ]

  let rulebook: Rulebook
  let situation: Situation
  let filing: Int
  private var cells: [[Cell]]
  private(set) var defects: [Defect] = []
  private var idle: [Evaluator] = []

  init(_ rulebook: Rulebook, _ situation: Situation, filing: Int) {
    self.rulebook = rulebook
    self.situation = situation
    self.filing = filing
    cells = []
    cells.reserveCapacity(FactTable.fixedRecords.count + situation.personCount)
    for kind in FactTable.fixedRecords { cells.append(template(of: kind)) }
    let person = template(of: .person)
    for _ in 0..<situation.personCount { cells.append(person) }
    fill()
  }

  // MARK: Records

  static func record(ofPerson number: Int) -> Int { fixedRecords.count + number }

  func record(of subject: Subject) -> Int {
    switch subject {
    case .person(let number): FactTable.record(ofPerson: number)
    default: FactTable.fixedRecords.firstIndex(of: subject.kind) ?? 0
    }
  }

  func subject(ofRecord record: Int) -> Subject {
    guard record < FactTable.fixedRecords.count else { return .person(record - FactTable.fixedRecords.count) }
    switch FactTable.fixedRecords[record] {
    case .law: return .law
    case .city: return .city
    case .visitor: return .visitor
    case .filing: return .filing(filing)
    case .household: return .household(filing)
    case .formerHousehold: return .formerHousehold(filing)
    case .remainingHousehold, .person: return .remainingHousehold(filing)
    }
  }

  func key(of need: Need) -> FactKey {
    let subject = subject(ofRecord: need.record)
    let slots = rulebook.slots[subject.kind] ?? []
    let name = need.property < slots.count ? slots[need.property].fact.name : subject.kind.rawValue
    return FactKey(name, of: subject)
  }

  /// The frame of an evaluation about a person, or about the filing itself.
  func variables(person: Int?) -> [Value] {
    guard let person else { return frame }
    if let known = personFrames[person] { return known }
    var variables = frame
    variables[FactTable.personVariable] = .record(FactTable.record(ofPerson: person))
    personFrames[person] = variables
    return variables
  }

  private lazy var personFrames = [[Value]?](repeating: nil, count: situation.personCount)
  /// By selector, then person.
  private lazy var memberships = [[Outcome?]](
    repeating: Array(repeating: nil, count: situation.personCount),
    count: rulebook.catalog.vocabulary.selectors.count)

  /// Whether a person belongs to a selector; the same for every procedure that uses it.
  func membership(of person: Int?, in selector: Int, _ formula: CompiledFormula) -> Outcome {
    guard let person else { return evaluate(formula, person: nil) }
    if let known = memberships[selector][person] { return known }
    let outcome = evaluate(formula, person: person)
    memberships[selector][person] = outcome
    return outcome
  }

  private static let personVariable = Subject.Kind.allCases.firstIndex(of: .person) ?? 0

  /// The variables in the order of `Subject.Kind.allCases`, with nobody as 人.
  private lazy var frame: [Value] = Subject.Kind.allCases.map { kind in
    switch kind {
    case .person: .null
    case .formerHousehold where situation.filings[filing].formerHousehold == nil: .null
    case .remainingHousehold where !hasRemaining: .null
    default: .record(FactTable.fixedRecords.firstIndex(of: kind) ?? 0)
    }
  }

  /// Whether somebody stays behind, as far as it is known.
  private(set) lazy var hasRemaining: Bool = {
    guard let former = situation.filings[filing].formerHousehold else { return false }
    guard let movers = situation.movers(of: filing) else { return true }
    return !Set(former).subtracting(movers).isEmpty
  }()

  // MARK: Reading

  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? {
    switch cells[record][property] {
    case .known(let value): return value
    case .open:
      needs.append(Need(record: record, property: property))
      return nil
    case .waiting(let waited):
      needs.append(contentsOf: waited)
      return nil
    case .derived:
      let cell = derive(property, in: record)
      cells[record][property] = cell
      if case .waiting(let waited) = cell { needs.append(contentsOf: waited) }
      if case .known(let value) = cell { return value }
      if case .open = cell { needs.append(Need(record: record, property: property)) }
      return nil
    }
  }

  private func derive(_ property: Int, in record: Int) -> Cell {
    let subject = subject(ofRecord: record)
    guard let slot = rulebook.slots[subject.kind]?[property] else { return .open }
    let person: Int? = if case .person(let number) = subject { number } else { nil }
    if let gate = slot.gate {
      switch evaluate(gate, person: person) {
      case .value(.boolean(true)): break
      case .value: return .known(slot.fact.valueBehindGate.value(personRecord: FactTable.record(ofPerson:)))
      case .unknown(let needs): return .waiting(needs)
      }
    }
    guard let formula = slot.formula else { return .open }
    switch evaluate(formula, person: person) {
    case .value(let value): return .known(value)
    case .unknown(let needs): return .waiting(needs)
    }
  }

  enum Outcome {
    case value(Value)
    case unknown([Need])
  }

  /// Runs a formula about a person or the filing. Faults are kept as defects.
  func evaluate(_ formula: CompiledFormula, person: Int?) -> Outcome {
    evaluate(formula, variables: variables(person: person))
  }

  func evaluate(_ formula: CompiledFormula, variables: [Value]) -> Outcome {
    // A derived fact is worked out in the middle of another formula: each depth has an evaluator of its own.
    var evaluator = idle.popLast() ?? Evaluator()
    defer { idle.append(evaluator) }
    guard let value = evaluator.evaluate(formula.program, variables: variables, from: self) else {
      return .unknown(evaluator.needs)
    }
    for fault in evaluator.faults where value == .null {
      defects.append(Defect(place: formula.formula.place, function: fault.function))
    }
    return .value(value)
  }

  // MARK: Filling

  private func template(of kind: Subject.Kind) -> [Cell] {
    switch kind {
    case .law: rulebook.catalog.law.map { .known($0.value.value(personRecord: { $0 })) }
    case .city:
      rulebook.catalog.municipality.values.map { .known($0.value.value(personRecord: { $0 })) }
        + [
          .known(.string(rulebook.catalog.municipality.name)),
          .known(.string(rulebook.catalog.municipality.prefecture)),
        ]
    default: (rulebook.slots[kind] ?? []).map { $0.formula == nil && $0.gate == nil ? .open : .derived }
    }
  }

  private func fill() {
    for (key, known) in situation.facts {
      if key.subject.kind == .filing || key.subject.kind == .household {
        guard subject(ofRecord: record(of: key.subject)) == key.subject else { continue }
      }
      guard let slot = rulebook.slot(of: key.fact) else { continue }
      let record = record(of: key.subject)
      guard record < cells.count else { continue }
      switch known.answer {
      case .value(let value):
        cells[record][slot.property] = .known(value.value(personRecord: FactTable.record(ofPerson:)))
      case .doesNotKnow, .willNotSay: cells[record][slot.property] = .open
      }
    }
    set(CoreFact.kind, of: .filing(filing), to: .string(situation.filings[filing].kind))
    set(CoreFact.filedOn, of: .filing(filing), to: .date(situation.day))
    fillHouseholds()
  }

  /// Members follow from who moves: until that is answered they wait for it.
  private func fillHouseholds() {
    let filing = situation.filings[self.filing]
    let former = filing.formerHousehold ?? []
    set(CoreFact.formerMembers, of: .formerHousehold(self.filing), to: people(former))
    if let movers = situation.movers(of: self.filing) {
      set(CoreFact.movers, of: .filing(self.filing), to: people(movers))
      set(CoreFact.members, of: .household(self.filing), to: people(movers + filing.joinedHousehold))
      set(
        CoreFact.remainingMembers, of: .remainingHousehold(self.filing),
        to: people(former.filter { !movers.contains($0) }))
    } else if let slot = rulebook.slot(of: CoreFact.moves) {
      let waited = filing.people.filter { situation.value(CoreFact.moves, of: .person($0)) == nil }
        .map { Need(record: FactTable.record(ofPerson: $0), property: slot.property) }
      for (fact, subject) in [
        (CoreFact.movers, Subject.filing(self.filing)), (CoreFact.members, .household(self.filing)),
        (CoreFact.remainingMembers, .remainingHousehold(self.filing)),
      ] {
        if let slot = rulebook.slot(of: fact) { cells[record(of: subject)][slot.property] = .waiting(waited) }
      }
    }
  }

  private func people(_ numbers: [Int]) -> Value {
    .list(numbers.map { .record(FactTable.record(ofPerson: $0)) })
  }

  private func set(_ fact: String, of subject: Subject, to value: Value) {
    if let slot = rulebook.slot(of: fact) { cells[record(of: subject)][slot.property] = .known(value) }
  }
}

/// A formula that failed while running: a defect of the catalogue, shown as 要確認 and recorded.
public struct Defect: Hashable, Sendable {
  public let place: Place
  public let function: String
}
