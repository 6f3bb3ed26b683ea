import Counter
import Moji
import TerminalUI

/// F6: why a procedure applies or not, or why a question is asked.
struct WhyScreen: ScreenBehaviour {
  private enum Target { case procedure(Int), question(FactKey) }

  private let target: Target
  private var showsSource = false
  private var top = 0

  init(procedure: Int) { target = .procedure(procedure) }
  init(question: FactKey) { target = .question(question) }

  var shows: Counter.Act { .seeReasons }
  var help: [String] {
    [
      "判定の理由です。見出し・値・その値がどこから来たかを並べています。\(Request.why) を押すと、条件式をそのまま見られます。",
      "判定を変える必要があるときは \(Request.list) を押し、理由を書いて \(Request.commit) で確定します。変えた人と理由が記録に残ります。",
    ]
  }

  func title(_ open: OpenVisit) -> String {
    switch target {
    case .procedure(let index): "なぜ： \(open.catalog.procedures[index].name)"
    case .question: "なぜ聞くか"
    }
  }

  func actions(_ open: OpenVisit) -> [Request: String] {
    var actions: [Request: String] = [
      .why: showsSource ? "理由" : "条件式", .stepBack: "戻る", .nextPage: "次頁", .previousPage: "前頁",
    ]
    if case .procedure = target, open.seat.may(.override) { actions[.list] = "判定を変える" }
    return actions
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    let lines = lines(open, width: frame.columns - 3)
    for (row, line) in zip(rows, lines.dropFirst(top)) {
      frame.put(line.text, row: row, column: 1, role: line.role)
    }
    frame.cursor = (rows.lowerBound, 0)
    frame.focus = (rows.lowerBound, 0..<frame.columns)
  }

  private func lines(_ open: OpenVisit, width: Int) -> [(text: String, role: Role)] {
    switch target {
    case .procedure(let index):
      return ProcedureReason(open: open, procedure: index, showsSource: showsSource).lines(
        width: width)
    case .question(let key): return questionLines(key, open, width)
    }
  }

  private func questionLines(_ key: FactKey, _ open: OpenVisit, _ width: Int) -> [(
    text: String, role: Role
  )] {
    var lines: [(text: String, role: Role)] = []
    if let index = open.rulebook.question(for: key, in: open.visit.situation) {
      let question = open.catalog.questions[index]
      lines += question.wording.lines(ofColumns: width).map { ($0, .heading) }
      lines += (question.help ?? "").lines(ofColumns: width).map { ($0, .plain) }
      lines +=
        question.drawing?.split(separator: "\n", omittingEmptySubsequences: false).map {
          ("  " + String($0).clipped(toColumns: width - 2), .plain)
        } ?? []
      for book in open.catalog.phrasebooks {
        guard let words = book.sentence(question.wordingKey) else { continue }
        lines += "\(book.name)： \(words)".lines(ofColumns: width).map { ($0, .plain) }
      }
      if let note = question.clerkNote {
        lines += ("職員メモ： " + note).lines(ofColumns: width).map { ($0, .quiet) }
      }
    }
    let reasons = ReasonText(open.rulebook, open.situation, hiding: open.seat.hidden)
    let waiting = reasons.waiting(for: key)
    lines.append(("", .plain))
    if showsSource { return lines + sources(key, waiting, open, width) }
    for sentence in reasons.sentences(ofQuestion: key) {
      lines += ReasonLines.of(sentence, width: width)
    }
    let text = open.text
    for decision in waiting {
      let subject: String =
        if case .person = decision.subject { "（\(text.name(decision.subject))）" } else { "" }
      lines.append(("  ？ \(open.catalog.procedures[decision.procedure].name)\(subject)", .undecided))
    }
    return lines
  }

  /// The conditions that wait for an answer, as they are written, and the gate of its fact.
  private func sources(
    _ key: FactKey, _ waiting: [Decision], _ open: OpenVisit, _ width: Int
  ) -> [(text: String, role: Role)] {
    var lines: [(text: String, role: Role)] = []
    if let gate = open.catalog.vocabulary.fact(named: key.fact)?.gate {
      lines += "門 \(gate.text)".lines(ofColumns: width).map { ($0, .plain) }
    }
    var seen: Set<Int> = []
    for decision in waiting where seen.insert(decision.procedure).inserted {
      lines.append(("？ \(open.catalog.procedures[decision.procedure].name)", .undecided))
      let reason = open.rulebook.reason(of: decision, in: open.visit.situation)
      for child in reason.children where child.holds == nil {
        lines += child.source.lines(ofColumns: width - 4).map { ("    \($0)", .plain) }
      }
    }
    return lines
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    let count = lines(open, width: 77).count
    switch request {
    case .why: showsSource.toggle()
    case .list:
      guard case .procedure(let index) = target else { return .ignored }
      return override(index, open)
    case .nextPage: top = min(max(0, count - 10), top + 15)
    case .previousPage: top = max(0, top - 15)
    case .next: top = min(max(0, count - 10), top + 1)
    case .previous: top = max(0, top - 1)
    case .stepBack, .enter: return .pop
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }

  private func override(_ index: Int, _ open: OpenVisit) -> Outcome {
    guard open.determination.decisions.contains(where: { $0.procedure == index })
    else {
      return .say(.error("この受付の届出では起こらない手続です。\(Request.stepBack) で戻って、\(Request.search) で届出を足してください"))
    }
    return .push(PromptScreen(.override(index)))
  }
}
