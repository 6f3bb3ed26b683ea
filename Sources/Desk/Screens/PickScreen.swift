import Counter
import TerminalUI

/// One of a few things, chosen by number.
struct PickScreen: ScreenBehaviour {
  private struct Row {
    let label: String
    let outcome: Outcome
  }

  private let heading: String
  /// Said where there is nothing to choose.
  private let nothing: String
  private let rows: [Row]
  private var cursor: Cursor
  let shows: Act
  let help: [String]

  /// Why the register is searched (調べる理由).
  init(searchReason now: String, of catalog: Catalog) {
    heading = "調べる理由"
    shows = .search
    help = ["住民を調べる理由です。調べるたびに、だれが・いつ・何のために調べたかが操作の記録に残ります。"]
    nothing = "理由の一覧がありません。\(Request.stepBack) で戻ります。"
    rows = catalog.searchReasons.map { Row(label: $0, outcome: .setReason($0)) }
    cursor = Cursor(catalog.searchReasons.firstIndex(of: now) ?? 0)
  }

  /// The window that goes on with the visit.
  init(windowsBut section: Int?, of catalog: Catalog) {
    heading = "ほかの窓口へ渡す"
    shows = .passOn
    help = ["この受付の続きを受け持つ窓口です。受け取られるまで一覧に出て、受け取られないと鳴ります。"]
    nothing = "画面で受け取る窓口が、ほかにありません。\(Request.stepBack) で戻ります。"
    rows = catalog.municipality.windows.enumerated().filter {
      $0.offset != section && $0.element.takesOnScreen
    }.map {
      Row(label: "\($0.element.name)  \($0.element.place)", outcome: .passOn(window: $0.element.id))
    }
    cursor = Cursor()
  }

  /// What nobody has taken: one window's alarm is stopped, or all of them.
  init(alarms: [VisitList.Alarm], at now: Instant, site: Site) {
    heading = "受け取られていない手続"
    shows = .stopAlarms
    help = ["窓口がまだ受け取っていない手続です。電話などで伝えたら選ぶと、その窓口の知らせが止まり、伝えたことが記録に残ります。"]
    nothing = "受け取られていない手続はありません。\(Request.stepBack) で戻ります。"
    let each = alarms.map { alarm in
      Row(label: AlarmText.line(alarm, at: now, site) + " を止める（伝えた）", outcome: .remind(alarm.waiting))
    }
    let all = Row(label: "全部の知らせを止める（伝えた）", outcome: .remind(alarms.flatMap(\.waiting)))
    rows = each + (alarms.count > 1 ? [all] : [])
    cursor = Cursor()
  }

  func title(_ given: NoHandout) -> String { heading }

  func actions(_ given: NoHandout) -> [Request: String] { [.enter: "選ぶ", .stepBack: "戻る"] }

  func draw(into frame: inout Frame, rows area: Range<Int>, _ given: NoHandout) {
    let height = area.count - 1
    let scroll = Scroll().revealing(cursor.index, count: rows.count, height: height)
    for (offset, row) in rows.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      frame.putRow(
        "\(Choice.mark(index)) \(row.label)", row: area.lowerBound + 1 + offset,
        isFocused: index == cursor.index,
        position: index)
    }
    if rows.isEmpty { frame.put(nothing, row: area.lowerBound + 1, column: 3) }
  }

  mutating func handle(_ input: ScreenInput, _ given: NoHandout) -> Outcome {
    switch input {
    case .paste: return .ignored
    case .press(let position): return choose(position)
    case .key(let key): return Choice.position(of: key).map { choose($0) } ?? .ignored
    case .request(let request):
      if cursor.move(request, count: rows.count) { return .stay }
      switch request {
      case .enter: return rows.isEmpty ? .pop : choose(cursor.index)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private func choose(_ index: Int) -> Outcome {
    rows.indices.contains(index) ? rows[index].outcome : .ignored
  }
}

/// What an alarm says.
enum AlarmText {
  /// «保険年金課がまだ受け取っていません 3件（0001ほか、12分）».
  static func line(_ alarm: VisitList.Alarm, at now: Instant, _ site: Site) -> String {
    let visits = alarm.visits
    let first = visits.first.map { Wording.visitNumber($0.number) } ?? ""
    let minutes = (now.seconds - alarm.since.seconds) / 60
    let what =
      alarm.waiting.count == 1 ? "：" + site.name(of: alarm.waiting[0].errand.key) : " \(alarm.waiting.count)件"
    return
      "\(site.windowName(alarm.window))がまだ受け取っていません\(what)（\(first)\(visits.count > 1 ? "ほか" : "")、\(minutes)分）"
  }
}
