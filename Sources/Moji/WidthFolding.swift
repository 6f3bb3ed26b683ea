/// Half-width and full-width forms as one, and hiragana and katakana as one. For keys and typed answers;
/// records themselves are never folded.
extension String {
  /// Full-width ASCII as ASCII, half-width katakana as full-width with its dakuten joined, combining
  /// dakuten joined.
  package var widthFolded: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let folded = scalar.widthFolded
      if folded == "\u{3099}" || folded == "\u{309A}", let last = result.last,
        let joined = last.voiced(semi: folded == "\u{309A}")
      {
        result.removeLast()
        result.append(joined)
      } else {
        result.append(folded)
      }
    }
    return String(result)
  }

  /// Hiragana written as katakana; the rest unchanged.
  package var inKatakana: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.katakana ?? scalar) }
    return String(result)
  }
}

extension Unicode.Scalar {
  var widthFolded: Unicode.Scalar {
    if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(value - 0xFEE0) ?? self }
    if value == 0x3000 { return " " }
    if (0xFF61...0xFF9F).contains(value) { return halfKana[Int(value - 0xFF61)] }
    if value == 0x309B { return "\u{3099}" }
    if value == 0x309C { return "\u{309A}" }
    return self
  }

  /// The katakana of a kana, nil for anything else.
  var katakana: Unicode.Scalar? {
    if (0x3041...0x3096).contains(value) { return Unicode.Scalar(value + 0x60) }
    return (0x30A1...0x30FA).contains(value) ? self : nil
  }

  fileprivate func voiced(semi: Bool) -> Unicode.Scalar? {
    let plain = semi ? "ハヒフヘホはひふへほ" : "カキクケコサシスセソタチツテトハヒフヘホウかきくけこさしすせそたちつてとはひふへほう"
    let marked = semi ? "パピプペポぱぴぷぺぽ" : "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴがぎぐげござじずぜぞだぢづでどばびぶべぼゔ"
    return zip(plain.unicodeScalars, marked.unicodeScalars).first { $0.0 == self }?.1
  }
}

private let halfKana = [Unicode.Scalar](
  "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
    .unicodeScalars)
