/// Fitting text into columns without ever cutting a wide character in half.
extension String {
  /// As much of the text as fits, ending in «…» (one column) when something was left out.
  package func clipped(toColumns width: Int) -> String {
    if let columns = plainColumns, columns <= width { return self }
    let glyphs = self.glyphs
    if glyphs.columns <= width { return glyphs.text }
    guard width > 0 else { return "" }
    var kept: [Glyph] = []
    var used = 0
    for glyph in glyphs {
      if used + glyph.columns > width - 1 { break }
      kept.append(glyph)
      used += glyph.columns
    }
    return kept.text + "…"
  }

  /// The text clipped and filled with blanks to exactly this many columns.
  package func fitted(toColumns width: Int, trailing: Bool = false) -> String {
    let text = clipped(toColumns: width)
    let filler = String(repeating: " ", count: max(0, width - text.columns))
    return trailing ? filler + text : text + filler
  }

  /// The text with blanks on both sides, for titles.
  package func centred(inColumns width: Int) -> String {
    let text = clipped(toColumns: width)
    let left = max(0, width - text.columns) / 2
    return String(repeating: " ", count: left) + text
  }
}

extension [Glyph] {
  package var columns: Int { reduce(0) { $0 + $1.columns } }
  package var text: String { reduce(into: "") { $1.write(to: &$0) } }
}
