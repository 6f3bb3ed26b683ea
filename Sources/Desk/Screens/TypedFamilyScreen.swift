import Counter
import Feel
import Moji
import TerminalUI

/// People whom no record and no certificate knows, typed once: name, reading, birth, sex, relationship. A family that moves
/// in, or children who were born into a household.
struct TypedFamilyScreen: ScreenBehaviour {
  private static let labels = ["氏名", "ふりがな", "生年月日", "性別 1男 2女 3空欄", "続柄"]
  private static let widths = [30, 30, 16, 4, 20]

  private var people: [TypedPerson] = []
  private var editors = TypedFamilyScreen.labels.map { _ in LineEditor() }
  private var field = 0
  private var isWarned = false
  /// The household they come into and the event, nil for a family that moves in.
  private let joining: (source: Outcome.Source, event: Event)?
  /// 続柄 that is offered to whom is typed next.
  private let relationship: String

  init(joining source: Outcome.Source, by event: Event, surname: (name: String, reading: String)) {
    joining = (source, event)
    relationship = "子"
    editors[0] = LineEditor(surname.name)
    editors[1] = LineEditor(surname.reading)
    editors[4] = LineEditor(relationship)
  }

  init(name: String) {
    joining = nil
    relationship = ""
    if name.unicodeScalars.contains(where: { $0.value >= 0x3400 }) { editors[0] = LineEditor(name) }
    editors[4] = LineEditor(CoreCode.head)
  }

  var shows: Counter.Act { .file }
  var help: [String] {
    joining != nil
      ? [
        "生まれたお子さまを、一人ずつ入力します。双子のときは一人目を入れて \(Request.enter) を押し、二人目を入れます。",
        "名前がまだ決まっていないときは、氏だけを入れて先へ進めます。全員を入れたら \(Request.commit) を押します。",
      ]
      : [
        "転出証明書情報が届いていない家族を、一人ずつ入力します。名前は記載のとおり、どの字でも入れられます。",
        "生年月日は S55.3.2、昭和55年3月2日、19800302 のどれでも読みます。続柄は新しい世帯の世帯主から見た続柄です。",
        "一人分を入れたら \(Request.enter) で次の人へ。全員を入れたら \(Request.commit) を押します。",
      ]
  }

  func title(_ place: DeskPlace) -> String {
    joining.map { "\($0.event.name)  お子さまを入力する  \(people.count)人" } ?? "転入する家族を入力する  \(people.count)人"
  }

  func actions(_ place: DeskPlace) -> [Request: String] {
    [
      .enter: "次の欄", .next: "次の欄", .commit: "この\(joining == nil ? "家族" : "お子さま")で受け付ける", .stepBack: "戻る",
      .back: "一覧へ",
    ]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    for (index, person) in people.enumerated().prefix(rows.count - 8) {
      frame.put(
        "\(index + 1) \(person.name)（\(person.reading)） \(place.catalog.eras.short(person.birth)) \(person.sex) \(person.relationship)",
        row: rows.lowerBound + index, column: 3)
    }
    let first = rows.lowerBound + min(people.count, rows.count - 8) + 1
    frame.put("\(people.count + 1)人目", row: first, column: 3, role: .heading)
    for (index, label) in TypedFamilyScreen.labels.enumerated() {
      frame.put((index == field ? "＞" : "  ") + label, row: first + 1 + index, column: 1)
      editors[index].draw(
        into: &frame, row: first + 1 + index, column: 24, width: TypedFamilyScreen.widths[index],
        isFocused: index == field)
      frame.target(
        row: first + 1 + index, columns: 1..<24 + TypedFamilyScreen.widths[index], .position(index))
      if index == 1, Romaji.looksLike(editors[1].text.widthFolded) {
        frame.put(TypedFamilyScreen.reading(editors[1].text), row: first + 2, column: 56, role: .quiet)
      }
      if index == 2, let day = place.site.parser(on: place.today).day(editors[2].text) {
        frame.put("\(place.catalog.eras.long(day))（\(day.year)年）", row: first + 3, column: 42, role: .quiet)
      }
    }
  }

  mutating func handle(_ input: ScreenInput, _ place: DeskPlace) -> Outcome {
    if case .request(.stepBack) = input {} else if case .request(.back) = input {} else { isWarned = false }
    switch input {
    case .paste(let text): editors[field].insert(text)
    case .press(let position):
      guard editors.indices.contains(position) else { return .ignored }
      field = position
    case .key(let key):
      if field == 3, let number = digit(of: key), (1...3).contains(number) {
        editors[3] = LineEditor(CoreCode.sexes[number - 1])
        field = 4
      } else {
        _ = editors[field].handle(key)
      }
    case .request(let request): return handle(request, place)
    }
    return .stay
  }

  private mutating func handle(_ request: Request, _ place: DeskPlace) -> Outcome {
    switch request {
    case .enter where field == TypedFamilyScreen.labels.count - 1: return takePerson(place)
    case .enter, .next: field = min(TypedFamilyScreen.labels.count - 1, field + 1)
    case .previous: field = max(0, field - 1)
    case .stepBack, .back:
      if !isWarned, !people.isEmpty || editors.prefix(3).contains(where: { !$0.isEmpty }) {
        isWarned = true
        return .say(.note("入力した人が消えます。それでも戻るときは、もう一度 \(request) を押してください"))
      }
      return request == .back ? .toList : .pop
    case .commit:
      // Only the surname of the one before may stand there.
      let isBegun = !editors[2].isEmpty || !editors[3].isEmpty || people.isEmpty && !editors[0].isEmpty
      if isBegun {
        let outcome = takePerson(place)
        if case .say = outcome { return outcome }
      }
      guard !people.isEmpty else { return .say(.error("氏名を入力してください")) }
      if let joining { return .file(joining.event, joining.source, joining: people) }
      return .push(EventScreen(.typed(people)))
    default: return .ignored
    }
    return .stay
  }

  /// A reading in katakana, from kana of any kind or from romaji («yamamoto hajime»).
  private static func reading(_ text: String) -> String {
    Romaji.looksLike(text.widthFolded) ? Romaji.katakana(text.widthFolded) : text.inKatakana
  }

  /// Checks the fields and takes the person; what is missing gets the focus and a sentence.
  private mutating func takePerson(_ place: DeskPlace) -> Outcome {
    let texts = editors.map { $0.text.trimmingBlanks }
    func refuse(_ index: Int, _ sentence: String) -> Outcome {
      field = index
      return .say(.error(sentence))
    }
    guard !texts[0].isEmpty else { return refuse(0, "氏名を入力してください") }
    guard !texts[1].isEmpty else { return refuse(1, "ふりがなを入力してください") }
    guard let birth = place.site.parser(on: place.today).day(texts[2]) else {
      return refuse(2, "生年月日は S55.3.2 か 19800302 のように入力してください")
    }
    guard birth <= place.today else { return refuse(2, "生年月日が先の日になっています。年を確かめてください") }
    guard Age.years(born: birth, on: place.today) < 130 else { return refuse(2, "130歳を超えます。年号と年を確かめてください") }
    guard CoreCode.sexes.contains(texts[3]) else { return refuse(3, "性別は 1 男、2 女、3 空欄 の数字で選んでください") }
    guard !texts[4].isEmpty else { return refuse(4, "続柄を入力してください（世帯主、妻、子 など）") }
    people.append(
      TypedPerson(
        name: texts[0], reading: TypedFamilyScreen.reading(texts[1]), birth: birth, sex: texts[3],
        relationship: texts[4]))
    // The next of the family has the same surname.
    let surname =
      texts[0].split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }).first.map(String.init) ?? ""
    let surnameReading =
      texts[1].split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }).first.map(String.init) ?? ""
    editors = TypedFamilyScreen.labels.map { _ in LineEditor() }
    if texts[0].contains(" ") || texts[0].contains("\u{3000}") {
      editors[0] = LineEditor(surname + " ")
      editors[1] = LineEditor(surnameReading + " ")
    }
    editors[4] = LineEditor(relationship)
    field = 0
    return .stay
  }
}
