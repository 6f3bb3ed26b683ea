import Feel

// What each part of a catalogue compiles to.

extension FormulaCompiler {
  mutating func rules(of catalog: Catalog) -> Rules {
    let questions = Dictionary(grouping: catalog.questions.indices) { Text(catalog.questions[$0].fact) }
    let facts = catalog.vocabulary.facts.map { fact($0, askedBy: questions[Text($0.name)] ?? []) }
    let selectors = catalog.vocabulary.selectors
    let memberships = selectors.map { condition($0.formula) }
    let positions = Dictionary(
      selectors.indices.map { (Text(selectors[$0].name), $0) }, uniquingKeysWith: { _, last in last })
    let procedures = catalog.procedures.map { item in
      let whom = positions[Text(item.who)]
      return procedure(item, whom.map { selectors[$0].subject }, whom.flatMap { memberships[$0] })
    }
    let events = catalog.events.map { event($0) }
    let asked = catalog.questions.map { question($0) }
    let papers = catalog.papers.map { paper($0) }
    return Rules(
      procedures: Listing(procedures), events: Listing(events), questions: Listing(asked),
      papers: Listing(papers), memberships: memberships, facts: facts, formulas: Listing(formulas),
      isPersonal: distinct.map { book.mentions(variable: Subject.Kind.person.ordinal, in: $0) },
      raised: FormulaCompiler.raised(in: catalog))
  }

  private mutating func fact(_ fact: Fact, askedBy questions: [Int]) -> CompiledFact {
    let formula = fact.formula.flatMap { program($0, wanting: fact.kind.valueType) }
    return CompiledFact(
      formula: formula, gate: condition(fact.gate), candidates: condition(fact.candidates),
      questions: questions)
  }

  private mutating func procedure(
    _ procedure: Procedure, _ whom: Subject.Kind?, _ membership: CompiledFormula?
  ) -> CompiledProcedure {
    let conditions = procedure.conditions.compactMap { formula -> CompiledFormula? in
      let compiled = condition(formula)
      return formula.isOfKind ? nil : compiled
    }
    let deadlines = procedure.deadlines.map { deadline($0) }
    return CompiledProcedure(
      unit: procedure.unit, validity: procedure.validity, whom: whom, membership: membership,
      conditions: conditions, deadlines: deadlines,
      fee: procedure.fee.flatMap { program($0, wanting: .number) },
      inclusions: procedure.includedIn.map { condition($0.condition) },
      papers: procedure.papers.map { condition($0.condition) },
      bring: procedure.thingsToBring.map { condition($0.condition) },
      giveBack: procedure.thingsToReturn.map { condition($0.condition) },
      receive: procedure.thingsToReceive.map { condition($0.condition) },
      notes: procedure.notes.map { condition($0.condition) },
      later: condition(procedure.later?.condition))
  }

  private mutating func deadline(_ rule: DeadlineRule) -> CompiledProcedure.Deadline {
    CompiledProcedure.Deadline(
      condition: condition(rule.condition), start: rule.start.flatMap { program($0, wanting: .date) },
      amount: rule.amount.flatMap { program($0, wanting: .number) })
  }

  private mutating func event(_ event: Event) -> CompiledEvent {
    CompiledEvent(gates: event.gates.map { condition($0.condition) })
  }

  private mutating func question(_ question: Question) -> CompiledQuestion {
    CompiledQuestion(conditions: question.conditions.compactMap { condition($0) })
  }

  private mutating func paper(_ paper: PaperForm) -> CompiledPaper {
    CompiledPaper(elements: paper.elements.map { element($0) })
  }

  private mutating func element(_ element: PaperForm.Element) -> CompiledPaper.Element {
    switch element {
    case .label, .rule, .rectangle: .plain(nil)
    case .box(let box): .plain(box.value.flatMap { program($0, wanting: .any) })
    case .tick(let tick): .plain(tick.condition.formula.flatMap { condition($0) })
    case .choices(let choices): .plain(choices.value.flatMap { program($0, wanting: .any) })
    case .day(let parts): .plain(parts.value.flatMap { program($0, wanting: .date) })
    case .rows(let rows): .rows(rows.elements.map { self.element($0) })
    }
  }

  /// Which procedures each event can raise, by the row of 届出.種別.
  private static func raised(in catalog: Catalog) -> [[Int]] {
    let kinds = catalog.events.map(\.kind)
    let numbers = Dictionary(
      kinds.enumerated().map { (Text($1), $0) }, uniquingKeysWith: { first, _ in first })
    var raised = kinds.map { _ in [Int]() }
    for (position, procedure) in catalog.procedures.enumerated() {
      if let tests = procedure.conditions.lazy.compactMap(\.kinds).first {
        for test in tests { if let number = numbers[Text(test)] { raised[number].append(position) } }
      } else {
        for number in kinds.indices { raised[number].append(position) }
      }
    }
    return raised
  }
}
