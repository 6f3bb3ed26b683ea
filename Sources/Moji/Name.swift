/// A name or any text of a person's record (氏名), compared scalar by scalar.
///
/// Swift's `String` compares by canonical equivalence, so «神» U+FA19 equals «神» U+795E and a set would
/// merge two people. A record is kept and compared as it was written, and never normalised.
package struct Name: Hashable, Sendable, Comparable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: Name, right: Name) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  package static func < (left: Name, right: Name) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package init(from decoder: any Decoder) throws { text = try String(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }

  /// Whether some character needs a form that a terminal cannot show (外字): a selector, a plane-16
  /// character or one past U+31350.
  package var hasUnshownForm: Bool {
    text.unicodeScalars.contains { $0.isVariationSelector || $0.value >= 0x31350 && !$0.isVariationSelector }
  }
}

extension Unicode.Scalar {
  /// 異体字セレクタ: U+FE00–FE0F and the ideographic ones U+E0100–E01EF.
  package var isVariationSelector: Bool {
    (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value)
  }
}
