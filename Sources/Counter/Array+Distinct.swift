extension Array where Element: Hashable {
  /// Each once, in order.
  package var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
