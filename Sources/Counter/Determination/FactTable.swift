import Feel

/// The facts of one filing in slots, as the evaluators read them; derived facts are worked out once.
final class FactTable: FactSource, MachineHost {
  /// Records in front of the people: law, city, visitor, filing and its three households.
  private static let fixedRecords: [Subject.Kind] = [
    .law, .city, .visitor, .filing, .household, .formerHousehold, .remainingHousehold,
  ]
  private static let personVariable = Subject.Kind.person.ordinal

  let rulebook: Rulebook
  private let known: KnownSituation
  var situation: Situation { known.situation }
  let filing: Int
  let machine: Machine
  private let personCount: Int
  /// Behind one pointer: formulas are run in the middle of others.
  private let memory: UnsafeMutablePointer<FactMemory>
  /// Those whom the filing may concern and those they move in with, as subjects.
  let everyone: [Subject]
  private(set) var defects: [Defect] = []
  /// Whether a formula failed since this was last put down.
  var hasFailed: Bool {
    get { memory.pointee.hasFailed }
    set { memory.pointee.hasFailed = newValue }
  }
  /// Facts that were asked without a value: «わからない» and «答えない».
  private var withoutValue: Set<Need> = []
  /// What derived facts wait for, by where they stand.
  private var waiting: [Need: [Need]] = [:]
  private var programs: [Int32: Program] = [:]
  private var idle: [Evaluator] = []

  init(_ rulebook: Rulebook, _ known: KnownSituation, filing: Int) {
    let situation = known.situation
    self.rulebook = rulebook
    self.known = known
    self.filing = filing
    var records = FactTable.fixedRecords.map { rulebook.templates[$0.ordinal] }
    let person = rulebook.templates[FactTable.personVariable]
    for _ in 0..<situation.personCount { records.append(person) }
    machine = Machine(rulebook.code, records: records)
    personCount = situation.personCount
    everyone = (situation.filings[filing].people + situation.filings[filing].joinedHousehold).map {
      .person($0)
    }
    memory = .allocate(capacity: 1)
    memory.initialize(
      to: FactMemory(
        outcomes: rulebook.isPersonal.count * (personCount + 1), cells: machine.cellTotal))
    machine.host = self
    fill()
    for (variable, cell) in frame.enumerated() { machine.set(variable: variable, to: cell) }
  }

  deinit {
    memory.deinitialize(count: 1)
    memory.deallocate()
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
    let place = machine.index(of: need)
    if let known = memory.pointee.keys[place] { return known }
    let subject = subject(ofRecord: need.record)
    let slots = rulebook.slots[subject.kind.ordinal]
    let fact = need.property < slots.count ? slots[need.property].fact : nil
    let key = FactKey(fact?.name ?? subject.kind.rawValue, of: fact.map { $0.home(of: subject) } ?? subject)
    memory.pointee.keys[place] = key
    return key
  }

  /// The verdict that waits for one fact alone, the commonest of all.
  func verdict(waitingFor need: Need) -> Verdict {
    let place = machine.index(of: need)
    if let known = memory.pointee.waitingVerdicts[place] { return known }
    let verdict = hasUnasked([need]) ? Verdict.undecided([key(of: need)]) : .toConfirm([key(of: need)])
    memory.pointee.waitingVerdicts[place] = verdict
    return verdict
  }

  func need(of key: FactKey) -> Need? {
    rulebook.slot(of: key.fact).map { Need(record: record(of: key.subject), property: $0.property) }
  }

  /// Whether any of the facts was never asked.
  func hasUnasked(_ needs: [Need]) -> Bool {
    withoutValue.isEmpty ? !needs.isEmpty : needs.contains { !withoutValue.contains($0) }
  }

  /// The person the next formulas are about, nil for the filing itself.
  var person: Int? {
    get { memory.pointee.person }
    set {
      guard newValue != memory.pointee.person else { return }
      memory.pointee.person = newValue
      machine.set(
        variable: FactTable.personVariable,
        to: newValue.map { .record(FactTable.record(ofPerson: $0)) } ?? .null)
    }
  }

  /// The variables in the order of `Subject.Kind.allCases`, with nobody as 人.
  private var frame: [Cell] {
    Subject.Kind.allCases.map { kind in
      switch kind {
      case .person: .null
      case .formerHousehold where situation.filings[filing].formerHousehold == nil: .null
      case .remainingHousehold where !hasRemaining: .null
      default: .record(FactTable.fixedRecords.firstIndex(of: kind) ?? 0)
      }
    }
  }

  /// Whether somebody stays behind, as far as it is known.
  private(set) lazy var hasRemaining: Bool = {
    guard situation.filings[filing].formerHousehold != nil else { return false }
    return situation.remaining(of: filing, people).map { !$0.isEmpty } ?? true
  }()

  private lazy var eventPosition: Int? = {
    let kind = situation.filings[filing].kind
    return rulebook.catalog.events.firstIndex { $0.kind == kind }
  }()

  /// The event of the filing; nil for a kind that the catalogue does not know.
  private(set) lazy var event: Event? = eventPosition.map { rulebook.catalog.events[$0] }

  /// What the event has to hold, in order.
  private(set) lazy var gates: [Gate] = {
    guard let eventPosition, let event else { return [] }
    return zip(event.gates, rulebook.events[eventPosition].gates).compactMap { gate, condition in
      condition.map { Gate(gate: gate, condition: $0) }
    }
  }()

  /// A gate of the event with its condition.
  struct Gate {
    let gate: Event.Gate
    let condition: CompiledFormula
  }

  private var people: Event.People { event?.people ?? .residents }

  // MARK: Reading

  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? {
    let need = Need(record: record, property: property)
    var cell = machine[record, property]
    if cell == .pending, waiting[need] == nil { cell = settle(property, of: record) }
    if cell.isUnknown || cell == .pending { needs += waiting[need] ?? [need] }
    return machine.value(of: cell)
  }

  func workOut(_ property: Int, of record: Int) -> Cell {
    let need = Need(record: record, property: property)
    if waiting[need] == nil {
      let cell = settle(property, of: record)
      if !cell.isUnknown { return cell }
    }
    for fact in waiting[need] ?? [need] { machine.wait(for: fact) }
    return .unknown
  }

  /// Works a pending cell out and keeps the outcome; it stays pending while it waits for other facts.
  private func settle(_ property: Int, of record: Int) -> Cell {
    let need = Need(record: record, property: property)
    let subject = subject(ofRecord: record)
    let slot = rulebook.slots[subject.kind.ordinal][property]
    let person: Int? = if case .person(let number) = subject { number } else { nil }
    func keep(_ outcome: Outcome) -> Cell {
      switch outcome {
      case .value(let value):
        machine[record, property] = machine.cell(of: value) ?? .null
        return machine[record, property]
      case .unknown(let needs):
        waiting[need] = needs
        return .unknown
      }
    }
    if let gate = slot.gate {
      switch evaluate(gate, person: person) {
      case .value(.boolean(true)): break
      case .value:
        return keep(.value(slot.fact.valueBehindGate.value(personRecord: FactTable.record(ofPerson:))))
      case .unknown(let needs): return keep(.unknown(needs))
      }
      if let known = situation.facts[key(of: need)], isGated(need, known) {
        guard case .value(let value) = known.answer else { return keep(.unknown([need])) }
        return keep(.value(value.value(personRecord: FactTable.record(ofPerson:))))
      }
    }
    guard let formula = slot.formula else { return keep(.unknown([need])) }
    return keep(evaluate(formula, person: person))
  }

  enum Outcome {
    case value(Value)
    case unknown([Need])
  }

  /// What is known of a fact, where it counts in this filing.
  func counting(_ key: FactKey) -> KnownFact? {
    guard let known = situation.facts[key], let need = need(of: key) else { return nil }
    return isGated(need, known) && isOpen(key) != true ? nil : known
  }

  /// Whether the gate of a fact is open in this filing, nil while that is not known; a fact without a gate is open.
  func isOpen(_ key: FactKey) -> Bool? {
    guard let slot = rulebook.slot(of: key.fact),
      let gate = rulebook.slots[slot.kind.ordinal][slot.property].gate
    else { return true }
    let person: Int? = if case .person(let number) = key.subject { number } else { nil }
    guard case .value(let value) = evaluate(gate, person: person) else { return nil }
    return value == .boolean(true)
  }

  /// Runs a formula about a person or the filing, in the middle of another or by itself.
  func evaluate(_ formula: CompiledFormula, person: Int?) -> Outcome {
    let before = self.person
    defer { self.person = before }
    let outcome = machine.nested {
      let mark = machine.needCount
      defer { machine.forget(from: mark) }
      self.person = person
      let cell = run(formula)
      return machine.value(of: cell).map { .value($0) } ?? Outcome.unknown(Array(machine.needs[mark...]))
    }
    return outcome ?? .unknown([])
  }

  /// Runs a formula about the current person. What it waits for is added to the machine's needs; faults are kept as
  /// defects. Formulas that say the same are decided once for each person, and once for all when they look at none.
  func run(_ formula: CompiledFormula) -> Cell {
    guard formula.entry != CompiledFormula.general else { return general(formula) }
    let place = outcomePlace(formula)
    let known = memory.pointee.outcomes[place]
    if known != .pending {
      if known.isUnknown { for need in memory.pointee.needs(of: place) { machine.wait(for: need) } }
      return known
    }
    let mark = machine.needCount
    guard let cell = machine.run(formula.entry) else {
      return machine.hasRunOut ? failed(formula, "上限") : general(formula)
    }
    memory.pointee.outcomes[place] = cell
    if cell.isUnknown { memory.pointee.keep(machine.needs[mark...], of: place) }
    return cell
  }

  private func outcomePlace(_ formula: CompiledFormula) -> Int {
    let row = Int(formula.condition) * (personCount + 1)
    return rulebook.isPersonal[Int(formula.condition)] ? row + 1 + (person ?? -1) : row
  }

  private func general(_ formula: CompiledFormula) -> Cell {
    guard let value = generalValue(formula) else { return .unknown }
    return machine.cell(of: value) ?? .null
  }

  /// `today()` is the day of the visit.
  private var surroundings: Surroundings {
    Surroundings(now: DateTime(day: situation.day, time: Time(nanoseconds: 0, zone: .offset(9 * 3600))))
  }

  private func program(of formula: CompiledFormula) -> Program? {
    if let known = programs[formula.number] { return known }
    let program = rulebook.program(of: formula)
    programs[formula.number] = program
    return program
  }

  private func generalValue(_ formula: CompiledFormula) -> Value? {
    guard let program = program(of: formula) else { return .null }
    // A derived fact is worked out in the middle of another formula: each depth has an evaluator of its own.
    var evaluator = idle.popLast() ?? Evaluator(surroundings: surroundings)
    defer { idle.append(evaluator) }
    guard let value = evaluator.evaluate(program, variables: variables, from: self) else {
      for need in evaluator.needs { machine.wait(for: need) }
      return nil
    }
    for fault in evaluator.faults where value == .null { _ = failed(formula, fault.function) }
    return value
  }

  /// A formula that failed while running, in a function or at a limit.
  private func failed(_ formula: CompiledFormula, _ function: String) -> Cell {
    hasFailed = true
    defects.append(Defect(place: rulebook.formulas[Int(formula.number)].place, function: function))
    return .null
  }

  /// The value of an expression about a person, with people bound to names; nil while unknown. For telling reasons: it
  /// compiles the expression each time.
  func value(of expression: Expression, person: Int?, locals: [(name: String, record: Int)]) -> Value? {
    let before = self.person
    defer { self.person = before }
    self.person = person
    var scope = rulebook.scope
    for local in locals { scope.add(variable: local.name, type: .record(Subject.Kind.person.rawValue)) }
    let program = Compiler.program(expression, in: scope)
    var evaluator = Evaluator(surroundings: surroundings)
    return evaluator.evaluate(program, variables: variables + locals.map { .record($0.record) }, from: self)
  }

  private var variables: [Value] {
    var variables = frame.map { machine.value(of: $0) ?? .null }
    if let person { variables[FactTable.personVariable] = .record(FactTable.record(ofPerson: person)) }
    return variables
  }

  /// What is told of a fact that a condition read, kept until something is learned.
  func reading(_ need: Need, _ make: () -> FactReading?) -> FactReading? {
    if let known = readings[need] { return known }
    let reading = make()
    readings[need] = reading
    return reading
  }
  private var readings: [Need: FactReading] = [:]

  /// A formula as written.
  func source(of formula: CompiledFormula) -> String {
    if let known = sources[formula.number] { return known }
    let text = rulebook.formulas[Int(formula.number)].text
    sources[formula.number] = text
    return text
  }
  private var sources: [Int32: String] = [:]

  /// The reason of a formula for the current person; formulas that say the same have the same.
  func reason(_ formula: CompiledFormula, _ make: (Explanation) -> Reason) -> Reason? {
    guard formula.entry != CompiledFormula.general else { return explain(formula).map(make) }
    let place = outcomePlace(formula)
    if let known = reasons[place] { return known }
    let reason = explain(formula).map(make)
    reasons[place] = reason
    return reason
  }
  private var reasons: [Int: Reason] = [:]

  /// Why a formula comes out as it does for the current person.
  func explain(_ formula: CompiledFormula) -> Explanation? {
    if formula.entry != CompiledFormula.general, let explanation = machine.explain(formula.entry) {
      return explanation
    }
    var evaluator = Evaluator(surroundings: surroundings)
    return program(of: formula).map { evaluator.explain($0, variables: variables, from: self) }
  }

  // MARK: Learning

  /// Takes a changed answer; answers the procedures whose verdicts it can change, nil when everything has to be
  /// thought over again.
  func learn(_ key: FactKey, _ known: KnownFact?) -> Touched? {
    guard defects.isEmpty, ![CoreFact.movers, CoreFact.moves, CoreFact.isResident].contains(key.fact),
      let slot = rulebook.slot(of: key.fact),
      let need = need(of: key), need.record < FactTable.fixedRecords.count + situation.personCount
    else { return nil }
    guard isHere(key, need) else { return Touched() }
    withoutValue.remove(need)
    readings.removeAll()
    reasons.removeAll()
    memory.pointee.waitingVerdicts[machine.index(of: need)] = nil
    waiting[need] = nil
    machine[need.record, need.property] = rulebook.templates[slot.kind.ordinal][slot.property]
    if let known { set(need, known) }
    for derived in rulebook.dependence.derived(from: slot) { reset(derived) }
    let row = personCount + 1
    for routine in rulebook.dependence.routines(reading: slot) {
      memory.pointee.forget(routine * row..<(routine + 1) * row)
    }
    return Touched(
      own: rulebook.dependence.ownReaders(of: slot), others: rulebook.dependence.otherReaders(of: slot))
  }

  /// Procedures whose verdicts an answer can change: only for the person it is about, and for everyone.
  struct Touched {
    var own: [Int] = []
    var others: [Int] = []
  }

  /// Makes a fact pending again wherever it follows from others: nobody gave it, or what was said waits at its gate.
  private func reset(_ slot: Rulebook.Slot) {
    let records =
      slot.kind == .person
      ? Array(FactTable.fixedRecords.count..<FactTable.fixedRecords.count + situation.personCount)
      : [FactTable.fixedRecords.firstIndex(of: slot.kind) ?? 0]
    for record in records {
      let need = Need(record: record, property: slot.property)
      if let known = situation.facts[key(of: need)], !isGated(need, known) { continue }
      machine[record, slot.property] = .pending
      waiting[need] = nil
    }
  }

  // MARK: Filling

  private func fill() {
    for (key, known) in situation.facts {
      guard let need = need(of: key), isHere(key, need),
        need.record < FactTable.fixedRecords.count + situation.personCount
      else { continue }
      set(need, known)
    }
    set(CoreFact.kind, of: .filing(filing), to: machine.cell(of: Text(situation.filings[filing].kind)))
    set(CoreFact.filedOn, of: .filing(filing), to: .date(situation.day))
    fillHouseholds()
  }

  /// Members, and who moves, follow from the filing's list: until that is answered they wait for it.
  private func fillHouseholds() {
    let former = situation.filings[filing].formerHousehold ?? []
    set(CoreFact.formerMembers, of: .formerHousehold(filing), to: people(former))
    let household = situation.members(of: filing, people)
    let remaining = situation.remaining(of: filing, people)
    guard let movers = rulebook.slot(of: CoreFact.movers) else { return }
    let waited = [Need(record: record(of: .filing(filing)), property: movers.property)]
    let concerned = situation.movers(of: filing)
    let moves = (0..<personCount).map { person in
      (CoreFact.moves, Subject.person(person), concerned.map { Cell.boolean($0.contains(person)) })
    }
    for (fact, subject, cell) in [
      (CoreFact.members, Subject.household(filing), household.map(people)),
      (CoreFact.remainingMembers, .remainingHousehold(filing), remaining.map(people)),
    ] + moves {
      guard let slot = rulebook.slot(of: fact) else { continue }
      let need = Need(record: record(of: subject), property: slot.property)
      machine[need.record, need.property] = cell ?? .pending
      if cell == nil { waiting[need] = waited }
    }
  }

  /// Whether a fact is one of this filing's: its own, or shared by all and kept with the first.
  private func isHere(_ key: FactKey, _ need: Need) -> Bool {
    let subject = subject(ofRecord: need.record)
    return subject == key.subject
      || rulebook.slots[subject.kind.ordinal][need.property].fact.home(of: subject) == key.subject
  }

  private func set(_ need: Need, _ known: KnownFact) {
    if !known.hasValue { withoutValue.insert(need) }
    // What was said behind a gate stays pending, and is worked out with its gate.
    if isGated(need, known) { return }
    switch known.answer {
    case .value(let value):
      let cell = machine.cell(of: value.value(personRecord: FactTable.record(ofPerson:)))
      machine[need.record, need.property] = cell ?? .null
    case .doesNotKnow, .willNotSay: machine[need.record, need.property] = .unknown
    }
  }

  private func isGated(_ need: Need, _ known: KnownFact) -> Bool {
    let subject = subject(ofRecord: need.record)
    let kind = subject.kind.ordinal
    guard rulebook.slots[kind][need.property].gate != nil else { return false }
    return situation.isGated(known, of: subject, isOfRecord: rulebook.slots[kind][need.property].isOfRecord)
  }

  private func people(_ numbers: [Int]) -> Cell {
    machine.cell(of: numbers.map { .record(FactTable.record(ofPerson: $0)) })
  }

  private func set(_ fact: String, of subject: Subject, to cell: Cell) {
    if let slot = rulebook.slot(of: fact) { machine[record(of: subject), slot.property] = cell }
  }
}

/// A formula that failed while running: a defect of the catalogue, shown as 要確認 and recorded.
package struct Defect: Hashable, Sendable {
  package let place: Place
  package let function: String
}

/// What is known, shared by a deliberation and the tables made from it.
final class KnownSituation {
  var situation: Situation
  init(_ situation: Situation) { self.situation = situation }
}
