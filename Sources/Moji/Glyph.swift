/// What stands in one cell (or two, when wide): a scalar that takes columns and the marks that ride on it.
///
/// A Swift `Character` is not a cell: «ｶﾞ» is one Character and two cells.
package struct Glyph: Hashable, Sendable {
  /// The zero-width followers (異体字 selectors, combining dakuten), as many as curses keeps in a cell; 0 for none.
  private var marks = SIMD4<UInt32>.zero

  /// What takes the columns.
  package let scalar: Unicode.Scalar
  private let width: UInt8

  package static let blank = Glyph(" ", columns: 1)

  /// The mark for what cannot be shown.
  package static let geta = Glyph(.geta, columns: 2)

  init(_ scalar: Unicode.Scalar, columns: Int) {
    self.scalar = scalar
    width = UInt8(columns)
  }

  /// 1 or 2.
  package var columns: Int { Int(width) }

  /// Its scalars as numbers, filled up with zeros.
  package var values: (UInt32, UInt32, UInt32, UInt32, UInt32) {
    (scalar.value, marks[0], marks[1], marks[2], marks[3])
  }

  /// As drawn.
  package var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Appends its text.
  package func write(to text: inout String) {
    text.unicodeScalars.append(scalar)
    guard marks != .zero else { return }
    for index in marks.indices {
      if let mark = Unicode.Scalar(marks[index]), mark.value != 0 { text.unicodeScalars.append(mark) }
    }
  }

  /// Has a mark ride on it; a fifth one finds no room and is left out.
  mutating func add(_ mark: Unicode.Scalar) {
    if let free = marks.indices.first(where: { marks[$0] == 0 }) { marks[free] = mark.value }
  }
}

extension String {
  /// The glyphs of a text in order.
  package var glyphs: [Glyph] {
    var result: [Glyph] = []
    result.reserveCapacity(utf8.count / 2)
    for glyph in Glyphs(self) { result.append(glyph) }
    return result
  }
}
