import Counter

extension PrintOrder {
  /// Everything the open visit prints: its papers, the checklist and what was explained; in one file where they come out of one
  /// printer.
  static func orders(_ open: OpenVisit, job: () -> String) -> [PrintOrder] {
    let routes = open.site.routes
    if routes.papers == routes.checklist {
      return [PrintOrder(open, job: job(), part: nil, route: routes.papers)]
    }
    let papers = PrintOrder(open, job: job(), part: .papers, route: routes.papers)
    let checklist = PrintOrder(open, job: job(), part: .checklist, route: routes.checklist)
    return (papers.papers.isEmpty ? [] : [papers]) + [checklist]
  }

  private enum Part: Int { case papers, checklist }

  /// `part` is nil for all of it.
  private init(_ open: OpenVisit, job: String, part: Part?, route: PrintRoute?) {
    let rulebook = open.rulebook
    let papers =
      part == .checklist
      ? []
      : rulebook.papers(for: open.determination, in: open.situation).compactMap {
        rulebook.fill($0, in: open.situation)
      }
    let number = Wording.visitNumber(open.listing.number)
    let moment = Wording.moment(open.now, eras: open.catalog.eras)
    let checklist = open.checklist
    // Each file of one printing counts its own pages.
    let serial = open.visit.lastSequence * 2 + (part == .checklist ? 1 : 0)
    let suffix = part == .checklist ? "-2" : ""
    self.init(
      job: job, visit: open.listing.id, visitNumber: open.listing.number,
      footer: "受付 \(number)　\(moment)　様式 \(open.catalog.version.prefix(8))", stamp: open.site.stamp,
      papers: papers, checklist: part == .papers ? nil : checklist, isLargeType: open.printsLarge,
      record: part == .papers
        ? nil : rulebook.explanationRecord(open.visit, checklist, clerk: open.seat.clerk, at: open.now),
      code: "\(open.listing.token).\(serial)", papersFolder: open.site.papersFolder, at: open.now,
      // The file is named by day and number only; no name of a person ever.
      path:
        "\(open.site.printFolder)/\(open.listing.day.iso)-\(number)-\(open.visit.lastSequence)\(suffix).pdf",
      route: route)
  }

  /// What it is called in a sentence.
  var what: String {
    if ticket != nil { return "番号札" }
    return checklist == nil ? "書類" : papers.isEmpty ? "手続案内票" : "書類と手続案内票"
  }
}

extension OpenVisit {
  /// The checklist of the visit now; in the rush it says how the rest is taken up again (つづきの札).
  var checklist: Checklist {
    let label = VisitLabel(
      number: listing.number, token: listing.token, stamp: site.stamp, namesQuiet: options.namesQuiet)
    var checklist = rulebook.checklist(visit, label, at: now)
    guard options.isBusy, conclusions.openQuestionCount > 0 else { return checklist }
    let number = Wording.visitNumber(listing.number)
    checklist.title += "（つづきの札）"
    checklist.urgent.insert(
      "聞き取りが \(conclusions.openQuestionCount)問 残っています。この札の番号 \(number) か右上のコードで、どの窓口でも続きから始められます。"
        + "期限のある手続は、下の日までに続きをしてください。",
      at: 0)
    return checklist
  }

  /// 大きな字: asked for by the visitor, or by the clerk for this visit.
  var printsLarge: Bool {
    guard case .texts(let needs)? = situation.value(CoreFact.visitorNeeds, of: .visitor) else {
      return options.wantsLargeType
    }
    return options.wantsLargeType || needs.contains(CoreCode.largeType)
  }
}
