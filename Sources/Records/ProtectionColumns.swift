import Feel
import Foundation
import Moji

/// The columns that say who is protected (支援措置), and how a column is recognised that says so under another name.
///
/// Names follow 支援措置対象者情報 of 基本データリスト. A protection never ends by itself, so that either date protects.
enum ProtectionColumns {
  static let from = "支援措置開始年月日"
  static let until = "支援措置終了年月日"
  static let all = [from, until]

  /// Words that no other column of a register has in its name, as `folded` writes them.
  private static let words = [
    "支援措置", "措置区分", "DV", "抑止", "ストーカ", "閲覧制限", "交付制限", "発行制限", "配偶者暴力", "虐待", "秘匿", "非開示",
  ]

  /// Why the header of a residents file cannot be taken; nil when it can.
  static func problem(in header: [String], declaredAbsent: Bool) -> String? {
    if let column = header.first(where: isSuspicious) {
      let nearest = Spelling.nearest(to: folded(column), in: all) ?? from
      return
        "「\(column)」という列は読めません。支援措置の列なら、名前を「\(nearest)」にしてください（前後の空白も除きます）。違う内容なら、支援措置と取り違えない名前にしてください"
    }
    switch (header.contains(from), declaredAbsent) {
    case (true, false), (false, true): break
    case (false, false):
      return
        "支援措置の列がありません。「\(from)」（と、あれば「\(until)」）の列を入れて書き出してください。この市の抽出に支援措置がないときだけ、--no-protection-data '許可した人の名前' を付けてください"
    case (true, true): return "「\(from)」の列があります。--no-protection-data を付けずに取り込んでください"
    }
    return nil
  }

  /// A column that speaks of protection by a name under which it would not be read.
  static func isSuspicious(_ column: String) -> Bool {
    guard !all.contains(where: { Array($0.utf8) == Array(column.utf8) }) else { return false }
    let key = folded(column)
    return words.contains { key.contains($0) }
  }

  /// The name without what two spellings of it differ by: width, kana, case, blanks, lines, marks that are not seen.
  private static func folded(_ column: String) -> String {
    let compatible = column.precomposedStringWithCompatibilityMapping.widthFolded.inKatakana.uppercased()
    return String(
      String.UnicodeScalarView(
        compatible.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.properties.isIdeographic
        }))
  }
}
