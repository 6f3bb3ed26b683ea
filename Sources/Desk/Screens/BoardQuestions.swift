import Counter
import Moji
import TerminalUI

/// The question part of the board: a line a question, its people's answers beside one another.
struct BoardQuestions {
  let open: OpenVisit
  let focus: FactKey?
  let draft: BoardScreen.Draft
  /// What somebody else answered while something else was begun in the focused field; nil for nothing.
  let rival: VisitFold.Standing?
  private let fields: [QuestionField]

  init(open: OpenVisit, focus: FactKey?, draft: BoardScreen.Draft, rival: VisitFold.Standing?) {
    self.open = open
    self.focus = focus
    self.draft = draft
    self.rival = rival
    fields = open.fields
  }

  func draw(into frame: inout Frame, rows: Range<Int>, columns: Range<Int>) {
    let lines = lines(width: columns.count)
    let height = rows.count - 1
    let focused = lines.firstIndex(where: \.isFocused) ?? 0
    let last = lines.lastIndex(where: \.isFocused) ?? 0
    let scroll = Scroll().revealing(last, count: lines.count, height: height).revealing(
      focused, count: lines.count, height: height
    ).revealing(lines.firstIndex { $0.entry != nil } ?? focused, count: lines.count, height: height)
    for (offset, line) in lines.dropFirst(scroll.top).prefix(height).enumerated() {
      let row = rows.lowerBound + offset
      line.draw(into: &frame, row: row, columns: columns)
      guard let entry = line.entry else { continue }
      let column = columns.lowerBound + entry.column
      // An answer stands there until something is typed over it.
      if isTyped, focusedField?.known == nil || !draft.editor.isEmpty {
        draft.editor.draw(into: &frame, row: row, column: column, width: entry.width, isFocused: true)
      } else {
        frame.mark(row: row, columns: column..<column + entry.width, role: .focus)
        frame.cursor = (row, column)
        frame.focus = (row, column..<column + entry.width)
      }
    }
    let settled = open.situation.facts.values.count { if case .heard = $0.origin { false } else { true } }
    frame.put(
      "聞かなくてよいこと \(settled)（記録で分かるため）", row: rows.upperBound - 1, column: columns.lowerBound + 3, role: .quiet
    )
  }

  private var focusedField: QuestionField? { fields.first { $0.key == focus } }

  private var isTyped: Bool { focusedField.map { BoardScreen.choices(for: $0, open).isEmpty } ?? false }

  /// What a press on a field means.
  private func position(of field: QuestionField) -> Int? {
    fields.firstIndex { $0.key == field.key }.map { BoardScreen.firstField + $0 }
  }

  // MARK: Lines

  private func lines(width: Int) -> [BoardLine] {
    var lines: [BoardLine] = []
    var index = 0
    while index < fields.count {
      let question = fields[index].question
      let group = Array(fields[index...].prefix { $0.question == question })
      index += group.count
      lines += self.lines(group, width)
    }
    return lines.isEmpty ? [BoardLine().adding("聞くことはありません。", .quiet, at: 3)] : lines
  }

  private func lines(_ group: [QuestionField], _ width: Int) -> [BoardLine] {
    let question = open.catalog.questions[group[0].question]
    let isFocused = group.contains { $0.key == focus }
    let isOpen = group.contains { $0.known == nil }
    let decides = group.map(\.wouldDecide).max() ?? 0
    let state = isOpen ? (decides > 0 ? "\(decides)件" : "") : "済"
    let isPersonal: Bool = if case .person = group[0].key.subject { true } else { false }
    let wording = "\(question.isQuiet ? "【画面で】" : "")\(question.wording)"
    // A long question takes the line, and its answer the next.
    let column = max(width * 52 / 100 + 4, 40)
    let isShort =
      wording.columns < column - 6 && (isPersonal || answerText(group[0]).columns <= width - column - 8)
    let answerColumn = isShort ? column : nil
    var head = BoardLine(isFocused: isFocused)
    // Only the mark changes with the focus: a slow line carries little.
    head.add(isFocused ? "＞" : "", .heading, at: 0)
    let room = isPersonal || answerColumn == nil ? width - 11 : (answerColumn ?? width) - 3
    head.add(
      wording.clipped(toColumns: room), isOpen ? .plain : .quiet, at: 3,
      position: group.first.flatMap { position(of: $0) })
    head.add(state, isOpen ? .undecided : .quiet, at: width - 7)
    let answers = isPersonal ? [head] + cells(group, width) : single(group[0], head, answerColumn, width)
    return answers + (isFocused ? rivalLines(width) + choiceLines(group, width) : [])
  }

  private func needsOwnLine(_ field: QuestionField) -> Bool { field.fact(in: open.catalog)?.kind == .address }

  /// A question about the filing: its answer beside it where there is room, else below it.
  private func single(
    _ field: QuestionField, _ head: BoardLine, _ answerColumn: Int?, _ width: Int
  ) -> [BoardLine] {
    let hasFocus = field.key == focus
    if hasFocus, field.known == nil || !draft.editor.isEmpty, needsOwnLine(field) {
      var line = BoardLine(isFocused: true)
      line.entry = (6, min(width - 10, 52))
      return [head, line]
    }
    var line = answerColumn == nil ? BoardLine(isFocused: hasFocus) : head
    let column = answerColumn ?? 6
    if hasFocus, isTyped, field.known == nil || !draft.editor.isEmpty {
      line.entry = (column, 16)
      if let reading = reading(of: field) { line.add(reading, .quiet, at: column + 17) }
    } else {
      let text = answerText(field).clipped(toColumns: width - column - 8)
      line.add(text, at: column, position: position(of: field))
      if hasFocus { line.entry = (column, max(8, text.columns)) }
    }
    return answerColumn == nil ? [head, line] : [line]
  }

  /// The date that what was typed would be.
  private func reading(of field: QuestionField) -> String? {
    guard field.fact(in: open.catalog)?.kind == .day, let day = open.reading.day(draft.editor.text) else {
      return nil
    }
    return open.catalog.eras.short(day)
  }

  private func answerText(_ field: QuestionField) -> String {
    guard let fact = field.fact(in: open.catalog) else { return "" }
    if field.key == focus, fact.kind.takesSeveral, draft.basis != nil {
      guard let value = draft.ticks.answer(of: fact) else { return Self.blank }
      return "［\(open.text.text(value, of: fact))］"
    }
    return field.known.map { open.text.text($0.answer, of: fact) } ?? Self.blank
  }

  private static let blank = "［　　　　］"

  /// Per-person answers side by side: «花子 はい  健 ［　　］». A long name leaves room for the answer.
  private func cells(_ group: [QuestionField], _ width: Int) -> [BoardLine] {
    let people = group.compactMap { if case .person(let person) = $0.key.subject { person } else { nil } }
    let names = Dictionary(
      zip(people, open.situation.distinctNames(of: people, in: open.catalog)), uniquingKeysWith: { $1 })
    var lines: [BoardLine] = []
    var line = BoardLine()
    var column = 6
    for field in group {
      let hasFocus = field.key == focus
      let isEntry = hasFocus && isTyped
      let answer = isEntry ? String(repeating: " ", count: 14) : answerText(field)
      let room = max(12, width - 10 - answer.columns)
      let person: Int? = if case .person(let number) = field.key.subject { number } else { nil }
      let name = (person.flatMap { names[$0] } ?? open.text.name(field.key.subject)).clipped(
        toColumns: min(room, 30))
      let needed = name.columns + 1 + min(answer.columns, width - 9 - name.columns) + 2
      if column + needed > width - 2, column > 6 {
        lines.append(line)
        line = BoardLine()
        column = 6
      }
      let answerColumn = column + name.columns + 1
      line.add(name, hasFocus ? .heading : .quiet, at: column, position: position(of: field))
      line.add(
        answer.clipped(toColumns: width - answerColumn - 2), at: answerColumn, position: position(of: field))
      if hasFocus {
        line.isFocused = true
        line.entry = (answerColumn, min(answer.columns, width - answerColumn - 2))
      }
      column += needed
    }
    return lines + [line]
  }

  /// What somebody else answered meanwhile, beside what was begun here.
  private func rivalLines(_ width: Int) -> [BoardLine] {
    guard let rival, let fact = focusedField?.fact(in: open.catalog) else { return [] }
    let theirs = SettlementText(open).text(rival.settlement, of: fact)
    return "！ \(rival.actor) さんの答え： \(theirs)".lines(ofColumns: width - 8).map {
      var line = BoardLine(isFocused: true)
      line.add($0, .error, at: 6)
      return line
    }
  }

  /// The answers of the focused question with the keys that choose them.
  private func choiceLines(_ group: [QuestionField], _ width: Int) -> [BoardLine] {
    guard let field = group.first(where: { $0.key == focus }), let fact = field.fact(in: open.catalog) else {
      return []
    }
    let choices = BoardScreen.choices(for: field, open)
    var words: [(text: String, position: Int?)] = choices.enumerated().map { index, choice in
      ("\(Choice.mark(index, of: choices))\(tick(choice, fact)) \(choice.label)", index)
    }
    if choices.isEmpty {
      guard field.known == nil || !draft.editor.isEmpty else { return [] }
      words = [
        ("\(NoAnswer.typedMarks.doesNotKnow) わからない", nil), ("\(NoAnswer.typedMarks.willNotSay) 答えない", nil),
      ]
    } else {
      words += [
        ("\(NoAnswer.doesNotKnowMark) わからない", nil), ("\(NoAnswer.willNotSayMark) 答えない", nil),
      ]
      if open.catalog.questions[field.question].isQuiet, field.known == nil, draft.basis == nil {
        words.append(("\(Request.enter) 画面を来庁者に向ける", nil))
      } else if fact.kind.takesSeveral, draft.basis != nil {
        words.append(("\(Request.enter) 決める", nil))
      }
    }
    return BoardLine.flow(words, at: 6, width: width, isFocused: true)
  }

  /// ■ or □ of an answer that can stand beside others.
  private func tick(_ choice: Choice, _ fact: Fact) -> String {
    guard fact.kind.takesSeveral else { return "" }
    switch choice.value {
    case .people, .texts: return ""
    default: return draft.ticks.contains(choice.value) ? "■" : "□"
    }
  }
}
