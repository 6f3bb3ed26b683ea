import Counter
import Moji
import TerminalUI

/// The question part of the board: a line a question, its people's answers beside one another.
struct BoardQuestions {
  let context: DeskContext
  let open: OpenVisit
  let focus: FactKey?
  let editor: LineEditor
  let ticked: Ticks

  /// A line of the board before it is placed.
  private struct Line {
    var pieces: [(text: String, role: Role, column: Int)] = []
    /// Where the focused entry area stands, when it is in this line.
    var entry: (column: Int, width: Int)?
    var isFocused = false
  }

  func draw(into frame: inout Frame, rows: Range<Int>, columns: Range<Int>) {
    let lines = lines(width: columns.count)
    let height = rows.count - 1
    let focused = lines.firstIndex(where: \.isFocused) ?? 0
    let last = lines.lastIndex(where: \.isFocused) ?? 0
    let scroll = Scroll().revealing(last, count: lines.count, height: height).revealing(
      focused, count: lines.count, height: height)
    for (offset, line) in lines.dropFirst(scroll.top).prefix(height).enumerated() {
      let row = rows.lowerBound + offset
      for piece in line.pieces {
        frame.put(
          piece.text, row: row, column: columns.lowerBound + piece.column, role: piece.role,
          width: columns.count - piece.column)
      }
      guard let entry = line.entry else { continue }
      let column = columns.lowerBound + entry.column
      // An answer stands there until something is typed over it.
      if isTyped, focusedField?.known == nil || !editor.isEmpty {
        editor.draw(into: &frame, row: row, column: column, width: entry.width, isFocused: true)
      } else {
        frame.mark(row: row, columns: column..<column + entry.width, role: .focus)
        frame.cursor = (row, column)
        frame.focus = (row, column..<column + entry.width)
      }
    }
    let settled = open.visit.situation.facts.values.filter {
      if case .heard = $0.origin { false } else { true }
    }.count
    frame.put(
      "聞かなくてよいこと \(settled)（記録で分かるため）", row: rows.upperBound - 1, column: columns.lowerBound + 3, role: .quiet
    )
  }

  private var focusedField: BoardField? { context.fields.first { $0.key == focus } }

  private var isTyped: Bool { focusedField.map { Choice.choices(for: $0, context).isEmpty } ?? false }

  // MARK: Lines

  private func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    var index = 0
    var number = 0
    let fields = context.fields
    while index < fields.count {
      let question = fields[index].question
      var group: [BoardField] = []
      while index < fields.count, fields[index].question == question {
        group.append(fields[index])
        index += 1
      }
      number += 1
      lines += self.lines(number, group, width)
    }
    if lines.isEmpty { lines.append(Line(pieces: [("聞くことはありません。", .quiet, 3)])) }
    return lines
  }

  private func lines(_ number: Int, _ group: [BoardField], _ width: Int) -> [Line] {
    let question = context.catalog.questions[group[0].question]
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
    var head = Line(isFocused: isFocused)
    // Only the mark and the number change with the focus: a slow line carries little.
    head.pieces.append((isFocused ? "＞" : "", .heading, 0))
    head.pieces.append(("\(number)", isFocused ? .heading : isOpen ? .plain : .quiet, 2))
    let room = isPersonal || answerColumn == nil ? width - 12 : (answerColumn ?? width) - 3
    let indent = "\(number)".columns + 3
    head.pieces.append((wording.clipped(toColumns: room - indent + 2), isOpen ? .plain : .quiet, indent))
    head.pieces.append((state, isOpen ? .undecided : .quiet, width - 7))
    if isPersonal { return [head] + cells(group, width) + choiceLines(group, width) }
    return single(group[0], head, answerColumn, width) + choiceLines(group, width)
  }

  private func needsOwnLine(_ field: BoardField) -> Bool { field.fact(in: context.catalog)?.kind == .address }

  /// A question about the filing: its answer beside it where there is room, else below it.
  private func single(_ field: BoardField, _ head: Line, _ answerColumn: Int?, _ width: Int) -> [Line] {
    let hasFocus = field.key == focus
    if hasFocus, field.known == nil || !editor.isEmpty, needsOwnLine(field) {
      return [head, Line(entry: (6, min(width - 10, 52)), isFocused: true)]
    }
    var line = answerColumn == nil ? Line(isFocused: hasFocus) : head
    let column = answerColumn ?? 6
    if hasFocus, isTyped, field.known == nil || !editor.isEmpty {
      line.entry = (column, 16)
      if let reading = reading(of: field) { line.pieces.append((reading, .quiet, column + 17)) }
    } else {
      let text = answerText(field).clipped(toColumns: width - column - 8)
      line.pieces.append((text, .plain, column))
      if hasFocus { line.entry = (column, max(8, text.columns)) }
    }
    return answerColumn == nil ? [head, line] : [line]
  }

  /// The date or town that what was typed would be.
  private func reading(of field: BoardField) -> String? {
    guard field.fact(in: context.catalog)?.kind == .day,
      let day = context.reading.day(editor.text)
    else { return nil }
    return context.catalog.eras.short(day)
  }

  private func answerText(_ field: BoardField) -> String {
    guard let fact = field.fact(in: context.catalog) else { return "" }
    if field.key == focus, fact.kind.takesSeveral {
      guard let value = ticked.answer(of: fact), !ticked.values.isEmpty else {
        return fact.kind == .people ? "［　　　　］" : "［どれもない］"
      }
      return "［\(context.factText(open.visit.situation).text(value, of: fact))］"
    }
    guard let known = field.known else { return "［　　　　］" }
    return context.factText(open.visit.situation).text(known.answer, of: fact)
  }

  /// Per-person answers side by side: «花子 はい  健 ［　　］».
  private func cells(_ group: [BoardField], _ width: Int) -> [Line] {
    var lines: [Line] = []
    var line = Line()
    var column = 6
    for field in group {
      let name = context.factText(open.visit.situation).name(field.key.subject)
      let hasFocus = field.key == focus
      let isEntry = hasFocus && isTyped
      let answer = isEntry ? String(repeating: " ", count: 14) : answerText(field)
      let needed = name.columns + 1 + answer.columns + 2
      if column + needed > width - 2, column > 6 {
        lines.append(line)
        line = Line()
        column = 6
      }
      line.pieces.append((name, hasFocus ? .heading : .quiet, column))
      line.pieces.append((answer, .plain, column + name.columns + 1))
      if hasFocus {
        line.isFocused = true
        line.entry = (column + name.columns + 1, answer.columns)
      }
      column += needed
    }
    return lines + [line]
  }

  /// The numbered answers of the focused question.
  private func choiceLines(_ group: [BoardField], _ width: Int) -> [Line] {
    guard let field = group.first(where: { $0.key == focus }) else { return [] }
    let choices = Choice.choices(for: field, context)
    guard !choices.isEmpty else { return [] }
    let takesSeveral = field.fact(in: context.catalog)?.kind.takesSeveral ?? false
    let words =
      choices.enumerated().map { index, choice -> String in
        var mark = ""
        if takesSeveral {
          if case .people = choice.value {} else { mark = ticked.contains(choice.value) ? "■" : "□" }
        }
        return "\(Choice.mark(index))\(mark) \(choice.label)"
      } + [takesSeveral ? "Enter で決める" : "0 わからない"]
    var lines: [Line] = []
    var text = ""
    for word in words {
      if !text.isEmpty, text.columns + word.columns + 3 > width - 8 {
        lines.append(Line(pieces: [(text, .plain, 6)], isFocused: true))
        text = ""
      }
      text += (text.isEmpty ? "" : "  ") + word
    }
    return lines + [Line(pieces: [(text, .plain, 6)], isFocused: true)]
  }
}
