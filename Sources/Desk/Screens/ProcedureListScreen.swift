import Counter
import Moji
import TerminalUI

/// Every procedure of the visit with its deadline; Enter tells why.
struct ProcedureListScreen: ScreenBehaviour {
  private var cursor = Cursor()

  var shows: Counter.Act { .openVisit }
  var help: [String] { ["この受付で必要な手続と、まだ決まっていない手続の一覧です。\(Request.enter) か \(Request.why) で理由を見ます。"] }

  func title(_ open: OpenVisit) -> String { open.title("手続の一覧") }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.enter: "なぜ", .why: "なぜ", .stepBack: "戻る", .nextPage: "次頁", .previousPage: "前頁", .commit: "書類へ"]
  }

  /// The texts of a row.
  private struct Row {
    let name: String
    let office: String
    let deadline: String
    let isOpen: Bool
  }

  private func row(_ group: ProcedureGroup, _ open: OpenVisit) -> Row {
    let procedure = open.catalog.procedures[group.procedure]
    let mark = group.state == .open ? "？" : group.state == .refused ? "×" : procedure.nature.mark
    return Row(
      name: "\(mark) \(procedure.name)\(group.who(in: open.situation))",
      office: open.catalog.officeName(procedure.office),
      deadline: open.redacted(
        deadline: Wording.deadline(group.deadline, today: open.today, eras: open.catalog.eras)),
      isOpen: group.state == .open)
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let all = open.groups.map { row($0, open) }
    guard !all.isEmpty else {
      frame.put("まだ決まった手続はありません。", row: rows.lowerBound, column: 3, role: .quiet)
      return
    }
    // A deadline is never cut; the office and then the name give way.
    let room = frame.columns - 4
    let deadline = all.map(\.deadline.columns).max() ?? 0
    let longestName = all.map(\.name.columns).max() ?? 0
    let name = max(20, min(longestName, room - deadline - 2 - min(18, all.map(\.office.columns).max() ?? 0)))
    let office = max(0, room - deadline - name - 2)
    let scroll = Scroll().revealing(cursor.index, count: all.count, height: rows.count)
    for (offset, item) in all.dropFirst(scroll.top).prefix(rows.count).enumerated() {
      let index = scroll.top + offset
      frame.putRow(
        item.name.fitted(toColumns: name) + " " + item.office.fitted(toColumns: office) + " " + item.deadline,
        row: rows.lowerBound + offset, isFocused: index == cursor.index,
        role: item.isOpen ? .undecided : .plain,
        position: index)
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    switch input {
    case .press(let index): return why(index, open)
    case .key, .paste: return .ignored
    case .request(let request):
      if cursor.move(request, count: open.groups.count) { return .stay }
      switch request {
      case .enter, .why: return why(cursor.index, open)
      case .commit: return .replace(PapersScreen())
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private func why(_ index: Int, _ open: OpenVisit) -> Outcome {
    open.groups.indices.contains(index) ? .push(WhyScreen(procedure: open.groups[index].procedure)) : .ignored
  }
}
