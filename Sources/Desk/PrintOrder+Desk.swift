import Counter

extension PrintOrder {
  /// Everything the open visit prints: its papers, the checklist and what was explained, in one file.
  init(_ open: OpenVisit, _ context: DeskContext) {
    let rulebook = context.rulebook
    let papers = rulebook.papers(for: open.determination, in: open.visit.situation).compactMap {
      rulebook.fill($0, in: open.visit.situation)
    }
    let number = Wording.visitNumber(open.listing.number)
    let moment = Wording.moment(context.now, eras: context.catalog.eras)
    let checklist = context.checklist(of: open)
    self.init(
      visit: open.listing.id, visitNumber: open.listing.number,
      footer: "受付 \(number)　\(moment)　様式 \(context.catalog.version.prefix(8))", stamp: context.stamp,
      papers: papers, checklist: checklist, isLargeType: context.printsLarge,
      record: rulebook.explanationRecord(open.visit, checklist, clerk: context.clerk, at: context.now),
      at: context.now,
      // The file is named by day and number only; no name of a person ever.
      path: "\(context.printFolder)/\(open.listing.day.iso)-\(number)-\(open.visit.lastSequence).pdf")
  }
}

extension DeskContext {
  /// The checklist of a visit now; in the rush it says how the rest is taken up again (つづきの札).
  func checklist(of open: OpenVisit) -> Checklist {
    let label = VisitLabel(number: open.listing.number, token: open.listing.token, stamp: stamp)
    var checklist = rulebook.checklist(open.visit, label, at: now)
    if isBusy, open.openQuestionCount > 0 {
      let number = Wording.visitNumber(open.listing.number)
      checklist.title += "（つづきの札）"
      checklist.urgent.insert(
        "聞き取りが \(open.openQuestionCount)問 残っています。きょうでなくても構いません。この札の番号 \(number) か右上のコードで、どの窓口でも続きから始められます。",
        at: 0)
    }
    return checklist
  }

  /// 大きな字: asked for by the visitor, or by the clerk for this visit.
  var printsLarge: Bool {
    guard case .texts(let needs)? = open?.visit.situation.value(CoreFact.visitorNeeds, of: .visitor) else {
      return wantsLargeType
    }
    return wantsLargeType || needs.contains(CoreFact.largeType)
  }
}
