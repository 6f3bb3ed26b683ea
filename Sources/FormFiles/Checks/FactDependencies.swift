import Counter
import Feel

/// Which facts each formula reads, and for which kinds of event they can matter.
struct FactDependencies {
  private let catalog: Catalog
  /// Facts read by what works a fact out or decides whether it is asked.
  private var inputs: [String: Set<String>] = [:]
  private var byProcedure: [Set<String>] = []
  private var byPaper: [Set<String>] = []
  private var byEvent: [Set<String>] = []
  private var byQuestion: [Set<String>] = []
  private var bySelector: [String: Set<String>] = [:]
  private var byConditions: [Set<String>] = []
  private let scope: Scope
  private let kindsOfProcedures: [Set<String>]

  /// `scope` is the catalogue's, where it is at hand.
  init(_ catalog: Catalog, _ uses: [FormulaUse], _ scope: Scope? = nil) {
    self.catalog = catalog
    self.scope = scope ?? Rulebook.scope(of: catalog)
    let all = Set(catalog.events.map(\.kind))
    kindsOfProcedures = catalog.procedures.map { Catalog.kinds(of: $0.conditions, among: all) }
    byProcedure = catalog.procedures.map { _ in [] }
    byConditions = byProcedure
    byPaper = catalog.papers.map { _ in [] }
    byEvent = catalog.events.map { Set($0.opening) }
    byQuestion = catalog.questions.map { _ in [] }
    for use in uses {
      let facts = use.expression.map { self.facts(in: $0) } ?? []
      switch use.owner {
      case .procedure(let index):
        byProcedure[index].formUnion(facts)
        if use.role == .condition { byConditions[index].formUnion(facts) }
      case .paper(let index): byPaper[index].formUnion(facts)
      case .fact(let name): inputs[name, default: []].formUnion(facts)
      case .selector(let name): bySelector[name, default: []].formUnion(facts)
      case .event(let index): byEvent[index].formUnion(facts)
      case .question(let index): byQuestion[index].formUnion(facts)
      }
    }
  }

  func facts(in expression: Expression) -> Set<String> {
    scope.facts(readBy: expression).filter { catalog.vocabulary.fact(named: $0) != nil }
  }

  /// A set of facts with those they are worked out from and gated by.
  func closure(_ facts: Set<String>) -> Set<String> {
    var (reached, open) = (facts, Array(facts))
    while let next = open.popLast() {
      for input in inputs[next] ?? [] where reached.insert(input).inserted { open.append(input) }
    }
    return reached
  }

  /// Every fact that a procedure depends on, its papers' boxes apart.
  func facts(ofProcedure index: Int) -> Set<String> {
    closure(byProcedure[index].union(bySelector[catalog.procedures[index].who] ?? []))
  }

  func facts(ofPaper index: Int) -> Set<String> { closure(byPaper[index]) }

  func facts(ofEvent index: Int) -> Set<String> { closure(byEvent[index]) }

  /// Facts that stand in front of a fact: those of its gate and of its derivation, directly.
  func inputs(of fact: String) -> Set<String> { inputs[fact] ?? [] }

  /// Kinds of event that can raise a procedure.
  func kinds(ofProcedure index: Int) -> Set<String> { kindsOfProcedures[index] }

  /// Kinds of event that ask for a fact at the beginning, and of the procedures whose conditions read it themselves.
  func kindsAsking(for fact: String) -> Set<String> {
    let opening = catalog.events.filter { $0.opening.contains(fact) }.map(\.kind)
    return catalog.procedures.indices.filter { byConditions[$0].contains(fact) }.reduce(into: Set(opening)) {
      $0.formUnion(kinds(ofProcedure: $1))
    }
  }

  /// For each fact that something reads, the kinds of event for which something does.
  func kindsByFact() -> [String: Set<String>] {
    var kinds: [String: Set<String>] = [:]
    for fact in catalog.vocabulary.facts where fact.isHandedOn {
      kinds[fact.name] = Set(catalog.events.map(\.kind))
    }
    for (index, event) in catalog.events.enumerated() {
      for fact in facts(ofEvent: index) { kinds[fact, default: []].insert(event.kind) }
    }
    for (index, procedure) in catalog.procedures.enumerated() {
      let papers = (procedure.papers.map(\.paper) + procedure.includedIn.map(\.paper)).compactMap { id in
        catalog.papers.firstIndex { $0.id == id }
      }
      let all = papers.reduce(facts(ofProcedure: index)) { $0.union(facts(ofPaper: $1)) }
      for fact in all { kinds[fact, default: []].formUnion(self.kinds(ofProcedure: index)) }
    }
    for (index, question) in catalog.questions.enumerated() {
      for fact in closure(byQuestion[index]) where kinds[question.fact] != nil {
        kinds[fact, default: []].formUnion(kinds[question.fact] ?? [])
      }
    }
    return kinds
  }
}
