import Counter
import Moji
import TerminalUI

/// Every value a field can take, with «わからない» and «答えない». Towns are found by what is typed.
struct ValuesScreen: ScreenBehaviour {
  private struct Row: Hashable {
    let mark: String
    let label: String
    let answer: Answer?
    /// What is typed into the field instead of answering it.
    let text: String
  }

  private let field: QuestionField
  private let heading: String
  private let rows: [Row]
  private let choices: [Choice]
  /// Towns, which are many, are narrowed by name and reading.
  private let towns: [Row]
  private var line = LineEditor()
  private var cursor = Cursor()

  init(_ field: QuestionField, _ open: OpenVisit) {
    self.field = field
    heading = open.catalog.questions[field.question].wording
    let choices = Choice.choices(for: field, open.catalog, open.visit)
    var rows = choices.enumerated().map {
      Row(mark: Choice.mark($0, of: choices), label: $1.label, answer: .value($1.value), text: "")
    }
    self.choices = choices
    rows.append(Row(mark: NoAnswer.doesNotKnowMark, label: "わからない", answer: .doesNotKnow, text: ""))
    rows.append(Row(mark: NoAnswer.willNotSayMark, label: "答えない", answer: .willNotSay, text: ""))
    self.rows = rows
    towns =
      field.key.fact != CoreFact.newAddress
      ? []
      : open.catalog.towns.map {
        Row(
          mark: " ", label: "\($0.name)（\($0.reading)） \($0.postalCode) \($0.district)", answer: nil,
          text: $0.name)
      }
  }

  /// What is listed: towns that hold what was typed, then the answers.
  private func listed() -> [Row] {
    let wanted = line.text.trimmingBlanks.widthFolded
    let kana = SearchKey.kana(Romaji.looksLike(wanted) ? Romaji.katakana(wanted) : wanted)
    let found = towns.filter {
      wanted.isEmpty || $0.label.widthFolded.contains(wanted) || SearchKey.kana($0.label).contains(kana)
    }
    return found + rows
  }

  /// ■ or □ of a choice that can stand beside others.
  private func tick(_ row: Row, _ seat: Seat) -> String {
    if seat.hidden.contains(field.key.fact) { return "" }
    return switch (row.answer, field.known?.answer) {
    case (.value(.text(let code))?, .value(.texts(let codes))?): codes.contains(code) ? "■" : "□"
    case (.value(.person(let person))?, .value(.people(let people))?): people.contains(person) ? "■" : "□"
    default: ""
    }
  }

  var shows: Counter.Act { .answer }
  var help: [String] {
    towns.isEmpty
      ? ["この欄に入れられる値の一覧です。数字か矢印と \(Request.enter) で選びます。"]
      : ["市の町の一覧です。町の名前や読みを打つと絞られます。選ぶと、番地を打つ欄に戻ります。"]
  }

  func title(_ open: OpenVisit) -> String { "一覧  \(heading)" }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.enter: "選ぶ", .stepBack: "戻る", .previousPage: "前頁", .nextPage: "次頁"]
  }

  func draw(into frame: inout Frame, rows area: Range<Int>, _ open: OpenVisit) {
    var area = area
    if !towns.isEmpty {
      let prompt = " 町の名前か読み："
      frame.put(prompt, row: area.lowerBound, column: 0)
      line.draw(into: &frame, row: area.lowerBound, column: prompt.columns, width: 30, isFocused: false)
      area = area.lowerBound + 1..<area.upperBound
    }
    let listed = listed()
    let scroll = Scroll().revealing(cursor.index, count: listed.count, height: area.count)
    for (offset, row) in listed.dropFirst(scroll.top).prefix(area.count).enumerated() {
      let index = scroll.top + offset
      frame.putRow(
        row.mark + tick(row, open.seat) + " " + row.label, row: area.lowerBound + offset,
        isFocused: index == cursor.index,
        position: index)
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    switch input {
    case .paste(let text):
      guard !towns.isEmpty else { return .ignored }
      line.insert(text)
      cursor = Cursor()
      return .stay
    case .press(let index): return choose(index, open)
    case .key(let key):
      if !towns.isEmpty {
        if line.handle(key) { cursor = Cursor() }
        return .stay
      }
      if let answer = NoAnswer.answer(of: key) {
        return .appendAndPop([.answered([FactAnswer(field.key, answer)])])
      }
      guard let position = Choice.position(of: key, among: choices) else { return .ignored }
      return choose(position, open)
    case .request(let request):
      if cursor.move(request, count: listed().count) { return .stay }
      switch request {
      case .enter: return choose(cursor.index, open)
      case .stepBack: return .pop
      default: return .ignored
      }
    }
  }

  private func choose(_ index: Int, _ open: OpenVisit) -> Outcome {
    let listed = listed()
    guard listed.indices.contains(index) else { return .ignored }
    let row = listed[index]
    guard let answer = row.answer else { return .typeInto(field.key, row.text) }
    switch (answer, field.fact(in: open.catalog)?.kind.takesSeveral ?? false) {
    // One of several stands beside those that are ticked already.
    case (.value(.text), true), (.value(.person), true):
      if case .value(let value) = answer { return .tick(value) }
      return .ignored
    default: return .appendAndPop([.answered([FactAnswer(field.key, answer)])])
    }
  }
}
