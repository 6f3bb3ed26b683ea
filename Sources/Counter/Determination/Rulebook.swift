import Feel

/// The catalogue compiled: every condition, deadline and derived fact ready to run.
package final class Rulebook: Sendable {
  package let catalog: Catalog
  package let scope: Scope
  let procedures: [CompiledProcedure]
  let events: [CompiledEvent]
  let questions: [CompiledQuestion]
  let papers: [CompiledPaper]
  let selectors: [String: CompiledFormula]
  /// Facts by the ordinal of their subject's kind, in slot order.
  let slots: [[SlotDefinition]]
  /// Every formula with its place, by number.
  let formulas: [Formula]
  let code: Codebook
  /// The cells of a fresh record of each kind, by its ordinal.
  let templates: [[Cell]]
  let dependence: Dependence
  /// For each distinct routine whether it looks at the person it is run about.
  let isPersonal: [Bool]
  /// Indexes of the procedures whose first row admits the kind of event; nil for those that name none.
  let proceduresByEvent: [String: [Int]]
  private let slotsByName: [Text: Slot]
  /// Indexes of the questions that set a fact, in the order of the files.
  let questionsByFact: [String: [Int]]

  /// Where a fact stands: the kind of its record and its place in it.
  struct Slot: Hashable, Sendable {
    let kind: Subject.Kind
    let property: Int
  }

  /// How a slot gets its value when nobody gave one.
  struct SlotDefinition: Sendable {
    let fact: Fact
    let formula: CompiledFormula?
    let gate: CompiledFormula?
    /// Who may be its value.
    let candidates: CompiledFormula?
  }

  /// What compiling found wrong; empty when a rulebook came of it.
  package struct Problems: Error, Sendable { package let list: [RuleProblem] }

  /// The compiled formulas as they are kept beside a catalogue that was checked.
  package struct Compiled: Codable, Sendable {
    /// Where each formula's routine begins, and the dependence of verdicts on facts, as numbers of four bytes.
    package var entries: [UInt8]
    package var code: Codebook.Stored
    package var dependence: [UInt8]
  }

  package var compiled: Compiled {
    Compiled(
      entries: NumberBytes.of(entries), code: code.stored, dependence: NumberBytes.of(dependence.stored))
  }
  private let entries: [Int32]

  /// Checks and compiles every formula.
  package convenience init(_ catalog: Catalog) throws(Problems) {
    try self.init(catalog, FormulaCompiler(scope: Rulebook.scope(of: catalog)))
  }

  /// What the names in a catalogue's formulas mean.
  package static func scope(of catalog: Catalog) -> Scope {
    catalog.vocabulary.scope(
      municipality: catalog.municipality, law: catalog.law, codes: catalog.codeLists, eras: catalog.eras)
  }

  /// A formula parsed, rows as memberships; throws what is wrong in its form. Places are counted as
  /// `Formula.testOffsets` says.
  package static func expression(of formula: Formula, in scope: Scope) throws(Diagnostic) -> Expression {
    try FormulaCompiler.expression(of: formula, in: scope)
  }

  /// Takes what was compiled when the catalogue was checked; nil when the two do not belong together.
  package static func restored(_ catalog: Catalog, _ compiled: Compiled) -> Rulebook? {
    guard let compiler = FormulaCompiler(scope: scope(of: catalog), restoring: compiled),
      let dependence = Dependence(stored: NumberBytes.numbers(in: compiled.dependence)),
      let rulebook = try? Rulebook(catalog, compiler, dependence),
      rulebook.entries.count * 4 == compiled.entries.count
    else { return nil }
    return rulebook
  }

  /// `known` is the dependence that was kept with what was compiled before.
  private init(_ catalog: Catalog, _ fresh: FormulaCompiler, _ known: Dependence? = nil) throws(Problems) {
    var compiler = fresh
    var slots = Subject.Kind.allCases.map { _ in [SlotDefinition]() }
    for fact in catalog.vocabulary.facts {
      let formula = fact.formula.flatMap { compiler.program($0, wanting: fact.kind.valueType) }
      slots[fact.subject.ordinal].append(
        SlotDefinition(
          fact: fact, formula: formula, gate: compiler.condition(fact.gate),
          candidates: compiler.condition(fact.candidates)))
    }
    var selectors: [Text: (selector: Selector, membership: CompiledFormula?)] = [:]
    for selector in catalog.vocabulary.selectors {
      selectors[Text(selector.name)] = (selector, compiler.condition(selector.formula))
    }
    let procedures = catalog.procedures.map {
      let whom = selectors[Text($0.who)]
      return CompiledProcedure($0, whom?.selector, whom?.membership, compiler: &compiler)
    }
    let events = catalog.events.map { CompiledEvent($0, compiler: &compiler) }
    let questions = catalog.questions.map { CompiledQuestion($0, compiler: &compiler) }
    let papers = catalog.papers.map { CompiledPaper($0, compiler: &compiler) }
    guard compiler.problems.isEmpty else { throw Problems(list: compiler.problems) }
    templates = Rulebook.templates(of: catalog, slots, &compiler.book)
    self.catalog = catalog
    scope = compiler.scope
    self.slots = slots
    self.selectors = Dictionary(
      selectors.values.compactMap { value in value.membership.map { (value.selector.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    self.procedures = procedures
    self.events = events
    self.questions = questions
    self.papers = papers
    formulas = compiler.formulas
    entries = compiler.entries
    code = compiler.book
    proceduresByEvent = Rulebook.index(catalog)
    var slotsByName: [Text: Slot] = [:]
    for (kind, definitions) in zip(Subject.Kind.allCases, slots) {
      for (property, definition) in definitions.enumerated() {
        slotsByName[Text(definition.fact.name)] = Slot(kind: kind, property: property)
      }
    }
    self.slotsByName = slotsByName
    isPersonal = compiler.distinct.map {
      compiler.book.mentions(variable: Subject.Kind.person.ordinal, in: $0)
    }
    dependence =
      known
      ?? Dependence(
        slots, procedures, compiler.book, compiler.distinct, eventDay: slotsByName[Text(CoreFact.eventDay)],
        general: { [compiler] in compiler.reads(of: $0).compactMap { slotsByName[Text($0)] } })
    questionsByFact = Dictionary(grouping: catalog.questions.indices) { catalog.questions[$0].fact }
  }

  private static func templates(
    of catalog: Catalog, _ slots: [[SlotDefinition]], _ book: inout Codebook
  ) -> [[Cell]] {
    func cells(_ values: [NamedValue]) -> [Cell] {
      values.map { book.cell(of: $0.value.value(personRecord: { $0 })) ?? .unknown }
    }
    return Subject.Kind.allCases.map { kind in
      switch kind {
      case .law: return cells(catalog.law)
      case .city:
        let names = [catalog.municipality.name, catalog.municipality.prefecture]
        return cells(catalog.municipality.values) + names.map { book.cell(of: .string($0)) ?? .unknown }
      default:
        return slots[kind.ordinal].map { $0.formula == nil && $0.gate == nil ? .unknown : .pending }
      }
    }
  }

  /// The program of a formula for the general evaluator.
  func program(of formula: CompiledFormula) -> Program? {
    let expression = try? FormulaCompiler.expression(of: formulas[Int(formula.number)], in: scope)
    guard let expression, case .success(let program) = Compiler.compile(expression, in: scope) else {
      return nil
    }
    return program
  }

  /// Which procedures each kind of event can raise, by the row of 届出.種別.
  private static func index(_ catalog: Catalog) -> [String: [Int]] {
    let kinds = catalog.events.map(\.kind)
    let numbers = Dictionary(
      kinds.enumerated().map { (Text($1), $0) }, uniquingKeysWith: { first, _ in first })
    var index = kinds.map { _ in [Int]() }
    for (position, procedure) in catalog.procedures.enumerated() {
      if let tests = procedure.conditions.lazy.compactMap(\.kinds).first {
        for test in tests { if let number = numbers[Text(test)] { index[number].append(position) } }
      } else {
        for number in kinds.indices { index[number].append(position) }
      }
    }
    return Dictionary(zip(kinds, index), uniquingKeysWith: { first, _ in first })
  }

  /// Indexes of the procedures that a kind of event can raise.
  package func procedures(ofKind kind: String) -> [Int] { proceduresByEvent[kind] ?? [] }

  func slot(of name: String) -> Slot? { slotsByName[Text(name)] }
}

/// A class, since it is handed about hundreds of times in one determination.
final class CompiledProcedure: Sendable {
  let selector: Selector?
  /// Whom it concerns, compiled; nil takes everyone.
  let membership: CompiledFormula?
  /// Without the row of 届出.種別, which chose the procedure already.
  let conditions: [CompiledFormula]
  let deadlines: [Deadline]
  let fee: CompiledFormula?
  let inclusions: [CompiledFormula?]
  let papers: [CompiledFormula?]
  let bring: [CompiledFormula?]
  let giveBack: [CompiledFormula?]
  let receive: [CompiledFormula?]

  struct Deadline: Sendable {
    let condition: CompiledFormula?
    let start: CompiledFormula?
    let amount: CompiledFormula?
  }

  init(
    _ procedure: Procedure, _ selector: Selector?, _ membership: CompiledFormula?,
    compiler: inout FormulaCompiler
  ) {
    self.selector = selector
    self.membership = membership
    conditions = procedure.conditions.compactMap { formula in
      guard let compiled = compiler.condition(formula) else { return nil }
      if formula.isOfKind { return nil }
      return compiled
    }
    deadlines = procedure.deadlines.map { rule in
      Deadline(
        condition: compiler.condition(rule.condition),
        start: rule.start.flatMap { compiler.program($0, wanting: .date) },
        amount: rule.amount.flatMap { compiler.program($0, wanting: .number) })
    }
    fee = procedure.fee.flatMap { compiler.program($0, wanting: .number) }
    inclusions = procedure.includedIn.map { compiler.condition($0.condition) }
    papers = procedure.papers.map { compiler.condition($0.condition) }
    bring = procedure.thingsToBring.map { compiler.condition($0.condition) }
    giveBack = procedure.thingsToReturn.map { compiler.condition($0.condition) }
    receive = procedure.thingsToReceive.map { compiler.condition($0.condition) }
  }
}

struct CompiledEvent: Sendable {
  let gates: [CompiledFormula?]

  init(_ event: Event, compiler: inout FormulaCompiler) {
    gates = event.gates.map { compiler.condition($0.condition) }
  }
}

struct CompiledQuestion: Sendable {
  let conditions: [CompiledFormula]

  init(_ question: Question, compiler: inout FormulaCompiler) {
    conditions = question.conditions.compactMap { compiler.condition($0) }
  }
}

struct CompiledPaper: Sendable {
  /// Programs of the elements in order, nil where an element has none; rows hold theirs.
  indirect enum Element: Sendable {
    case plain(CompiledFormula?)
    case rows([Element])
  }

  let elements: [Element]

  init(_ paper: PaperForm, compiler: inout FormulaCompiler) {
    elements = paper.elements.map { CompiledPaper.compile($0, &compiler) }
  }

  private static func compile(_ element: PaperForm.Element, _ compiler: inout FormulaCompiler) -> Element {
    switch element {
    case .label, .rule, .rectangle: .plain(nil)
    case .box(let box): .plain(box.value.flatMap { compiler.program($0, wanting: .any) })
    case .tick(let tick): .plain(compiler.condition(tick.condition))
    case .rows(let rows): .rows(rows.elements.map { compile($0, &compiler) })
    }
  }
}
