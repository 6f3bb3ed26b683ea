/// What follows from a visit as it stands: verdicts, the procedures they make, and the questions that are left.
package struct Conclusions: Sendable {
  package let determination: Determination
  package let interview: Interview
  package let groups: [ProcedureGroup]
  /// What the last step did to the list of procedures.
  package let changes: [Change]
  /// Questions answered and open, in the order in which they are asked.
  package let fields: [QuestionField]
  /// What travels to the next window with the visit (引き継ぐ), answered or not.
  package let needs: [QuestionField]

  /// Undecided procedures by which something is lost if they apply after all, the earliest day first.
  package let openLosses: [OpenLoss]

  /// A procedure that came, went or became open.
  package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case added, dropped, undecided }
    package let kind: Kind
    package let procedure: Int
    package let who: String
  }

  /// Open questions, a question counting once whatever the number of people.
  package var openQuestionCount: Int { interview.items.count }

  /// The group of a procedure, nil when it does not concern the visit.
  package func group(_ id: String, in catalog: Catalog) -> ProcedureGroup? {
    groups.first { catalog.procedures[$0.procedure].id == id }
  }

  /// `before` is what followed until now; nil at the first look.
  init(_ visit: Visit, _ deliberation: Deliberation, since before: [ProcedureGroup]?) {
    let rulebook = deliberation.rulebook
    determination = rulebook.decisions(of: visit, deliberation)
    let groups = rulebook.groups(of: determination, deliberation)
    self.groups = groups
    interview = rulebook.interview(deliberation, determination)
    changes = before.map { Conclusions.changes(from: $0, to: groups, in: visit.situation) } ?? []
    fields = QuestionField.fields(visit, interview, deliberation)
    needs = QuestionField.needs(visit, rulebook)
    openLosses = rulebook.openLosses(groups, deliberation)
  }

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

/// Thinks a visit over as it goes on, and keeps what followed until something changes.
///
/// A deliberation goes on from answer to answer, so that an answer is thought over only where it matters. Copies of a
/// session share it: whoever asks says which visit is meant.
final class Thinking {
  let rulebook: Rulebook
  private var deliberation: Deliberation?
  /// Two moments of one journal differ by its end and by whether a release runs.
  private var last: (sequence: Int, isReleased: Bool, conclusions: Conclusions)?

  init(_ rulebook: Rulebook) { self.rulebook = rulebook }

  func conclusions(of visit: Visit) -> Conclusions {
    let isReleased = visit.release != nil
    if let last, last.sequence == visit.lastSequence, last.isReleased == isReleased {
      return last.conclusions
    }
    let deliberation = self.deliberation ?? Deliberation(rulebook, visit.situation)
    self.deliberation = deliberation
    deliberation.learn(visit.situation)
    let conclusions = Conclusions(visit, deliberation, since: last?.conclusions.groups)
    last = (visit.lastSequence, isReleased, conclusions)
    return conclusions
  }
}
