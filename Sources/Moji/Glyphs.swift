/// The glyphs of a text, one after the other.
///
/// What shows nothing becomes 〓 (`Unicode.Scalar.isUnseen`), ends of lines a blank. A leading mark is given a space to ride
/// on. What wcwidth of Debian 12 and this table do not agree on (U+31350 and beyond, private use, emoji) becomes 〓 too, a
/// sequence of joined ones a single 〓.
package struct Glyphs: Sequence, IteratorProtocol {
  private var rest: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?

  package init(_ text: String) {
    rest = text.unicodeScalars.makeIterator()
    ahead = rest.next()
  }

  package mutating func next() -> Glyph? {
    while let scalar = ahead {
      ahead = rest.next()
      if let columns = scalar.plainColumns { return followed(Glyph(scalar, columns: columns)) }
      if scalar.isUnseen { return .geta }
      if scalar.isLineSpace { return .blank }
      let columns = scalar.columns
      if columns == 0 {
        // A selector without its sign selects nothing.
        if scalar.isKanjiSelector || scalar.isOtherSelector { continue }
        var glyph = Glyph.blank
        glyph.add(scalar)
        return followed(glyph)
      }
      guard scalar.isDrawable else {
        skipWhatIsJoined()
        return .geta
      }
      return followed(Glyph(scalar, columns: columns))
    }
    return nil
  }

  /// The glyph with the marks that come next.
  private mutating func followed(_ glyph: Glyph) -> Glyph {
    guard let next = ahead, next.columns == 0 else { return glyph }
    var glyph = glyph
    while let mark = ahead, mark.columns == 0, !mark.isUnseen, !mark.isLineSpace {
      ahead = rest.next()
      if mark.isOtherSelector || mark.isKanjiSelector && !glyph.scalar.isKanji { continue }
      glyph.add(mark)
    }
    return glyph
  }

  /// Leaves out what belongs to a sequence that cannot be drawn: marks, skin colours, and what a joiner binds to it.
  private mutating func skipWhatIsJoined() {
    var isJoined = false
    while let scalar = ahead {
      let isBound = isJoined && !scalar.isDrawable || (0x1F3FB...0x1F3FF).contains(scalar.value)
      let isMark = scalar.columns == 0 && (!scalar.isUnseen && !scalar.isLineSpace || scalar == "\u{200D}")
      guard isMark || isBound else { return }
      isJoined = scalar == "\u{200D}" || isJoined && scalar.columns == 0
      ahead = rest.next()
    }
  }
}

extension Unicode.Scalar {
  /// An ideograph, which may carry a selector.
  var isKanji: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
    default: false
    }
  }

  /// Whether the terminal and the width table are sure to agree on this scalar.
  var isDrawable: Bool {
    switch value {
    case 0x20..<0x378, 0x3041...0x3096, 0x30A0...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFC: true
    // Circled numbers on black squares and hexagrams: wcwidth and East_Asian_Width differ. Private use: a kanji of the
    // city's own would be two columns wide, and wcwidth says one.
    case 0x3248...0x324F, 0x4DC0...0x4DFF, 0x2028...0x2029, 0xE000...0xF8FF: false
    case 0x20000...0x2A6DF, 0x2A700...0x2B738, 0x2B740...0x2B81D, 0x2B820...0x2CEA1, 0x2CEB0...0x2EBE0,
      0x2F800...0x2FA1D,
      0x30000...0x3134A:
      true
    case 0x1F000...: false
    default: !contains(WidthTable.unassigned, value)
    }
  }
}
