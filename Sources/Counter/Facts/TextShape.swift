import Moji

/// 形: how a text is written, so that what is typed in its place by mistake is refused.
package enum TextShape: String, Hashable, Sendable, CaseIterable {
  case free = "自由"
  case telephone = "電話番号"
  /// A bank account, or the one that the state knows (公金受取口座).
  case account = "振込先"
  case prefecture = "都道府県"
  case reading = "フリガナ"

  /// The text as it is kept; nil when it is not written so.
  package func normalised(_ text: String) -> String? {
    switch self {
    case .free: text
    case .telephone: TextShape.telephone(text)
    case .account: TextShape.isAccount(text) ? text : nil
    case .prefecture: TextShape.isPrefecture(text) ? text : nil
    case .reading: TextShape.isReading(text) ? text : nil
    }
  }

  /// How to write it, as a sentence.
  package var howToWrite: String {
    switch self {
    case .free: "文字を入力してください"
    case .telephone: "電話番号は市外局番から 090-0000-0000 のように、国外の番号は + から入力してください"
    case .account: "銀行・支店・種類・口座番号（7桁）を入力してください（ゆうちょは記号と番号）。公金受取口座ならそのことばだけで足ります"
    case .prefecture: "都道府県は「東京都」のように、都・道・府・県まで入力してください"
    case .reading: "ふりがなは、かなで入力してください"
    }
  }

  /// Ten or eleven digits after a 0 (電気通信番号規則), or 8 to 15 after a + (ITU-T E.164).
  private static func telephone(_ text: String) -> String? {
    let folded = String(text.widthFolded.map { "ー‐‑–—−".contains($0) ? "-" : $0 })
    let digits = folded.filter { "0123456789".contains($0) }
    guard folded.allSatisfy({ "0123456789-() +".contains($0) }) else { return nil }
    let isForeign = folded.hasPrefix("+") && (8...15).contains(digits.count)
    let isJapanese =
      folded.first.map { "0(".contains($0) } ?? false && digits.hasPrefix("0")
      && (10...11).contains(digits.count) && !folded.contains("+")
    return isForeign || isJapanese ? folded : nil
  }

  /// A bank's name beside at least the seven digits of an account.
  private static func isAccount(_ text: String) -> Bool {
    if text.contains("公金受取口座") { return true }
    let folded = text.widthFolded
    let digits = folded.filter { "0123456789".contains($0) }
    let names = folded.filter { !$0.isWhitespace && !"0123456789-()・、,".contains($0) }
    return (7...20).contains(digits.count) && names.count >= 2
  }

  private static func isPrefecture(_ text: String) -> Bool {
    (3...4).contains(text.count) && (text.last.map { "都道府県".contains($0) } ?? false)
      && text.allSatisfy { $0.isLetter }
  }

  /// Kana, or Latin letters of a name that has no kana.
  private static func isReading(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains { (0x3041...0x30FF).contains($0.value) || $0.properties.isAlphabetic }
      && scalars.allSatisfy { scalar in
        (0x3041...0x30FF).contains(scalar.value) || (0xFF65...0xFF9F).contains(scalar.value)
          || " \u{3000}-'.".unicodeScalars.contains(scalar)
          || scalar.value < 0x250 && scalar.properties.isAlphabetic
      }
  }
}
