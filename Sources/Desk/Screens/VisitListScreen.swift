import Counter
import Moji
import TerminalUI

/// Today's visits and the line that finds the next visitor.
struct VisitListScreen: ScreenBehaviour {
  private var line = LineEditor()
  /// Row of the visit that Enter opens, nil while the line has the focus.
  private var selected: Int?
  private var wantsToLeave = false

  var help: [String] {
    [
      "きょうの受付の一覧です。下の行に名前・かな・ローマ字・生年月日・番号を打って Enter を押すと、住民と転入者を探します。",
      "2つ以上の言葉を空白で区切ると、すべてに当てはまる人を探します（例： わたなべ S54.3）。",
      "途中の受付は ↑↓ で選んで Enter で開きます。",
    ]
  }

  func title(_ context: DeskContext) -> String {
    "\(context.catalog.municipality.name) \(context.window)  \(context.clerk)"
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.back: "終わる", .enter: selected == nil ? "探す" : "開く", .search: "住民を探す", .next: "次の受付", .palette: "命令"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let first = rows.lowerBound
    frame.put(VisitListScreen.columns("受付", "来庁者", "用件", "いま", "経過"), row: first, column: 2, role: .quiet)
    let visits = context.listed
    let height = rows.count - 4
    let shown = Scroll().revealing(selected ?? max(0, visits.count - 1), count: visits.count, height: height)
    for (offset, visit) in visits.dropFirst(shown.top).prefix(height).enumerated() {
      frame.putRow(row(visit, context), row: first + 1 + offset, isFocused: selected == shown.top + offset)
    }
    if visits.isEmpty { frame.put("きょうの受付はまだありません。", row: first + 2, column: 3, role: .quiet) }
    let prompt = " 番号、名前、かな、生年月日で探す："
    frame.put(prompt, row: rows.upperBound - 1, column: 0)
    line.draw(
      into: &frame, row: rows.upperBound - 1, column: prompt.columns,
      width: frame.columns - prompt.columns - 1, isFocused: selected == nil)
  }

  private static func columns(
    _ number: String, _ name: String, _ event: String, _ state: String, _ minutes: String
  ) -> String {
    number.fitted(toColumns: 6) + name.fitted(toColumns: 20) + event.fitted(toColumns: 22)
      + state.fitted(toColumns: 18)
      + minutes.fitted(toColumns: 8)
  }

  private func row(_ listed: DeskContext.ListedVisit, _ context: DeskContext) -> String {
    let visit = listed.visit
    let events = visit.situation.filings.compactMap { context.catalog.event(ofKind: $0.kind)?.name }.joined(
      separator: "・")
    let name =
      visit.visitor?.name ?? (visit.situation.personCount > 0 ? visit.situation.name(ofPerson: 0) : "（未確認）")
    let state: String
    switch visit.status {
    case .finished: state = "終わりました"
    case .voided: state = "取り消し"
    case .held: state = "保留"
    case .open: state = visit.printed.isEmpty ? "聞き取り中" : "印刷済み"
    }
    let end = visit.status == .open || visit.status == .held ? context.now : visit.lastAt ?? context.now
    let minutes = visit.startedAt.map { max(0, (end.seconds - $0.seconds) / 60) } ?? 0
    return VisitListScreen.columns(
      String(listed.listing.number).leftPadded(to: 4), name, events, state, "\(minutes)分")
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    let leaving = wantsToLeave
    wantsToLeave = false
    switch input {
    case .key(let key):
      if line.handle(key) { selected = nil }
      return .stay
    case .paste(let text):
      line.insert(text)
      selected = nil
      return .stay
    case .request(let request): return handle(request, leaving: leaving, context)
    }
  }

  private mutating func handle(_ request: Request, leaving: Bool, _ context: DeskContext) -> Outcome {
    switch request {
    case .enter, .commit, .search:
      if let selected { return .open(context.listed[selected].listing) }
      let text = line.text.trimmingBlanks
      guard !text.isEmpty else {
        return request == .enter ? .stay : .push(.identify(IdentifyScreen(line: "", result: nil)))
      }
      line = LineEditor()
      return .search(text)
    case .next:
      guard !context.listed.isEmpty else { return .stay }
      selected = selected.map { $0 + 1 < context.listed.count ? $0 + 1 : nil } ?? 0
    case .previous:
      guard !context.listed.isEmpty else { return .stay }
      selected = selected.map { $0 > 0 ? $0 - 1 : nil } ?? context.listed.count - 1
    case .stepBack: selected = nil
    case .back:
      if leaving { return .quit }
      wantsToLeave = true
      return .say(.note("終わるときは、もう一度 F3 を押してください"))
    default: return .ignored
    }
    return .stay
  }
}
