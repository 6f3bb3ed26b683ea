import Counter
import Moji

/// Visits: opening, filing, appending, following what other desks write.
extension Desk {
  // MARK: The list

  mutating func refreshList() {
    attempt { services, context in
      let known = Dictionary(
        context.heads.map { ($0.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
      try context.take(try services.visits.heads(on: context.today, known: known)) {
        try services.visits.summary(of: $0)
      }
      context.listedMinute = context.now.seconds / 60
    }
  }

  mutating func toList() {
    leave()
    context.closeVisit()
    screens = [.visitList(VisitListScreen())]
    refreshList()
  }

  /// The desk has the visit open no longer; what is not finished is held.
  mutating func leave() {
    guard let open = context.open, !open.visit.isReadOnly, open.visit.desks.contains(context.window) else {
      return
    }
    append([.left(desk: context.window)])
  }

  /// A number or a checklist's code opens a visit; anything else is searched for.
  mutating func find(_ text: String) {
    let plain = text.widthFolded
    if plain.count <= 4, let number = Int(plain) {
      guard let listing = visit(numbered: number) else {
        context.message = .error(
          "受付 \(Wording.visitNumber(number)) が見つかりません。番号を確かめるか、手続案内票のコードを読み取ってください")
        return
      }
      open(listing)
      return
    }
    let isCode = plain.count >= 12 && plain.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if isCode,
      let listing = attempt({ services, _ in try services.visits.visit(ofToken: plain.lowercased()) })?
        .flatMap({ $0 })
    {
      open(listing)
      return
    }
    if isCode, plain.contains(where: \.isNumber), plain.contains(where: \.isLetter) {
      context.message = .error("読み取った札の受付が見つかりません。もう一度読み取るか、受付番号を入力してください")
      return
    }
    search(text)
    if isCode, case .identify(let screen) = top, screen.focused == nil,
      screen.result?.certificates.isEmpty ?? true
    {
      context.message = .error("読み取った札の受付も、住民も見つかりません。もう一度読み取るか、受付番号を入力してください")
    }
  }

  /// The visit of today with a number, else the last one of the days before that is not finished.
  private mutating func visit(numbered number: Int) -> VisitListing? {
    if let head = context.heads.first(where: { $0.listing.number == number }) { return head.listing }
    return attempt { services, context in
      for back in 1...context.catalog.municipality.visitRetentionDays {
        let heads = try services.visits.heads(on: context.today.adding(days: -back), known: [:])
        if let head = heads.first(where: { $0.listing.number == number && !$0.isClosed }) {
          return head.listing
        }
      }
      return nil
    } ?? nil
  }

  /// Draws a 受付番号 for somebody who waits to be called.
  mutating func takeNumber() {
    guard begin(nil) != nil, let number = context.open?.listing.number else { return }
    toList()
    context.message = .note("受付 \(Wording.visitNumber(number)) を発行しました")
  }

  /// A visit that was taken on paper during an outage is entered as such.
  mutating func takePaper(_ at: Instant) {
    guard begin(at) != nil else { return }
    append([.opened(desk: context.window)])
    screens = [
      .visitList(VisitListScreen()), .board(BoardScreen(context)),
      .identify(IdentifyScreen(line: "", result: nil)),
    ]
  }

  private mutating func begin(_ takenOnPaper: Instant?) -> Void? {
    let began = Entry.Began(
      day: takenOnPaper?.day ?? context.today, catalogVersion: context.catalog.version,
      programVersion: context.programVersion, registerGeneration: context.registerGeneration,
      takenOnPaper: takenOnPaper)
    return attempt { services, context in
      let listing = try services.visits.begin(
        began, by: context.clerk, at: context.now, token: services.token())
      context.show(listing, try services.visits.journal(of: listing.id, after: 0))
    }
  }

  // MARK: Opening

  mutating func open(_ listing: VisitListing) {
    guard context.may(.receive) else {
      context.message = .error("受付を開く権限がありません。権限のある職員が開いてください")
      return
    }
    leave()
    attempt { services, _ in try services.visits.journal(of: listing.id, after: 0) }.map { journal in
      context.show(listing, journal)
      guard let visit = context.open?.visit else { return }
      let others = context.open?.others(than: context.window) ?? []
      if !visit.isClosed, !visit.isReadOnly, !visit.desks.contains(context.window) {
        append([.opened(desk: context.window)])
      }
      screens = [.visitList(VisitListScreen()), .board(BoardScreen(context))]
      if !context.errandsHere.isEmpty {
        screens.append(.errands(ErrandsScreen()))
      } else if visit.situation.filings.isEmpty, !visit.isClosed {
        screens.append(.identify(IdentifyScreen(line: "", result: nil)))
      }
      if !others.isEmpty {
        context.message = .note("\(others.joined(separator: "・"))も開いています。どちらの答えも、すぐに両方の画面に出ます")
      }
    }
  }

  /// Offers the events of the household that the visit began with; of its people, when none of them has a record.
  mutating func addFiling() {
    guard let number = context.open?.visit.firstNumber else {
      screens.append(.event(EventScreen(.visit)))
      return
    }
    let query = ResidentQuery(number, eras: context.catalog.eras, towns: context.catalog.towns)
    attempt { services, _ in
      try services.register.search(query).residents.first.map {
        try services.register.household($0.household)
      }
        ?? []
    }.map { household in
      screens.append(
        household.isEmpty
          ? .identify(IdentifyScreen(line: "", result: nil)) : .event(EventScreen(.household(household))))
    }
  }

  mutating func file(_ event: Event, _ source: Outcome.Source, _ joining: [TypedPerson]) {
    guard context.may(.receive) else {
      context.message = .error("受付をする権限がありません。権限のある職員が受け付けてください")
      return
    }
    if context.open == nil, begin(nil) == nil { return }
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
    append(
      (visit.desks.contains(context.window) ? [] : [.opened(desk: context.window)]) + [.filed(filed)])
    screens = [.visitList(VisitListScreen()), .board(BoardScreen(context))]
    if visit.visitor == nil { screens.append(.visitor(VisitorScreen(context))) }
  }

  private mutating func recordView(_ residents: [Resident]) {
    record(.viewed(residents: residents.map(\.number), reason: context.searchReason))
  }

  mutating func chooseHousehold(_ resident: Resident) {
    attempt { services, _ in try services.register.household(resident.household) }.map { household in
      // Whoever died or left is no member any more: their family, as far as it is still here, comes with them.
      let removed = resident.state == .removed ? [resident] : []
      screens.append(.event(EventScreen(.household(removed + household))))
    }
  }

  // MARK: Appending

  /// What became of an act.
  enum Appended: Hashable {
    case done
    /// Somebody else was first, and the clerk is asked.
    case conflict
    case failed
  }

  @discardableResult
  mutating func append(_ entries: [Entry]) -> Appended {
    guard let open = context.open else { return .failed }
    if open.visit.isReadOnly {
      context.message = .error("この受付は新しい版のプログラムで書かれています。読むだけにしてください")
      return .failed
    }
    var appended: [Entry] = []
    var outcome = Appended.done
    for entry in entries {
      outcome = append(entry)
      guard outcome == .done else { break }
      appended.append(entry)
    }
    followBoard(answered: appended.contains { if case .answered = $0 { true } else { false } })
    offerHousehold(after: appended)
    return outcome
  }

  /// Appends one entry after what the journal ends with.
  private mutating func append(_ entry: Entry) -> Appended {
    let reopens = if case .reopened = entry { true } else { false }
    // Each round another desk was first; it cannot be for ever.
    for _ in 0..<50 {
      guard let open = context.open else { return .failed }
      if open.visit.isClosed, !reopens {
        context.message = .error(context.closedSentence(open.visit))
        return .failed
      }
      let known = open.journal.last?.sequence ?? 0
      guard
        let outcome = attempt({ services, context in
          try services.visits.append(
            entry, to: open.listing.id, after: known, by: context.clerk, at: context.now)
        })
      else { return .failed }
      switch outcome {
      case .appended(let appended):
        context.show(open.listing, open.journal + [appended])
        return .done
      case .behind(let theirs):
        context.show(open.listing, open.journal + theirs)
        let conflicts = entry.conflicts(with: theirs)
        if !conflicts.isEmpty {
          screens.append(.conflict(ConflictScreen(entry, conflicts)))
          return .conflict
        }
      }
    }
    context.message = .error("ほかの窓口が続けて書いているため、書けませんでした。もう一度押してください")
    return .failed
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
          let place = context.reading.place(of: address)
        else { continue }
        attempt { services, _ in try services.register.neighbours(place.town.name, place.block) }.map {
          residents in
          screens.append(.household(HouseholdScreen(filing: filing, residents: residents)))
        }
      }
    }
  }

  mutating func join(_ filing: Int, _ residents: [Resident]) {
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

  // MARK: Other desks

  /// Reads what other desks wrote since the last look, into the list and the open visit.
  mutating func followOthers() {
    let changes = attempt { services, _ in try services.visits.foreignChanges() }
    if changes == seenChanges {
      context.countRings()
      return
    }
    seenChanges = changes ?? seenChanges
    // The list is followed while it is seen; behind a visit it is enough to know once a minute what rings.
    if context.open == nil || context.listedMinute != context.now.seconds / 60 { refreshList() }
    guard let open = context.open else { return }
    let known = open.journal.last?.sequence ?? 0
    attempt { services, _ in try services.visits.journal(of: open.listing.id, after: known) }.map { theirs in
      guard !theirs.isEmpty else { return }
      context.show(open.listing, open.journal + theirs)
      followBoard()
      if let visit = context.open?.visit, visit.isClosed, !open.visit.isClosed {
        context.message = .error(context.closedSentence(visit))
      }
    }
  }

  // MARK: The end of a visit

  /// Another window goes on with the visit.
  mutating func passOn(_ window: String) {
    guard append([.sent([Errand.Key(wholeVisitAt: window)])]) == .done else { return }
    let name = context.catalog.window(window)?.name ?? ""
    toList()
    context.message = .note("\(name)へ渡しました。受け取られるまで一覧に出ます")
  }

  /// What other windows have to do is sent to them; where nobody has anything to do it is finished.
  mutating func finish() {
    guard let open = context.open else { return }
    if context.isBusy, open.openQuestionCount > 0 {
      let number = Wording.visitNumber(open.listing.number)
      toList()
      context.message = .note("受付 \(number) は続きがあります。次に来たときは番号か札のコードで開いてください")
      return
    }
    // Whoever ends the visit has taken it, however it came here.
    let taken = context.errandsHere.map(\.key).filter(\.isWholeVisit)
    if !taken.isEmpty, append([.done(taken)]) != .done { return }
    let errands = context.errandsElsewhere.filter { key in !open.visit.errands.contains { $0.key == key } }
    // What could not be sent must not be finished without it.
    if !errands.isEmpty, append([.sent(errands)]) != .done { return }
    if context.open?.visit.errands.contains(where: \.isOpen) ?? false {
      toList()
      let waiting = open.visit.errands.filter(\.isOpen).map(\.key) + errands
      let names = waiting.compactMap { context.catalog.window($0.window)?.name }.distinct
      context.message = .note("\(names.joined(separator: "・"))へ引き継ぎました")
    } else {
      guard append([.finished]) == .done else { return }
      let number = Wording.visitNumber(open.listing.number)
      toList()
      context.message = .note("受付 \(number) を終えました")
    }
  }
}
