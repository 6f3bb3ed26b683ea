import Counter
import Feel
import Moji
import TerminalUI

/// The clerk's desk: a stack of screens over one open visit. Everything it decides, it decides from its inputs.
public struct Desk {
  public private(set) var context: DeskContext
  public private(set) var isOver = false
  private let services: DeskServices
  private var screens: [Screen]
  private var isBlank = false
  private var isPrinting = false

  public static let minimumRows = 24
  public static let minimumColumns = 80

  public init(context: DeskContext, services: DeskServices) {
    self.context = context
    self.services = services
    screens = [.visitList(VisitListScreen())]
    refreshList()
  }

  // MARK: Drawing

  public func draw(into frame: inout Frame) {
    guard frame.rows >= Desk.minimumRows, frame.columns >= Desk.minimumColumns else {
      frame.put("画面が小さすぎます。", row: 0, column: 0)
      frame.put("\(Desk.minimumColumns)桁×\(Desk.minimumRows)行以上に", row: min(1, frame.rows - 1), column: 0)
      frame.put("広げてください。", row: min(2, frame.rows - 1), column: 0)
      return
    }
    if isBlank {
      frame.put("画面を隠しています。どれかキーを押すと戻ります。", row: frame.rows / 2, column: 16)
      frame.cursor = (frame.rows - 1, 0)
      return
    }
    let screen = top.behaviour
    Chrome.head(screen.title(context), context, &frame)
    frame.cursor = (frame.rows - 1, 0)
    screen.draw(into: &frame, rows: 2..<frame.rows - 3, context)
    Chrome.foot(screen.actions(context), context, &frame)
  }

  private var top: Screen { screens[screens.count - 1] }

  // MARK: Inputs

  public mutating func handle(_ input: Input, at now: Instant) {
    context.now = now
    switch input {
    case .wake: takePrints()
    case .resize: break
    case .key(let key): handle(key)
    case .paste(let text):
      context.message = nil
      if !isBlank { perform(handleTop(.paste(text))) }
    case .press(let row, let column): press(row, column)
    }
  }

  private mutating func handle(_ key: Key) {
    if isBlank {
      isBlank = false
      return
    }
    context.message = nil
    guard let request = KeyMap.request(for: key) else {
      perform(handleTop(.key(key)))
      return
    }
    perform(request)
  }

  private mutating func perform(_ request: Request) {
    switch request {
    case .blank: isBlank = true
    case .help: screens.append(.text(HelpText.screen(for: top.behaviour, context)))
    case .undo where context.open != nil:
      appendUndo(.undone, allowed: context.open?.visit.canUndo ?? false, "取り消せるものがありません")
    case .redo where context.open != nil:
      appendUndo(.redone, allowed: context.open?.visit.canRedo ?? false, "戻せるものがありません")
    case .palette: screens.append(.palette(PaletteScreen(actions: top.behaviour.actions(context))))
    case .repaint: break
    default: perform(handleTop(.request(request)))
    }
  }

  private mutating func handleTop(_ input: ScreenInput) -> Outcome {
    var screen = screens.removeLast()
    let outcome = screen.handle(input, context)
    screens.append(screen)
    return outcome
  }

  private mutating func appendUndo(_ entry: Entry, allowed: Bool, _ refusal: String) {
    if allowed { append([entry]) } else { context.message = .note(refusal) }
  }

  /// A press on the bar is the key; on a row of a list it is ignored here.
  private mutating func press(_ row: Int, _ column: Int) {
    guard let request = Chrome.request(atRow: row, column: column, top.behaviour.actions(context)) else {
      return
    }
    context.message = nil
    perform(request)
  }

  // MARK: Outcomes

  private mutating func perform(_ outcome: Outcome) {
    switch outcome {
    case .stay, .ignored: break
    case .push(let screen): screens.append(screen)
    case .replace(let screen): screens[screens.count - 1] = screen
    case .pop: if screens.count > 1 { screens.removeLast() }
    case .toList: toList()
    case .quit: isOver = true
    case .search(let line): search(line)
    case .open(let listing): open(listing)
    case .file(let event, let source, let joining): file(event, source, joining)
    case .addFiling: addFiling()
    case .append(let entries): append(entries)
    case .appendAndPop(let entries):
      screens.removeLast()
      append(entries)
    case .join(let filing, let residents): join(filing, residents)
    case .typeInto(let key, let text): typeInto(key, text)
    case .lookUp: lookUpHousehold()
    case .chooseHousehold(let resident):
      attempt { services, _ in try services.household(resident.household) }.map { household in
        // Whoever died or left is no member any more: their family, as far as it is still here, comes with them.
        let removed = resident.state == .removed ? [resident] : []
        screens.append(.event(EventScreen(.household(removed + household))))
      }
    case .print: startPrint()
    case .finish:
      append([.finished])
      toList()
    case .say(let message): context.message = message
    }
    if case .palette(let palette) = top, let chosen = palette.chosen {
      screens.removeLast()
      switch chosen {
      case .request(let request): perform(request)
      case .procedure(let index): screens.append(.why(WhyScreen(procedure: index)))
      }
    }
  }

  private mutating func typeInto(_ key: FactKey, _ text: String?) {
    while screens.count > 1 {
      if case .board(var board) = top {
        board.go(to: key, text: text, context)
        screens[screens.count - 1] = .board(board)
        return
      }
      screens.removeLast()
    }
  }

  private mutating func toList() {
    context.closeVisit()
    screens = [.visitList(VisitListScreen())]
    refreshList()
  }

  private mutating func refreshList() {
    attempt { services, context in
      context.listed = try services.visits().map { listing in
        DeskContext.ListedVisit(listing: listing, visit: Visit(try services.journal(listing.id)))
      }
    }
  }

  private mutating func search(_ line: String) {
    let query = ResidentQuery(line, eras: context.catalog.eras, towns: context.catalog.towns)
    attempt { services, context in
      let result = try services.search(query)
      try services.record(.searched(reason: "受付", hits: result.count), context.now)
      return IdentifyScreen(line: line, result: result)
    }.map { found in
      if case .identify = top {
        screens[screens.count - 1] = .identify(found)
      } else {
        screens.append(.identify(found))
      }
      lookUpHousehold()
    }
  }

  /// The household of the hit under the cursor, for the lines below the list.
  private mutating func lookUpHousehold() {
    guard case .identify(var screen) = top, let resident = screen.focused else { return }
    attempt { services, _ in try services.household(resident.household) }.map { household in
      screen.household = household
      screens[screens.count - 1] = .identify(screen)
    }
  }

  private mutating func open(_ listing: VisitListing) {
    attempt { services, _ in try services.journal(listing.id) }.map { journal in
      context.show(listing, journal)
      let visit = context.open?.visit
      if visit?.status == .held { append([.resumed]) }
      screens = [.visitList(VisitListScreen()), .board(BoardScreen(context))]
      if visit?.situation.filings.isEmpty ?? true {
        screens.append(.identify(IdentifyScreen(line: "", result: nil)))
      }
    }
  }

  /// Offers the events of the household that the visit began with; of its people, when none of them has a record.
  private mutating func addFiling() {
    guard let number = context.open?.visit.firstNumber else {
      screens.append(.event(EventScreen(.visit)))
      return
    }
    let query = ResidentQuery(number, eras: context.catalog.eras, towns: context.catalog.towns)
    attempt { services, _ in
      try services.search(query).residents.first.map { try services.household($0.household) } ?? []
    }.map { household in
      screens.append(
        household.isEmpty
          ? .identify(IdentifyScreen(line: "", result: nil)) : .event(EventScreen(.household(household))))
    }
  }

  private mutating func file(_ event: Event, _ source: Outcome.Source, _ joining: [TypedPerson]) {
    if context.open == nil {
      let began = Entry.Began(
        day: context.today, catalogVersion: context.catalog.version, programVersion: context.programVersion,
        registerGeneration: context.registerGeneration)
      let started: Void? = attempt { services, context in
        let listing = try services.begin(began, context.now)
        context.show(listing, try services.journal(listing.id))
      }
      guard started != nil else { return }
    }
    guard let visit = context.open?.visit else { return }
    let filed: Entry.Filed
    switch source {
    case .household(let residents):
      filed = Entry.Filed(
        event: event, household: residents, joining: joining, after: visit, catalog: context.catalog,
        asOf: context.registerAsOf.day)
      recordView(residents)
    case .visit:
      filed = Entry.Filed(event: event, peopleOf: visit, joining: joining, catalog: context.catalog)
    case .certificate(let certificate):
      filed = Entry.Filed(event: event, certificate: certificate, after: visit, catalog: context.catalog)
    case .typed(let people): filed = Entry.Filed(event: event, typed: people, after: visit)
    }
    append([.filed(filed)])
    screens = [.visitList(VisitListScreen()), .board(BoardScreen(context))]
    if visit.visitor == nil { screens.append(.visitor(VisitorScreen(context))) }
  }

  private mutating func recordView(_ residents: [Resident]) {
    attempt { services, context in
      try services.record(.viewed(residents: residents.map(\.number), reason: "受付"), context.now)
    }
  }

  private mutating func append(_ entries: [Entry]) {
    guard let open = context.open else { return }
    if open.visit.isReadOnly {
      context.message = .error("この受付は新しい版のプログラムで書かれています。読むだけにしてください")
      return
    }
    attempt { services, context in
      var journal = open.journal
      for entry in entries { journal.append(try services.append(entry, open.listing.id, context.now)) }
      context.show(open.listing, journal)
    }
    if case .board(var board) = top {
      board.follow(context)
      screens[screens.count - 1] = .board(board)
    }
    offerHousehold(after: entries)
  }

  /// Who says that they move in with somebody is shown the households of that address.
  private mutating func offerHousehold(after entries: [Entry]) {
    guard let visit = context.open?.visit else { return }
    for case .answered(let answers) in entries {
      for answer in answers
      where answer.fact == CoreFact.householdForm && answer.answer == .value(.text(CoreFact.joinsHousehold)) {
        guard case .filing(let filing) = answer.subject,
          visit.situation.filings[filing].joinedHousehold.isEmpty,
          let address = visit.situation.text(CoreFact.newAddress, of: answer.subject),
          let place = AnswerReading(catalog: context.catalog, today: context.today).place(of: address)
        else { continue }
        attempt { services, _ in try services.neighbours(place.town.name, place.block) }.map { residents in
          screens.append(.household(HouseholdScreen(filing: filing, residents: residents)))
        }
      }
    }
  }

  private mutating func join(_ filing: Int, _ residents: [Resident]) {
    screens.removeLast()
    guard let visit = context.open?.visit else { return }
    recordView(residents)
    append([
      .joined(
        Entry.Joined(
          filing: filing, household: residents, after: visit, catalog: context.catalog,
          asOf: context.registerAsOf.day))
    ])
  }

  // MARK: Printing

  private mutating func startPrint() {
    guard let open = context.open, !isPrinting else { return }
    isPrinting = true
    context.message = .note("印刷しています…")
    services.print(PrintOrder(open, context))
  }

  private mutating func takePrints() {
    for outcome in services.finishedPrints() {
      isPrinting = false
      if let failure = outcome.failure {
        context.message = .error("印刷できませんでした。\(failure)")
        continue
      }
      if context.open?.listing.id == outcome.visit { append(outcome.ids.map { .printed(paper: $0) }) }
      attempt { services, context in
        for id in outcome.ids {
          try services.record(
            .printed(paper: id, visitNumber: context.open?.listing.number ?? 0), context.now)
        }
      }
      if case .papers(var papers) = top {
        papers.outcome = outcome
        screens[screens.count - 1] = .papers(papers)
      }
      context.message = .note("\(outcome.pages)ページを印刷しました")
    }
  }

  // MARK: Failures

  /// Runs something that may fail; a failure becomes a sentence and nothing is lost.
  @discardableResult
  private mutating func attempt<Result>(
    _ work: (DeskServices, inout DeskContext) throws -> Result
  ) -> Result? {
    do {
      return try work(services, &context)
    } catch {
      context.message = .error(Desk.sentence(error))
      return nil
    }
  }

  static func sentence(_ error: any Error) -> String {
    (error as? any SentenceForClerk)?.sentence ?? "記録を読み書きできませんでした。もう一度押してください。続くときは情報担当へ"
  }
}

/// An error that knows what a clerk should do.
public protocol SentenceForClerk: Error {
  var sentence: String { get }
}
