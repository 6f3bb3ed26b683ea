import Counter

/// Flows a checklist over pages.
struct ChecklistLayout {
  private let checklist: Checklist
  private let type: ChecklistType
  private var flow: PageFlow

  private var measure: TextMeasure { flow.measure }
  private var margin: Double { flow.margin }
  private var width: Double { flow.room }

  static func pages(of checklist: Checklist, isLarge: Bool = false, measure: TextMeasure) -> [Page] {
    let type = isLarge ? ChecklistType.large : ChecklistType(size: checklist.size)
    var layout = ChecklistLayout(checklist: checklist, type: type, measure: measure)
    layout.run()
    return layout.flow.finished
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
    flow.paragraph(checklist.addressee, size: type.addressee, width: width, gap: 0.6)
    flow.paragraph(checklist.subject, size: type.plain, width: width, gap: 0.6)
    flow.paragraph(
      "\(checklist.city)　受付 \(checklist.numbered)　\(checklist.printedAt)", size: type.detail, width: width,
      gap: 1)
    if !checklist.token.isEmpty {
      flow.add(.qr(checklist.token, x: checklist.width - margin - 22, y: 12, size: 22))
      flow.y = max(flow.y, 37)
    }
    legend()
  }

  /// The meanings of the marks, none broken.
  private mutating func legend() {
    var line = ""
    for meaning in checklist.legend {
      let longer = line.isEmpty ? meaning : line + "　　" + meaning
      if line.isEmpty || measure.width(longer, face: .gothic, size: type.detail) <= width - 2 {
        line = longer
      } else {
        flow.paragraph(line, size: type.detail, indent: 1, gap: 0)
        line = meaning
      }
    }
    flow.paragraph(line, size: type.detail, indent: 1, gap: 0)
  }

  private mutating func chapter(_ chapter: ChecklistForm.Chapter) {
    let heading = checklist.heading(of: chapter)
    switch chapter.content {
    case .urgent:
      guard !checklist.urgent.isEmpty else { return }
      flow.heading(heading, size: type.heading)
      for line in checklist.urgent { flow.bullet("！", line, size: type.urgent) }
    case .route:
      guard !checklist.stops.isEmpty || !checklist.missed.isEmpty else { return }
      if !checklist.stops.isEmpty { flow.heading(heading, size: type.heading, with: 16) }
      for (index, stop) in checklist.stops.enumerated() { self.stop(checklist.number(ofStop: index), stop) }
      guard !checklist.missed.isEmpty else { return }
      flow.heading(Checklist.missedHeading, size: type.heading, with: 16)
      for stop in checklist.missed { self.stop("－", stop) }
    case .later:
      guard !checklist.later.isEmpty else { return }
      flow.heading(heading, size: type.heading, with: 16)
      for stop in checklist.later { self.stop("－", stop) }
    case .undecided: items(heading, checklist.undecided)
    case .possible: items(heading, checklist.possible)
    case .outside:
      guard !checklist.outside.isEmpty else { return }
      flow.heading(heading, size: type.heading)
      for group in checklist.outside { outside(group) }
    case .bring:
      guard !checklist.missing.isEmpty else { return }
      flow.heading(heading, size: type.heading)
      flow.y += 0.5
      ticks(checklist.missing.map { ($0, false) }, indent: 1)
    case .fees:
      flow.heading(heading, size: type.heading)
      flow.paragraph(checklist.fee, size: type.plain, indent: 2)
    case .confirmation: confirmation(heading)
    }
  }

  private mutating func items(_ heading: String, _ items: [Checklist.Item]) {
    guard !items.isEmpty else { return }
    flow.heading(heading, size: type.heading)
    self.items(items, indent: 0)
  }

  private mutating func outside(_ group: Checklist.Group) {
    flow.reserve(12)
    let telephone = group.telephone.isEmpty ? "" : "　電話 \(group.telephone)"
    flow.paragraph(group.office + telephone, size: type.plain, indent: 1)
    items(group.items, indent: type.isLarge ? 1 : 6)
  }

  private mutating func stop(_ number: String, _ stop: Checklist.Stop) {
    let name = "\(number)　\(stop.name)　\(stop.place)"
    let telephone = "電話 \(stop.telephone)"
    let room = type.isLarge ? width - 7.5 : width - 60
    let height = measure.height(name, face: .gothic, size: type.stop, width: room) + 0.6
    flow.y += 0.8
    flow.reserve(height + (type.isLarge ? 22 : 8))
    flow.add(.item(.tick(x: margin + 1, y: flow.y + height / 2 - 1.8, size: 3.6, isTicked: false)))
    flow.addText(name, x: margin + 6.5, y: flow.y, width: room, height: height, size: type.stop)
    if !type.isLarge {
      flow.addText(
        telephone, x: margin + width - 52, y: flow.y, width: 52, height: height, size: type.plain,
        alignment: .trailing)
    }
    flow.y += height
    if type.isLarge { flow.paragraph(telephone, size: type.plain, indent: 7.5) }
    flow.paragraph(stop.notice, size: type.plain, indent: 6.5)
    let indent = type.isLarge ? 1.0 : 6
    items(stop.items, indent: indent)
    ticks("署名するもの", stop.sign.map { ($0, false) }, indent: indent)
    ticks("お持ちいただくもの", stop.bring.map(article), indent: indent)
    ticks("お返しいただくもの", stop.giveBack.map(article), indent: indent)
  }

  private func article(_ article: Checklist.Article) -> (String, Bool) {
    (
      article.name + (article.remark.isEmpty ? "" : "（\(article.remark)）")
        + (article.state == .missing ? "【足りません】" : ""), article.state == .seen
    )
  }

  /// Things to be ticked one after another under what they are, none broken where it fits a line.
  private mutating func ticks(_ heading: String, _ things: [(text: String, isTicked: Bool)], indent: Double) {
    guard !things.isEmpty else { return }
    flow.y += 0.4
    let height = measure.height(heading, face: .gothic, size: type.detail, width: width)
    flow.reserve(height + 6)
    flow.paragraph(heading, size: type.detail, indent: indent + 1, gap: 0.3)
    ticks(things, indent: indent + 3)
  }

  private mutating func ticks(_ things: [(text: String, isTicked: Bool)], indent: Double) {
    let (box, gap) = (type.isLarge ? 5.0 : 3.2, 4.0)
    let room = width - indent - 1
    let line = measure.height("あ", face: .gothic, size: type.plain, width: room)
    var x = 0.0
    var isBegun = false
    for thing in things {
      let natural = min(measure.width(thing.text, face: .gothic, size: type.plain) + 0.5, room - box - 1.2)
      let height = measure.height(thing.text, face: .gothic, size: type.plain, width: natural)
      if isBegun, x + box + 1.2 + natural > room {
        flow.y += line + 0.6
        x = 0
      }
      if x == 0 { flow.reserve(height) }
      flow.add(
        .item(
          .tick(x: margin + indent + x, y: flow.y + (line - box) / 2, size: box, isTicked: thing.isTicked)))
      flow.addText(
        thing.text, x: margin + indent + x + box + 1.2, y: flow.y, width: natural, height: height,
        size: type.plain)
      x += box + 1.2 + natural + gap
      isBegun = true
      if height > line * 1.5 {
        flow.y += height - line
      }
    }
    flow.y += line + 0.8
  }

  /// Items, those of one person under their name.
  private mutating func items(_ items: [Checklist.Item], indent: Double) {
    for (item, before) in zip(items, [""] + items.map(\.person)) {
      if !item.person.isEmpty, item.person != before {
        flow.reserve(12)
        flow.paragraph("\(item.person)さんの分", size: type.plain, indent: indent)
      }
      self.item(item, indent: indent)
    }
  }

  private mutating func item(_ item: Checklist.Item, indent: Double) {
    let deadline = item.deadline + (item.isForfeit && !item.deadline.isEmpty ? " ！" : "")
    let left = indent + type.markWidth + 1
    let deadlineWidth =
      type.isLarge || deadline.isEmpty ? 0 : measure.width(deadline, face: .gothic, size: type.plain) + 1
    let room = width - left - (deadlineWidth > 0 ? deadlineWidth + 2 : 1)
    let titleHeight = measure.height(item.title, face: .gothic, size: type.item, width: room)
    let under = type.isLarge ? measure.height(deadline, face: .gothic, size: type.plain, width: room) : 0
    let detail = item.details.first.map {
      measure.height($0, face: .gothic, size: type.detail, width: width - left - 1)
    }
    flow.reserve(titleHeight + (detail ?? 0) + (deadline.isEmpty ? 0 : under) + 1)
    flow.addText(
      item.mark, x: margin + indent + 1, y: flow.y, width: type.markWidth, height: titleHeight,
      size: type.item)
    flow.addText(
      item.title, x: margin + left, y: flow.y, width: room, height: titleHeight, size: type.item)
    if !type.isLarge {
      flow.addText(
        deadline, x: margin + width - deadlineWidth, y: flow.y, width: deadlineWidth, height: titleHeight,
        size: type.plain, alignment: .trailing)
    }
    flow.y += titleHeight
    if type.isLarge { flow.paragraph(deadline, size: type.plain, indent: left, width: room, gap: 0) }
    for text in item.details {
      flow.paragraph(text, size: type.detail, indent: left, width: width - left - 1, gap: 0)
    }
    flow.y += type.isLarge ? 1.6 : 0.8
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
