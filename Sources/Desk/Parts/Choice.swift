import Counter
import Moji
import TerminalUI

/// Choices ticked so far of a field that takes several, in the order in which they were ticked.
struct Ticks: Hashable {
  private(set) var values: [FactValue] = []

  init() {}

  /// What an answer ticks.
  init(_ answer: Answer?) {
    switch answer {
    case .value(.texts(let codes))?: values = codes.map { .text($0) }
    case .value(.people(let people))?: values = people.map { .person($0) }
    default: break
    }
  }

  mutating func toggle(_ value: FactValue) {
    if let index = values.firstIndex(of: value) { values.remove(at: index) } else { values.append(value) }
  }

  func contains(_ value: FactValue) -> Bool { values.contains(value) }

  /// The one answer that they make; nil while nothing is ticked.
  func answer(of fact: Fact) -> FactValue? {
    guard !values.isEmpty else { return nil }
    guard fact.kind == .people else {
      return .texts(values.compactMap { if case .text(let code) = $0 { code } else { nil } })
    }
    return .people(values.compactMap { if case .person(let person) = $0 { person } else { nil } }.sorted())
  }
}

/// A numbered answer of a field.
struct Choice: Hashable {
  let label: String
  let value: FactValue
  /// Whether it answers for everybody who has not answered the question yet.
  var isForAll = false

  /// After nine come letters: 1 … 9, a … z; a blank for what no key reaches. The same numbering on every screen.
  static func mark(_ position: Int) -> String { key(position)?.name ?? " " }

  /// The key that picks a choice, counted from nought; nil for what no key reaches.
  static func key(_ position: Int) -> Key? {
    switch position {
    case 0..<9: .character(UnicodeScalar(UInt8(ascii: "1") + UInt8(position)))
    case 9..<35: .character(UnicodeScalar(UInt8(ascii: "a") + UInt8(position - 9)))
    default: nil
    }
  }

  /// The choice that a key picks, counted from nought.
  static func position(of key: Key) -> Int? {
    if let digit = digit(of: key) { return digit == 0 ? nil : digit - 1 }
    guard case .character(let scalar) = key else { return nil }
    let letter = scalar.value >= 0xFF41 && scalar.value <= 0xFF5A ? scalar.value - 0xFEE0 : scalar.value
    guard (0x61...0x7A).contains(letter) else { return nil }
    return Int(letter - 0x61) + 9
  }

  /// That none of several holds: it has a key of its own, the same for every question.
  private var isNone: Bool { value == .texts([]) }

  /// The mark of a choice among the others of its question.
  static func mark(_ position: Int, of choices: [Choice]) -> String {
    choices[position].isNone ? noneMark : mark(position)
  }

  /// The choice that a key picks among those of a question; nil for what picks none.
  static func position(of key: Key, among choices: [Choice]) -> Int? {
    if key == .character("*") || key == .character("＊") { return choices.firstIndex(where: \.isNone) }
    return position(of: key).flatMap { choices.indices.contains($0) && !choices[$0].isNone ? $0 : nil }
  }

  private static let noneMark = "*"

  /// The numbered answers of a field; empty for one that is typed.
  static func choices(for field: QuestionField, _ catalog: Catalog, _ visit: Visit) -> [Choice] {
    guard let fact = field.fact(in: catalog) else { return [] }
    switch fact.kind {
    case .yesNo:
      return [Choice(label: "はい", value: .yesNo(true)), Choice(label: "いいえ", value: .yesNo(false))]
    case .code(let list):
      return catalog.codeList(list)?.codes.map { Choice(label: $0.label, value: .text($0.value)) } ?? []
    case .codes(let list):
      let each = catalog.codeList(list)?.codes.map { Choice(label: $0.label, value: .text($0.value)) } ?? []
      // That there is nothing is an answer of its own: silence is none.
      return each.isEmpty ? [] : each + [Choice(label: "どれもない", value: .texts([]))]
    case .person, .people:
      let people = field.candidates
      let names = visit.situation.distinctNames(of: people, in: catalog)
      let each = zip(people, names).map { Choice(label: $1, value: .person($0)) }
      let takesAll = fact.kind == .people && people.count > 1
      return each + (takesAll ? [Choice(label: "全員", value: .people(people))] : [])
    case .number, .day, .text, .name, .address: return []
    }
  }
}

/// «わからない» and «答えない»: an answer of every question, with the same keys everywhere.
enum NoAnswer {
  static let doesNotKnowMark = "0"
  static let willNotSayMark = "-"
  /// Where the answer itself is typed, these stand as its first letter.
  static let typedMarks = (doesNotKnow: "?", willNotSay: "!")

  /// The answer of a key among numbered choices; nil for any other key.
  static func answer(of key: Key) -> Answer? {
    if digit(of: key) == 0 { return .doesNotKnow }
    guard case .character(let scalar) = key else { return nil }
    return ["-", "－", "ー", "−"].contains(scalar) ? .willNotSay : nil
  }

  /// The answer of a typed line that holds nothing else.
  static func answer(ofTyped line: String) -> Answer? {
    switch line {
    case "?", "？": .doesNotKnow
    case "!", "！": .willNotSay
    default: nil
    }
  }
}

/// The digit of a key, half or full width; nil for anything else.
func digit(of key: Key) -> Int? {
  guard case .character(let scalar) = key else { return nil }
  if ("0"..."9").contains(scalar) { return Int(scalar.value - 0x30) }
  if ("０"..."９").contains(scalar) { return Int(scalar.value - 0xFF10) }
  return nil
}

extension Situation {
  /// Given names of people, made distinct: whoever is written like another also gets relationship or birth.
  func distinctNames(of people: [Int], in catalog: Catalog) -> [String] {
    let names = people.map { name(ofPerson: $0) }
    return zip(people, names).map { person, name in
      let namesakes = people.filter { $0 != person && self.name(ofPerson: $0) == name }
      let short = givenName(ofPerson: person)
      let isSharedShort = people.contains { $0 != person && givenName(ofPerson: $0) == short }
      guard !namesakes.isEmpty else { return isSharedShort ? name : short }
      return (short == name ? name : short) + "（\(mark(of: person, among: namesakes, catalog))）"
    }
  }

  /// What tells somebody from their namesakes: reading, relationship or birth, whichever differs from all of them.
  private func mark(of person: Int, among namesakes: [Int], _ catalog: Catalog) -> String {
    func text(_ fact: String, _ person: Int) -> String? { self.text(fact, of: .person(person)) }
    for fact in [CoreFact.reading, CoreFact.relationship] {
      guard let mine = text(fact, person), namesakes.allSatisfy({ text(fact, $0) != mine }) else { continue }
      return mine
    }
    let birth = day(CoreFact.birth, of: .person(person))
    let isOwn = namesakes.allSatisfy { day(CoreFact.birth, of: .person($0)) != birth }
    return birth.flatMap { isOwn ? catalog.eras.short($0) + "生" : nil } ?? "\(person + 1)人目"
  }
}

extension String {
  /// A name with the mark that tells its bearer from namesakes, which is never what is cut. `distinct` is the name as
  /// `distinctNames` gives it.
  func withMark(of distinct: String, columns: Int) -> String {
    let mark = String(distinct.drop { $0 != "（" })
    return clipped(toColumns: max(4, columns - mark.columns)) + mark
  }
}
