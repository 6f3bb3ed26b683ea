/// Keys under which names are found: the same key for every way of writing the same name.
///
/// Rules of 住民記録システム標準仕様書 2.1.2: ignored are 清濁半濁, small kana, spaces, every form of dash and
/// 長音, half and full width, 異体字.
package enum SearchKey {
  /// The key of a reading, in plain katakana: «わたなべ　はなこ», «ﾜﾀﾅﾍﾞﾊﾅｺ» and «ワタナベ ハナコ» give one key.
  package static func kana(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.widthFolded.inKatakana.withoutVu.unicodeScalars {
      guard let plain = plainKatakana(scalar) else { continue }
      result.append(plain)
    }
    return String(foldingLongVowels(result))
  }

  /// The key of a written name: width folded, selectors and spaces dropped, 異体字 unified.
  package static func kanji(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.widthFolded.unicodeScalars
    where !scalar.isVariationSelector && !scalar.isBlank && !scalar.isDash {
      result.append(scalar.isGa ? "ケ" : Variants.representative(of: scalar))
    }
    return String(result).lowercased()
  }
}

extension String {
  /// «ヴァ» as «バ», and so on: both are written for one sound.
  fileprivate var withoutVu: String {
    guard contains("ヴ") else { return self }
    var text = self
    for (written, plain) in [("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ")] {
      text.replace(written, with: plain)
    }
    return text
  }
}

extension Unicode.Scalar {
  /// «ヶ», «ケ», «が», «ガ»: 金ヶ崎 is written with each.
  fileprivate var isGa: Bool { self == "ヶ" || self == "ケ" || self == "が" || self == "ガ" }

  var isBlank: Bool { self == " " || self == "\u{3000}" || self == "\t" || self == "\u{A0}" }

  var isDash: Bool {
    switch value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D, 0x30FC, 0xFF70, 0x2500, 0x2501, 0x301C, 0xFF5E, 0x7E: true
    default: false
    }
  }
}

/// The unvoiced, full-size katakana of a kana scalar, nil for what the key ignores.
private func plainKatakana(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  if scalar.isBlank || scalar.isDash || scalar == "・" || (0x3099...0x309C).contains(scalar.value) {
    return nil
  }
  guard let katakana = scalar.katakana else { return Unicode.Scalar(String(scalar).lowercased()) ?? scalar }
  return kanaFolds[katakana] ?? katakana
}

/// オ段 followed by ウ is heard, and often written, as オ or not at all; likewise doubled vowels.
private func foldingLongVowels(_ kana: String.UnicodeScalarView) -> String.UnicodeScalarView {
  var result = String.UnicodeScalarView()
  for scalar in kana {
    if let last = result.last {
      if scalar == "ウ" || scalar == "オ", oRow.contains(last) { continue }
    }
    result.append(scalar)
  }
  return result
}

private let oRow = Set("オコソトノホモヨロ".unicodeScalars)

private let kanaFolds: [Unicode.Scalar: Unicode.Scalar] = {
  let from = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴァィゥェォッャュョヮヵヶヰヱヲヂヅ"
  let to = "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホウアイウエオツヤユヨワカケイエオチツ"
  var folds = Dictionary(zip(from.unicodeScalars, to.unicodeScalars), uniquingKeysWith: { first, _ in first })
  // ヂ=ジ and ヅ=ズ: one key for both spellings.
  folds["ヂ"] = "シ"
  folds["ヅ"] = "ス"
  return folds
}()
