import Counter

extension PrintOrder {
  /// Everything the open visit prints: its papers and the checklist, in one file.
  init(_ open: OpenVisit, _ context: DeskContext) {
    let rulebook = context.rulebook
    let papers = rulebook.papers(for: open.determination, in: open.visit.situation).compactMap {
      rulebook.fill($0, in: open.visit.situation)
    }
    let label = VisitLabel(number: open.listing.number, token: open.listing.token, stamp: context.stamp)
    let number = String(open.listing.number).leftPadded(to: 4)
    let moment = Wording.moment(context.now, eras: context.catalog.eras)
    self.init(
      visit: open.listing.id, visitNumber: open.listing.number,
      footer: "受付 \(number)　\(moment)　様式 \(context.catalog.version.prefix(8))", stamp: context.stamp,
      papers: papers,
      checklist: rulebook.checklist(open.visit, label, at: context.now), at: context.now,
      // The file is named by day and number only; no name of a person ever.
      path: "\(context.printFolder)/\(open.listing.day.iso)-\(number)-\(open.visit.lastSequence).pdf")
  }
}

extension String {
  func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
