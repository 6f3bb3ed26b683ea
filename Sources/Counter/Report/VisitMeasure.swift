import Feel

/// What a visit came to in numbers: read off its journal, and nothing of a person in it.
package struct VisitMeasure: Hashable, Sendable {
  /// A procedure that was sent to a window.
  package struct Handed: Hashable, Sendable {
    /// The window's name.
    package let window: String
    /// Minutes until somebody there took it, nights included; nil while nobody did.
    package let minutes: Int?
    /// Whether it waits there to be taken.
    package let isWaiting: Bool
  }

  package let day: Day
  /// 受付番号.
  package let number: Int
  /// 届出の種別, each once, in the order in which they were filed.
  package let kinds: [String]
  package let status: Visit.Status
  package let began: Instant?
  /// When it was first finished or voided; nil while it never was.
  package let ended: Instant?
  package let seconds: VisitSteps<Int>
  package var minutes: VisitSteps<Int> { seconds.inMinutes }
  /// Questions that were answered, each once whatever the number of people.
  package let questions: Int
  /// Answers to them, one for each person.
  package let answers: Int
  /// Answers replaced or withdrawn.
  package let corrected: Int
  /// Acts taken back with Ctrl-Z.
  package let undone: Int
  /// How often a name had to be written: of people without a record or certificate, and of outsiders who came.
  package let namesWritten: Int
  /// How often the program wrote a name on the papers; nil when their catalogue is not at hand.
  package let namesPrinted: Int?
  /// Names of the windows that opened it or were sent something; a desk of none of the city's windows is its own.
  package let windows: [String]
  /// How many windows opened it or took something.
  package let windowsVisited: Int
  package let handed: [Handed]
  /// Verdicts that a clerk changed (判定の変更) and that stand.
  package let overrides: Int
  /// How often it was corrected after its end (訂正).
  package let reopenings: Int
  /// Entered afterwards from a form of an outage.
  package let isFromPaper: Bool
  /// Whether a number was drawn and nothing else happened (番号だけ): nobody was received yet.
  package let isTicket: Bool
  /// Whether it holds entries of a later version, which are left out here.
  package let hasUnknown: Bool

  /// `rulebook` names the windows and counts on the papers; nil when no catalogue is at hand.
  package init(_ listing: VisitListing, _ journal: [JournalEntry], rulebook: Rulebook?) {
    let visit = Visit(journal)
    let names = WindowNames(windows: rulebook?.catalog.municipality.windows ?? [])
    var (steps, tally, errands) = (StepTally(), AnswerTally(), ErrandTally())
    for entry in journal {
      steps.take(entry)
      tally.take(entry)
      errands.take(entry)
    }
    day = listing.day
    number = listing.number
    kinds = visit.situation.filings.map(\.kind).distinct
    status = visit.status
    began = visit.began?.takenOnPaper ?? visit.startedAt
    ended = steps.endedAt
    seconds = steps.seconds(of: visit)
    questions = tally.questions
    answers = tally.answers
    corrected = tally.corrected
    undone = tally.undone
    namesWritten = VisitMeasure.namesWritten(journal, visit)
    let isPrinted = !visit.printed.isEmpty
    namesPrinted = rulebook.map { $0.printedNames(journal) } ?? (isPrinted ? nil : 0)
    let here = journal.compactMap { names.window(in: $0.entry) }.distinct
    let isClosed = visit.isClosed
    handed =
      errands.taken.map {
        Handed(window: names.name(ofWindow: $0.window), minutes: $0.minutes, isWaiting: false)
      }
      + errands.waitingWindows.map {
        Handed(window: names.name(ofWindow: $0), minutes: nil, isWaiting: !isClosed)
      }
    windows = (here + handed.map(\.window)).distinct
    windowsVisited = here.count
    overrides = visit.overrides.count
    reopenings = journal.count { if case .reopened = $0.entry { true } else { false } }
    isFromPaper = visit.began?.takenOnPaper != nil
    isTicket = !journal.isEmpty && journal.allSatisfy(\.entry.isOfTicket)
    hasUnknown = visit.isReadOnly
  }

  /// Hour of the day in which it began, 0 ... 23.
  package var hour: Int? { began?.clock.hour }

  /// Names that were typed when people were filed, and those of visitors who are nobody of the visit.
  private static func namesWritten(_ journal: [JournalEntry], _ visit: Visit) -> Int {
    let people = (0..<visit.situation.personCount).map { visit.situation.name(ofPerson: $0) }
    var typed = 0
    var outsiders: Set<String> = []
    func count(_ facts: [FactRecord]) {
      typed += facts.count { $0.fact == CoreFact.name && $0.known.origin == .reception }
    }
    for entry in journal {
      switch entry.entry {
      case .filed(let filed): count(filed.facts)
      case .joined(let joined): count(joined.facts)
      case .visitorChecked(let check): if !people.contains(check.name) { outsiders.insert(check.name) }
      default: break
      }
    }
    return typed + outsiders.count
  }
}

extension Entry {
  /// Whether it happens to a number that waits: it is drawn, looked at, and put away.
  fileprivate var isOfTicket: Bool {
    switch self {
    case .began(let began): began.takenOnPaper == nil
    case .opened, .left, .held, .resumed, .undone, .redone, .finished, .reopened, .voided: true
    case .filed, .joined, .visitorChecked, .answered, .withdrawn, .overridden, .printed, .explained, .brought,
      .sent,
      .received,
      .done, .postponed, .reminded, .released, .releaseEnded, .unknown:
      false
    }
  }
}

/// What windows are called: a journal knows desks by what stands on their sign and windows by their ids.
private struct WindowNames {
  let windows: [Window]

  func name(ofWindow id: String) -> String { windows.first { $0.id == id }?.name ?? id }

  /// The window that was at work; nil where an entry tells of none.
  func window(in entry: Entry) -> String? {
    switch entry {
    case .opened(let desk): windows.first { desk.hasPrefix($0.name) }?.name ?? desk
    case .received(let window): name(ofWindow: window)
    default: nil
    }
  }
}
