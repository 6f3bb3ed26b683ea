import Counter
import Moji
import TerminalUI

/// Check your answers: only what was answered, each row leads back to its field.
struct ReviewScreen: ScreenBehaviour {
  private var cursor = Cursor()

  var shows: Counter.Act { .openVisit }
  var help: [String] {
    ["聞いた答えの一覧です。直すときは選んで \(Request.enter) を押すと、その欄に戻ります。よければ \(Request.commit) で書類へ進みます。"]
  }

  func title(_ open: OpenVisit) -> String { open.title("答えを確かめる") }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.enter: "変更", .commit: "この内容で書類へ", .stepBack: "戻る", .back: "一覧へ", .nextPage: "次頁", .previousPage: "前頁"]
  }

  private func answered(_ open: OpenVisit) -> [QuestionField] { open.fields.filter { $0.known != nil } }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let fields = answered(open)
    let people = fields.compactMap { if case .person(let person) = $0.key.subject { person } else { nil } }
      .distinct
    let names = Dictionary(
      zip(people, open.situation.distinctNames(of: people, in: open.catalog)), uniquingKeysWith: { $1 })
    let scroll = Scroll().revealing(cursor.index, count: fields.count, height: rows.count - 2)
    let room = frame.columns - 12
    for (offset, field) in fields.dropFirst(scroll.top).prefix(rows.count - 2).enumerated() {
      guard let fact = field.fact(in: open.catalog), let known = field.known else { continue }
      let index = scroll.top + offset
      let filing: Int = if case .filing(let number) = field.key.subject { number } else { 0 }
      let event = open.catalog.event(ofKind: open.situation.filings[filing].kind)
      let label = (event?.worded(fact) ?? fact).label
      var who = ""
      if case .person(let person) = field.key.subject {
        // The question is read whole before the name is.
        let left = max(10, room / 2 - label.columns - 2)
        who = (names[person] ?? "").clipped(toColumns: left) + "： "
      }
      let line =
        (who + label).fitted(toColumns: room / 2) + " "
        + open.text.text(known.answer, of: fact).fitted(toColumns: room / 2) + " 変更"
      frame.putRow(line, row: rows.lowerBound + offset, isFocused: index == cursor.index, position: index)
    }
    let left = open.questionCount
    frame.put(
      left == 0 ? "聞くことは残っていません。" : "まだ聞いていないことが \(left)問 あります。", row: rows.upperBound - 1, column: 3,
      role: left == 0 ? .added : .undecided)
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let fields = answered(open)
    switch input {
    case .press(let index):
      return fields.indices.contains(index) ? .typeInto(fields[index].key, nil) : .ignored
    case .key, .paste: return .ignored
    case .request(let request):
      if cursor.move(request, count: fields.count) { return .stay }
      switch request {
      case .enter: return fields.isEmpty ? .pop : .typeInto(fields[cursor.index].key, nil)
      case .commit: return .replace(PapersScreen())
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }
}
