/// Romaji as typed on a keyboard without an input method, read as katakana.
package enum Romaji {
  /// The katakana of a text typed in romaji (ヘボン式 and 訓令式 mixed); letters that spell no kana stay.
  package static func katakana(_ text: String) -> String {
    let letters = [Unicode.Scalar](text.widthFolded.lowercased().unicodeScalars)
    var result = ""
    var index = 0
    while index < letters.count {
      if let (kana, length) = syllable(letters, at: index) {
        result += kana
        index += length
      } else {
        result.unicodeScalars.append(letters[index])
        index += 1
      }
    }
    return result
  }

  /// Whether the text could only be romaji: Latin letters, spaces, hyphens and apostrophes.
  package static func looksLike(_ text: String) -> Bool {
    let scalars = text.widthFolded.unicodeScalars
    return scalars.contains { $0.properties.isAlphabetic }
      && scalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || $0 == "'" || $0 == " ")
      }
  }

  private static func syllable(_ letters: [Unicode.Scalar], at index: Int) -> (String, Int)? {
    let first = letters[index]
    let next = index + 1 < letters.count ? letters[index + 1] : nil
    if first == "n", next == nil || !"aiueoyn'".unicodeScalars.contains(next ?? " ") { return ("ン", 1) }
    if first == "n", next == "'" { return ("ン", 2) }
    if first == "n", next == "n" {
      return ("ン", index + 2 < letters.count && isVowel(letters[index + 2]) ? 1 : 2)
    }
    if first == "m", let next, "bmp".unicodeScalars.contains(next) { return ("ン", 1) }
    if let next, first == next, !isVowel(first), first.properties.isAlphabetic { return ("ッ", 1) }
    if first == "t", next == "c" { return ("ッ", 1) }
    for length in [4, 3, 2, 1] where index + length <= letters.count {
      var key = ""
      key.unicodeScalars.append(contentsOf: letters[index..<index + length])
      if let kana = table[key] { return (kana, length) }
    }
    return first == "-" ? ("ー", 1) : nil
  }

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool { "aiueo".unicodeScalars.contains(scalar) }

  private static let table: [String: String] = {
    var result: [String: String] = [:]
    let rows: [(String, String)] = [
      ("", "アイウエオ"), ("k", "カキクケコ"), ("s", "サシスセソ"), ("t", "タチツテト"), ("n", "ナニヌネノ"), ("h", "ハヒフヘホ"),
      ("m", "マミムメモ"), ("r", "ラリルレロ"), ("g", "ガギグゲゴ"), ("z", "ザジズゼゾ"), ("d", "ダヂヅデド"),
      ("b", "バビブベボ"), ("p", "パピプペポ"), ("l", "ラリルレロ"),
    ]
    for (consonant, kana) in rows {
      for (vowel, mora) in zip("aiueo", kana) { result["\(consonant)\(vowel)"] = String(mora) }
    }
    let glides: [(String, String)] = [
      ("ky", "キ"), ("sy", "シ"), ("sh", "シ"), ("ty", "チ"), ("ch", "チ"), ("cy", "チ"), ("ny", "ニ"), ("hy", "ヒ"),
      ("my", "ミ"),
      ("ry", "リ"), ("gy", "ギ"), ("zy", "ジ"), ("jy", "ジ"), ("j", "ジ"), ("dy", "ヂ"), ("by", "ビ"), ("py", "ピ"),
    ]
    for (consonant, kana) in glides {
      for (vowel, small) in zip("aueo", "ァュェョ") {
        result["\(consonant)\(vowel)"] = kana + (vowel == "a" ? "ャ" : String(small))
      }
    }
    let single: [(String, String)] = [
      ("ya", "ヤ"), ("yu", "ユ"), ("yo", "ヨ"), ("wa", "ワ"), ("wo", "ヲ"), ("wi", "ウィ"), ("we", "ウェ"),
      ("shi", "シ"), ("chi", "チ"),
      ("tsu", "ツ"), ("fu", "フ"), ("ji", "ジ"), ("fa", "ファ"), ("fi", "フィ"), ("fe", "フェ"), ("fo", "フォ"),
      ("ti", "チ"), ("va", "ヴァ"),
      ("vi", "ヴィ"), ("vu", "ヴ"), ("ve", "ヴェ"), ("vo", "ヴォ"), ("ci", "シ"), ("thi", "ティ"), ("dhi", "ディ"),
      ("xtu", "ッ"), ("xtsu", "ッ"),
      ("she", "シェ"), ("che", "チェ"), ("je", "ジェ"),
    ]
    for (spelling, kana) in single { result[spelling] = kana }
    return result
  }()
}
