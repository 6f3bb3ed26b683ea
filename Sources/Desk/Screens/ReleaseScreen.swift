import Counter
import Moji
import TerminalUI

/// A supervisor lets the address of a protected person be seen, for a reason and a time (支援措置の解除).
struct ReleaseScreen: ScreenBehaviour {
  private static let labels = ["許可する人", "パスワード", "6けたの番号（使う人だけ）", "理由", "何分間（60分まで）"]
  private var editors = ["", "", "", "", "15"].map { LineEditor($0) }
  private var index = 0
  /// Without accounts only the name is asked for.
  private let asksPassphrase: Bool

  init(asksPassphrase: Bool) { self.asksPassphrase = asksPassphrase }

  var shows: Counter.Act { .askRelease }
  var help: [String] {
    ["支援措置の方ご本人の異動届などで、どうしても住所が要るときだけ使います。権限のある人が理由と時間を決めて許可し、すべて記録に残ります。"]
  }

  func title(_ open: OpenVisit) -> String { "支援措置の方の住所の表示を許可する" }

  func actions(_ open: OpenVisit) -> [Request: String] {
    [.enter: "次へ", .next: "次の欄", .commit: "許可する", .stepBack: "やめる"]
  }

  private var indices: [Int] { asksPassphrase ? [0, 1, 2, 3, 4] : [0, 3, 4] }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    frame.put("来庁者が加害者やその代理でないことを、もう一度確かめてください。", row: rows.lowerBound, column: 3, role: .notice)
    for (offset, field) in indices.enumerated() {
      let row = rows.lowerBound + 2 + offset * 2
      frame.put((field == index ? "＞" : "  ") + Self.labels[field], row: row, column: 3)
      let editor = field == 1 ? editors[1].masked : editors[field]
      editor.draw(into: &frame, row: row, column: 32, width: 40, isFocused: field == index)
      frame.target(row: row, columns: 3..<72, .position(field))
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    switch input {
    case .press(let position):
      guard indices.contains(position) else { return .ignored }
      index = position
    case .key(let key): _ = editors[index].handle(key)
    case .paste(let text): editors[index].insert(text)
    case .request(let request):
      switch request {
      case .commit: return commit()
      case .enter where index == indices.last: return commit()
      case .enter, .next: index = indices.first { $0 > index } ?? index
      case .previous: index = indices.last { $0 < index } ?? index
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
    return .stay
  }

  private mutating func commit() -> Outcome {
    for field in indices where field != 2 && editors[field].text.trimmingBlanks.isEmpty {
      index = field
      return .say(.error("\(Self.labels[field])を入力してください"))
    }
    guard let minutes = Int(editors[4].text.widthFolded.trimmingBlanks), (1...60).contains(minutes) else {
      index = 4
      return .say(.error("何分間かを 1 から 60 の数字で入力してください"))
    }
    let code = editors[2].text.widthFolded.trimmingBlanks
    return .release(
      Outcome.AskedRelease(
        supervisor: editors[0].text.trimmingBlanks, passphrase: editors[1].text,
        code: code.isEmpty ? nil : code, reason: editors[3].text.trimmingBlanks, minutes: minutes))
  }
}
