import Counter
import Moji
import TerminalUI

/// Today's visits that are not finished, what nobody has taken, and the line that finds the next visitor.
struct VisitListScreen: ScreenBehaviour {
  private var line = LineEditor()
  /// Row of the visit that Enter opens, nil while the line has the focus.
  private var selected: Int?
  private var wantsToLeave = false
  private var wantsNumber = false

  /// Where everybody begins: the list is handed only to those who may see it.
  var shows: Counter.Act { .useScreen }
  var help: [String] {
    [
      "きょうの受付の一覧です。下の行に名前・かな・ローマ字・生年月日・番号を打って \(Request.enter) を押すと、住民と転入者を探します。",
      "2つ以上の言葉を空白で区切ると、すべてに当てはまる人を探します（例： わたなべ S54.3）。",
      "4けたまでの番号は受付番号として開きます。手続案内票のコードを読み取っても開きます。途中の受付は ↑↓ で選んで \(Request.enter) です。",
      "何も打たずに \(Request.commit) を2回押すと、待つ方のための受付番号を出します。ほかの窓口から来た手続は、開くと最初に出ます。",
      "だれも受け取っていない引き継ぎは「！」で出て、1分ごとに音が鳴ります。電話などで伝えたら \(Request.alarms) で止められます。",
    ]
  }

  func title(_ hall: VisitHall) -> String {
    "\(hall.catalog.municipality.name) \(hall.seat.sign)  \(hall.seat.clerk)\(hall.options.isBusy ? "【混雑】" : "")"
  }

  func actions(_ hall: VisitHall) -> [Request: String] {
    let alarms: [Request: String] = hall.alarms.isEmpty ? [:] : [.alarms: "知らせを止める"]
    var actions: [Request: String] = [
      .back: "終わる", .enter: selected == nil ? "探す" : "開く", .search: "住民を探す", .next: "次の受付", .palette: "命令",
      .commit: "番号を出す", .busy: hall.options.isBusy ? "ふだんの聞き方" : "混雑のとき", .takePaper: "紙で受けた分を入れる",
      .reason: "調べる理由",
    ].merging(alarms) { first, _ in first }
    // What these keys do here takes a right that they do not take elsewhere.
    if !hall.seat.may(.search) { actions[.enter] = nil }
    if !hall.seat.may(.seeDayList) { actions[.next] = nil }
    if !hall.seat.may(.drawNumber) { actions[.commit] = nil }
    return actions
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ hall: VisitHall) {
    let first = rows.lowerBound
    let columns = Columns(width: frame.columns)
    frame.put(columns.row("受付", "来庁者", "用件", "いま", "待ち"), row: first, column: 2, role: .quiet)
    let visits = Self.ordered(hall)
    let notices = notices(hall)
    let height = rows.count - 3 - notices.count
    let isCut = visits.count > height
    let room = isCut ? height - 1 : height
    let shown = Scroll().revealing(selected ?? 0, count: visits.count, height: room)
    for (offset, visit) in visits.dropFirst(shown.top).prefix(room).enumerated() {
      frame.putRow(
        row(visit, columns, hall), row: first + 1 + offset, isFocused: selected == shown.top + offset,
        role: visit.head.isClosed ? .quiet : .plain, position: shown.top + offset)
    }
    if isCut {
      frame.put(
        "上に\(shown.top)件、下に\(max(0, visits.count - shown.top - room))件（↑↓ で選ぶ）", row: first + 1 + room,
        column: 3,
        role: .quiet)
    }
    if visits.isEmpty {
      let sentence = hall.seat.may(.seeDayList) ? "きょうの受付はまだありません。" : Counter.Act.seeDayList.refusal ?? ""
      frame.put(sentence, row: first + 2, column: 3, role: .quiet)
    }
    for (offset, notice) in notices.enumerated() {
      frame.put(
        notice.clipped(toColumns: frame.columns - 2), row: rows.upperBound - 1 - notices.count + offset,
        column: 1,
        role: .error)
    }
    let prompt = " 番号、名前、かな、生年月日で探す："
    frame.put(prompt, row: rows.upperBound - 1, column: 0)
    line.draw(
      into: &frame, row: rows.upperBound - 1, column: prompt.columns,
      width: frame.columns - prompt.columns - 1, isFocused: selected == nil)
  }

  /// The visits by what this desk has to do with them: what was handed to its window, the longest wait first; what is open
  /// here; who waits to be called or is held; what goes on elsewhere; what ended.
  static func ordered(_ hall: VisitHall) -> [VisitList.Line] {
    let mine = hall.seat.window?.id
    func rank(_ line: VisitList.Line) -> (Int, Int, Int) {
      let (summary, number) = (line.summary, line.head.listing.number)
      guard line.isGoingOn else { return (4, 0, number) }
      let here = summary.errands.filter { $0.isOpen && $0.key.window == mine }
      if let first = here.map(\.sentAt).min() { return (0, first.seconds, number) }
      if summary.desks.contains(hall.seat.sign) { return (1, 0, number) }
      return (summary.desks.isEmpty && summary.nextErrand == nil ? 2 : 3, 0, number)
    }
    return hall.list.lines.map { (rank: rank($0), line: $0) }.sorted { $0.rank < $1.rank }.map(\.line)
  }

  /// What nobody has taken, a window a line and three lines at most; what waits here first.
  private func notices(_ hall: VisitHall) -> [String] {
    let mine = hall.seat.window?.id
    let alarms = hall.alarms
    let ordered = alarms.filter { $0.window == mine } + alarms.filter { $0.window != mine }
    let lines = ordered.map { "！ " + AlarmText.line($0, at: hall.now, hall.site) }
    return lines.count <= 3
      ? lines : Array(lines.prefix(2)) + ["！ ほか \(lines.count - 2)つの窓口（\(Request.alarms) で見る）"]
  }

  /// Widths that grow with the screen.
  private struct Columns {
    let widths: [Int]

    init(width: Int) {
      let more = max(0, width - 80) / 3
      widths = [6, 18 + more, 20 + more, 24 + more, 8]
    }

    func row(_ texts: String...) -> String {
      zip(texts, widths).map { $0.fitted(toColumns: $1 - 1) + " " }.joined()
    }
  }

  private func row(_ listed: VisitList.Line, _ columns: Columns, _ hall: VisitHall) -> String {
    let summary = listed.summary
    let events = summary.kinds.compactMap { hall.catalog.event(ofKind: $0)?.name }.joined(separator: "・")
    let (state, since) = state(summary, hall)
    let end = listed.head.isClosed ? summary.lastAt : hall.now
    let minutes = max(0, (end.seconds - since.seconds) / 60)
    return columns.row(
      Wording.visitNumber(listed.head.listing.number), summary.name.isEmpty ? "（未確認）" : summary.name,
      (summary.isFromPaper ? "【紙】" : "") + events, state, "\(minutes)分")
  }

  /// Where it is now, and since when.
  private func state(_ summary: VisitSummary, _ hall: VisitHall) -> (String, Instant) {
    switch summary.status {
    case .finished: return ("終わりました", summary.startedAt)
    case .voided: return ("取り消し", summary.startedAt)
    case .open, .held: break
    }
    let mine = hall.seat.window?.id
    let here = summary.errands.filter { $0.isOpen && $0.key.window == mine }
    if let first = here.first {
      return ("ここで\(first.state == .sent ? "受付待ち" : "手続中") \(here.count)件", first.sentAt)
    }
    if let errand = summary.nextErrand {
      let window = hall.catalog.window(errand.key.window)?.name ?? ""
      return ("\(window)で\(errand.state == .sent ? "受付待ち" : "手続中")", errand.sentAt)
    }
    if !summary.desks.isEmpty {
      let desks = summary.desks.map { $0 == hall.seat.sign ? "ここ" : $0 }.joined(separator: "・")
      return ("\(summary.isPrinted ? "印刷済み" : "聞き取り中") \(desks)", summary.startedAt)
    }
    return (summary.kinds.isEmpty ? "呼び出し待ち" : "保留", summary.startedAt)
  }

  mutating func handle(_ input: ScreenInput, _ hall: VisitHall) -> Outcome {
    let (leaving, draws) = (wantsToLeave, wantsNumber)
    (wantsToLeave, wantsNumber) = (false, false)
    switch input {
    case .key(let key):
      if line.handle(key) { selected = nil }
      return .stay
    case .paste(let text):
      line.insert(text)
      selected = nil
      return .stay
    case .press(let index):
      return Self.ordered(hall).indices.contains(index)
        ? .open(Self.ordered(hall)[index].head.listing) : .ignored
    case .request(let request): return handle(request, leaving: leaving, draws: draws, hall)
    }
  }

  private mutating func handle(
    _ request: Request, leaving: Bool, draws: Bool, _ hall: VisitHall
  ) -> Outcome {
    let text = line.text.trimmingBlanks
    switch request {
    case .enter, .commit, .search:
      if request != .search, let selected, Self.ordered(hall).indices.contains(selected) {
        return .open(Self.ordered(hall)[selected].head.listing)
      }
      if text.isEmpty {
        switch request {
        case .commit:
          // A hand that pressed F10 once too often at the end of a visit draws no number.
          if draws { return .takeNumber }
          wantsNumber = true
          return .say(.note("待つ方に受付番号を出すときは、もう一度 \(Request.commit) を押してください"))
        case .search: return .push(SearchScreen(line: "", result: nil))
        default: return .stay
        }
      }
      line = LineEditor()
      return request == .search ? .search(text) : .find(text)
    case .next:
      guard !Self.ordered(hall).isEmpty else { return .stay }
      selected = selected.map { $0 + 1 < Self.ordered(hall).count ? $0 + 1 : nil } ?? 0
    case .previous:
      guard !Self.ordered(hall).isEmpty else { return .stay }
      selected = selected.map { $0 > 0 ? $0 - 1 : nil } ?? Self.ordered(hall).count - 1
    case .stepBack: selected = nil
    case .takePaper: return .push(PromptScreen(.takePaper))
    case .alarms:
      return .push(PickScreen(alarms: hall.alarms, at: hall.now, site: hall.site))
    case .reason: return .push(PickScreen(searchReason: "", of: hall.catalog))
    case .back:
      if leaving { return .quit }
      wantsToLeave = true
      let left = hall.list.heads.filter { !$0.isClosed }.count
      return .say(
        .note(
          left == 0
            ? "終わるときは、もう一度 \(Request.back) を押してください"
            : "終わっていない受付が \(left)件 あります。それでも終わるときは、もう一度 \(Request.back) を押してください"))
    default: return .ignored
    }
    return .stay
  }
}
