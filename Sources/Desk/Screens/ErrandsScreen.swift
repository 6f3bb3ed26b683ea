import Counter
import Moji
import TerminalUI

/// What came to this window with a visit: taken with F10, done item by item, or put off with a reason.
struct ErrandsScreen: ScreenBehaviour {
  private var cursor = Cursor()
  /// What the next confirmation ends; empty while nothing is asked.
  private var asked: [Errand.Key] = []

  var shows: Counter.Act { .takeErrand }
  var help: [String] {
    [
      "ほかの窓口から引き継いだ手続です。\(Request.commit) で受け取り、終わったものを数字で消していきます。全部終わると受付も終わります。",
      "きょうできないものは \(Request.list) で理由を書いて後日にします。\(Request.why) で、なぜその手続が要るのかが見られます。",
    ]
  }

  func title(_ open: OpenVisit) -> String {
    let name = open.visit.situation.personCount > 0 ? open.visit.situation.name(ofPerson: 0) : ""
    return open.title("引き継ぎ  \(name)")
  }

  func actions(_ open: OpenVisit) -> [Request: String] {
    if open.errandsHere.isEmpty { return [.stepBack: "聞き取り", .back: "一覧へ"] }
    return [
      .commit: open.errandsHere.contains { $0.state == .sent } ? "受け取る" : "全部終わった", .enter: "終わった",
      .list: "後日にする", .why: "なぜ", .stepBack: "聞き取り", .back: "一覧へ",
    ]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    var row = rows.lowerBound
    let errands = open.errandsHere
    let height = max(1, rows.count - 8)
    let scroll = Scroll().revealing(cursor.index, count: errands.count, height: height)
    for (index, errand) in errands.enumerated().dropFirst(scroll.top).prefix(height) {
      let group = open.conclusions.group(errand.key.procedure, in: open.catalog)
      let deadline = open.redacted(
        deadline: Wording.deadline(group?.deadline, today: open.today, eras: open.catalog.eras))
      let name = open.site.name(of: errand.key)
      let who = group?.who(in: open.visit.situation) ?? ""
      let mark = group?.state == .open ? "？ " : ""
      let state = errand.state == .sent ? "未受け取り" : "手続中"
      frame.putRow(
        "\(Choice.mark(index)) \((mark + name + who).fitted(toColumns: frame.columns - 40)) \(state.fitted(toColumns: 11)) \(deadline)",
        row: row, isFocused: index == cursor.index, role: errand.state == .sent ? .undecided : .plain,
        position: index)
      row += 1
    }
    if open.errandsHere.isEmpty {
      frame.put(
        "この窓口の手続は全部終わりました。\(Request.back) で一覧へ、まちがいは \(Request.undo) で戻します。", row: row, column: 3,
        role: .added)
      (frame.cursor, frame.focus) = ((row, 0), (row, 0..<frame.columns))
      row += 1
    }
    drawHandedOn(into: &frame, rows: row + 1..<rows.upperBound, open)
  }

  /// What the next window has to know.
  private func drawHandedOn(
    into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit
  ) {
    frame.put("来庁者について", row: rows.lowerBound, column: 1, role: .heading)
    let text = open.text
    var lines = open.conclusions.needs.compactMap { need -> String? in
      guard let known = need.known, let fact = need.fact(in: open.catalog) else { return nil }
      return "\(fact.label)： \(text.text(known.answer, of: fact))"
    }
    lines.insert("本人確認： \(open.visit.visitor.map { "\($0.name)（\($0.relation)）\($0.shown)" } ?? "まだ")", at: 0)
    let missing = open.things.filter { open.visit.state(ofThing: $0.id) == .missing }.map(\.name)
    if !missing.isEmpty { lines.append("足りないもの： \(missing.joined(separator: "、"))") }
    let seen = open.things.filter { open.visit.state(ofThing: $0.id) == .seen }.map(\.name)
    if !seen.isEmpty { lines.append("見たもの： \(seen.joined(separator: "、"))") }
    let explained = open.visit.explained.compactMap { open.catalog.procedure($0)?.name }
    if !explained.isEmpty { lines.append("説明ずみ： \(explained.joined(separator: "、"))") }
    let flowed = lines.flatMap { $0.lines(ofColumns: frame.columns - 6) }
    for (row, line) in zip(rows.dropFirst(), flowed) { frame.put(line, row: row, column: 3) }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    let asked = self.asked
    self.asked = []
    let errands = open.errandsHere
    switch input {
    case .paste: return .ignored
    case .press(let position):
      return errands.indices.contains(position) ? done([errands[position].key], open) : .ignored
    case .key(let key):
      guard let position = Choice.position(of: key), position < errands.count else { return .ignored }
      return done([errands[position].key], open)
    case .request(let request):
      if cursor.move(request, count: errands.count) { return .stay }
      switch request {
      case .commit: return commit(errands, confirmed: asked, open)
      case .enter:
        return errands.indices.contains(cursor.index) ? done([errands[cursor.index].key], open) : .toList
      case .list:
        guard errands.indices.contains(cursor.index) else { return .ignored }
        return .push(PromptScreen(.postpone([errands[cursor.index].key])))
      case .why: return why(errands, open)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private func why(_ errands: [Errand], _ open: OpenVisit) -> Outcome {
    guard errands.indices.contains(cursor.index),
      let index = open.catalog.procedures.firstIndex(where: { $0.id == errands[cursor.index].key.procedure })
    else { return .ignored }
    return .push(WhyScreen(procedure: index))
  }

  /// Takes what was sent. What ends many things at once is asked first, since hands press the key twice elsewhere.
  private mutating func commit(_ errands: [Errand], confirmed: [Errand.Key], _ open: OpenVisit) -> Outcome {
    guard let window = open.seat.window?.id, !errands.isEmpty else { return .toList }
    if errands.contains(where: { $0.state == .sent }) {
      let entry = Entry.received(window: window)
      return errands.contains(where: \.key.isWholeVisit) ? .appendAndPop([entry]) : .append([entry])
    }
    let keys = errands.map(\.key)
    guard confirmed == keys else {
      asked = keys
      return .say(.note("\(keys.count)件を全部終わったことにします。よければ、もう一度 \(Request.commit) を押してください（番号を押すと1件ずつ終わります）"))
    }
    return done(keys, open)
  }

  /// The last thing done at the last window ends the visit; an undo takes both back.
  private mutating func done(_ keys: [Errand.Key], _ open: OpenVisit) -> Outcome {
    let left = open.visit.errands.filter { $0.isOpen && !keys.contains($0.key) }
    cursor = Cursor(max(0, min(cursor.index, open.errandsHere.count - keys.count - 1)))
    // Who was given the whole visit goes on with it.
    if keys.contains(where: \.isWholeVisit) { return .pop }
    return .append([.done(keys)] + (left.isEmpty ? [.finished] : []))
  }
}
