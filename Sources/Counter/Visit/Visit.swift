import Feel

/// The state of a visit (受付): the fold of its journal, never kept beside it.
public struct Visit: Hashable, Sendable {
  public enum Status: Hashable, Sendable {
    case open
    case held
    case finished
    case voided
  }

  public private(set) var began: Entry.Began?
  public private(set) var startedAt: Instant?
  public private(set) var lastAt: Instant?
  public private(set) var clerk = ""
  public private(set) var status = Status.open
  public private(set) var situation = Situation(day: Day(number: 0))
  /// 宛名番号 of each person, nil without a record.
  public private(set) var residentNumbers: [String?] = []
  /// The first 宛名番号 of the visit: where one looks for more of the same people.
  public var firstNumber: String? { residentNumbers.lazy.compactMap { $0 }.first }
  public private(set) var visitor: Entry.VisitorCheck?
  public private(set) var overrides: [Entry.Override] = []
  public private(set) var printed: [String] = []
  /// Facts in the order in which they were first answered at this counter.
  public private(set) var answered: [FactKey] = []
  public private(set) var canUndo = false
  public private(set) var canRedo = false
  /// An entry of a kind this version does not know.
  public private(set) var isReadOnly = false
  public private(set) var lastSequence = 0

  public init(_ journal: [JournalEntry]) {
    let effective = Visit.effective(journal)
    canUndo = effective.canUndo
    canRedo = effective.canRedo
    for entry in effective.entries { apply(entry) }
    situation.takeFormerMoves()
    lastSequence = journal.last?.sequence ?? 0
    lastAt = journal.last?.time
  }

  /// A visit that was never kept: only its situation, for previews.
  public init(_ situation: Situation) { self.situation = situation }

  /// The entries that count once undo and redo are played out.
  private static func effective(_ journal: [JournalEntry]) -> (
    entries: [JournalEntry], canUndo: Bool, canRedo: Bool
  ) {
    var kept: [JournalEntry] = []
    var undoable: [Int] = []
    var undone: [JournalEntry] = []
    for entry in journal {
      switch entry.entry {
      case .undone:
        if let index = undoable.popLast() { undone.append(kept.remove(at: index)) }
      case .redone:
        if let again = undone.popLast() {
          undoable.append(kept.count)
          kept.append(again)
        }
      default:
        if entry.entry.isUndoable {
          undoable.append(kept.count)
          undone.removeAll()
        }
        kept.append(entry)
      }
    }
    return (kept, !undoable.isEmpty, !undone.isEmpty)
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
    case .held: status = .held
    case .resumed:
      status = .open
      clerk = journal.actor
    case .finished: status = .finished
    case .voided: status = .voided
    case .undone, .redone: break
    case .unknown: isReadOnly = true
    }
  }

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
  public func override(of procedure: String, _ subject: Subject) -> Entry.Override? {
    overrides.first { $0.procedure == procedure && $0.subject == subject }
  }
}

extension Entry {
  /// Ctrl-Z takes back answers and overrides, not what left the desk.
  var isUndoable: Bool {
    switch self {
    case .answered, .withdrawn, .overridden, .visitorChecked: true
    case .began, .filed, .joined, .undone, .redone, .printed, .held, .resumed, .finished, .voided, .unknown:
      false
    }
  }
}
