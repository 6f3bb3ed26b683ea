import Counter
import Feel

/// What every screen may look at: the catalogue, the open visit and what follows from it.
public struct DeskContext {
  public let rulebook: Rulebook
  public let clerk: String
  public let window: String
  /// 架空データ, 訓練 or empty.
  public let stamp: String
  public let programVersion: String
  public let registerGeneration: Int
  public let registerAsOf: Instant
  /// Where printed files go.
  public let printFolder: String
  public var now: Instant

  /// The visit that is open at this desk.
  public private(set) var open: OpenVisit?
  /// Visits of today, newest state.
  public var listed: [ListedVisit] = []
  /// One line that stays until the next key.
  public var message: Message?

  public struct Message: Hashable, Sendable {
    public let text: String
    public let isError: Bool

    static func note(_ text: String) -> Message { Message(text: text, isError: false) }
    static func error(_ text: String) -> Message { Message(text: "エラー：" + text, isError: true) }
  }

  public struct ListedVisit {
    public let listing: VisitListing
    public let visit: Visit
  }

  public init(
    rulebook: Rulebook, clerk: String, window: String, stamp: String, programVersion: String,
    registerGeneration: Int,
    registerAsOf: Instant, printFolder: String, now: Instant
  ) {
    self.rulebook = rulebook
    self.clerk = clerk
    self.window = window
    self.stamp = stamp
    self.programVersion = programVersion
    self.registerGeneration = registerGeneration
    self.registerAsOf = registerAsOf
    self.printFolder = printFolder
    self.now = now
  }

  public var catalog: Catalog { rulebook.catalog }
  public var today: Day { now.day }

  mutating func show(_ listing: VisitListing, _ journal: [JournalEntry]) {
    let before = open?.listing.id == listing.id ? open : nil
    open = OpenVisit(listing: listing, journal: journal, before: before, rulebook: rulebook)
  }

  mutating func closeVisit() { open = nil }
}

/// The open visit with everything worked out from its journal.
public struct OpenVisit {
  public let listing: VisitListing
  public let journal: [JournalEntry]
  public let visit: Visit
  public let determination: Determination
  public let interview: Interview
  public let groups: [ProcedureGroup]
  public let changes: [Change]
  public let fields: [BoardField]
  /// Goes on from entry to entry, so that an answer is thought over only where it matters.
  private let deliberation: Deliberation

  /// What the last entry did to the list of procedures.
  public struct Change: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case added, dropped, undecided }
    public let kind: Kind
    public let procedure: Int
    public let who: String
  }

  init(listing: VisitListing, journal: [JournalEntry], before: OpenVisit?, rulebook: Rulebook) {
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
  }

  /// Open questions, a question counting once whatever the number of people.
  public var openQuestionCount: Int { interview.items.count }

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
