import Counter

/// Printing: a job whose outcome wakes the desk.
extension Desk {
  mutating func startPrint() {
    guard let open = context.open else { return }
    guard printing == nil else {
      context.message = .note(
        "受付 \(Wording.visitNumber(printing?.number ?? 0)) を印刷しています。終わってから、もう一度 F10 を押してください")
      return
    }
    printing = open.listing
    context.message = .note("印刷しています…")
    services.print(PrintOrder(open, context))
  }

  mutating func takePrints() {
    for outcome in services.finishedPrints() {
      let printed = printing
      printing = nil
      let isOpen = context.open?.listing.id == outcome.visit
      // The clerk may have gone on to somebody else meanwhile.
      let whose = isOpen ? "" : "受付 \(Wording.visitNumber(printed?.number ?? 0)) を"
      if let failure = outcome.failure {
        context.message = .error("\(whose)印刷できませんでした。\(failure)")
        continue
      }
      if isOpen {
        append(outcome.ids.map { .printed(paper: $0) })
        if case .papers(var papers) = top {
          papers.outcome = outcome
          top = .papers(papers)
        }
      } else {
        for id in outcome.ids {
          attempt { services, context in
            try services.visits.append(
              .printed(paper: id), to: outcome.visit, after: nil, by: context.clerk, at: context.now)
          }
        }
      }
      for id in outcome.ids { record(.printed(paper: id, visitNumber: printed?.number ?? 0)) }
      context.message = .note("\(whose)\(outcome.pages)ページ印刷しました")
    }
  }
}
