/// Signs of Japanese typing that look like FEEL's, and what to write instead.
enum ForeignSigns {
  static func correction(of scalar: Unicode.Scalar) -> String? {
    if let known = table[scalar] { return known }
    // Full-width ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
      return String(ascii)
    }
    return nil
  }

  private static let table: [Unicode.Scalar: String] = [
    "≧": ">=", "≦": "<=", "≠": "!=", "≥": ">=", "≤": "<=", "×": "*", "÷": "/", "−": "-", "“": "\"", "”": "\"",
    "「": "\"", "」": "\"", "『": "\"", "』": "\"", "、": ",", "。": ".", "‘": "\"", "’": "\"", "〜": "..", "【": "[",
    "】": "]",
    "〔": "(", "〕": ")", "∧": "and", "∨": "or", "¬": "not",
  ]
}
