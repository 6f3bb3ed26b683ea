import Counter
import Moji
import TerminalUI

/// Every procedure of the visit with its deadline; Enter tells why.
struct ProcedureListScreen: ScreenBehaviour {
  private var selected = 0

  var help: [String] { ["この受付で必要な手続と、まだ決まっていない手続の一覧です。Enter か F6 で理由を見ます。"] }

  func title(_ context: DeskContext) -> String { "手続の一覧" }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.enter: "なぜ", .why: "なぜ", .stepBack: "戻る", .nextPage: "次頁", .previousPage: "前頁", .commit: "書類へ"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    let scroll = Scroll().revealing(selected, count: open.groups.count, height: rows.count)
    for (offset, group) in open.groups.dropFirst(scroll.top).prefix(rows.count).enumerated() {
      let procedure = context.catalog.procedures[group.procedure]
      let mark =
        group.state == .open ? "？" : group.state == .refused ? "×" : procedure.nature.mark
      let deadline = Wording.deadline(group.deadline, today: context.today, eras: context.catalog.eras)
      let office = context.catalog.officeName(procedure.office)
      let room = frame.columns - 3
      let text =
        "\(mark) \(procedure.name)\(group.who(in: open.visit.situation))".fitted(toColumns: room - 44) + " "
        + office.fitted(toColumns: 18) + " " + deadline.fitted(toColumns: 24)
      frame.putRow(
        text, row: rows.lowerBound + offset, isFocused: scroll.top + offset == selected,
        role: group.state == .open ? .undecided : .plain)
    }
    if open.groups.isEmpty { frame.put("まだ決まった手続はありません。", row: rows.lowerBound, column: 3, role: .quiet) }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard case .request(let request) = input, let open = context.open else { return .ignored }
    let last = max(0, open.groups.count - 1)
    switch request {
    case .next: selected = min(last, selected + 1)
    case .previous: selected = max(0, selected - 1)
    case .nextPage: selected = min(last, selected + 15)
    case .previousPage: selected = max(0, selected - 15)
    case .enter, .why:
      return open.groups.isEmpty
        ? .ignored : .push(.why(WhyScreen(procedure: open.groups[selected].procedure)))
    case .commit: return .replace(.papers(PapersScreen()))
    case .stepBack: return .pop
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }
}
