import Counter
import Moji
import TerminalUI

/// One question as a visitor reads it: large by its room, in their language, with numbered answers.
///
/// A terminal has one size of letters; blanks between them and empty rows around them make them easy to find. On a small
/// screen the answers are wrapped, then shown in parts.
struct QuestionPage {
  /// Positions of the two answers that every question has, as a press names them.
  static let (doesNotKnow, willNotSay) = (500, 501)

  let catalog: Catalog
  let key: FactKey
  let fact: Fact
  let choices: [Choice]
  /// nil for Japanese.
  let language: Phrasebook?
  private let visit: Visit
  private let question: Question
  private let known: KnownFact?
  private let answering: AnsweringPage

  /// nil when nothing asks for the fact.
  init?(catalog: Catalog, rulebook: Rulebook, visit: Visit, key: FactKey, answering: AnsweringPage) {
    let found =
      rulebook.question(for: key, in: visit.situation)
      ?? catalog.questions.firstIndex { $0.fact == key.fact }
    guard let found, let fact = catalog.vocabulary.fact(named: key.fact) else { return nil }
    self.catalog = catalog
    self.visit = visit
    self.key = key
    self.answering = answering
    self.fact = fact
    question = catalog.questions[found]
    language = catalog.language(of: visit.situation)
    known = visit.situation.facts[key]
    choices = Choice.choices(
      for: QuestionField(
        question: found, key: key, known: known, wouldDecide: 0,
        candidates: QuestionField.candidates(for: key, Deliberation(rulebook, visit.situation))), catalog,
      visit)
  }

  var isQuiet: Bool { question.isQuiet }

  /// What is said where an answer would take the ticks away.
  static func asksAgain(_ catalog: Catalog, _ visit: Visit) -> String {
    catalog.text(of: .ticksWouldGo, in: catalog.language(of: visit.situation))
  }

  // MARK: Drawing

  /// `notice` is said below the question: that an answer was received, or could not be.
  func draw(into frame: inout Frame, notice: (text: String, role: Role)? = nil) {
    let left = frame.columns >= 60 ? 6 : 2
    let width = frame.columns - 2 * left
    let foot = footLines(width)
    var noticeLines: [String] = []
    if let notice { noticeLines = notice.text.lines(ofColumns: width) }
    let end = frame.rows - 1 - foot.count - noticeLines.count
    // The most room that fits: empty rows and blanks between letters, then help, then the bare question.
    let layouts = [headLines(width, isWide: true, helps: true), headLines(width, isWide: false, helps: true)]
    let bare = headLines(width, isWide: false, helps: false)
    let answers = answerLines(width)
    let count = answers.map(\.count).reduce(0, +)
    let head = layouts.first { $0.count + 3 + count <= end } ?? bare
    let top = head.count + count + 4 <= end ? 2 : 1
    for (offset, line) in head.enumerated() {
      frame.put(line.text, row: top + offset, column: left, role: line.role)
    }
    drawAnswers(answers, into: &frame, rows: min(top + head.count + 1, end - 1)..<end, left, width)
    for (offset, line) in noticeLines.enumerated() {
      frame.put(line, row: end + offset, column: left, role: notice?.role ?? .plain)
    }
    for (offset, line) in foot.enumerated() {
      frame.put(line, row: frame.rows - 1 - foot.count + offset, column: left)
    }
    frame.cursor = (frame.rows - 1 - foot.count, left)
    frame.focus = (frame.rows - 1 - foot.count, left..<frame.columns)
  }

  private func headLines(_ width: Int, isWide: Bool, helps: Bool) -> [(text: String, role: Role)] {
    var lines: [(text: String, role: Role)] = []
    if case .person(let number) = key.subject {
      lines += visit.situation.politeName(ofPerson: number).lines(ofColumns: width).map { ($0, .heading) }
      if isWide { lines.append(("", .plain)) }
    }
    let wording = language?.sentence(of: question) ?? question.wording
    for line in isWide ? wide(wording, width) : wording.lines(ofColumns: width) {
      lines.append((line, .heading))
      if isWide { lines.append(("", .plain)) }
    }
    guard helps else { return lines }
    if let help = language?.help(of: question) ?? question.help {
      lines += help.lines(ofColumns: width).map { ($0, .plain) }
    }
    if language == nil, let drawing = question.drawing {
      lines += drawing.split(separator: "\n").prefix(4).map { (String($0), .plain) }
    }
    return lines
  }

  /// Letters with blanks between them where they fit in two lines so.
  private func wide(_ text: String, _ width: Int) -> [String] {
    let spaced = text.map(String.init).joined(separator: " ")
    let isSpaced = spaced.columns <= width * 2 && text.unicodeScalars.contains { $0.value >= 0x3000 }
    return (isSpaced ? spaced : text).lines(ofColumns: width)
  }

  /// An answer with its lines; long ones are wrapped.
  private struct AnswerLines {
    let lines: [String]
    let position: Int
    let isAnswer: Bool
    var count: Int { lines.count }
  }

  private func answerLines(_ width: Int) -> [AnswerLines] {
    guard !choices.isEmpty else { return [] }
    let numbered = choices.enumerated().map { index, choice in
      answer(
        Choice.mark(index, of: choices), tick(choice) + label(choice), index, .value(choice.value), width)
    }
    return numbered + [
      answer(NoAnswer.doesNotKnowMark, word(.doesNotKnow), Self.doesNotKnow, .doesNotKnow, width),
      answer(NoAnswer.willNotSayMark, word(.willNotSay), Self.willNotSay, .willNotSay, width),
    ]
  }

  private func answer(_ mark: String, _ text: String, _ position: Int, _ answer: Answer, _ width: Int)
    -> AnswerLines
  {
    let isAnswer = known?.answer == answer
    // What stands is marked, not only coloured.
    let text = isAnswer && !text.hasPrefix("■") ? "■ " + text : text
    let lines = text.lines(ofColumns: width - 4).enumerated().map { ($0 == 0 ? mark + " " : "  ") + $1 }
    return AnswerLines(lines: lines, position: position, isAnswer: isAnswer)
  }

  private func tick(_ choice: Choice) -> String {
    guard fact.kind.takesSeveral else { return "" }
    switch choice.value {
    case .people, .texts: return ""
    default: return answering.ticks.contains(choice.value) ? "■ " : "□ "
    }
  }

  /// The answers below one another; in two columns where they are short and many, in parts where they do not fit.
  private func drawAnswers(
    _ answers: [AnswerLines], into frame: inout Frame, rows: Range<Int>, _ left: Int, _ width: Int
  ) {
    guard !answers.isEmpty else {
      if let known {
        let text = FactText(
          catalog: catalog, situation: visit.situation, hidesAddresses: visit.isVeiled
        ).text(known.answer, of: fact)
        frame.put(text, row: rows.lowerBound, column: left + 2, role: .added)
      }
      return
    }
    let parts = self.parts(answers, height: rows.count)
    let isDivided = parts.count > 1
    let part = parts[((answering.part % parts.count) + parts.count) % parts.count]
    let total = part.map(\.count).reduce(0, +)
    // Rows between the answers while there is room.
    let step = total + part.count - 1 <= rows.count && !isDivided ? 1 : 0
    var row = rows.lowerBound
    for answer in part {
      for line in answer.lines where row < rows.upperBound {
        frame.put(line, row: row, column: left + 2, role: answer.isAnswer ? .added : .plain, width: width - 2)
        frame.target(row: row, columns: left + 2..<left + width, .position(answer.position))
        row += 1
      }
      row += step
    }
    if isDivided {
      let mark = "\(KeyMap.key(for: .next)?.name ?? "")  \(word(.moreAnswers))"
      frame.put(mark.clipped(toColumns: width), row: rows.upperBound - 1, column: left + 2, role: .notice)
      if let key = KeyMap.key(for: .next) {
        frame.target(row: rows.upperBound - 1, columns: left..<left + width, .key(key))
      }
    }
  }

  private func parts(_ answers: [AnswerLines], height: Int) -> [[AnswerLines]] {
    if answers.map(\.count).reduce(0, +) <= height { return [answers] }
    var parts: [[AnswerLines]] = [[]]
    var used = 0
    for answer in answers {
      // The last row says that there is more.
      if used + answer.count > max(1, height - 1), !(parts.last?.isEmpty ?? true) {
        parts.append([])
        used = 0
      }
      parts[parts.count - 1].append(answer)
      used += answer.count
    }
    return parts
  }

  private func footLines(_ width: Int) -> [String] {
    let text: String =
      if choices.isEmpty || !isQuiet { word(.clerkEnters) } else if fact.kind.takesSeveral {
        word(.chooseAny)
      } else { word(.pressNumber) }
    return text.lines(ofColumns: width)
  }

  private func label(_ choice: Choice) -> String {
    switch (choice.value, fact.kind) {
    case (.yesNo(let flag), _): word(flag ? .yes : .no)
    case (.text(let value), .code(let list)), (.text(let value), .codes(let list)):
      language?.label(ofCode: value, in: list) ?? choice.label
    case (.texts, _): word(.noneOfThem)
    case (.people, _): word(.everyone)
    default: choice.label
    }
  }

  private func word(_ word: ScreenWord) -> String { catalog.text(of: word, in: language) }
}
