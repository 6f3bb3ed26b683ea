import Counter
import Feel

/// A `forms/` folder read, as the checks look at it.
final class CheckedForms {
  let folder: FormsFolder
  let load: FormsLoad
  let catalog: Catalog
  /// nil when a formula is wrong.
  let rulebook: Rulebook?
  let examples: [Example]
  let translations: [Translation]
  let groups: [ProcedureSet]
  /// Every formula of the catalogue with what it is for.
  let uses: [FormulaUse]
  let facts: FactDependencies
  /// What the names in the formulas mean.
  let scope: Scope
  /// What is written in the boxes of the papers.
  private(set) lazy var boxes: [Formula: Expression] = Dictionary(
    uses.compactMap { use in use.role == .box ? use.expression.map { (use.formula, $0) } : nil },
    uniquingKeysWith: { first, _ in first })
  /// The examples decided, in order; empty when a formula is wrong.
  private(set) lazy var trials: [ExampleTrial] =
    rulebook.map { rulebook in
      examples.map { ExampleTrial($0, rulebook) }
    } ?? []

  init(
    folder: FormsFolder, load: FormsLoad, catalog: Catalog, rulebook: Rulebook?, examples: [Example],
    translations: [Translation], groups: [ProcedureSet]
  ) {
    self.folder = folder
    self.load = load
    self.catalog = catalog
    self.rulebook = rulebook
    self.examples = examples
    self.translations = translations
    self.groups = groups
    scope = Rulebook.scope(of: catalog)
    uses = FormulaUse.all(in: catalog, scope)
    facts = FactDependencies(catalog, uses, scope)
  }

  /// Where a name is declared; the beginning of its home when it is not.
  func place(of name: String, _ kind: NameKind) -> Place {
    load.place(of: name, kind) ?? Place(file: kind.home, line: 1)
  }
}

/// A formula of the catalogue and what it is for.
struct FormulaUse {
  enum Role: Hashable {
    case condition, deadlineStart, deadlineAmount, deadlineCondition, fee, thing, paper, inclusion, later,
      note
    case box, tick
    case derivation, gate, candidates, selector
    case eventGate, questionCondition
  }

  enum Owner: Hashable {
    case procedure(Int)
    case paper(Int)
    case fact(String)
    case selector(String)
    case event(Int)
    case question(Int)
  }

  let formula: Formula
  let role: Role
  let owner: Owner
  /// nil when it does not parse.
  let expression: Expression?

  init(_ formula: Formula, _ role: Role, of owner: Owner, in scope: Scope) {
    self.formula = formula
    self.role = role
    self.owner = owner
    expression = try? Rulebook.expression(of: formula, in: scope)
  }

  /// Whether it decides whether, when or how much: numbers in it need names.
  var isRule: Bool {
    switch role {
    case .condition, .deadlineStart, .deadlineAmount, .deadlineCondition, .fee, .derivation, .gate,
      .candidates, .selector,
      .eventGate, .questionCondition:
      true
    case .thing, .paper, .inclusion, .later, .note, .box, .tick: false
    }
  }

  /// `scope` is the catalogue's, where it is at hand.
  static func all(in catalog: Catalog, _ scope: Scope? = nil) -> [FormulaUse] {
    let scope = scope ?? Rulebook.scope(of: catalog)
    var uses: [FormulaUse] = []
    func add(_ formula: Formula?, _ role: Role, _ owner: Owner) {
      if let formula { uses.append(FormulaUse(formula, role, of: owner, in: scope)) }
    }
    for fact in catalog.vocabulary.facts {
      add(fact.formula, .derivation, .fact(fact.name))
      add(fact.gate, .gate, .fact(fact.name))
      add(fact.candidates, .candidates, .fact(fact.name))
    }
    for selector in catalog.vocabulary.selectors {
      add(selector.formula, .selector, .selector(selector.name))
    }
    for (index, event) in catalog.events.enumerated() {
      for gate in event.gates { add(gate.condition, .eventGate, .event(index)) }
    }
    for (index, question) in catalog.questions.enumerated() {
      for condition in question.conditions { add(condition, .questionCondition, .question(index)) }
    }
    for (index, procedure) in catalog.procedures.enumerated() {
      let owner = Owner.procedure(index)
      for condition in procedure.conditions { add(condition, .condition, owner) }
      for deadline in procedure.deadlines {
        add(deadline.start, .deadlineStart, owner)
        add(deadline.amount, .deadlineAmount, owner)
        add(deadline.condition, .deadlineCondition, owner)
      }
      add(procedure.fee, .fee, owner)
      add(procedure.later?.condition, .later, owner)
      for note in procedure.notes { add(note.condition, .note, owner) }
      for inclusion in procedure.includedIn { add(inclusion.condition, .inclusion, owner) }
      for paper in procedure.papers { add(paper.condition, .paper, owner) }
      for thing in procedure.thingsToBring + procedure.thingsToReturn + procedure.thingsToReceive {
        add(thing.condition, .thing, owner)
      }
    }
    for (index, paper) in catalog.papers.enumerated() {
      for element in paper.allElements {
        switch element {
        case .box(let box): add(box.value, .box, .paper(index))
        case .tick(let tick): add(tick.condition.formula, .tick, .paper(index))
        case .choices(let choices): add(choices.value, .box, .paper(index))
        case .day(let parts): add(parts.value, .box, .paper(index))
        case .label, .rule, .rectangle, .rows: break
        }
      }
    }
    return uses
  }
}

extension PaperForm {
  /// The elements and those inside their rows.
  var allElements: [Element] {
    func flat(_ elements: [Element]) -> [Element] {
      elements.flatMap { element -> [Element] in
        if case .rows(let rows) = element { [element] + flat(rows.elements) } else { [element] }
      }
    }
    return flat(elements)
  }
}
