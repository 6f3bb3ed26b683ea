import Counter
import Feel

/// What every screen may look at: the catalogue, who sits here, the open visit and what follows from it.
package struct DeskContext {
  package let rulebook: Rulebook
  /// The name that entries bear.
  package private(set) var clerk: String
  /// nil where nobody has to sign in.
  package private(set) var account: Account?
  /// The desk: «市民課 窓口2».
  package let window: String
  /// The section's counter that the desk belongs to, an index into the city's windows; nil when its name begins with none.
  package let section: Int?
  /// 架空データ, 訓練 or empty.
  package let stamp: String
  package let programVersion: String
  package let registerGeneration: Int
  package let registerAsOf: Instant
  /// Where printed files go.
  package let printFolder: String
  /// Addresses of a postal code of the whole country.
  var postalAddresses: @Sendable (_ code: String) -> [PostalAddress] = { _ in [] }
  /// Minutes without a key after which one has to sign in again.
  package let lockMinutes: Int
  package internal(set) var now: Instant

  /// The visit that is open at this desk.
  package private(set) var open: OpenVisit?
  /// Today's visits as far as their journals were read, in the order of their numbers.
  package private(set) var listed: [ListedVisit] = []
  /// The minute in which the list was read last.
  var listedMinute: Int?
  /// Every visit of today.
  package private(set) var heads: [VisitHead] = []
  /// One line that stays until the next key.
  var message: Message?
  /// 混雑: only what must be done today is asked.
  var isBusy = false
  /// Whether what travels to the next window stands on the board.
  var showsNeeds = false
  /// Whether the clerk wants this visit's checklist in large type.
  var wantsLargeType = false
  /// Why the register is searched (調べる理由).
  var searchReason: String
  /// How often the terminal rang.
  private(set) var rings = 0
  /// The minute in which it rang last.
  private var rungMinute: Int?
  private var searches: [Instant] = []

  struct Message: Hashable, Sendable {
    let text: String
    let isError: Bool

    static func note(_ text: String) -> Message { Message(text: text, isError: false) }
    static func error(_ text: String) -> Message { Message(text: "エラー：" + text, isError: true) }
  }

  package struct ListedVisit: Hashable, Sendable {
    package let head: VisitHead
    package let summary: VisitSummary
  }

  package init(
    rulebook: Rulebook, clerk: String, window: String, stamp: String, programVersion: String,
    registerGeneration: Int,
    registerAsOf: Instant, printFolder: String, lockMinutes: Int = 10, now: Instant
  ) {
    self.rulebook = rulebook
    self.clerk = clerk
    self.window = window
    section = rulebook.catalog.municipality.windows.firstIndex { window.hasPrefix($0.name) }
    self.stamp = stamp
    self.programVersion = programVersion
    self.registerGeneration = registerGeneration
    self.registerAsOf = registerAsOf
    self.printFolder = printFolder
    self.lockMinutes = lockMinutes
    self.now = now
    searchReason = rulebook.catalog.searchReasons.first ?? ""
  }

  package var catalog: Catalog { rulebook.catalog }
  package var today: Day { now.day }
  /// How typed answers are read here and today.
  var reading: AnswerReading {
    AnswerReading(catalog: catalog, today: today, postalAddresses: postalAddresses)
  }

  // MARK: Who sits here

  mutating func signIn(_ account: Account) {
    self.account = account
    clerk = account.name
  }

  /// Whether the clerk may do it; everything where nobody has to sign in.
  func may(_ right: Right) -> Bool { account?.may(right) ?? true }

  /// Values as this clerk may read them.
  func factText(_ situation: Situation) -> FactText {
    FactText(catalog: catalog, situation: situation, columns: account?.columns)
  }

  /// How many searches there were in the last minutes, this one included.
  mutating func countSearch(within minutes: Int) -> Int {
    searches.removeAll { now.seconds - $0.seconds > minutes * 60 }
    searches.append(now)
    return searches.count
  }

  // MARK: Visits

  mutating func show(_ listing: VisitListing, _ journal: [JournalEntry]) {
    let before = open?.listing.id == listing.id ? open : nil
    open = OpenVisit(
      listing: listing, journal: journal, before: before, rulebook: rulebook, section: section)
  }

  mutating func closeVisit() {
    open = nil
    showsNeeds = false
    wantsLargeType = false
  }

  /// The head line of a screen about the open visit: «受付 0142  説明の記録».
  func title(_ text: String) -> String {
    "受付 \(open.map { Wording.visitNumber($0.listing.number) } ?? "")  \(text)"
  }

  var undoing: (canUndo: Bool, canRedo: Bool) { Visit.undoing(open?.journal ?? [], by: clerk) }

  /// Fields of the board as it is now: in the rush only those that matter today, with or without what travels along.
  var fields: [BoardField] {
    guard let open else { return [] }
    var fields =
      isBusy ? open.fields.filter { $0.known != nil || open.todays.contains($0.key) } : open.fields
    if showsNeeds {
      fields.removeAll { field in open.needs.contains { $0.key == field.key } }
      fields += open.needs
    }
    return fields
  }

  /// Questions still to ask as the board is now.
  var questionCount: Int {
    Set(fields.filter { $0.known == nil && !($0.isNeed) }.map(\.question)).count
  }

  /// How many closed visits are read for the list.
  private static let shownClosed = 3

  /// Takes the heads of today and sums up the visits that went on.
  mutating func take(_ heads: [VisitHead], summary: (Int64) throws -> VisitSummary) throws {
    let known = Dictionary(listed.map { ($0.head.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
    let closed = heads.filter(\.isClosed).suffix(Self.shownClosed)
    self.heads = heads
    listed = try heads.filter { !$0.isClosed || closed.contains($0) }.map { head in
      if let listed = known[head.listing.id], listed.head == head { return listed }
      return ListedVisit(head: head, summary: try summary(head.listing.id))
    }
    countRings()
  }

  // MARK: What is handed over

  /// The window that the desk belongs to; nil when its name begins with none.
  var ownWindow: Window? { section.map { catalog.municipality.windows[$0] } }

  /// Procedures of the open visit that this desk's window was sent.
  var errandsHere: [Errand] {
    guard let open, let ownWindow else { return [] }
    return open.visit.openErrands(at: ownWindow.id)
  }

  /// Procedures of the open visit that other windows with a desk of their own have to do.
  var errandsElsewhere: [Errand.Key] {
    guard let open else { return [] }
    let windows = catalog.municipality.windows
    return open.groups.compactMap { group in
      guard group.state == .applies, group.needsVisit,
        case .window(let index) = catalog.procedures[group.procedure].office, index != section,
        windows[index].takesOnScreen
      else { return nil }
      return Errand.Key(window: windows[index].id, procedure: catalog.procedures[group.procedure].id)
    }
  }

  /// What an errand is called in lists.
  func name(of errand: Errand.Key) -> String {
    errand.isWholeVisit ? "聞き取りの続き" : catalog.procedure(errand.procedure)?.name ?? errand.procedure
  }

  /// Errands that nobody has taken for longer than the city's measure, with the visit's number.
  var ringing: [(number: Int, errand: Errand)] {
    let measure = catalog.municipality.ringMinutes
    return listed.flatMap { listed in
      listed.summary.errands.filter {
        $0.state == .sent && now.seconds - $0.sentAt.seconds >= measure * 60
      }.map { (listed.head.listing.number, $0) }
    }
  }

  /// Rings once a minute while something sent to this window, or sent by this clerk, was not taken.
  mutating func countRings() {
    let mine = ringing.contains { _, errand in
      errand.sender == clerk || ownWindow?.id == errand.key.window
    }
    let minute = now.seconds / 60
    guard mine else {
      rungMinute = nil
      return
    }
    if rungMinute != minute {
      rungMinute = minute
      rings += 1
    }
  }
}
