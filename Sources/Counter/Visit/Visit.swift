import Feel

/// The state of a visit (受付): the fold of its journal, never kept beside it.
package struct Visit: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case open
    case held
    case finished
    case voided
  }

  package private(set) var began: Entry.Began?
  package private(set) var startedAt: Instant?
  package private(set) var lastAt: Instant?
  package private(set) var clerk = ""
  package private(set) var status = Status.open
  package private(set) var situation = Situation(day: Day(number: 0))
  /// 宛名番号 of each person, nil without a record.
  package private(set) var residentNumbers: [String?] = []
  /// The first 宛名番号 of the visit: where one looks for more of the same people.
  package var firstNumber: String? { residentNumbers.lazy.compactMap { $0 }.first }
  package private(set) var visitor: Entry.VisitorCheck?
  package private(set) var overrides: [Entry.Override] = []
  package private(set) var printed: [String] = []
  /// Ids of the procedures whose duty or deadline was explained to the visitor.
  package private(set) var explained: [String] = []
  /// Windows that have it open now, the first to open it first.
  package private(set) var desks: [String] = []
  /// What other windows have to do, in the order in which it was sent.
  package private(set) var errands: [Errand] = []
  /// Under which a guarded address may be seen; nil without one, and after its end.
  package private(set) var release: Release?
  /// What was put there by the release, to be taken away at its end.
  private var releasedFacts: [FactKey: KnownFact?] = [:]
  /// Facts in the order in which they were first answered at this counter.
  package private(set) var answered: [FactKey] = []
  /// An entry of a kind this version does not know.
  package private(set) var isReadOnly = false
  package private(set) var lastSequence = 0

  package init(_ journal: [JournalEntry]) {
    for entry in Visit.effective(journal).kept { apply(entry) }
    situation.takeFormerMoves()
    lastSequence = journal.last?.sequence ?? 0
    lastAt = journal.last?.time
  }

  /// A visit that was never kept: only its situation, for previews.
  package init(_ situation: Situation) { self.situation = situation }

  /// The entries that count once undo and redo are played out, and what each clerk could bring again.
  ///
  /// Each clerk takes back what they did themselves: of two desks at one visit neither undoes the other's answers.
  private static func effective(_ journal: [JournalEntry]) -> (
    kept: [JournalEntry], undone: [String: [JournalEntry]]
  ) {
    var kept: [JournalEntry] = []
    var undone: [String: [JournalEntry]] = [:]
    for entry in journal {
      switch entry.entry {
      case .undone:
        guard let index = kept.lastIndex(where: { $0.entry.isUndoable && $0.actor == entry.actor }) else {
          continue
        }
        undone[entry.actor, default: []].append(kept.remove(at: index))
      case .redone: if let again = undone[entry.actor]?.popLast() { kept.append(again) }
      default:
        if entry.entry.isUndoable { undone[entry.actor] = nil }
        kept.append(entry)
      }
    }
    return (kept, undone)
  }

  /// Whether an undo, and whether a redo, of a clerk would change something.
  package static func undoing(_ journal: [JournalEntry], by actor: String) -> (canUndo: Bool, canRedo: Bool) {
    let (kept, undone) = effective(journal)
    return (
      kept.contains { $0.entry.isUndoable && $0.actor == actor }, !(undone[actor] ?? []).isEmpty
    )
  }

  private mutating func apply(_ journal: JournalEntry) {
    switch journal.entry {
    case .began(let began):
      self.began = began
      situation.day = began.day
      startedAt = journal.time
      clerk = journal.actor
    case .filed(let filed): apply(filed)
    case .joined(let joined): apply(joined)
    case .visitorChecked(let check): apply(check)
    case .answered(let answers):
      for answer in answers {
        situation.facts[answer.key] = KnownFact(answer.answer, from: .heard(at: journal.time))
        if !answered.contains(answer.key) { answered.append(answer.key) }
      }
    case .withdrawn(let keys):
      for key in keys { situation.facts[key] = nil }
      answered.removeAll { keys.contains($0) }
    case .overridden(let override):
      overrides.removeAll { $0.procedure == override.procedure && $0.subject == override.subject }
      overrides.append(override)
    case .printed(let paper): printed.append(paper)
    case .explained(let procedures): explained += procedures.filter { !explained.contains($0) }
    case .opened(let desk):
      if !desks.contains(desk) { desks.append(desk) }
      if status == .held { status = .open }
      clerk = journal.actor
    case .left(let desk): desks.removeAll { $0 == desk }
    case .sent(let keys):
      for key in keys where !errands.contains(where: { $0.key == key && $0.isOpen }) {
        errands.removeAll { $0.key == key }
        errands.append(
          Errand(
            key: key, sentAt: journal.time, sender: journal.actor, state: .sent, clerk: ""))
      }
    case .received(let window):
      settle(by: journal.actor, to: .received) { $0.key.window == window && $0.state == .sent }
    case .done(let keys): settle(by: journal.actor, to: .done) { keys.contains($0.key) && $0.isOpen }
    case .postponed(let keys, let reason):
      settle(by: journal.actor, to: .postponed(reason: reason)) { keys.contains($0.key) && $0.isOpen }
    case .released(let released):
      release = released.release
      for record in released.facts {
        releasedFacts[record.key] = .some(situation.facts[record.key])
        situation.facts[record.key] = record.known
      }
    case .releaseEnded:
      release = nil
      for (key, before) in releasedFacts { situation.facts[key] = before }
      releasedFacts = [:]
    case .held: status = .held
    case .resumed:
      status = .open
      clerk = journal.actor
    case .finished:
      status = .finished
      desks = []
    case .reopened: status = .open
    case .voided:
      status = .voided
      desks = []
    case .undone, .redone: break
    case .unknown: isReadOnly = true
    }
  }

  private mutating func settle(by clerk: String, to state: Errand.State, where holds: (Errand) -> Bool) {
    for index in errands.indices where holds(errands[index]) {
      errands[index].state = state
      errands[index].clerk = clerk
    }
  }

  /// What a window still has to do for it.
  package func openErrands(at window: String) -> [Errand] {
    errands.filter { $0.key.window == window && $0.isOpen }
  }

  /// Whether nothing is left to be done anywhere.
  package var isClosed: Bool { status == .finished || status == .voided }

  private mutating func apply(_ filed: Entry.Filed) {
    situation.filings.append(filed.filing)
    situation.personCount += filed.people.count
    residentNumbers += filed.people
    for record in filed.facts { situation.facts[record.key] = record.known }
  }

  private mutating func apply(_ joined: Entry.Joined) {
    guard situation.filings.indices.contains(joined.filing) else { return }
    let first = situation.personCount
    situation.filings[joined.filing].joinedHousehold += Array(first..<first + joined.people.count)
    situation.personCount += joined.people.count
    residentNumbers += joined.people
    for record in joined.facts { situation.facts[record.key] = record.known }
  }

  private mutating func apply(_ check: Entry.VisitorCheck) {
    visitor = check
    let facts: [(String, String)] = [
      (CoreFact.visitorName, check.name), (CoreFact.visitorRelation, check.relation),
      (CoreFact.visitorIdentity, check.shown),
    ]
    for (fact, text) in facts {
      situation.facts[FactKey(fact, of: .visitor)] = KnownFact(.text(text), from: .reception)
    }
  }

  /// Whether a computed verdict stands or was overridden, and how.
  package func override(of procedure: String, _ subject: Subject) -> Entry.Override? {
    overrides.first { $0.procedure == procedure && $0.subject == subject }
  }
}

extension Entry {
  /// Ctrl-Z takes back answers and overrides, not what left the desk.
  var isUndoable: Bool {
    switch self {
    case .answered, .withdrawn, .overridden, .visitorChecked: true
    default: false
    }
  }

  /// Answers of this entry that somebody else has meanwhile given otherwise, with theirs.
  ///
  /// Two desks at one visit must not overwrite each other unseen: the later one is shown both.
  package func conflicts(with theirs: [JournalEntry]) -> [AnswerConflict] {
    guard case .answered(let mine) = self else { return [] }
    var given: [FactKey: (Answer, String)] = [:]
    for entry in theirs {
      guard case .answered(let answers) = entry.entry else { continue }
      for answer in answers { given[answer.key] = (answer.answer, entry.actor) }
    }
    return mine.compactMap { answer in
      guard let (theirs, actor) = given[answer.key], theirs != answer.answer else { return nil }
      return AnswerConflict(key: answer.key, mine: answer.answer, theirs: theirs, actor: actor)
    }
  }
}

/// One question answered differently at two desks.
package struct AnswerConflict: Hashable, Sendable {
  package let key: FactKey
  package let mine: Answer
  package let theirs: Answer
  /// Whose answer stands in the journal.
  package let actor: String
}
