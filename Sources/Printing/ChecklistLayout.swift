import Counter

/// Flows a checklist over pages.
struct ChecklistLayout {
  private let checklist: Checklist
  private let measure: TextMeasure
  private let margin = 15.0
  private let bottom = 16.0
  private var pages: [[PageItem]] = [[]]
  private var y = 14.0

  private var width: Double { checklist.width - 2 * margin }
  private let size: Double
  /// How much smaller it may be set where that saves a page.
  private static let scales = [1.0, 0.95, 0.9]

  static func pages(of checklist: Checklist, measure: TextMeasure) -> [Page] {
    let layouts = scales.lazy.map { scale in
      var layout = ChecklistLayout(checklist: checklist, measure: measure, size: checklist.size * scale)
      layout.run()
      return layout.pages
    }
    let whole = layouts.first ?? []
    let pages = whole.count == 1 ? whole : layouts.first { $0.count < whole.count } ?? whole
    return pages.map { Page(width: checklist.width, height: checklist.height, items: $0) }
  }

  private init(checklist: Checklist, measure: TextMeasure, size: Double) {
    self.checklist = checklist
    self.measure = measure
    self.size = size
  }

  private mutating func run() {
    head()
    for chapter in checklist.chapters { self.chapter(chapter) }
  }

  // MARK: Pieces

  private mutating func head() {
    put(checklist.title, size: 17, alignment: .centre, width: width - 26)
    put("\(checklist.visitors)　　\(checklist.events)", size: 11.5, width: width - 26)
    put(
      "\(checklist.city)　受付 \(numbered(checklist.visitNumber))　\(checklist.printedAt)", size: 9,
      width: width - 26)
    pages[0].append(.qr(checklist.token, x: checklist.width - margin - 22, y: 12, size: 22))
    y = max(y, 37)
  }

  private func numbered(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private mutating func chapter(_ chapter: ChecklistForm.Chapter) {
    switch chapter.content {
    case .urgent:
      guard !checklist.urgent.isEmpty else { return }
      heading(chapter.heading)
      for line in checklist.urgent { bullet("！", line, size: size + 1.5) }
    case .route:
      guard !checklist.stops.isEmpty else { return }
      heading(
        checklist.minutes > 0
          ? "\(chapter.heading)（およそ\(checklist.minutes)分・\(checklist.stops.count)か所）" : chapter.heading)
      for (index, stop) in checklist.stops.enumerated() { self.stop(index + 1, stop) }
    case .undecided: items(chapter.heading, checklist.undecided)
    case .possible: items(chapter.heading, checklist.possible)
    case .outside:
      guard !checklist.outside.isEmpty else { return }
      heading(chapter.heading)
      for group in checklist.outside {
        let names = group.items.map {
          $0.title + ($0.deadline.isEmpty ? "" : "　\($0.deadline)") + ($0.isUnverified ? "【要確認】" : "")
        }
        bullet("・", "\(group.office)：\(names.joined(separator: "／"))", size: size - 0.5)
      }
    case .bring:
      guard !checklist.bring.isEmpty else { return }
      heading(chapter.heading)
      columns(checklist.bring, size: size - 0.5)
    case .fees:
      heading(chapter.heading)
      bullet("・", checklist.fee, size: size - 0.5)
    case .confirmation: confirmation(chapter.heading)
    }
  }

  private mutating func items(_ heading: String, _ items: [Checklist.Item]) {
    guard !items.isEmpty else { return }
    self.heading(heading)
    for item in items { self.item(item, indent: 0) }
  }

  private mutating func heading(_ text: String) {
    y += 2
    let height = measure.height(text, face: .gothic, size: size + 1, width: width) + 1
    reserve(height + 8)
    add(.shade(PaperForm.Frame(x: margin, y: y, width: width, height: height)))
    addText(text, x: margin + 1.5, y: y, width: width - 3, height: height, size: size + 1, face: .gothic)
    y += height + 1
  }

  private mutating func stop(_ number: Int, _ stop: Checklist.Stop) {
    let height = measure.height(stop.name, face: .gothic, size: size + 2, width: width) + 0.6
    reserve(height + 6)
    add(.item(.tick(x: margin + 1, y: y + height / 2 - 1.8, size: 3.6, isTicked: false)))
    addText(
      "\(number)　\(stop.name)　\(stop.place)", x: margin + 6.5, y: y, width: width - 60, height: height,
      size: size + 2, face: .gothic)
    addText(
      "電話 \(stop.telephone)", x: margin + width - 52, y: y, width: 52, height: height, size: size - 1.5,
      face: .gothic, alignment: .trailing)
    y += height
    for item in stop.items { self.item(item, indent: 6) }
  }

  private mutating func item(_ item: Checklist.Item, indent: Double) {
    let deadlineWidth = 46.0
    let left = margin + indent
    let room = width - indent - deadlineWidth - 8
    let title = item.title + (item.isUnverified ? "【要確認】" : "")
    let titleHeight = measure.height(title, face: .mincho, size: size + 0.5, width: room)
    let remarks = item.remarks.joined(separator: "・")
    let remarkHeight =
      remarks.isEmpty ? 0 : measure.height(remarks, face: .gothic, size: size - 2, width: width - indent - 8)
    reserve(titleHeight + remarkHeight + 1)
    addText(item.mark, x: left + 1, y: y, width: 6, height: titleHeight, size: size + 0.5, face: .gothic)
    addText(title, x: left + 7, y: y, width: room, height: titleHeight, size: size + 0.5, face: .mincho)
    addText(
      item.deadline + (item.isForfeit && !item.deadline.isEmpty ? " ！" : ""),
      x: margin + width - deadlineWidth, y: y,
      width: deadlineWidth, height: titleHeight, size: size - 0.5, face: .gothic, alignment: .trailing)
    y += titleHeight
    if !remarks.isEmpty {
      addText(
        remarks, x: left + 7, y: y, width: width - indent - 8, height: remarkHeight, size: size - 2,
        face: .gothic)
      y += remarkHeight
    }
    y += 0.6
  }

  private mutating func bullet(_ mark: String, _ text: String, size: Double) {
    let height = measure.height(text, face: .gothic, size: size, width: width - 7)
    reserve(height)
    addText(
      mark, x: margin + 1, y: y, width: 6, height: measure.height(mark, face: .gothic, size: size, width: 6),
      size: size, face: .gothic)
    addText(text, x: margin + 6.5, y: y, width: width - 7, height: height, size: size, face: .gothic)
    y += height + 0.4
  }

  /// Short texts, two in a row, each with a mark.
  private mutating func columns(_ texts: [String], size: Double) {
    let half = width / 2
    let room = half - 8
    let dot = measure.height("・", face: .gothic, size: size, width: 6)
    for row in stride(from: 0, to: texts.count, by: 2) {
      let pair = texts[row..<min(row + 2, texts.count)]
      let heights = pair.map { measure.height($0, face: .gothic, size: size, width: room) }
      let height = heights.max() ?? 0
      reserve(height)
      for (column, text) in pair.enumerated() {
        let x = margin + Double(column) * half
        addText("・", x: x + 1, y: y, width: 6, height: dot, size: size, face: .gothic)
        addText(text, x: x + 6.5, y: y, width: room, height: height, size: size, face: .gothic)
      }
      y += height + 0.2
    }
  }

  private mutating func confirmation(_ text: String) {
    heading(text)
    reserve(18)
    addText("説明した人", x: margin + 2, y: y + 2, width: 22, height: 6, size: size, face: .gothic)
    add(.item(.rule(x1: margin + 24, y1: y + 8, x2: margin + 70, y2: y + 8, width: 0.2)))
    addText("確認しました（署名）", x: margin + 78, y: y + 2, width: 38, height: 6, size: size, face: .gothic)
    add(.item(.rule(x1: margin + 116, y1: y + 8, x2: margin + width - 2, y2: y + 8, width: 0.2)))
    addText(
      "分からないとき　\(checklist.contact)", x: margin + 2, y: y + 10, width: width - 4, height: 6, size: size - 0.5,
      face: .gothic)
    y += 17
  }

  // MARK: Placing

  private mutating func put(
    _ text: String, size: Double, alignment: PaperForm.Alignment = .leading, width: Double
  ) {
    let height = measure.height(text, face: .gothic, size: size, width: width)
    addText(
      text, x: margin, y: y, width: width, height: height, size: size, face: .gothic, alignment: alignment)
    y += height + 1
  }

  /// Begins a new page when so many millimetres are not left.
  private mutating func reserve(_ height: Double) {
    guard y + height > checklist.height - bottom else { return }
    pages.append([])
    y = 16
  }

  private mutating func add(_ item: PageItem) { pages[pages.count - 1].append(item) }

  private mutating func addText(
    _ text: String, x: Double, y: Double, width: Double, height: Double, size: Double, face: PaperForm.Face,
    alignment: PaperForm.Alignment = .leading
  ) {
    guard !text.isEmpty else { return }
    let frame = PaperForm.Frame(x: x, y: y, width: width, height: height + 0.4)
    add(
      .item(
        .text(
          FilledPaper.TextItem(
            box: nil, frame: frame, text: text, size: size, minimumSize: 5, alignment: alignment, face: face))
      ))
  }
}
