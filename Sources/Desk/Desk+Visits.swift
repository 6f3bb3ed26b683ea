import Counter
import Moji

/// Visits: the list, opening and filing.
extension Desk {
  // MARK: The list

  mutating func refreshList() {
    attempt { desk in
      let known = Dictionary(
        desk.list.heads.map { ($0.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
      let heads = try desk.services.visits.heads(on: desk.today, known: known)
      let visits = desk.services.visits
      try desk.list.take(heads, at: desk.now) { try visits.summary(of: $0) }
    }
  }

  mutating func toList() {
    leave()
    session = nil
    options.visitWasClosed()
    screens.reset(on: mode.root())
    refreshList()
  }

  /// The desk has the visit open no longer; what is not finished is held.
  mutating func leave() {
    guard let open, !open.visit.isReadOnly, !open.visit.isClosed, open.visit.desks.contains(seat.sign) else {
      return
    }
    // Who was ended meanwhile by somebody else needs no word of it.
    let (visits, now) = (services.visits, now)
    attempt { _ = try $0.session?.perform(VisitSession.Act(.left(desk: $0.seat.sign)), in: visits, at: now) }
  }

  /// A number or a checklist's code opens a visit; anything else is searched for.
  mutating func find(_ text: String) {
    let plain = PageCode.token(of: text.widthFolded)
    if plain.count <= 4, let number = Int(plain) {
      guard let listing = visit(numbered: number) else {
        message = .error(
          "受付 \(Wording.visitNumber(number)) が見つかりません。番号を確かめるか、手続案内票のコードを読み取ってください")
        return
      }
      perform(.open(listing))
      return
    }
    let isCode = plain.count >= 12 && plain.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if isCode, let listing = attempt({ try $0.services.visits.visit(ofToken: plain.lowercased()) }) ?? nil {
      perform(.open(listing))
      return
    }
    if isCode, plain.contains(where: \.isNumber), plain.contains(where: \.isLetter) {
      message = .error("読み取った札の受付が見つかりません。もう一度読み取るか、受付番号を入力してください")
      return
    }
    perform(.search(text))
    if isCode, let screen = screens.top as? SearchScreen, screen.focused == nil,
      screen.result?.certificates.isEmpty ?? true
    {
      message = .error("読み取った札の受付も、住民も見つかりません。もう一度読み取るか、受付番号を入力してください")
    }
  }

  /// The visit of today with a number, else the last one of the days before that is not finished.
  private mutating func visit(numbered number: Int) -> VisitListing? {
    if let head = list.heads.first(where: { $0.listing.number == number }) { return head.listing }
    return attempt { try $0.services.visits.unfinished(numbered: number, before: $0.today) } ?? nil
  }

  /// Draws a 受付番号 for somebody who waits to be called.
  mutating func takeNumber() {
    guard begin(nil), let listing = session?.listing else { return }
    toList()
    message = .note("受付 \(Wording.visitNumber(listing.number)) を発行しました")
    printTicket(of: listing)
  }

  /// A visit that was taken on paper during an outage is entered as such.
  mutating func takePaper(_ at: Instant) {
    guard begin(at) else { return }
    write([.opened(desk: seat.sign)])
    showBoard()
    screens.push(SearchScreen(line: "", result: nil))
  }

  /// Begins a visit and opens it here; false when it could not be kept.
  private mutating func begin(_ takenOnPaper: Instant?) -> Bool {
    let began = Entry.Began(
      day: takenOnPaper?.day ?? today, catalogVersion: catalog.version, programVersion: site.programVersion,
      registerGeneration: site.registerGeneration, takenOnPaper: takenOnPaper)
    return attempt { (desk: inout Desk) -> Void in
      let visits = desk.services.visits
      let listing = try visits.begin(began, by: desk.seat.clerk, at: desk.now, token: desk.services.token())
      desk.take(listing, try visits.journal(of: listing.id, after: 0))
    } != nil
  }

  private mutating func take(_ listing: VisitListing, _ journal: [JournalEntry]) {
    session = VisitSession(listing, journal, author: seat.author, rulebook: site.rulebook)
  }

  private mutating func showBoard() {
    guard let open else { return }
    screens.reset(to: [BoardScreen(open)], on: mode.root())
  }

  // MARK: Opening

  mutating func open(_ listing: VisitListing) {
    leave()
    guard let journal = attempt({ try $0.services.visits.journal(of: listing.id, after: 0) }) else { return }
    take(listing, journal)
    guard let opened = open else { return }
    record(
      .visitOpened(
        day: listing.day, number: listing.number, residents: opened.visit.residentNumbers.compactMap { $0 }))
    let visit = opened.visit
    if !visit.isClosed, !visit.isReadOnly, !visit.desks.contains(seat.sign) {
      write([.opened(desk: seat.sign)])
    }
    showBoard()
    if !opened.errandsHere.isEmpty {
      screens.push(ErrandsScreen())
    } else if visit.situation.filings.isEmpty, !visit.isClosed {
      screens.push(SearchScreen(line: "", result: nil))
    }
    if listing.day != today {
      message = .note("きょうではなく、\(catalog.eras.long(listing.day))の受付です")
    }
    if !opened.otherDesks.isEmpty {
      message = .note("\(opened.otherDesks.joined(separator: "・"))も開いています。どちらの答えも、すぐに両方の画面に出ます")
    }
    noteReading()
  }

  // MARK: Filing

  /// Offers the events of the household that the visit began with; of its people, when none of them has a record.
  mutating func addFiling() {
    guard let number = open?.visit.firstNumber else { return offerEvents(.visit) }
    let household = attempt { desk in
      let register = try desk.register()
      return try register.search(ResidentQuery(number: number)).residents.first.map {
        try register.household($0.household)
      } ?? []
    }
    guard let household else { return }
    if household.isEmpty {
      screens.push(SearchScreen(line: "", result: nil))
    } else {
      offerEvents(.household(household, sought: nil))
    }
  }

  mutating func file(_ event: Event, _ source: Outcome.Source, _ joining: [TypedPerson]) {
    if case .household(let residents, _) = source {
      guard lets(event.process, residents) else { return }
      if let visitor = open?.visit.visitor, !lets(visitorNamed: visitor.name, comeFor: residents) { return }
    }
    if session == nil, !begin(nil) { return }
    guard let visit = open?.visit else { return }
    let filed: Entry.Filed
    var sought: String?
    switch source {
    case .household(let residents, let number):
      sought = number
      filed = Entry.Filed(
        event: event, household: residents, joining: joining, after: visit, catalog: catalog,
        asOf: site.registerAsOf.day)
      recordView(residents)
    case .visit:
      filed = Entry.Filed(event: event, peopleOf: visit, joining: joining, catalog: catalog)
    case .certificate(let certificate):
      filed = Entry.Filed(event: event, certificate: certificate, after: visit, catalog: catalog)
      record(.certificateViewed(number: certificate.number, reason: searches.reason))
    case .typed(let people): filed = Entry.Filed(event: event, typed: people, after: visit)
    }
    write((visit.desks.contains(seat.sign) ? [] : [.opened(desk: seat.sign)]) + [.filed(filed)])
    showBoard()
    guard visit.visitor == nil, let open else { return }
    screens.push(
      IdentityScreen(open, sought: sought.flatMap { open.visit.residentNumbers.firstIndex(of: $0) }))
  }

  private mutating func recordView(_ residents: [Resident]) {
    record(.viewed(residents: residents.map(\.number), reason: searches.reason))
  }

  /// Who says that they move in with somebody is shown the households of that address.
  mutating func offerHousehold(after entries: [Entry]) {
    for case .answered(let answers) in entries {
      for answer in answers
      where answer.fact == CoreFact.householdForm && answer.answer == .value(.text(CoreCode.joinsHousehold)) {
        guard let open, case .filing(let filing) = answer.subject,
          open.situation.filings[filing].joinedHousehold.isEmpty,
          let address = open.situation.text(CoreFact.newAddress, of: answer.subject),
          let place = open.reading.place(of: address),
          let residents = attempt({ try $0.register().neighbours(place.town.name, place.block) })
        else { continue }
        screens.push(HouseholdScreen(filing: filing, residents: residents))
      }
    }
  }

  mutating func join(_ filing: Int, _ residents: [Resident]) {
    screens.pop()
    guard let visit = open?.visit else { return }
    recordView(residents)
    write([
      .joined(
        Entry.Joined(
          filing: filing, household: residents, after: visit, catalog: catalog, asOf: site.registerAsOf.day))
    ])
  }
}
