import Counter
import Feel

/// Printing: jobs whose reports wake the desk.
extension Desk {
  /// Prints everything of the open visit, at a printer of each kind of paper where there is one. `reason` says why again.
  mutating func startPrint(reason: String?) {
    guard let open else { return }
    if let making = prints.first(where: \.isBeingMade) {
      message = .note(
        "受付 \(Wording.visitNumber(making.listing.number)) を印刷しています。終わってから、もう一度 \(Request.commit) を押してください")
      return
    }
    message = .note("印刷しています…")
    for order in PrintOrder.orders(open, job: services.jobName) {
      start(order, of: open.listing, reason: reason)
    }
  }

  /// Prints the number that was drawn (番号札).
  mutating func printTicket(of listing: VisitListing) {
    let waiting = list.lines.count { $0.isWaiting && $0.head.listing.number < listing.number }
    let moment = Wording.moment(now, eras: catalog.eras)
    let number = Wording.visitNumber(listing.number)
    let ticket = Ticket(
      city: catalog.municipality.name, number: listing.number, token: listing.token, drawnAt: moment,
      waiting: waiting, stamp: site.stamp)
    let order = PrintOrder(
      job: services.jobName(), visit: listing.id, visitNumber: listing.number, footer: "", stamp: site.stamp,
      papers: [], checklist: nil, ticket: ticket, at: now,
      path: "\(site.printFolder)/\(listing.day.iso)-\(number)-ticket.pdf", route: site.routes.ticket)
    start(order, of: listing, reason: nil)
  }

  private mutating func start(_ order: PrintOrder, of listing: VisitListing, reason: String?) {
    prints.append(
      PrintRun(
        job: order.job, listing: listing, what: order.what, code: order.code, reason: reason,
        hasPrinter: order.route != nil))
    // What came out long ago is told by the journal.
    if prints.count > 60 { prints.removeAll { $0.outcome?.failure != nil || $0.state?.isEnd ?? false } }
    services.print(order)
  }

  mutating func takePrints() {
    for report in services.printReports() {
      switch report {
      case .made(let outcome): made(outcome)
      case .progress(let progress): went(progress)
      }
    }
  }

  private mutating func made(_ outcome: PrintOutcome) {
    guard
      let index = prints.firstIndex(where: {
        $0.isBeingMade && $0.job == outcome.job && $0.listing.id == outcome.visit
      }) ?? prints.firstIndex(where: \.isBeingMade)
    else { return }
    prints[index].outcome = outcome
    let run = prints[index]
    let isOpen = session?.listing.id == run.listing.id
    // The clerk may have gone on to somebody else meanwhile.
    let whose = isOpen ? "" : "受付 \(Wording.visitNumber(run.listing.number)) の"
    if let failure = outcome.failure {
      message = .error("\(whose)\(run.what)を印刷できませんでした。\(failure)")
      return
    }
    if isOpen {
      write(outcome.ids.map { VisitSession.Act(.printed(paper: $0)) })
      screens.change(PapersScreen.self) { $0.took(outcome) }
    } else {
      for id in outcome.ids {
        attempt {
          try $0.services.visits.append(
            .printed(paper: id), to: run.listing.id, after: nil, by: $0.seat.clerk, at: $0.now)
        }
      }
    }
    for id in outcome.ids {
      record(.printed(paper: id, visitNumber: run.listing.number, reason: run.reason))
    }
    message = .note(
      run.hasPrinter
        ? "\(whose)\(run.what)（\(outcome.pages)ページ）をプリンターへ送っています"
        : "\(whose)\(run.what)の PDF を作りました（\(outcome.pages)ページ）"
          // The page of the papers tells where; nothing tells it of a ticket.
          + (outcome.ids == ["ticket"] ? "：\(outcome.path)" : ""))
  }

  private mutating func went(_ progress: PrintProgress) {
    guard let index = prints.firstIndex(where: { $0.job == progress.job }) else { return }
    prints[index].state = progress.state
    let run = prints[index]
    let sentence =
      "\(session?.listing.id == run.listing.id ? "" : "受付 \(Wording.visitNumber(run.listing.number)) の")\(run.what)：\(progress.state.sentence)"
    message = progress.state.wantsPerson ? .error(sentence) : .note(sentence)
  }
}
