/// Counts have a range: what is outside it would make a rule meaningless, or the program loop for ever.
extension Section {
  /// A whole number within a range; outside it a finding that says the range.
  func integer(_ key: String, in range: ClosedRange<Int>, default fallback: Int? = nil) -> Int {
    let count = integer(key, default: fallback)
    guard has(key), !range.contains(count) else { return count }
    refuse(
      key, "「\(key)」に \(count) は使えません", correction: "\(range.lowerBound) から \(range.upperBound) までの数で書いてください")
    return min(max(count, range.lowerBound), range.upperBound)
  }
}
