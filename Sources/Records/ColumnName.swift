import Foundation
import Moji

/// The name of a column without what two spellings of it differ by: width, kana, case, blanks, quotes, lines between
/// words, marks that are not seen.
struct ColumnName: Hashable {
  let folded: String

  init(_ header: String) {
    let compatible = header.precomposedStringWithCompatibilityMapping.widthFolded.inKatakana.uppercased()
    folded = String(
      String.UnicodeScalarView(
        compatible.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil || $0.properties.isIdeographic
        }))
  }

  /// Whether one of the words, which are written folded, stands in it.
  func has(_ words: [String]) -> Bool { words.contains { folded.contains($0) } }
}
