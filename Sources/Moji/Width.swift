/// How many columns a text takes in a terminal.
extension Unicode.Scalar {
  /// Columns of this scalar: 0, 1 or 2. What shows nothing counts 0 here; where it is drawn at all, a mark stands for it.
  package var columns: Int {
    let value = self.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
    if let plainColumns { return plainColumns }
    if contains(WidthTable.zero, value) { return 0 }
    return contains(WidthTable.wide, value) ? 2 : 1
  }
}

extension String {
  /// Columns of the whole text as it is drawn.
  package var columns: Int { plainColumns ?? Glyphs(self).reduce(0) { $0 + $1.columns } }

  /// Columns of a text of nothing but ASCII, kana, common kanji and full-width signs, each a glyph of its own; nil for any
  /// other. Nearly every text of a screen is one.
  var plainColumns: Int? {
    var columns = 0
    for scalar in unicodeScalars {
      guard let own = scalar.plainColumns else { return nil }
      columns += own
    }
    return columns
  }
}

extension Unicode.Scalar {
  /// Columns of a scalar that is surely a glyph and drawn as itself; nil where that takes a look into the tables.
  var plainColumns: Int? {
    switch value {
    case 0x20..<0x7F: 1
    case 0x3000...0x3029, 0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFC, 0xFF01...0xFF60: 2
    default: nil
    }
  }
}

/// Whether a sorted table has the value.
func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
  var low = 0
  var high = ranges.count
  while low < high {
    let middle = (low + high) / 2
    if value > ranges[middle].upperBound {
      low = middle + 1
    } else if value < ranges[middle].lowerBound {
      high = middle
    } else {
      return true
    }
  }
  return false
}
