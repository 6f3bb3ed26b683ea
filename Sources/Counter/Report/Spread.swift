/// How values lie: the middle one and the one that nine in ten do not exceed, each a value that occurred.
package struct Spread: Hashable, Sendable, Encodable {
  package let count: Int
  /// 中央値.
  package let median: Int
  /// 90％値.
  package let ninetieth: Int

  /// nil of no values at all.
  package init?(_ values: [Int]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    /// The least value that so many tenths of all do not exceed.
    func value(atTenths tenths: Int) -> Int { sorted[(sorted.count * tenths + 9) / 10 - 1] }
    count = sorted.count
    median = value(atTenths: 5)
    ninetieth = value(atTenths: 9)
  }
}
