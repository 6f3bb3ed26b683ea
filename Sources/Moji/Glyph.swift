/// What stands in one cell (or two, when wide): a scalar that takes columns and the marks that ride on it.
///
/// A Swift `Character` is not a cell: «ｶﾞ» is one Character and two cells.
package struct Glyph: Hashable, Sendable {
  /// The scalar with its zero-width followers (異体字 selectors, combining dakuten), as drawn.
  package let text: String

  /// 1 or 2.
  package let columns: Int

  package static let blank = Glyph(text: " ", columns: 1)

  /// The mark for what a terminal cannot show: 〓 (げた記号).
  package static let geta = Glyph(text: "〓", columns: 2)

  init(text: String, columns: Int) {
    self.text = text
    self.columns = columns
  }
}

extension String {
  /// The glyphs of a text in order. Controls are dropped; a leading mark is given a space to ride on;
  /// what wcwidth of Debian 12 and this table do not agree on (U+31350 and beyond, private planes,
  /// emoji) becomes 〓.
  package var glyphs: [Glyph] {
    var result: [Glyph] = []
    result.reserveCapacity(unicodeScalars.count)
    for scalar in unicodeScalars {
      if scalar.isControl { continue }
      let columns = scalar.columns
      if columns == 0 {
        let base = result.popLast() ?? .blank
        // Curses keeps a base and four marks in a cell.
        result.append(
          base.text.unicodeScalars.count < 5
            ? Glyph(text: base.text + String(scalar), columns: base.columns) : base)
      } else {
        result.append(scalar.isDrawable ? Glyph(text: String(scalar), columns: columns) : .geta)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// C0, C1 and DEL: never drawn.
  package var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }

  /// Whether the terminal and the width table are sure to agree on this scalar.
  var isDrawable: Bool {
    switch value {
    case 0x20..<0x378, 0x3041...0x3096, 0x30A0...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFC: true
    // Circled numbers on black squares and hexagrams: wcwidth and East_Asian_Width differ.
    case 0x3248...0x324F, 0x4DC0...0x4DFF, 0x2028...0x2029: false
    case 0x20000...0x2A6DF, 0x2A700...0x2B738, 0x2B740...0x2B81D, 0x2B820...0x2CEA1, 0x2CEB0...0x2EBE0,
      0x2F800...0x2FA1D,
      0x30000...0x3134A:
      true
    case 0x1F000...: false
    default: !contains(WidthTable.unassigned, value)
    }
  }
}
