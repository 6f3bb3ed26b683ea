extension Array where Element: Hashable {
  /// Each once, in order.
  package var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Array {
  /// Itself, or the other where nothing is left.
  func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
