import Counter
import Feel

/// The open visit with everything worked out from its journal.
package struct OpenVisit {
  package let listing: VisitListing
  package let journal: [JournalEntry]
  package let visit: Visit
  package let determination: Determination
  package let interview: Interview
  package let groups: [ProcedureGroup]
  package let changes: [Change]
  package let fields: [BoardField]
  /// What travels to the next window with the visit (引き継ぐ), answered or not.
  package let needs: [BoardField]
  /// Facts that what must be done at this window today waits for.
  package let todays: Set<FactKey>
  /// Goes on from entry to entry, so that an answer is thought over only where it matters.
  private let deliberation: Deliberation

  /// What the last entry did to the list of procedures.
  package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case added, dropped, undecided }
    package let kind: Kind
    package let procedure: Int
    package let who: String
  }

  init(
    listing: VisitListing, journal: [JournalEntry], before: OpenVisit?, rulebook: Rulebook, section: Int?
  ) {
    self.listing = listing
    self.journal = journal
    let visit = Visit(journal)
    deliberation = before?.deliberation ?? Deliberation(rulebook, visit.situation)
    deliberation.learn(visit.situation)
    let determination = rulebook.decisions(of: visit, deliberation)
    let groups = rulebook.groups(of: determination, deliberation)
    self.visit = visit
    self.determination = determination
    self.groups = groups
    interview = rulebook.interview(deliberation, determination)
    changes = before.map { OpenVisit.changes(from: $0.groups, to: groups, in: visit.situation) } ?? []
    fields = BoardField.fields(visit, interview, deliberation)
    needs = BoardField.needs(visit, rulebook)
    todays = OpenVisit.todays(determination, visit, rulebook, section)
  }

  /// Opening facts, and what undecided duties of this window wait for.
  private static func todays(
    _ determination: Determination, _ visit: Visit, _ rulebook: Rulebook, _ section: Int?
  ) -> Set<FactKey> {
    let catalog = rulebook.catalog
    let opening = Set(
      visit.situation.filings.flatMap { catalog.event(ofKind: $0.kind)?.opening ?? [] })
    var keys: Set<FactKey> = []
    for decision in determination.decisions {
      guard case .undecided(let needs) = decision.verdict else { continue }
      let procedure = catalog.procedures[decision.procedure]
      let isHere = section.map { procedure.office == .window($0) } ?? !procedure.papers.isEmpty
      keys.formUnion(procedure.nature == .duty && isHere ? needs : needs.filter { opening.contains($0.fact) })
    }
    // Opening facts that no verdict waits for are asked as well.
    for filing in visit.situation.filings.indices {
      for name in opening {
        guard let fact = catalog.vocabulary.fact(named: name) else { continue }
        switch fact.subject {
        case .filing: keys.insert(FactKey(name, of: fact.home(of: .filing(filing))))
        case .person:
          for person in visit.situation.filings[filing].people {
            keys.insert(FactKey(name, of: .person(person)))
          }
        default: break
        }
      }
    }
    return keys
  }

  /// The group of a procedure, nil when it does not concern the visit.
  func group(_ id: String, _ rulebook: Rulebook) -> ProcedureGroup? {
    groups.first { rulebook.catalog.procedures[$0.procedure].id == id }
  }

  /// What has to be explained to the visitor as things stand.
  func notices(_ rulebook: Rulebook, today: Day) -> [Notice] {
    rulebook.notices(groups, in: visit.situation, today: today)
  }

  /// Other desks that have it open.
  package func others(than window: String) -> [String] { visit.desks.filter { $0 != window } }

  /// Open questions, a question counting once whatever the number of people.
  package var openQuestionCount: Int { interview.items.count }

  private static func changes(from old: [ProcedureGroup], to new: [ProcedureGroup], in situation: Situation)
    -> [Change]
  {
    let before = Dictionary(old.map { ($0.procedure, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.procedure, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for group in new where before[group.procedure]?.state != group.state && after[group.procedure] == group {
      changes.append(
        Change(
          kind: group.state == .applies ? .added : .undecided, procedure: group.procedure,
          who: group.who(in: situation)))
    }
    for group in old where after[group.procedure] == nil {
      changes.append(Change(kind: .dropped, procedure: group.procedure, who: group.who(in: situation)))
    }
    return changes
  }
}
