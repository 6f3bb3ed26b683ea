import Counter

/// What other desks do: following them, and handing a visit on to them.
extension Desk {
  /// Reads what other desks wrote since the last look, into the list and the open visit.
  mutating func followOthers() {
    let changes = attempt { try $0.services.visits.foreignChanges() }
    if changes == seenChanges { return }
    seenChanges = changes ?? seenChanges
    // The list is followed while it is seen; behind a visit it is enough to know once a minute what rings.
    if session == nil || list.readMinute != now.minute { refreshList() }
    guard let before = session?.visit(at: now) else { return }
    let visits = services.visits
    let wrote = attempt { try $0.session?.follow(visits) ?? false }
    guard wrote == true else { return }
    screens.follow(top, answered: false)
    guard let after = session?.visit(at: now), after.isClosed, !before.isClosed else { return }
    let end = session?.journal.last { if case .voided = $0.entry { true } else { $0.entry == .finished } }
    message = RefusalSentence.message(.isClosed(isVoided: after.status == .voided, by: end?.actor ?? ""))
  }

  // MARK: The end of a visit

  /// Another window goes on with the visit.
  mutating func passOn(_ window: String) {
    guard write([.sent([Errand.Key(wholeVisitAt: window)])]) == .done else { return }
    toList()
    message = .note("\(site.windowName(window))へ渡しました。受け取られるまで一覧に出ます")
  }

  /// What other windows have to do is sent to them; where nobody has anything to do it is finished.
  mutating func finish() {
    guard let open else { return }
    let number = Wording.visitNumber(open.listing.number)
    if options.isBusy, open.conclusions.openQuestionCount > 0 {
      toList()
      message = .note("受付 \(number) は続きがあります。次に来たときは番号か札のコードで開いてください")
      return
    }
    // Whoever ends the visit has taken it, however it came here.
    let taken = open.errandsHere.map(\.key).filter(\.isWholeVisit)
    if !taken.isEmpty, write([.done(taken)]) != .done { return }
    let errands = open.errandsElsewhere.filter { key in !open.visit.errands.contains { $0.key == key } }
    // What could not be sent must not be finished without it.
    if !errands.isEmpty, write([.sent(errands)]) != .done { return }
    if self.open?.visit.errands.contains(where: \.isOpen) ?? false {
      toList()
      let waiting = open.visit.errands.filter(\.isOpen).map(\.key) + errands
      let names = waiting.map { site.windowName($0.window) }.filter { !$0.isEmpty }.distinct
      message = .note("\(names.joined(separator: "・"))へ引き継ぎました")
    } else {
      guard write([.finished]) == .done else { return }
      toList()
      message = .note("受付 \(number) を終えました。戻すときは番号で開いて \(Request.undo)")
    }
  }

  /// Windows were told by word of mouth of what waits for them: it rings no more, and the journals say who told it.
  mutating func remind(_ waiting: [VisitList.Alarm.Waiting]) {
    var byVisit: [Int64: [Errand.Key]] = [:]
    for item in waiting { byVisit[item.visit.id, default: []].append(item.errand.key) }
    for (visit, errands) in byVisit.sorted(by: { $0.key < $1.key }) {
      attempt {
        try $0.services.visits.append(
          .reminded(errands), to: visit, after: nil, by: $0.seat.clerk, at: $0.now)
      }
    }
    screens.pop()
    refreshList()
    if message == nil { message = .note("\(waiting.count)件の知らせを止めました。受け取られるまで一覧には残ります") }
  }
}
