import Counter

/// Printing: a job whose outcome wakes the desk.
extension Desk {
  mutating func startPrint() {
    guard let open else { return }
    if let printing {
      message = .note(
        "受付 \(Wording.visitNumber(printing.number)) を印刷しています。終わってから、もう一度 \(Request.commit) を押してください")
      return
    }
    printing = open.listing
    message = .note("印刷しています…")
    services.print(PrintOrder(open))
  }

  mutating func takePrints() {
    for outcome in services.finishedPrints() {
      let printed = printing
      printing = nil
      let isOpen = session?.listing.id == outcome.visit
      // The clerk may have gone on to somebody else meanwhile.
      let whose = isOpen ? "" : "受付 \(Wording.visitNumber(printed?.number ?? 0)) を"
      if let failure = outcome.failure {
        message = .error("\(whose)印刷できませんでした。\(failure)")
        continue
      }
      if isOpen {
        write(outcome.ids.map { VisitSession.Act(.printed(paper: $0)) })
        screens.change(PapersScreen.self) { $0.outcome = outcome }
      } else {
        for id in outcome.ids {
          attempt {
            try $0.services.visits.append(
              .printed(paper: id), to: outcome.visit, after: nil, by: $0.seat.clerk, at: $0.now)
          }
        }
      }
      for id in outcome.ids { record(.printed(paper: id, visitNumber: printed?.number ?? 0)) }
      message = .note("\(whose)\(outcome.pages)ページ印刷しました")
    }
  }
}
