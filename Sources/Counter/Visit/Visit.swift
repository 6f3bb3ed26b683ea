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
  /// What was seen of the things to bring, by their ids.
  private var brought: [String: Brought.State] = [:]
  /// Windows that have it open now, the first to open it first.
  package private(set) var desks: [String] = []
  /// What other windows have to do, in the order in which it was sent.
  package private(set) var errands: [Errand] = []
  /// Under which a guarded address may be seen; nil without one, and after its end.
  package private(set) var release: Release?
  /// What the release lets be seen, over what was known before it.
  private var releasedFacts: [FactKey: KnownFact] = [:]
  /// Whether an earlier version wrote who moves.
  private var saysFormerMoves = false
  /// Facts in the order in which they were first answered at this counter.
  package private(set) var answered: [FactKey] = []
  /// An entry of a kind this version does not know.
  package private(set) var isReadOnly = false
  package private(set) var lastSequence = 0
  /// Where its people live is kept from this reader (支援措置): those facts are as if nobody would say.
  package private(set) var isVeiled = false

  /// Somebody of it was said to be protected, or asked to be, at any time, also when that was taken back (支援措置).
  package private(set) var concernsProtected = false

  /// A visit of which nothing is written yet.
  init() {}

  /// A visit that is folded anew after an undo; what protects people stays told.
  init(refolding earlier: Visit) { concernsProtected = earlier.concernsProtected }

  /// The visit of a journal at an instant, up to whose end a release counts. nil is a moment at which none counts.
  package init(_ journal: [JournalEntry], at now: Instant? = nil) { self = VisitFold(journal).visit(at: now) }

  /// A visit that was never kept: only its situation, for previews.
  package init(_ situation: Situation) { self.situation = situation }

  /// The journal went on by an entry, whatever that changed.
  mutating func wasTaken(_ entry: JournalEntry) {
    lastSequence = entry.sequence
    if entry.entry.tellsOfProtection { concernsProtected = true }
    lastAt = entry.time
  }

  /// As it is seen at an instant: under a release that runs, and with what earlier versions said otherwise.
  func seen(at now: Instant?) -> Visit {
    var seen = self
    if let release, let now, now < release.end {
      seen.situation.facts.merge(releasedFacts) { _, released in released }
    } else {
      seen.release = nil
    }
    if saysFormerMoves { seen.situation.takeFormerMoves() }
    return seen
  }

  /// Without what tells where its people live: for a reader who may not see that.
  func veiled(_ vocabulary: Vocabulary) -> Visit {
    var veiled = self
    veiled.isVeiled = true
    for (key, known) in situation.facts where known.hasValue {
      guard vocabulary.fact(named: key.fact)?.tellsAddress ?? true else { continue }
      veiled.situation.facts[key] = KnownFact(.willNotSay, from: known.origin)
    }
    return veiled
  }

  /// Takes what an entry says; undo and redo are played out before.
  mutating func apply(_ journal: JournalEntry) {
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
        releasedFacts[answer.key] = nil
        saysFormerMoves = saysFormerMoves || answer.fact == Situation.formerMoves
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
    case .brought(let things): for thing in things { brought[thing.thing] = thing.state }
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
    case .reminded(let keys):
      for index in errands.indices where keys.contains(errands[index].key) {
        errands[index].remindedAt = journal.time
      }
    case .released(let released):
      release = released.release
      releasedFacts = Dictionary(
        released.facts.map { ($0.key, $0.known) }, uniquingKeysWith: { first, _ in first })
    case .releaseEnded:
      release = nil
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

  /// Whether a thing to bring was seen.
  package func state(ofThing id: String) -> Brought.State { brought[id] ?? .notSaid }

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
  /// What an undo takes back: answers, changed verdicts, and the end of an errand or a visit; not what left the desk.
  var isUndoable: Bool {
    switch self {
    case .answered, .withdrawn, .overridden, .visitorChecked, .brought, .done, .postponed, .finished: true
    case .began, .filed, .joined, .undone, .redone, .printed, .explained, .opened, .left, .sent, .received,
      .reminded, .released, .releaseEnded, .held, .resumed, .reopened, .voided, .unknown:
      false
    }
  }
}
