/// Equality and order of values (DMN 10.3.2.13, table 53; 10.3.2.3 for each type).
enum Comparing {
  static func compare(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) -> Value {
    switch comparison {
    case .equal: return equal(left, right)
    case .notEqual:
      guard case .boolean(let same) = equal(left, right) else { return .null }
      return .boolean(!same)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = order(left, right) else { return .null }
      switch comparison {
      case .less: return .boolean(order < 0)
      case .lessOrEqual: return .boolean(order <= 0)
      case .greater: return .boolean(order > 0)
      default: return .boolean(order >= 0)
      }
    }
  }

  /// Different types are null; null equals null only.
  static func equal(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.null, .null): .boolean(true)
    case (.null, _), (_, .null): .boolean(false)
    case (.boolean(let first), .boolean(let second)): .boolean(first == second)
    case (.number(let first), .number(let second)): .boolean(first == second)
    case (.string(let first), .string(let second)): .boolean(first == second)
    case (.date(let first), .date(let second)): .boolean(first == second)
    case (.days(let first), .days(let second)), (.months(let first), .months(let second)):
      .boolean(first == second)
    case (.list(let first), .list(let second)): .boolean(first == second)
    case (.context(let first), .context(let second)): .boolean(first == second)
    case (.range(let first), .range(let second)): .boolean(first == second)
    case (.record(let first), .record(let second)): .boolean(first == second)
    default: .null
    }
  }

  /// Negative, zero or positive; nil for null, mixed or unordered types.
  static func order(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.number(let first), .number(let second)): first < second ? -1 : first == second ? 0 : 1
    case (.string(let first), .string(let second)): first < second ? -1 : first == second ? 0 : 1
    case (.date(let first), .date(let second)): Int(first.number) - Int(second.number)
    case (.days(let first), .days(let second)), (.months(let first), .months(let second)): first - second
    default: nil
    }
  }

  /// `in`: equal to the target, an item of it, or inside it (10.3.2.7).
  static func matches(_ candidate: Value, _ target: Value) -> Value {
    switch target {
    case .range(let range): return contains(range, candidate)
    case .list(let items):
      if candidate == target { return .boolean(true) }
      return .boolean(items.contains { matches(candidate, $0) == .boolean(true) })
    case .boolean(let flag) where candidate != .boolean(true) && candidate != .boolean(false):
      return .boolean(flag)
    default: return equal(candidate, target)
    }
  }

  static func contains(_ range: ValueRange, _ candidate: Value) -> Value {
    if let lower = range.lower {
      guard let order = order(candidate, lower.value.value) else { return .null }
      if order < 0 || order == 0 && !lower.isIncluded { return .boolean(false) }
    }
    if let upper = range.upper {
      guard let order = order(candidate, upper.value.value) else { return .null }
      if order > 0 || order == 0 && !upper.isIncluded { return .boolean(false) }
    }
    return .boolean(true)
  }
}

extension ValueRange {
  /// The whole numbers of a closed range of numbers, up or down, for `for`; empty when it is none.
  var integers: [Value] {
    guard case .number(let low)? = lower?.value.value, case .number(let high)? = upper?.value.value,
      let first = low.integer, let last = high.integer, abs(last - first) < 1_000_000
    else { return [] }
    return stride(from: first, through: last, by: first <= last ? 1 : -1).map { .number($0) }
  }
}
