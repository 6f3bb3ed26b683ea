import Counter

/// Sets 説明の記録: one sheet for the visitor and one for the city, alike but for whose copy it is.
struct ExplanationRecordLayout {
  private let record: ExplanationRecord
  private var flow: PageFlow
  private let size = 10.5

  static func pages(of record: ExplanationRecord, width: Double, height: Double, measure: TextMeasure)
    -> [Page]
  {
    record.copies.flatMap { copy -> [Page] in
      var layout = ExplanationRecordLayout(record: record, width: width, height: height, measure: measure)
      layout.run(copy)
      return layout.flow.finished
    }
  }

  private init(record: ExplanationRecord, width: Double, height: Double, measure: TextMeasure) {
    self.record = record
    flow = PageFlow(width: width, height: height, measure: measure)
  }

  private mutating func run(_ copy: String) {
    flow.paragraph("\(record.title)（\(copy)）", size: 17, gap: 2, alignment: .centre)
    flow.paragraph("\(record.visitors)　　\(record.events)", size: 11.5, gap: 0.6)
    flow.paragraph(
      "\(record.city)　受付 \(Wording.visitNumber(record.visitNumber))　\(record.explainedAt)", size: 9, gap: 2)
    flow.paragraph("■ は、きょう窓口で説明を受けたことです。期限を過ぎると失うものがあります。", size: size, gap: 2)
    for line in record.lines {
      flow.bullet(line.isExplained ? "■" : "□", line.notice.title, size: size + 1)
      flow.paragraph(line.notice.sentence, size: size - 1.5, indent: 7, gap: 1.6)
    }
    flow.reserve(24)
    flow.y += 6
    flow.paragraph("説明した職員　\(record.clerk)", size: size, gap: 5)
    flow.blank("説明を受けた方（署名）", x: flow.margin, width: flow.room * 0.75, size: size)
  }
}
