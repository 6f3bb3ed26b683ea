import Counter

/// Flows 聞き取り票 over pages: who came, the people, the questions with their answers to tick or room to write, and when
/// the filing is not taken.
struct QuestionSheetLayout {
  private let sheet: QuestionSheet
  private var flow: PageFlow
  private let size = 10.0
  private let small = 8.0

  private var measure: TextMeasure { flow.measure }
  private var margin: Double { flow.margin }

  static func pages(of sheet: QuestionSheet, measure: TextMeasure) -> [Page] {
    var layout = QuestionSheetLayout(sheet: sheet, measure: measure)
    layout.run()
    return layout.flow.finished
  }

  private init(sheet: QuestionSheet, measure: TextMeasure) {
    self.sheet = sheet
    flow = PageFlow(width: sheet.width, height: sheet.height, measure: measure)
  }

  private mutating func run() {
    head()
    people()
    for topic in sheet.topics {
      flow.heading(topic.name, size: size, with: 24)
      for question in topic.questions { self.question(question) }
    }
    guard !sheet.gates.isEmpty else { return }
    flow.heading("受け付けられないとき", size: size)
    for gate in sheet.gates { flow.bullet("・", gate, size: small + 0.5) }
  }

  // MARK: Pieces

  private mutating func head() {
    flow.paragraph("\(sheet.title)　\(sheet.event)", size: 17, gap: 1, alignment: .centre)
    flow.paragraph("\(sheet.city)　\(sheet.summary)", size: small + 0.5, gap: 3, alignment: .centre)
    flow.blank("受付番号", x: margin, width: 40, size: size)
    flow.blank("日時", x: margin + 46, width: 66, size: size)
    flow.blank("聞き取った職員", x: margin + 118, width: flow.room - 118, size: size)
    flow.y += 9
    let share = flow.room / Double(max(1, sheet.visitor.count))
    for (index, label) in sheet.visitor.enumerated() {
      flow.blank(label, x: margin + Double(index) * share, width: share - 4, size: small + 0.5)
    }
    flow.y += 9
  }

  /// A numbered row for each person; names take the most room.
  private mutating func people() {
    let number = 8.0
    let parts = sheet.columns.enumerated().map { index, label in
      index == 0 ? 7.0 : max(3, Double(label.count))
    }
    let share = (flow.room - number) / max(1, parts.reduce(0, +))
    let widths = [number] + parts.map { $0 * share }
    let (header, row) = (5.5, 8.0)
    flow.reserve(header + row * Double(sheet.rows))
    let top = flow.y
    let labels = ["番号"] + sheet.columns
    var x = margin
    for (label, width) in zip(labels, widths) {
      flow.addText(
        label, x: x + 0.5, y: top, width: width - 1, height: header, size: small, alignment: .centre)
      x += width
    }
    for index in 0..<sheet.rows {
      let y = top + header + Double(index) * row
      flow.addText(
        "\(index + 1)", x: margin, y: y, width: number, height: row, size: size, alignment: .centre)
    }
    let bottom = top + header + row * Double(sheet.rows)
    let right = margin + widths.reduce(0, +)
    for y in [top] + (0...sheet.rows).map({ top + header + Double($0) * row }) {
      flow.add(.item(.rule(x1: margin, y1: y, x2: right, y2: y, width: 0.2)))
    }
    x = margin
    for width in widths + [0] {
      flow.add(.item(.rule(x1: x, y1: top, x2: x, y2: bottom, width: 0.2)))
      x += width
    }
    flow.y = bottom + 1.5
    flow.paragraph("「一人ずつ」の問いは、答えの（　）に上の番号を書きます。", size: small)
  }

  private mutating func question(_ question: QuestionSheet.Question) {
    let indent = 6.0
    let wording =
      question.wording + (question.isOfEachPerson ? "（一人ずつ）" : "")
      + (question.isQuiet ? "【指でさして答えてもらう】" : "")
    let height = measure.height(wording, face: .gothic, size: size, width: flow.room - indent)
    // A question stays with its answer.
    flow.reserve(height + 13)
    flow.addText(
      "・", x: margin + 1, y: flow.y, width: 5,
      height: measure.height("・", face: .gothic, size: size, width: 5), size: size)
    flow.paragraph(wording, size: size, indent: indent, gap: 0.2)
    if let help = question.help { flow.paragraph(help, size: small, indent: indent, gap: 0.2) }
    answers(question, indent: indent)
    flow.y += 1.8
  }

  private mutating func answers(_ question: QuestionSheet.Question, indent: Double) {
    switch question.room {
    case .choices(let labels, let areSeveral):
      let blank = question.isOfEachPerson ? "（　　　　）" : ""
      ticks(labels.map { $0 + blank } + ["わからない" + blank], indent: indent)
      if areSeveral { flow.paragraph("あてはまるものすべて", size: small, indent: indent, gap: 0) }
    case .day: room("　　　　年　　　月　　　日", question, indent)
    case .number: room("", question, indent)
    case .line: room("", question, indent)
    }
  }

  /// Choices one after another, each with a box to tick, over as many lines as they need.
  private mutating func ticks(_ labels: [String], indent: Double) {
    let line = 5.2
    var x = margin + indent
    for label in labels {
      let width = measure.width(label, face: .gothic, size: size - 0.5)
      if x > margin + indent, x + width + 6 > margin + flow.room {
        flow.y += line
        x = margin + indent
      }
      if x == margin + indent { flow.reserve(line) }
      flow.add(.item(.tick(x: x, y: flow.y + 0.8, size: 3.2, isTicked: false)))
      flow.addText(
        label, x: x + 4.4, y: flow.y, width: min(width, flow.room - indent - 4.4) + 0.5, height: 4.6,
        size: size - 0.5)
      x += width + 9
    }
    flow.y += line
  }

  /// Lines to write on: one, or two where each person's answer must find room.
  private mutating func room(_ text: String, _ question: QuestionSheet.Question, _ indent: Double) {
    let text = (question.isOfEachPerson ? "（　　　）" : "") + text
    for _ in 0..<(question.isOfEachPerson ? 2 : 1) {
      flow.reserve(7)
      flow.addText(text, x: margin + indent, y: flow.y, width: flow.room - indent, height: 6.5, size: size)
      let y = flow.y + 6.8
      flow.add(.item(.rule(x1: margin + indent, y1: y, x2: margin + flow.room, y2: y, width: 0.15)))
      flow.y += 7
    }
  }
}
