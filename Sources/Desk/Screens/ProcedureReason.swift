import Counter
import Moji
import TerminalUI

/// The lines that explain one procedure to a clerk.
struct ProcedureReason {
  let open: OpenVisit
  let procedure: Int
  let showsSource: Bool

  init(open: OpenVisit, procedure: Int, showsSource: Bool) {
    self.open = open
    self.procedure = procedure
    self.showsSource = showsSource
    deliberation = Deliberation(open.rulebook, open.visit.situation)
  }

  private let deliberation: Deliberation
  private var reasons: ReasonText { ReasonText(deliberation, hiding: open.seat.hidden) }

  private var text: FactText { open.text }

  func lines(width: Int) -> [(text: String, role: Role)] {
    let procedure = open.catalog.procedures[self.procedure]
    let decisions = open.determination.decisions.filter { $0.procedure == self.procedure }
    guard !decisions.isEmpty else {
      return [("この届出では、\(procedure.name)の対象になりません。", .plain)] + legal(procedure, width)
    }
    var lines: [(text: String, role: Role)] = []
    // People of whom the same is true are explained first where it applies.
    for decision in decisions.sorted(by: { order($0.verdict) < order($1.verdict) }) {
      lines += self.lines(of: decision, width)
      lines.append(("", .plain))
    }
    return lines + legal(procedure, width)
  }

  private func order(_ verdict: Verdict) -> Int {
    switch verdict {
    case .applies: 0
    case .refused: 1
    case .undecided, .toConfirm: 2
    case .doesNotApply: 3
    }
  }

  private func lines(of decision: Decision, _ width: Int) -> [(text: String, role: Role)] {
    let reason = open.rulebook.reason(of: decision, deliberation)
    let who: String =
      if case .person(let number) = decision.subject { open.visit.situation.name(ofPerson: number) } else {
        decision.subject.kind.rawValue
      }
    var lines: [(text: String, role: Role)] = [("\(who)　\(word(decision.verdict))", .heading)]
    if let override = open.visit.override(of: open.catalog.procedures[procedure].id, decision.subject) {
      lines.append(("  職員が判定を変えました： \(override.reason)", .notice))
    }
    if showsSource {
      // The kind of event chose the procedure, so that it is no part of the reason.
      for formula in open.catalog.procedures[procedure].conditions where formula.isOfKind {
        lines.append(("  ○ \(formula.text)", .plain))
      }
      for child in reason.children {
        lines += child.source.lines(ofColumns: width - 6).map { ("  \(mark(child.holds)) \($0)", .plain) }
      }
      return lines
    }
    for sentence in reasons.sentences(of: decision).dropFirst() {
      lines += ReasonLines.of(sentence, width: width)
    }
    // A "no" is told by what failed, a "yes" by all that held, an open one by what is missing.
    let relevant = reason.children.filter { child in
      switch decision.verdict {
      case .doesNotApply: child.holds == false
      case .undecided, .toConfirm: child.holds == nil
      case .applies, .refused: child.holds == true
      }
    }
    var seen: Set<FactKey> = []
    for reading in relevant.flatMap(\.readings) where seen.insert(reading.key).inserted {
      lines.append(line(reading, width))
      guard reading.known == nil, reading.value != nil else { continue }
      // What was worked out is shown with what it came from, unless that was said already.
      for input in open.rulebook.inputs(of: reading.key, filing: decision.filings.first ?? 0, deliberation)
      where seen.insert(input.key).inserted {
        lines.append(line(input, width, isInput: true))
      }
    }
    if decision.verdict == .applies { lines += deadlines(decision, width) }
    return lines
  }

  private func line(_ reading: FactReading, _ width: Int, isInput: Bool = false) -> (text: String, role: Role)
  {
    let fact = open.catalog.vocabulary.fact(named: reading.key.fact)
    let value: String
    if reading.sensitivity == .guarded || reading.sensitivity == .revealsAddress, isGuarded(reading) {
      value = "【支援措置】"
    } else if case .doesNotKnow? = reading.known?.answer {
      value = "わからない"
    } else if case .willNotSay? = reading.known?.answer {
      value = "答えない"
    } else if let known = reading.value, let fact {
      value = text.text(known, of: fact)
    } else {
      value = "まだ聞いていません"
    }
    let subject: String =
      if case .person = reading.key.subject { "\(text.name(reading.key.subject))：" } else { "" }
    let isOfReception = fact?.supplies == [.reception]
    let origin =
      reading.value == nil && reading.known == nil ? "未回答" : isOfReception ? "受付" : text.origin(reading.known)
    let room = width - 24
    let lead = isInput ? "  └ " : "  "
    return (
      lead + "\(subject)\(reading.label)".fitted(toColumns: room * 6 / 10 - (isInput ? 2 : 0)) + " "
        + value.fitted(toColumns: room * 4 / 10) + " " + origin, .plain
    )
  }

  private func isGuarded(_ reading: FactReading) -> Bool {
    if case .willNotSay? = reading.known?.answer { true } else { false }
  }

  private func deadlines(_ decision: Decision, _ width: Int) -> [(text: String, role: Role)] {
    let detail = open.rulebook.detail(of: decision, in: open.visit.situation)
    var lines: [(text: String, role: Role)] = []
    for deadline in detail.deadlines {
      let words = [
        Wording.deadline(deadline, today: open.today, eras: open.catalog.eras),
        deadline.day == nil ? nil : deadline.words,
        (deadline.daysLeft(on: open.today) ?? 0) < 0
          && open.catalog.procedures[procedure].nature == .duty ? "届出は受け付けます" : nil,
      ].compactMap { $0 }
      let term = open.redacted(deadline: words.joined(separator: "　"))
      let text = "期限  \(term)【\(deadline.kind.rawValue)】 \(deadline.basis ?? "")"
      lines += text.lines(ofColumns: width - 4).map {
        ("  " + $0, deadline.kind == .forfeit ? .error : .plain)
      }
    }
    if let inclusion = detail.inclusion {
      lines.append(
        ("  \(open.catalog.paper(inclusion.paper)?.name ?? "")に含めて届け出ます（\(inclusion.basis)）", .plain))
    }
    return lines
  }

  private func legal(_ procedure: Procedure, _ width: Int) -> [(text: String, role: Role)] {
    ProcedureCard(open.catalog, self.procedure).legal.flatMap { part in
      part.lines(ofColumns: width - 2).enumerated().map { ($0 == 0 ? $1 : "          " + $1, Role.plain) }
    }
  }

  private func word(_ verdict: Verdict) -> String {
    switch verdict {
    // A duty is needed; what one may claim or wish for can be had.
    case .applies: open.catalog.procedures[procedure].nature.verdict
    case .doesNotApply: open.catalog.procedures[procedure].nature == .duty ? "不要です" : "対象になりません"
    case .undecided: "未定（まだ聞いていないことがあります）"
    case .toConfirm: "要確認（担当が確かめます）"
    case .refused: "受付できません"
    }
  }

  private func mark(_ holds: Bool?) -> String { holds.map { $0 ? "○" : "×" } ?? "？" }
}

/// A sentence to be read aloud, or shown and not spoken.
enum ReasonLines {
  static func of(_ sentence: ReasonText.Sentence, width: Int) -> [(text: String, role: Role)] {
    let mark = sentence.isQuiet ? "【声に出さない】" : ""
    return (mark + sentence.text).lines(ofColumns: width - 4).map {
      ("  " + $0, sentence.isQuiet ? .notice : .plain)
    }
  }
}
