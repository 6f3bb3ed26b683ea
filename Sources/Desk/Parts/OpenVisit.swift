import Counter
import Feel

/// The open visit as a screen is handed it: as it stands at this moment, with what follows from it.
package struct OpenVisit: Handout {
  let site: Site
  let seat: Seat
  package let session: VisitSession
  let options: BoardOptions
  let now: Instant
  package let visit: Visit
  package let conclusions: Conclusions
  /// What this desk had printed of it, the newest last.
  let prints: [PrintRun]
  /// nil where the clerk may read every value.
  private let redaction: Redaction?

  init?(_ desk: DeskTop) {
    guard let session = desk.session else { return nil }
    self.init(
      session, site: desk.site, seat: desk.seat, options: desk.options,
      prints: desk.prints.filter { $0.listing.id == session.listing.id }, now: desk.now)
  }

  package init(_ session: VisitSession, site: Site, seat: Seat, options: BoardOptions, now: Instant) {
    self.init(session, site: site, seat: seat, options: options, prints: [], now: now)
  }

  private init(
    _ session: VisitSession, site: Site, seat: Seat, options: BoardOptions, prints: [PrintRun], now: Instant
  ) {
    self.prints = prints
    self.session = session
    self.site = site
    self.seat = seat
    self.options = options
    self.now = now
    visit = session.visit(at: now)
    conclusions = session.conclusions(at: now)
    redaction =
      seat.hidden.isEmpty ? nil : Redaction(visit.situation, hidden: seat.hidden, in: site.catalog)
  }

  var rulebook: Rulebook { site.rulebook }
  package var catalog: Catalog { site.catalog }
  package var listing: VisitListing { session.listing }
  var today: Day { now.day }
  var situation: Situation { visit.situation }
  var reading: AnswerParser { site.parser(on: today) }
  package var groups: [ProcedureGroup] { conclusions.groups }
  package var determination: Determination { conclusions.determination }

  /// Values as this clerk may read them.
  var text: FactText { seat.factText(visit, catalog) }

  /// A text that was made of facts, without the values that this clerk may not read.
  func redacted(_ text: String) -> String { redaction.map { $0(text) } ?? text }

  /// Lines of a text that is laid out for a width; a value that must not be read is taken out before it could be broken.
  func redacted(_ width: Int, _ lines: (Int) -> [String]) -> [String] {
    guard redaction != nil else { return lines(width) }
    return lines(Self.unbroken).flatMap { line in
      let isRule = !line.isEmpty && line.allSatisfy { $0 == "-" }
      return isRule
        ? [String(repeating: "-", count: width)] : redacted(line.trimmingBlanks).lines(ofColumns: width)
    }
  }

  /// A deadline in words; one that was counted from a day that must not be read would tell it by its days left.
  func redacted(deadline text: String) -> String { redacted(text) == text ? text : FactText.hidden }

  /// Columns in which no line of a text is broken.
  private static let unbroken = 4000

  /// What an answer ticks, as far as this clerk may read it.
  func ticks(of field: QuestionField?) -> Ticks {
    guard let field, !seat.hidden.contains(field.key.fact) else { return Ticks() }
    return Ticks(field.known?.answer)
  }

  /// The boxes of a paper as this clerk may read them.
  func boxes(of paper: NeededPaper) -> [FilledBox] {
    let boxes = rulebook.boxes(of: paper, in: situation)
    guard !seat.hidden.isEmpty else { return boxes }
    return boxes.map { box in
      let reads = box.formula.map { rulebook.facts(readBy: $0) } ?? []
      let isHidden = !box.text.isEmpty && reads.contains(where: seat.hidden.contains)
      return box.saying(isHidden ? FactText.hidden : redacted(box.text))
    }
  }

  /// The head line of a screen about the visit: «受付 0142  説明の記録».
  func title(_ text: String) -> String { "受付 \(Wording.visitNumber(listing.number))  \(text)" }

  /// Other desks that have it open.
  var otherDesks: [String] { visit.desks.filter { $0 != seat.sign } }

  // MARK: Questions

  /// Fields of the board as it is now: in the rush only those that matter today, with or without what travels along.
  package var fields: [QuestionField] {
    var fields = conclusions.fields
    if options.isBusy {
      let todays = self.todays
      fields.removeAll { $0.known == nil && !todays.contains($0.key) }
    }
    if options.showsNeeds {
      let needs = conclusions.needs
      fields.removeAll { field in needs.contains { $0.key == field.key } }
      fields += needs
    }
    return fields
  }

  /// Questions still to ask as the board is now.
  package var questionCount: Int {
    Set(fields.filter { $0.known == nil && !$0.isNeed }.map(\.question)).count
  }

  /// Opening facts, and what undecided duties of this window wait for; what may be lost is on the slip with its day.
  private var todays: Set<FactKey> {
    let opening = Set(situation.filings.flatMap { catalog.event(ofKind: $0.kind)?.opening ?? [] })
    var keys: Set<FactKey> = []
    for decision in determination.decisions {
      guard case .undecided(let needs) = decision.verdict else { continue }
      let procedure = catalog.procedures[decision.procedure]
      let isHere = seat.section.map { procedure.office == .window($0) } ?? !procedure.papers.isEmpty
      keys.formUnion(procedure.nature == .duty && isHere ? needs : needs.filter { opening.contains($0.fact) })
    }
    // Opening facts that no verdict waits for are asked as well.
    for filing in situation.filings.indices {
      for name in opening {
        guard let fact = catalog.vocabulary.fact(named: name) else { continue }
        switch fact.subject {
        case .filing: keys.insert(FactKey(name, of: fact.home(of: .filing(filing))))
        case .person:
          for person in situation.filings[filing].people { keys.insert(FactKey(name, of: .person(person))) }
        case .household, .formerHousehold, .remainingHousehold, .visitor, .city, .law: break
        }
      }
    }
    return keys
  }

  // MARK: What is done elsewhere

  /// Procedures of the visit that this desk's window was sent.
  var errandsHere: [Errand] { seat.window.map { visit.openErrands(at: $0.id) } ?? [] }

  /// Procedures of the visit that other windows with a desk of their own have to do, and those that are undecided and would
  /// be lost: who handles them finds out whether they apply.
  var errandsElsewhere: [Errand.Key] {
    let windows = catalog.municipality.windows
    let losses = Set(conclusions.openLosses.map(\.group.procedure))
    return groups.compactMap { group in
      guard group.state == .applies || losses.contains(group.procedure), group.needsVisit,
        case .window(let index) = catalog.procedures[group.procedure].office, index != seat.section,
        windows[index].takesOnScreen
      else { return nil }
      return Errand.Key(window: windows[index].id, procedure: catalog.procedures[group.procedure].id)
    }
  }

  /// What has to be explained to the visitor as things stand.
  var notices: [Notice] { rulebook.notices(groups, in: situation, today: today) }

  /// What the windows ask the visitor to show or give back as things stand, each once.
  var things: [Thing] {
    let inside = groups.filter { group in
      guard group.state == .applies, case .window = catalog.procedures[group.procedure].office else {
        return false
      }
      return catalog.procedures[group.procedure].nature != .possible
    }
    return (inside.flatMap(\.bring) + inside.flatMap(\.giveBack)).merged
  }

  // MARK: Acts

  /// Rare acts on the visit, found by name in the palette: only those that can be done now.
  var visitActions: [Request: String] {
    var actions: [Request: String] = [
      .explain: "説明の記録", .things: "持参の確認",
      .quietNames: options.namesQuiet ? "声に出さない手続の名前を伏せる" : "声に出さない手続の名前を出す",
      .largeType: options.wantsLargeType ? "ふつうの字で刷る" : "大きな字で刷る",
    ]
    if visit.isClosed {
      actions[.reopen] = "訂正する"
    } else {
      actions[.void] = "受付を取り消す"
      actions[.passOn] = "ほかの窓口へ渡す"
    }
    if visit.protectedNumber(in: catalog) != nil, visit.release == nil {
      actions[.release] = "支援措置の住所の表示を許可する"
    }
    return actions
  }
}
