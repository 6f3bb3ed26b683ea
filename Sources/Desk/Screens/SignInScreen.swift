import Counter
import Moji
import TerminalUI

/// Name and passphrase, before anything is seen; on the very first start the account that makes the others.
struct SignInScreen: ScreenBehaviour {
  private enum Field: CaseIterable {
    case name, section, passphrase, again, code

    var label: String {
      switch self {
      case .name: "職員の名前"
      case .section: "課"
      case .passphrase: "パスワード"
      case .again: "パスワード（もう一度）"
      case .code: "6けたの番号"
      }
    }

    var isHidden: Bool { self == .passphrase || self == .again }
  }

  private let isFirst: Bool
  private var fields: [Field]
  private var editors: [LineEditor]
  private var index = 0

  init(isFirst: Bool, name: String) {
    self.isFirst = isFirst
    fields = isFirst ? [.name, .section, .passphrase, .again] : [.name, .passphrase]
    editors = fields.map { _ in LineEditor() }
    if !name.isEmpty, !isFirst {
      editors[0] = LineEditor(name)
      index = 1
    }
  }

  var shows: Counter.Act { isFirst ? .makeFirstAccount : .signIn }
  var help: [String] {
    isFirst
      ? ["はじめての起動です。ここで作るアカウントは、すべての権限を持ちます。ほかの職員の分は madoguchi accounts add で作ります。"]
      : ["職員の名前とパスワードで始めます。席を外すときは \(Request.blank) で画面を隠せます。忘れたときは、管理者に変えてもらってください。"]
  }

  func title(_ place: DeskPlace) -> String {
    isFirst ? "はじめのアカウントを作る" : "\(place.catalog.municipality.name) \(place.seat.sign)"
  }

  func actions(_ place: DeskPlace) -> [Request: String] {
    [.enter: "次へ", .next: "次の欄", .commit: isFirst ? "作って始める" : "始める", .back: "終わる"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ place: DeskPlace) {
    let top = rows.lowerBound + 3
    for (offset, field) in fields.enumerated() {
      let row = top + offset * 2
      frame.put((offset == index ? "＞" : "  ") + field.label, row: row, column: 10)
      let editor = field.isHidden ? editors[offset].masked : editors[offset]
      editor.draw(into: &frame, row: row, column: 36, width: 32, isFocused: offset == index)
      frame.target(row: row, columns: 10..<68, .position(offset))
    }
    let notes =
      isFirst
      ? "パスワードは\(SignInPolicy.standard.leastScalars)文字以上。ほかでは使っていない、長く覚えやすいことばにしてください。" : ""
    for (offset, line) in notes.lines(ofColumns: frame.columns - 20).enumerated() {
      frame.put(line, row: top + fields.count * 2 + 1 + offset, column: 10, role: .quiet)
    }
  }

  mutating func handle(_ input: ScreenInput, _ place: DeskPlace) -> Outcome {
    switch input {
    case .press(let position):
      guard fields.indices.contains(position) else { return .ignored }
      index = position
    case .key(let key): _ = editors[index].handle(key)
    case .paste(let text): editors[index].insert(text)
    case .request(let request):
      switch request {
      case .enter where index == fields.count - 1, .commit: return commit()
      case .enter, .next: index = min(fields.count - 1, index + 1)
      case .previous: index = max(0, index - 1)
      case .back: return .quit
      default: return .ignored
      }
    }
    return .stay
  }

  private func text(_ field: Field) -> String {
    fields.firstIndex(of: field).map { editors[$0].text } ?? ""
  }

  private mutating func commit() -> Outcome {
    for (offset, field) in fields.enumerated() where editors[offset].isEmpty {
      index = offset
      return .say(.error("\(field.label)を入力してください"))
    }
    let name = text(.name).trimmingBlanks
    if isFirst {
      // The commonest words are known to the store alone, which is asked next.
      let strength = PassphraseStrength(names: [name, text(.section)]) { _ in false }
      if let refusal = SignInPolicy.standard.refusal(of: text(.passphrase), for: name, strength) {
        index = 2
        return .say(.error(SignInScreen.sentence(refusal)))
      }
      guard text(.passphrase) == text(.again) else {
        index = 3
        editors[3] = LineEditor()
        return .say(.error("2回のパスワードが違います。もう一度入力してください"))
      }
    }
    return .signIn(
      Outcome.TypedSignIn(
        isFirst: isFirst, name: name, section: text(.section).trimmingBlanks, passphrase: text(.passphrase),
        code: fields.contains(.code) ? text(.code).widthFolded.trimmingBlanks : nil))
  }

  /// After a refusal: the code is asked for, or the passphrase once more.
  mutating func refused(_ result: SignIn) {
    if case .needsCode = result, !fields.contains(.code) {
      fields.append(.code)
      editors.append(LineEditor())
      index = fields.count - 1
      return
    }
    for (offset, field) in fields.enumerated() where field != .name { editors[offset] = LineEditor() }
    index = 1
  }

  static func sentence(_ result: SignIn, eras: EraTable) -> String {
    switch result {
    case .signedIn: return ""
    case .wrong(let left): return "名前かパスワードが違います。打ち直してください。あと\(left)回まちがえると、しばらく入れなくなります"
    case .shut(let until):
      return "まちがいが続いたため \(Wording.hourAndMinute(until))まで入れません。急ぐときは管理者に連絡してください"
    case .locked: return "このアカウントは管理者が止めています。管理者に連絡してください"
    case .notYet(let day): return "このアカウントは\(eras.long(day))から使えます。急ぐときは管理者に連絡してください"
    case .expired(let day): return "このアカウントは\(eras.long(day))で期限が切れました。管理者に延ばしてもらってください"
    case .needsCode: return "認証アプリの6けたの番号を入力してください"
    }
  }

  static func sentence(_ refusal: SignInPolicy.PassphraseRefusal) -> String {
    switch refusal {
    case .tooShort(let least): "パスワードは\(least)文字以上で決めてください"
    case .hasUnseen: "パスワードに、目に見えない文字が入っています。打ち直してください"
    case .isName: "名前と同じことばは使えません。別のことばにしてください"
    case .guessable(let guess): guess.sentence
    }
  }
}
