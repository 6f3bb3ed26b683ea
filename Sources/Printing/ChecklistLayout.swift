import Counter

/// Flows a checklist over pages.
struct ChecklistLayout {
  private let checklist: Checklist
  private let type: ChecklistType
  private var flow: PageFlow

  private var measure: TextMeasure { flow.measure }
  private var margin: Double { flow.margin }
  private var width: Double { flow.room }

  /// On one page where a somewhat smaller type, or saying only once what to bring, makes that possible; else on as few as
  /// a smaller type saves. A large type is never made smaller.
  static func pages(of checklist: Checklist, isLarge: Bool = false, measure: TextMeasure) -> [Page] {
    func set(_ checklist: Checklist, _ type: ChecklistType) -> [Page] {
      var layout = ChecklistLayout(checklist: checklist, type: type, measure: measure)
      layout.run()
      return layout.flow.finished
    }
    if isLarge { return set(checklist, .large) }
    let types = ChecklistType.scales.map { ChecklistType(size: checklist.size * $0) }
    let plain = types.lazy.map { set(checklist, $0) }
    let whole = plain.first ?? []
    if whole.count == 1 { return whole }
    if let saved = plain.first(where: { $0.count == 1 }) { return saved }
    // The chapter of what to bring names each thing again.
    if !checklist.bring.isEmpty,
      let saved = types.lazy.map({ set(checklist.withoutThings, $0) }).first(where: { $0.count == 1 })
    {
      return saved
    }
    return plain.first { $0.count < whole.count } ?? whole
  }

  private init(checklist: Checklist, type: ChecklistType, measure: TextMeasure) {
    self.checklist = checklist
    self.type = type
    flow = PageFlow(width: checklist.width, height: checklist.height, measure: measure)
  }

  private mutating func run() {
    head()
    for chapter in checklist.chapters { self.chapter(chapter) }
  }

  // MARK: Pieces

  private mutating func head() {
    let width = checklist.token.isEmpty ? self.width : self.width - 26
    flow.paragraph(checklist.title, size: type.title, width: width, gap: 1, alignment: .centre)
    flow.paragraph("\(checklist.visitors)　　\(checklist.events)", size: type.visitors, width: width, gap: 1)
    flow.paragraph(
      "\(checklist.city)　受付 \(checklist.numbered)　\(checklist.printedAt)", size: type.stamp, width: width,
      gap: 1)
    guard !checklist.token.isEmpty else { return }
    flow.add(.qr(checklist.token, x: checklist.width - margin - 22, y: 12, size: 22))
    flow.y = max(flow.y, 37)
  }

  private mutating func chapter(_ chapter: ChecklistForm.Chapter) {
    switch chapter.content {
    case .urgent:
      guard !checklist.urgent.isEmpty else { return }
      flow.heading(chapter.heading, size: type.heading)
      for line in checklist.urgent { flow.bullet("！", line, size: type.urgent) }
    case .route: round(chapter.heading)
    case .undecided: items(chapter.heading, checklist.undecided)
    case .possible: items(chapter.heading, checklist.possible)
    case .outside:
      guard !checklist.outside.isEmpty else { return }
      flow.heading(chapter.heading, size: type.heading)
      for group in checklist.outside { outside(group) }
    case .bring:
      guard !checklist.bring.isEmpty else { return }
      flow.heading(chapter.heading, size: type.heading)
      if type.isLarge {
        for text in checklist.bring { flow.bullet("・", text, size: type.plain) }
      } else {
        columns(checklist.bring, size: type.plain)
      }
    case .fees:
      flow.heading(chapter.heading, size: type.heading)
      flow.bullet("・", checklist.fee, size: type.plain)
    case .confirmation: confirmation(chapter.heading)
    }
  }

  private mutating func round(_ heading: String) {
    guard !checklist.stops.isEmpty || !checklist.missed.isEmpty else { return }
    flow.heading(
      checklist.minutes > 0
        ? "\(heading)（およそ\(checklist.minutes)分・\(checklist.stops.count)か所）" : heading, size: type.heading)
    for (index, stop) in checklist.stops.enumerated() { self.stop(checklist.number(ofStop: index), stop) }
    guard !checklist.missed.isEmpty else { return }
    flow.heading(Checklist.missedHeading, size: type.plain)
    for stop in checklist.missed { self.stop("－", stop) }
  }

  private mutating func items(_ heading: String, _ items: [Checklist.Item]) {
    guard !items.isEmpty else { return }
    flow.heading(heading, size: type.heading)
    for item in items { self.item(item, indent: 0) }
  }

  /// In a line; ticked one by one on a blank checklist, whose remarks nothing else says.
  private mutating func outside(_ group: Checklist.Group) {
    if checklist.visitNumber == 0 {
      flow.reserve(12)
      flow.paragraph(group.office, size: type.stop, indent: 1)
      for item in group.items { self.item(item, indent: 6) }
      return
    }
    let names = group.items.map {
      $0.title + ($0.deadline.isEmpty ? "" : "　\($0.deadline)") + ($0.isUnverified ? "【要確認】" : "")
    }
    flow.bullet("・", "\(group.office)：\(names.joined(separator: "／"))", size: type.plain)
  }

  private mutating func stop(_ number: String, _ stop: Checklist.Stop) {
    let name = "\(number)　\(stop.name)　\(stop.place)"
    let telephone = "電話 \(stop.telephone)"
    let room = type.isLarge ? width - 7.5 : width - 60
    let height = measure.height(name, face: .gothic, size: type.stop, width: room) + 0.6
    flow.reserve(height + (type.isLarge ? 22 : 6))
    flow.add(.item(.tick(x: margin + 1, y: flow.y + height / 2 - 1.8, size: 3.6, isTicked: false)))
    flow.addText(name, x: margin + 6.5, y: flow.y, width: room, height: height, size: type.stop)
    if !type.isLarge {
      flow.addText(
        telephone, x: margin + width - 52, y: flow.y, width: 52, height: height, size: type.telephone,
        alignment: .trailing)
    }
    flow.y += height
    if type.isLarge { flow.paragraph(telephone, size: type.telephone, indent: 7.5) }
    flow.paragraph(stop.notice, size: type.plain, indent: 6.5)
    for item in stop.items { self.item(item, indent: type.isLarge ? 1 : 6) }
  }

  private mutating func item(_ item: Checklist.Item, indent: Double) {
    let deadline = item.deadline + (item.isForfeit && !item.deadline.isEmpty ? " ！" : "")
    let left = indent + type.markWidth + 1
    let deadlineWidth = type.isLarge || deadline.isEmpty ? 0 : 46.0
    let room = width - left - (deadlineWidth > 0 ? deadlineWidth + 1 : 1)
    let title = item.title + (item.isUnverified ? "【要確認】" : "")
    let titleHeight = measure.height(title, face: .mincho, size: type.item, width: room)
    let remarks = (item.remarks + item.things).joined(separator: "・")
    let under = type.isLarge ? measure.height(deadline, face: .gothic, size: type.plain, width: room) : 0
    let remarkHeight = measure.height(remarks, face: .gothic, size: type.remark, width: width - left - 1)
    flow.reserve(titleHeight + (remarks.isEmpty ? 0 : remarkHeight) + (deadline.isEmpty ? 0 : under) + 1)
    flow.addText(
      item.mark, x: margin + indent + 1, y: flow.y, width: type.markWidth, height: titleHeight,
      size: type.item)
    flow.addText(
      title, x: margin + left, y: flow.y, width: room, height: titleHeight, size: type.item, face: .mincho)
    if !type.isLarge {
      flow.addText(
        deadline, x: margin + width - deadlineWidth, y: flow.y, width: deadlineWidth, height: titleHeight,
        size: type.plain, alignment: .trailing)
    }
    flow.y += titleHeight
    if type.isLarge { flow.paragraph(deadline, size: type.plain, indent: left, width: room, gap: 0) }
    flow.paragraph(remarks, size: type.remark, indent: left, width: width - left - 1, gap: 0)
    flow.y += type.isLarge ? 1.6 : 0.6
  }

  /// Short texts in two columns, each in the one that is shorter so far.
  private mutating func columns(_ texts: [String], size: Double) {
    let half = width / 2
    let room = half - 8
    let dot = measure.height("・", face: .gothic, size: size, width: 6)
    var used = [0.0, 0.0]
    for text in texts {
      let height = measure.height(text, face: .gothic, size: size, width: room)
      var column = used[0] <= used[1] ? 0 : 1
      let pages = flow.pages.count
      flow.reserve(used[column] + height)
      if flow.pages.count > pages { (used, column) = ([0, 0], 0) }
      let (x, y) = (margin + Double(column) * half, flow.y + used[column])
      flow.addText("・", x: x + 1, y: y, width: 6, height: dot, size: size)
      flow.addText(text, x: x + 6.5, y: y, width: room, height: height, size: size)
      used[column] += height + 0.2
    }
    flow.y += max(used[0], used[1])
  }

  private mutating func confirmation(_ text: String) {
    flow.heading(text, size: type.heading)
    flow.reserve(type.isLarge ? 34 : 18)
    flow.y += 2
    flow.blank("説明した人", x: margin + 2, width: 68, size: type.body)
    if type.isLarge { flow.y += 11 }
    flow.blank(
      "確認しました（署名）", x: type.isLarge ? margin + 2 : margin + 78, width: type.isLarge ? 130 : width - 80,
      size: type.body)
    flow.y += type.isLarge ? 11 : 8
    flow.paragraph("分からないとき　\(checklist.contact)", size: type.plain, indent: 2)
  }
}
