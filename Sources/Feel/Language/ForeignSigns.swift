/// Signs of Japanese typing that look like FEEL's, and what to write instead.
public enum ForeignSigns {
  static func correction(of scalar: Unicode.Scalar) -> String? {
    if let known = table[scalar] { return known }
    // Full-width ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
      return String(ascii)
    }
    return nil
  }

  /// Runs of foreign signs outside strings, each with its place and what to write instead.
  public static func runs(in text: String) -> [(place: Range<Int>, instead: String)] {
    var runs: [(place: Range<Int>, instead: String)] = []
    var isString = false
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if scalar == "\"" { isString.toggle() }
      guard !isString, let instead = correction(of: scalar) else { continue }
      if let last = runs.last, last.place.upperBound == offset {
        runs[runs.count - 1] = (last.place.lowerBound..<offset + 1, last.instead + instead)
      } else {
        runs.append((offset..<offset + 1, instead))
      }
    }
    // Signs of other languages, when they come full-width.
    let meant = ["==": "=", "=>": ">=", "=<": "<=", "<>": "!="]
    return runs.map { ($0.place, meant[$0.instead] ?? $0.instead) }
  }

  private static let table: [Unicode.Scalar: String] = [
    "≧": ">=", "≦": "<=", "≠": "!=", "≥": ">=", "≤": "<=", "×": "*", "÷": "/", "−": "-", "“": "\"", "”": "\"",
    "「": "\"", "」": "\"", "『": "\"", "』": "\"", "、": ",", "。": ".", "‘": "\"", "’": "\"", "〜": "..", "【": "[",
    "】": "]",
    "〔": "(", "〕": ")", "∧": "and", "∨": "or", "¬": "not",
  ]
}
