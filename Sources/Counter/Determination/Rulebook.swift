import Feel

/// The catalogue with its rules: every condition, deadline and derived fact ready to run.
package final class Rulebook: Sendable {
  package let catalog: Catalog
  private let rules: Rules
  // These two are looked at for every verdict, which notices a property behind another.
  let procedures: Listing<CompiledProcedure>
  let isPersonal: [Bool]
  /// Facts by the ordinal of their subject's kind, in slot order.
  let slots: [[SlotDefinition]]
  let code: Codebook
  /// The cells of a fresh record of each kind, by its ordinal.
  let templates: [[Cell]]
  let dependence: Dependence
  private let slotsByName: [Text: Slot]
  private let makeScope: @Sendable () -> Scope

  /// Where a fact stands: the kind of its record and its place in it.
  struct Slot: Hashable, Sendable {
    let kind: Subject.Kind
    let property: Int
  }

  /// How a slot gets its value when nobody gave one.
  struct SlotDefinition: Sendable {
    let fact: Fact
    /// As the fact says: asked for each of hundreds of facts, each time a table is filled.
    let isOfRecord: Bool
    let formula: CompiledFormula?
    let gate: CompiledFormula?
    /// Who may be its value.
    let candidates: CompiledFormula?
    /// Indexes of the questions that set the fact, in the order of the files.
    let questions: [Int]
  }

  /// What compiling found wrong; empty when a rulebook came of it.
  package struct Problems: Error, Sendable { package let list: [RuleProblem] }

  /// What compiling made of a catalogue, for a file: it can be taken up again with the catalogue it was made from.
  package struct Kept: Sendable {
    package let rules: Rules
    package let code: Codebook.Stored
    /// The dependence of verdicts on facts, as numbers.
    package let dependence: [Int32]

    package init(rules: Rules, code: Codebook.Stored, dependence: [Int32]) {
      self.rules = rules
      self.code = code
      self.dependence = dependence
    }
  }

  package var kept: Kept { Kept(rules: rules, code: code.stored, dependence: dependence.stored) }

  /// Checks and compiles every formula.
  package init(_ catalog: Catalog) throws(Problems) {
    let scope = Rulebook.scope(of: catalog)
    var compiler = FormulaCompiler(scope: scope)
    let rules = compiler.rules(of: catalog)
    guard compiler.problems.isEmpty else { throw Problems(list: compiler.problems) }
    self.catalog = catalog
    self.rules = rules
    procedures = rules.procedures
    isPersonal = rules.isPersonal
    makeScope = { scope }
    templates = Rulebook.templates(of: catalog, rules.facts, &compiler.book)
    code = compiler.book.sealed()
    slots = Rulebook.slots(catalog.vocabulary, rules.facts)
    let slotsByName = Rulebook.names(of: slots)
    self.slotsByName = slotsByName
    dependence = Dependence(
      slots, rules.procedures, compiler.book, compiler.distinct,
      eventDay: slotsByName[Text(CoreFact.eventDay)],
      general: { [compiler] in compiler.reads(of: $0).compactMap { slotsByName[Text($0)] } })
  }

  /// Takes up what was made when the catalogue was checked; nil when the two do not belong together. `scope` answers
  /// `Rulebook.scope(of: catalog)` and is asked late: few rules need it.
  package init?(restoring kept: Kept, of catalog: Catalog, scope: @escaping @Sendable () -> Scope) {
    let rules = kept.rules
    guard rules.facts.count == catalog.vocabulary.facts.count,
      rules.memberships.count == catalog.vocabulary.selectors.count,
      rules.raised.count == catalog.events.count, rules.procedures.count == catalog.procedures.count,
      var code = Codebook(
        kept.code,
        functions: HostFunctions.table(
          eras: catalog.eras, codes: catalog.codeLists, calendar: catalog.municipality.calendar)),
      let dependence = Dependence(stored: kept.dependence)
    else { return nil }
    self.catalog = catalog
    self.rules = rules
    procedures = rules.procedures
    isPersonal = rules.isPersonal
    self.dependence = dependence
    makeScope = scope
    templates = Rulebook.templates(of: catalog, rules.facts, &code)
    self.code = code.sealed()
    slots = Rulebook.slots(catalog.vocabulary, rules.facts)
    slotsByName = Rulebook.names(of: slots)
  }
}

/// What a rulebook is asked for.
extension Rulebook {
  package var scope: Scope { makeScope() }
  var events: Listing<CompiledEvent> { rules.events }
  var questions: Listing<CompiledQuestion> { rules.questions }
  var papers: Listing<CompiledPaper> { rules.papers }
  var formulas: Listing<Formula> { rules.formulas }

  /// Who belongs to a selector; nil takes everyone.
  func membership(ofSelector name: String) -> CompiledFormula? {
    catalog.vocabulary.selectors.firstIndex { $0.name == name }.flatMap { rules.memberships[$0] }
  }

  /// Indexes of the procedures that a kind of event can raise: those whose first row admits it, and those that name none.
  package func procedures(ofKind kind: String) -> [Int] {
    catalog.events.firstIndex { $0.kind == kind }.map { rules.raised[$0] } ?? []
  }

  func slot(of name: String) -> Slot? { slotsByName[Text(name)] }

  /// Indexes of the questions that set a fact, in the order of the files.
  func questions(setting fact: String) -> [Int] {
    slot(of: fact).map { slots[$0.kind.ordinal][$0.property].questions } ?? []
  }

  /// The program of a formula for the general evaluator.
  func program(of formula: CompiledFormula) -> Program? {
    let scope = scope
    let expression = try? FormulaCompiler.expression(of: formulas[Int(formula.number)], in: scope)
    guard let expression, case .success(let program) = Compiler.compile(expression, in: scope) else {
      return nil
    }
    return program
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
}
