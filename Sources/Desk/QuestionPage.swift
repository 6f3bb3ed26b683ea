import Counter
import Moji
import TerminalUI

/// One question as a visitor reads it: large by its room, in their language, with numbered answers.
///
/// A terminal has one size of letters; blanks between them and empty rows around them make them easy to find.
struct QuestionPage {
  let catalog: Catalog
  let visit: Visit
  let key: FactKey
  let ticked: Ticks
  /// nil for Japanese.
  let language: Phrasebook?
  private let field: BoardField
  private let fact: Fact

  /// nil when nothing asks for the fact.
  init?(
    catalog: Catalog, rulebook: Rulebook, visit: Visit, key: FactKey, ticked: Ticks, language: Phrasebook?
  ) {
    let question =
      rulebook.question(for: key, in: visit.situation)
      ?? catalog.questions.firstIndex { $0.fact == key.fact }
    guard let question, let fact = catalog.vocabulary.fact(named: key.fact) else { return nil }
    self.catalog = catalog
    self.visit = visit
    self.key = key
    self.ticked = ticked
    self.language = language
    self.fact = fact
    field = BoardField(question: question, key: key, known: visit.situation.facts[key], wouldDecide: 0)
  }

  var isQuiet: Bool { catalog.questions[field.question].isQuiet }
  var boardField: BoardField { field }

  func draw(into frame: inout Frame) {
    let question = catalog.questions[field.question]
    let (left, width) = (6, frame.columns - 12)
    var row = 2
    if case .person(let number) = key.subject {
      frame.put(visit.situation.politeName(ofPerson: number), row: row, column: left, role: .heading)
      row += 2
    }
    let wording = language?.sentence(of: question) ?? question.wording
    // With many answers these have the room: each whole on its row.
    let isCrowded = Choice.choices(for: field, catalog, visit).count > frame.rows - 14
    for line in isCrowded ? wording.lines(ofColumns: width) : wide(wording, width) {
      frame.put(line, row: row, column: left, role: .heading)
      row += isCrowded ? 1 : 2
    }
    if isCrowded {
      drawChoices(into: &frame, row: row + 1, left, width)
      return
    }
    if let help = language?.help(of: question) ?? question.help {
      for line in help.lines(ofColumns: width) {
        frame.put(line, row: row, column: left)
        row += 1
      }
      row += 1
    }
    if language == nil {
      for line in (question.drawing ?? "").split(separator: "\n").prefix(4) {
        frame.put(String(line), row: row, column: left)
        row += 1
      }
    }
    drawChoices(into: &frame, row: row + 1, left, width)
  }

  /// Letters with blanks between them where they fit in two lines so.
  private func wide(_ text: String, _ width: Int) -> [String] {
    let spaced = text.map(String.init).joined(separator: " ")
    let isSpaced = spaced.columns <= width * 2 && text.unicodeScalars.contains { $0.value >= 0x3000 }
    return (isSpaced ? spaced : text).lines(ofColumns: width)
  }

  private func drawChoices(into frame: inout Frame, row start: Int, _ left: Int, _ width: Int) {
    let choices = Choice.choices(for: field, catalog, visit)
    let takesSeveral = fact.kind.takesSeveral
    let room = frame.rows - 3 - start
    // Rows between the answers while there is room.
    let step = choices.count * 2 <= room ? 2 : 1
    let columns = choices.count * step > room ? 2 : 1
    for (index, choice) in choices.enumerated() {
      let perColumn = (choices.count + columns - 1) / columns
      let row = start + index % perColumn * step
      guard row < frame.rows - 2 else { continue }
      let mark = takesSeveral ? (ticked.contains(choice.value) ? "■" : "□") : ""
      let isAnswer = field.known?.answer == .value(choice.value)
      frame.put(
        "\(Choice.mark(index)) \(mark) \(label(choice))", row: row,
        column: left + 2 + index / perColumn * (width / columns), role: isAnswer ? .added : .plain,
        width: width / columns - 2)
    }
    if choices.isEmpty, let known = field.known {
      frame.put(
        FactText(catalog: catalog, situation: visit.situation).text(known.answer, of: fact), row: start,
        column: left + 2, role: .added)
    }
    frame.put(foot(takesSeveral, isTyped: choices.isEmpty), row: frame.rows - 2, column: left)
    frame.cursor = (frame.rows - 2, left)
    frame.focus = (frame.rows - 2, left..<frame.columns)
  }

  private func foot(_ takesSeveral: Bool, isTyped: Bool) -> String {
    if isTyped || !isQuiet { return word(.clerkEnters) }
    return takesSeveral ? word(.chooseAny) : "\(word(.pressNumber))　0 \(word(.doesNotKnow))"
  }

  private func label(_ choice: Choice) -> String {
    switch (choice.value, fact.kind) {
    case (.yesNo(let flag), _): word(flag ? .yes : .no)
    case (.text(let value), .code(let list)), (.text(let value), .codes(let list)):
      language?.label(ofCode: value, in: list) ?? choice.label
    case (.people, _): word(.everyone)
    default: choice.label
    }
  }

  private func word(_ word: ScreenWord) -> String { catalog.text(of: word, in: language) }

  // MARK: Keys

  enum Taken {
    case answer(Answer)
    case stay
    case ignored
  }

  /// What a key of the visitor answers.
  static func handle(
    _ key: Key, _ field: BoardField, _ fact: Fact, _ ticked: inout Ticks, _ catalog: Catalog, _ visit: Visit
  ) -> Taken {
    let choices = Choice.choices(for: field, catalog, visit)
    if digit(of: key) == 0, !fact.kind.takesSeveral, !choices.isEmpty { return .answer(.doesNotKnow) }
    guard let position = Choice.position(of: key), position < choices.count else { return .ignored }
    let value = choices[position].value
    if !fact.kind.takesSeveral { return .answer(.value(value)) }
    if case .people = value { return .answer(.value(value)) }
    ticked.toggle(value)
    return .stay
  }
}
