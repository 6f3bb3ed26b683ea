extension String {
  /// Without blanks of any width at both ends.
  package var trimmingBlanks: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first == " " || first == "\u{3000}" || first == "\t" {
      scalars.removeFirst()
    }
    while let last = scalars.last, last == " " || last == "\u{3000}" || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }
}
