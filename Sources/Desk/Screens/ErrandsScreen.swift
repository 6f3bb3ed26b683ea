import Counter
import Moji
import TerminalUI

/// What came to this window with a visit: taken with F10, done item by item, or put off with a reason.
struct ErrandsScreen: ScreenBehaviour {
  private var selected = 0

  var help: [String] {
    [
      "ほかの窓口から引き継いだ手続です。F10 で受け取り、終わったものを数字で消していきます。全部終わると受付も終わります。",
      "きょうできないものは F4 で理由を書いて後日にします。F6 で、なぜその手続が要るのかが見られます。",
    ]
  }

  func title(_ context: DeskContext) -> String {
    guard let open = context.open else { return "" }
    let name = open.visit.situation.personCount > 0 ? open.visit.situation.name(ofPerson: 0) : ""
    return context.title("引き継ぎ  \(name)")
  }

  func actions(_ context: DeskContext) -> [Request: String] {
    if context.errandsHere.isEmpty { return [.stepBack: "聞き取り", .back: "一覧へ"] }
    return [
      .commit: context.errandsHere.contains { $0.state == .sent } ? "受け取る" : "全部終わった", .enter: "終わった",
      .list: "後日にする", .why: "なぜ", .stepBack: "聞き取り", .back: "一覧へ",
    ]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    var row = rows.lowerBound
    for (index, errand) in context.errandsHere.enumerated() where row < rows.upperBound - 8 {
      let group = open.group(errand.key.procedure, context.rulebook)
      let deadline = Wording.deadline(group?.deadline, today: context.today, eras: context.catalog.eras)
      let name = context.name(of: errand.key)
      let who = group?.who(in: open.visit.situation) ?? ""
      let state = errand.state == .sent ? "未受け取り" : "手続中"
      frame.putRow(
        "\(Choice.mark(index)) \((name + who).fitted(toColumns: frame.columns - 40)) \(state.fitted(toColumns: 11)) \(deadline)",
        row: row, isFocused: index == selected, role: errand.state == .sent ? .undecided : .plain)
      row += 1
    }
    if context.errandsHere.isEmpty {
      frame.put("この窓口の手続は全部終わりました。F3 で一覧へ戻ります。", row: row, column: 3, role: .added)
      (frame.cursor, frame.focus) = ((row, 0), (row, 0..<frame.columns))
      row += 1
    }
    drawHandedOn(into: &frame, rows: row + 1..<rows.upperBound, context, open)
  }

  /// What the next window has to know.
  private func drawHandedOn(
    into frame: inout Frame, rows: Range<Int>, _ context: DeskContext, _ open: OpenVisit
  ) {
    frame.put("来庁者について", row: rows.lowerBound, column: 1, role: .heading)
    let text = context.factText(open.visit.situation)
    var lines = open.needs.compactMap { need -> String? in
      guard let known = need.known, let fact = need.fact(in: context.catalog) else { return nil }
      return "\(fact.label)： \(text.text(known.answer, of: fact))"
    }
    lines.insert("本人確認： \(open.visit.visitor.map { "\($0.name)（\($0.relation)）\($0.shown)" } ?? "まだ")", at: 0)
    let explained = open.visit.explained.compactMap { context.catalog.procedure($0)?.name }
    if !explained.isEmpty { lines.append("説明ずみ： \(explained.joined(separator: "、"))") }
    let flowed = lines.flatMap { $0.lines(ofColumns: frame.columns - 6) }
    for (row, line) in zip(rows.dropFirst(), flowed) { frame.put(line, row: row, column: 3) }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    let errands = context.errandsHere
    guard let window = context.ownWindow?.id else { return .pop }
    switch input {
    case .paste: return .ignored
    case .key(let key):
      guard let position = Choice.position(of: key), position < errands.count else { return .ignored }
      return done([errands[position].key], context)
    case .request(let request):
      switch request {
      case .next: selected = min(max(0, errands.count - 1), selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .commit:
        if errands.contains(where: { $0.state == .sent }) {
          let entry = Entry.received(window: window)
          return errands.contains(where: \.key.isWholeVisit) ? .appendAndPop([entry]) : .append([entry])
        }
        return errands.isEmpty ? .toList : done(errands.map(\.key), context)
      case .enter:
        guard errands.indices.contains(selected) else { return .toList }
        return done([errands[selected].key], context)
      case .list:
        guard errands.indices.contains(selected) else { return .ignored }
        return .push(.prompt(PromptScreen(.postpone([errands[selected].key]))))
      case .why:
        guard errands.indices.contains(selected),
          let index = context.catalog.procedures.firstIndex(where: {
            $0.id == errands[selected].key.procedure
          })
        else { return .ignored }
        return .push(.why(WhyScreen(procedure: index)))
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
      return .stay
    }
  }

  /// The last thing done at the last window ends the visit.
  private mutating func done(_ keys: [Errand.Key], _ context: DeskContext) -> Outcome {
    let left = context.open?.visit.errands.filter { $0.isOpen && !keys.contains($0.key) } ?? []
    selected = max(0, min(selected, context.errandsHere.count - keys.count - 1))
    // Who was given the whole visit goes on with it.
    if keys.contains(where: \.isWholeVisit) { return .pop }
    return .append([.done(keys)] + (left.isEmpty ? [.finished] : []))
  }
}
