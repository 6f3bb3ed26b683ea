extension Array where Element: Hashable {
  /// Each once, in order.
  public var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
