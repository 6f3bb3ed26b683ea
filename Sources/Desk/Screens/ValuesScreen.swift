import Counter
import Moji
import TerminalUI

/// F4: every value a field can take, with «わからない» and «答えない».
struct ValuesScreen: ScreenBehaviour {
  let field: BoardField
  private let heading: String
  private let rows: [(label: String, answer: Answer?, text: String)]
  private var selected = 0

  init(_ field: BoardField, _ context: DeskContext) {
    self.field = field
    heading = context.catalog.questions[field.question].wording
    var rows: [(String, Answer?, String)] = Choice.choices(for: field, context).map {
      ($0.label, .value($0.value), "")
    }
    if field.key.fact == CoreFact.newAddress {
      rows += context.catalog.towns.map {
        ("\($0.name)（\($0.reading)） \($0.postalCode) \($0.district)", nil, $0.name)
      }
    }
    rows.append(("わからない", .doesNotKnow, ""))
    rows.append(("答えない", .willNotSay, ""))
    self.rows = rows.map { (label: $0.0, answer: $0.1, text: $0.2) }
  }

  var help: [String] { ["この欄に入れられる値の一覧です。数字か ↑↓ と Enter で選びます。"] }

  func title(_ context: DeskContext) -> String { "一覧  \(heading)" }

  func actions(_ context: DeskContext) -> [Request: String] { [.enter: "選ぶ", .stepBack: "戻る"] }

  func draw(into frame: inout Frame, rows area: Range<Int>, _ context: DeskContext) {
    let scroll = Scroll().revealing(selected, count: rows.count, height: area.count)
    for (offset, row) in rows.dropFirst(scroll.top).prefix(area.count).enumerated() {
      let index = scroll.top + offset
      frame.putRow(
        Choice.mark(index) + " " + row.label, row: area.lowerBound + offset,
        isFocused: index == selected)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste: return .ignored
    case .key(let key):
      guard let position = Choice.position(of: key), position < rows.count else { return .ignored }
      selected = position
      return choose(context)
    case .request(let request):
      switch request {
      case .next: selected = min(rows.count - 1, selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .nextPage: selected = min(rows.count - 1, selected + 10)
      case .previousPage: selected = max(0, selected - 10)
      case .enter: return choose(context)
      case .stepBack: return .pop
      default: return .ignored
      }
      return .stay
    }
  }

  private func choose(_ context: DeskContext) -> Outcome {
    let row = rows[selected]
    guard let answer = row.answer else { return .typeInto(field.key, row.text) }
    if case .value(let value) = answer, let fact = field.fact(in: context.catalog), fact.kind.takesSeveral {
      // One of several is a list of one; «全員» is a list already.
      var ticks = Ticks(answer)
      if ticks.values.isEmpty { ticks.toggle(value) }
      return .appendAndPop([
        .answered([FactAnswer(field.key, .value(ticks.answer(of: fact) ?? value))])
      ])
    }
    return .appendAndPop([.answered([FactAnswer(field.key, answer)])])
  }
}
