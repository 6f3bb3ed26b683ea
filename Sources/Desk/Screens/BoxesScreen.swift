import Counter
import Moji
import TerminalUI

/// The boxes of a filled paper; F6 tells from which facts a box was filled.
struct BoxesScreen: ScreenBehaviour {
  let heading: String
  private let boxes: [FilledBox]
  private var selected = 0

  init(heading: String, boxes: [FilledBox]) {
    self.heading = heading
    self.boxes = boxes
  }

  var help: [String] { ["書類の欄と、入る文字の一覧です。Enter か F6 で、その欄をどの事実から埋めたかが見られます。"] }

  func title(_ context: DeskContext) -> String { heading }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.why: "なぜ", .enter: "なぜ", .stepBack: "戻る", .previousPage: "前頁", .nextPage: "次頁"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    let scroll = Scroll().revealing(selected, count: boxes.count, height: rows.count)
    for (offset, box) in boxes.dropFirst(scroll.top).prefix(rows.count).enumerated() {
      frame.putRow(
        box.label.fitted(toColumns: 34) + " " + (box.text.isEmpty ? "（空き）" : box.text),
        row: rows.lowerBound + offset, isFocused: scroll.top + offset == selected,
        role: box.text.isEmpty ? .undecided : .plain)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    let last = max(0, boxes.count - 1)
    switch request {
    case .next: selected = min(last, selected + 1)
    case .previous: selected = max(0, selected - 1)
    case .nextPage: selected = min(last, selected + 15)
    case .previousPage: selected = max(0, selected - 15)
    case .why, .enter:
      guard boxes.indices.contains(selected) else { return .ignored }
      return .push(
        .text(TextScreen(heading: "欄「\(boxes[selected].label)」", lines: lines(boxes[selected], context))))
    case .stepBack: return .pop
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }

  /// The facts that a box reads, each with its value and origin, then the formula as it is written.
  private func lines(_ box: FilledBox, _ context: DeskContext) -> [String] {
    guard let open = context.open, let formula = box.formula else { return ["この欄はいつも空けておきます。"] }
    let text = context.factText(open.visit.situation)
    var lines = [box.text.isEmpty ? "まだ埋まっていません。" : "「\(box.text)」と書きます。", ""]
    for name in context.rulebook.facts(readBy: formula) {
      guard let fact = context.catalog.vocabulary.fact(named: name) else { continue }
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
