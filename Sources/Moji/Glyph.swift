/// What stands in one cell (or two, when wide): a scalar that takes columns and the marks that ride on it.
///
/// A Swift `Character` is not a cell: «ｶﾞ» is one Character and two cells.
public struct Glyph: Hashable, Sendable {
  /// The scalar with its zero-width followers (異体字 selectors, combining dakuten), as drawn.
  public let text: String

  /// 1 or 2.
  public let columns: Int

  public static let blank = Glyph(text: " ", columns: 1)

  /// The mark for what a terminal cannot show: 〓 (げた記号).
  public static let geta = Glyph(text: "〓", columns: 2)

  init(text: String, columns: Int) {
    self.text = text
    self.columns = columns
  }
}

extension String {
  /// The glyphs of a text in order. Controls are dropped; a leading mark is given a space to ride on;
  /// what wcwidth of Debian 12 and this table do not agree on (U+31350 and beyond, private planes,
  /// emoji) becomes 〓.
  public var glyphs: [Glyph] {
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
  public var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }

  /// Whether the terminal and the width table are sure to agree on this scalar.
  var isDrawable: Bool {
    if value >= 0x31350 { return false }
    if value >= 0x1F000 && value < 0x20000 { return false }
    return !(0x2028...0x2029).contains(value)
  }
}
