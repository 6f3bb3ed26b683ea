import Counter
import Moji
import TerminalUI

/// Check your answers: only what was answered, each row leads back to its field.
struct ReviewScreen: ScreenBehaviour {
  private var selected = 0

  init(_ context: DeskContext) {}

  var help: [String] { ["聞いた答えの一覧です。直すときは選んで Enter を押すと、その欄に戻ります。よければ F10 で書類へ進みます。"] }

  func title(_ context: DeskContext) -> String { "答えを確かめる" }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.enter: "変更", .commit: "この内容で書類へ", .stepBack: "戻る", .back: "一覧へ", .nextPage: "次頁", .previousPage: "前頁"]
  }

  private func answered(_ context: DeskContext) -> [BoardField] {
    context.fields.filter { $0.known != nil }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    let fields = answered(context)
    let text = context.factText(open.visit.situation)
    let scroll = Scroll().revealing(selected, count: fields.count, height: rows.count - 2)
    for (offset, field) in fields.dropFirst(scroll.top).prefix(rows.count - 2).enumerated() {
      guard let fact = field.fact(in: context.catalog), let known = field.known else { continue }
      let filing: Int = if case .filing(let number) = field.key.subject { number } else { 0 }
      let event = context.catalog.event(ofKind: open.visit.situation.filings[filing].kind)
      let who: String =
        if case .person = field.key.subject { "\(text.name(field.key.subject))： " } else { "" }
      let room = frame.columns - 12
      let line =
        (who + (event?.worded(fact) ?? fact).label).fitted(toColumns: room / 2) + " "
        + text.text(known.answer, of: fact).fitted(toColumns: room / 2) + " 変更"
      frame.putRow(line, row: rows.lowerBound + offset, isFocused: scroll.top + offset == selected)
    }
    let left = context.questionCount
    frame.put(
      left == 0 ? "聞くことは残っていません。" : "まだ聞いていないことが \(left)問 あります。", row: rows.upperBound - 1, column: 3,
      role: left == 0 ? .added : .undecided)
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    let fields = answered(context)
    switch request {
    case .next: selected = min(max(0, fields.count - 1), selected + 1)
    case .previous: selected = max(0, selected - 1)
    case .nextPage: selected = min(max(0, fields.count - 1), selected + 15)
    case .previousPage: selected = max(0, selected - 15)
    case .enter: return fields.isEmpty ? .pop : .typeInto(fields[selected].key, nil)
    case .commit: return .replace(.papers(PapersScreen()))
    case .stepBack: return .pop
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }
}
