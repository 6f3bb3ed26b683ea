import Counter
import Moji
import TerminalUI

/// The papers of the visit and the checklist: what is empty, what is printed, what came out wrong.
struct PapersScreen: ScreenBehaviour {
  private var selected = 0
  /// The last printing of this visit; nil before it.
  var outcome: PrintOutcome?
  private var isWarned = false

  var help: [String] {
    [
      "刷る書類の一覧です。Enter で中身を見ます。F10 で全部を1つの PDF に印刷します。",
      "空いている欄や、入りきらない欄があれば下に出ます。署名・個人番号・住民票コードの欄はいつも空けてあります。",
      "印刷がすんだら、もう一度 F10 で受付を終えます。",
    ]
  }

  func title(_ context: DeskContext) -> String {
    context.title("書類と手続案内票")
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    [
      .enter: "見る", .why: "なぜ", .commit: outcome == nil ? "印刷する" : "受付を終える", .check: "刷り直す", .stepBack: "戻る",
      .back: "一覧へ",
    ]
    .filter { outcome != nil || $0.key != .check }
    .merging(context.visitActions) { first, _ in first }
  }

  private func papers(_ context: DeskContext) -> [FilledPaper] {
    guard let open = context.open else { return [] }
    return context.rulebook.papers(for: open.determination, in: open.visit.situation).compactMap {
      context.rulebook.fill($0, in: open.visit.situation)
    }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let papers = papers(context)
    var row = rows.lowerBound
    for (index, paper) in papers.enumerated() {
      let state = paper.emptyBoxes.isEmpty ? "書けています" : "空いている欄 \(paper.emptyBoxes.count)"
      frame.putRow(
        "\(paper.name)".fitted(toColumns: 40) + " \(paper.pages.count)枚  \(state)", row: row,
        isFocused: index == selected)
      row += 1
    }
    frame.putRow(context.catalog.checklist.name, row: row, isFocused: selected == papers.count)
    row += 2
    for empty in papers.flatMap(\.emptyBoxes).prefix(4) {
      frame.put("！ 空いています： \(empty)", row: row, column: 3, role: .undecided)
      row += 1
    }
    if context.open?.visit.visitor == nil {
      frame.put("！ 本人確認がまだです。F10 を押すと、まず本人確認を記録します。", row: row, column: 3, role: .error)
      row += 1
    }
    if let left = context.open.map({ _ in context.questionCount }), left > 0 {
      frame.put("！ まだ聞いていないことが \(left)問 あります。未定の手続は案内票に「？」で出ます。", row: row, column: 3, role: .undecided)
      row += 1
    }
    if let outcome { drawOutcome(outcome, into: &frame, row: row + 1, rows.upperBound) }
  }

  private func drawOutcome(_ outcome: PrintOutcome, into frame: inout Frame, row: Int, _ end: Int) {
    frame.put("印刷しました（\(outcome.pages)ページ）", row: row, column: 3, role: .added)
    frame.put(outcome.path, row: row + 1, column: 3, role: .quiet)
    for (offset, problem) in outcome.problems.enumerated() where row + 2 + offset < end {
      let text: String
      switch problem {
      case .overflow(let box): text = "！ 「\(box)」の文字が欄に入りきりません。手書きで補ってください"
      case .missingGlyph(let box, let scalars): text = "！ 「\(box)」の字 \(scalars) の字形が、入っている書体にありません"
      }
      frame.put(text, row: row + 2 + offset, column: 3, role: .error)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    let papers = papers(context)
    if request != .commit { isWarned = false }
    switch request {
    case .next: selected = min(papers.count, selected + 1)
    case .previous: selected = max(0, selected - 1)
    case .enter, .why: return .push(preview(context))
    case .commit:
      return outcome == nil ? startPrint(context) : finish(context)
    case .check where outcome != nil: return startPrint(context)
    case .explain: return .push(.explain(ExplainScreen(context)))
    case .void, .reopen, .release, .passOn: return context.outcome(of: request)
    case .stepBack: return .pop
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }

  /// What was not explained is said once; a second F10 ends the visit all the same.
  private mutating func finish(_ context: DeskContext) -> Outcome {
    let left = unexplained(context)
    guard left > 0, !isWarned, !context.isBusy else { return .finish }
    isWarned = true
    return .say(.note("説明の記録がまだのもの \(left)件（Ctrl-O で記録）。このまま終えるときは、もう一度 F10"))
  }

  private func unexplained(_ context: DeskContext) -> Int {
    guard let open = context.open else { return 0 }
    return open.notices(context.rulebook, today: context.today).filter {
      !open.visit.explained.contains($0.procedure)
    }.count
  }

  private func startPrint(_ context: DeskContext) -> Outcome {
    guard context.open?.visit.visitor != nil else { return .push(.visitor(VisitorScreen(context))) }
    guard context.open?.determination.refusals.isEmpty ?? true else {
      return .say(.error("受け付けられない届出があります。前の画面の案内を見てください"))
    }
    return .print
  }

  private func preview(_ context: DeskContext) -> Screen {
    guard let open = context.open else { return .text(TextScreen(heading: "", lines: [])) }
    let situation = open.visit.situation
    let needed = context.rulebook.papers(for: open.determination, in: situation)
    guard selected < needed.count else {
      let checklist = context.checklist(of: open)
      return .text(TextScreen(heading: checklist.title, lines: checklist.lines(ofColumns: 78)))
    }
    return .boxes(
      BoxesScreen(
        heading: context.catalog.paper(needed[selected].form)?.name ?? "",
        boxes: context.rulebook.boxes(of: needed[selected], in: situation)))
  }
}
