/// Words by which people mean はい and いいえ.
enum YesNoWord {
  /// Those that YAML takes for its own, where no code list has them.
  static func yaml(_ word: String) -> String? {
    ["yes", "no", "on", "off"].contains(word.lowercased()) ? meant(by: word) : nil
  }

  static func meant(by word: String) -> String? {
    switch word.lowercased() {
    case "yes", "y", "on", "true", "有", "あり", "ある", "○", "ハイ": "はい"
    case "no", "n", "off", "false", "無", "なし", "ない", "×", "イイエ": "いいえ"
    default: nil
    }
  }
}
