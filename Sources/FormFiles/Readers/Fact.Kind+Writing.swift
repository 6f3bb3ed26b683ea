import Counter

extension Fact.Kind {
  /// How a value is written in a file.
  package var howToWrite: String {
    switch self {
    case .yesNo: "はい か いいえ"
    case .number: "半角の数字"
    case .day: "2026-11-20 のような日"
    case .text, .name, .address: "文字"
    case .code(let list), .codes(let list): "コード表「\(list)」の値"
    case .person, .people: "この例の人の名前"
    }
  }
}
