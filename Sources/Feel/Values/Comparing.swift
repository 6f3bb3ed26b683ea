/// Equality and order of values (DMN 10.3.2.13, tables 52 and 53; 10.3.2.3 for each type).
enum Comparing {
  static func compare(
    _ comparison: ComparisonOperator, _ left: Value, _ right: Value, _ surroundings: Surroundings = .init()
  ) -> Value {
    switch comparison {
    case .equal: return equal(left, right, surroundings)
    case .notEqual:
      guard case .boolean(let same) = equal(left, right, surroundings) else { return .null }
      return .boolean(!same)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let order = order(left, right, surroundings) else { return .null }
      switch comparison {
      case .less: return .boolean(order < 0)
      case .lessOrEqual: return .boolean(order <= 0)
      case .greater: return .boolean(order > 0)
      default: return .boolean(order >= 0)
      }
    }
  }

  /// Different types are null; null equals null only.
  static func equal(_ left: Value, _ right: Value, _ surroundings: Surroundings = .init()) -> Value {
    switch (left, right) {
    case (.null, .null): return .boolean(true)
    case (.null, _), (_, .null): return .boolean(false)
    case (.boolean(let first), .boolean(let second)): return .boolean(first == second)
    case (.string(let first), .string(let second)): return .boolean(first == second)
    case (.list(let first), .list(let second)):
      return .boolean(
        first.count == second.count
          && zip(first, second).allSatisfy { equal($0, $1, surroundings) == .boolean(true) })
    case (.context(let first), .context(let second)):
      guard first.count == second.count else { return .boolean(false) }
      let values = Dictionary(second.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      return .boolean(
        first.allSatisfy { entry in
          values[entry.name].map { equal(entry.value, $0, surroundings) == .boolean(true) } ?? false
        })
    case (.range(let first), .range(let second)): return .boolean(first == second)
    case (.record(let first), .record(let second)): return .boolean(first == second)
    case (.function(let first), .function(let second)): return .boolean(first == second)
    case (.time(let first), .time(let second)):
      return .boolean(order(first, second, surroundings) == 0)
    case (.dateTime(let first), .dateTime(let second)):
      return .boolean(order(first, second, surroundings) == 0)
    default: return order(left, right, surroundings).map { .boolean($0 == 0) } ?? .null
    }
  }

  /// Negative, zero or positive; nil for null, mixed or unordered types.
  static func order(_ left: Value, _ right: Value, _ surroundings: Surroundings = .init()) -> Int? {
    switch (left, right) {
    case (.number(let first), .number(let second)): sign(first, second)
    case (.string(let first), .string(let second)): sign(first, second)
    case (.date(let first), .date(let second)): sign(first, second)
    case (.duration(let first), .duration(let second)): sign(first, second)
    case (.months(let first), .months(let second)): sign(first, second)
    case (.time(let first), .time(let second)): order(first, second, surroundings)
    case (.dateTime(let first), .dateTime(let second)): order(first, second, surroundings)
    default: nil
    }
  }

  private static func sign<Item: Comparable>(_ first: Item, _ second: Item) -> Int {
    first < second ? -1 : first == second ? 0 : 1
  }

  /// Local times compare with local times, others on one clock.
  private static func order(_ first: Time, _ second: Time, _ surroundings: Surroundings) -> Int? {
    if first.zone == second.zone { return sign(first.nanoseconds / grain, second.nanoseconds / grain) }
    let day = surroundings.now?.day ?? Day(number: 0)
    guard let left = first.offset(on: day, surroundings), let right = second.offset(on: day, surroundings)
    else { return nil }
    return sign(
      (first.nanoseconds - Int64(left) * Time.second) / grain,
      (second.nanoseconds - Int64(right) * Time.second) / grain)
  }

  private static func order(_ first: DateTime, _ second: DateTime, _ surroundings: Surroundings) -> Int? {
    let grain = Int128(grain)
    if first.time.zone == second.time.zone { return sign(first.local / grain, second.local / grain) }
    guard let left = first.instant(surroundings), let right = second.instant(surroundings) else { return nil }
    return sign(left / grain, right / grain)
  }

  /// Times are compared by the millisecond; `is` compares them whole.
  private static let grain: Int64 = 1_000_000

  /// `in`: equal to the target, an item of it, or inside it (10.3.2.7).
  static func matches(_ candidate: Value, _ target: Value, _ surroundings: Surroundings = .init()) -> Value {
    switch target {
    case .range(let range): return contains(range, candidate, surroundings)
    case .list(let items):
      if equal(candidate, target, surroundings) == .boolean(true) { return .boolean(true) }
      return .boolean(items.contains { matches(candidate, $0, surroundings) == .boolean(true) })
    case .boolean(let flag) where candidate != .boolean(true) && candidate != .boolean(false):
      return .boolean(flag)
    default: return equal(candidate, target, surroundings)
    }
  }

  /// Null when the candidate cannot be compared with an end.
  static func contains(_ range: ValueRange, _ candidate: Value, _ surroundings: Surroundings = .init())
    -> Value
  {
    if let lower = range.lower {
      guard let order = order(candidate, lower.value.value, surroundings) else { return .null }
      if order < 0 || order == 0 && !lower.isIncluded { return .boolean(false) }
    }
    if let upper = range.upper {
      guard let order = order(candidate, upper.value.value, surroundings) else { return .null }
      if order > 0 || order == 0 && !upper.isIncluded { return .boolean(false) }
    }
    return .boolean(true)
  }
}

extension ValueRange {
  /// The whole numbers or days of a range, for `for` and the quantifiers (10.3.2.14); nil for other ends, for open ones
  /// and for a range that runs down where that is not allowed.
  func items(countingDown: Bool) -> [Value]? {
    guard let (low, high) = ends, low <= high || countingDown else { return nil }
    var numbers = Array(stride(from: low, through: high, by: low <= high ? 1 : -1))
    if lower?.isIncluded == false { numbers.removeFirst() }
    if upper?.isIncluded == false, !numbers.isEmpty { numbers.removeLast() }
    if case .date? = lower?.value.value { return numbers.map { .date(Day(number: $0)) } }
    return numbers.map { .number($0) }
  }

  /// How many whole numbers or days lie from end to end; nil where `items` answers nil anyway.
  var span: Int? { ends.map { abs($1 - $0) + 1 } }

  /// The ends as whole numbers or as numbers of days.
  private var ends: (Int, Int)? {
    switch (lower?.value.value, upper?.value.value) {
    case (.number(let low)?, .number(let high)?):
      guard let first = low.integer, let last = high.integer,
        first.magnitude < Int.max / 4, last.magnitude < Int.max / 4
      else { return nil }
      return (first, last)
    case (.date(let low)?, .date(let high)?): return (low.number, high.number)
    default: return nil
    }
  }
}
