import Counter
import Moji
import TerminalUI

/// The boxes of a filled paper; F6 tells from which facts a box was filled.
struct BoxesScreen: ScreenBehaviour {
  let heading: String
  private let boxes: [FilledBox]
  private var cursor = Cursor()

  init(heading: String, boxes: [FilledBox]) {
    self.heading = heading
    self.boxes = boxes
  }

  var shows: Counter.Act { .previewPapers }
  var help: [String] { ["書類の欄と、入る文字の一覧です。\(Request.enter) か \(Request.why) で、その欄をどの事実から埋めたかが見られます。"] }

  func title(_ open: OpenVisit) -> String { heading }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.why: "なぜ", .enter: "なぜ", .stepBack: "戻る", .previousPage: "前頁", .nextPage: "次頁"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let label = min(boxes.map(\.label.columns).max() ?? 0, frame.columns / 2)
    let scroll = Scroll().revealing(cursor.index, count: boxes.count, height: rows.count)
    for (offset, box) in boxes.dropFirst(scroll.top).prefix(rows.count).enumerated() {
      let index = scroll.top + offset
      let text = box.text.isEmpty ? "（空き）" : box.text
      frame.putRow(
        box.label.fitted(toColumns: label) + " " + text.clipped(toColumns: frame.columns - label - 4),
        row: rows.lowerBound + offset, isFocused: index == cursor.index,
        role: box.text.isEmpty ? .undecided : .plain,
        position: index)
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    switch input {
    case .press(let index): return why(index, open)
    case .key, .paste: return .ignored
    case .request(let request):
      if cursor.move(request, count: boxes.count) { return .stay }
      switch request {
      case .why, .enter: return why(cursor.index, open)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private func why(_ index: Int, _ open: OpenVisit) -> Outcome {
    guard boxes.indices.contains(index) else { return .ignored }
    return .push(
      TextScreen(
        heading: "欄「\(boxes[index].label)」", lines: lines(boxes[index], open),
        showing: .seeReasons))
  }

  /// The facts that a box reads, each with its value and origin, then the formula as it is written.
  private func lines(_ box: FilledBox, _ open: OpenVisit) -> [String] {
    guard let formula = box.formula else { return ["この欄はいつも空けておきます。"] }
    let text = open.text
    var lines = [box.text.isEmpty ? "まだ埋まっていません。" : "「\(box.text)」と書きます。", ""]
    for name in open.rulebook.facts(readBy: formula) {
      guard let fact = open.catalog.vocabulary.fact(named: name) else { continue }
      let subject: Subject? =
        switch fact.subject {
        case .person: box.person.map { .person($0) }
        case .filing: fact.home(of: .filing(box.filing))
        case .visitor: .visitor
        default: nil
        }
      let known = subject.flatMap { open.visit.situation.facts[FactKey(name, of: $0)] }
      let value =
        known.map { text.text($0.answer, of: fact) } ?? (fact.formula == nil ? "まだ分かりません" : "計算で決まります")
      lines.append("  \(fact.label.fitted(toColumns: 28)) \(value)（\(text.origin(known))）")
    }
    return lines + ["", "式  \(formula.text)"]
  }
}
