/// List functions (DMN 10.3.4.4) and sorting (10.3.4.8).
extension StandardFunctions {
  static let lists: [Function] = [
    define("list contains", [("list", .list(.any)), ("element", .any)], .boolean) { a, e in
      guard let items = a.items(0), a.has(1) else { return nil }
      return .boolean(items.contains { isSame($0, a[1] ?? .null, e) })
    },
    define("count", [("list", .list(.any))], .number) { a, _ in a.items(0).map { .number($0.count) } },
    define(
      "sublist", [("list", .list(.any)), ("start position", .number), ("length", .number)], optional: 1,
      .list(.any)
    ) {
      a, _ in
      guard let items = a.items(0), let first = position(a, 1, items.count) else { return nil }
      guard a.has(2) else { return .list(Array(items[first...])) }
      guard let length = a.integer(2), length >= 1, first + length <= items.count else { return nil }
      return .list(Array(items[first..<first + length]))
    },
    Function("append", [signature([("list", .any), ("item", .any)], isVariadic: true)], result: .list(.any)) {
      a, _ in
      guard a.count > 1, let items = a.items(0) else { return nil }
      return .list(items + a.dropFirst().map { $0 ?? .null })
    },
    Function("concatenate", [signature([("list", .any)], isVariadic: true)], result: .list(.any)) { a, e in
      joined(a, &e).map { .list($0) }
    },
    define("insert before", [("list", .list(.any)), ("position", .number), ("newItem", .any)], .list(.any)) {
      a, _ in
      guard var items = a.items(0), let at = position(a, 1, items.count), a.has(2) else { return nil }
      items.insert(a[2] ?? .null, at: at)
      return .list(items)
    },
    define("remove", [("list", .list(.any)), ("position", .number)], .list(.any)) { a, _ in
      guard var items = a.items(0), let at = position(a, 1, items.count) else { return nil }
      items.remove(at: at)
      return .list(items)
    },
    Function(
      "list replace",
      [
        signature([("list", .list(.any)), ("position", .number), ("newItem", .any)]),
        signature([("list", .list(.any)), ("match", .any), ("newItem", .any)]),
      ], result: .list(.any)
    ) { a, e in
      guard var items = a.items(0), a.has(1), a.has(2) else { return nil }
      if case .function(let match)? = a[1] {
        guard match.parameters.count == 2 else { return nil }
        for index in items.indices {
          guard case .boolean(let fits)? = e.invoke(match, [items[index], a[2] ?? .null]) else { return nil }
          if fits { items[index] = a[2] ?? .null }
        }
        return .list(items)
      }
      guard let at = position(a, 1, items.count) else { return nil }
      items[at] = a[2] ?? .null
      return .list(items)
    },
    define("reverse", [("list", .list(.any))], .list(.any)) { a, _ in a.items(0).map { .list($0.reversed()) }
    },
    define("index of", [("list", .list(.any)), ("match", .any)], .list(.number)) { a, e in
      guard let items = a.items(0), a.has(1) else { return nil }
      let places = items.indices.filter { isSame(items[$0], a[1] ?? .null, e) }
      return .list(places.map { .number($0 + 1) })
    },
    Function("union", [signature([("list", .any)], isVariadic: true)], result: .list(.any)) { a, e in
      guard let all = joined(a, &e) else { return nil }
      return .list(distinct(all, &e))
    },
    define("distinct values", [("list", .list(.any))], .list(.any)) { a, e in
      a.items(0).map { .list(distinct($0, &e)) }
    },
    define("flatten", [("list", .list(.any))], .list(.any)) { a, _ in a.items(0).map { .list(flat($0)) } },
    define("sort", [("list", .list(.any)), ("precedes", .any)], optional: 1, .list(.any)) { a, e in
      guard let items = a.items(0) else { return nil }
      guard a.has(1) else {
        return sorted(items) { Comparing.order($0, $1, e.surroundings).map { $0 < 0 } }.map { .list($0) }
      }
      guard case .function(let precedes)? = a[1], precedes.parameters.count == 2 else { return nil }
      return sorted(items) { left, right in
        guard case .boolean(let isBefore)? = e.invoke(precedes, [left, right]) else { return nil }
        return isBefore
      }.map { .list($0) }
    },
  ]

  /// The items of all arguments, one after the other.
  private static func joined(_ arguments: [Value?], _ evaluator: inout Evaluator) -> [Value]? {
    var all: [Value] = []
    for index in arguments.indices {
      guard let items = arguments.items(index), evaluator.mayMake(all.count + items.count) else { return nil }
      all += items
    }
    return all
  }

  private static func isSame(_ left: Value, _ right: Value, _ evaluator: Evaluator) -> Bool {
    Comparing.equal(left, right, evaluator.surroundings) == .boolean(true)
  }

  /// A 1-based position, negative from the end, as an index; nil outside.
  private static func position(_ arguments: [Value?], _ index: Int, _ count: Int) -> Int? {
    guard let position = arguments.number(index)?.rounded(.down, scale: 0).integer, position != 0,
      position.magnitude <= count
    else { return nil }
    return position > 0 ? position - 1 : count + position
  }

  private static func distinct(_ items: [Value], _ evaluator: inout Evaluator) -> [Value] {
    var kept: [Value] = []
    var seen: Set<Value> = []
    for item in items where seen.insert(item).inserted {
      if mayEqual(item, item) {
        guard evaluator.spend(kept.count) else { break }
        if kept.contains(where: { mayEqual($0, item) && isSame($0, item, evaluator) }) { continue }
      }
      kept.append(item)
    }
    return kept
  }

  /// Only times on different clocks can be equal without being the same.
  private static func mayEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.time, .time), (.dateTime, .dateTime), (.list, .list), (.context, .context): true
    default: false
    }
  }

  private static func flat(_ items: [Value]) -> [Value] {
    items.flatMap { item -> [Value] in
      if case .list(let inner) = item { flat(inner) } else { [item] }
    }
  }

  /// A stable merge sort that stops when two items cannot be compared.
  private static func sorted(_ items: [Value], _ precedes: (Value, Value) -> Bool?) -> [Value]? {
    guard items.count > 1 else { return items }
    let middle = items.count / 2
    guard let left = sorted(Array(items[..<middle]), precedes),
      let right = sorted(Array(items[middle...]), precedes)
    else { return nil }
    var merged: [Value] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      guard let isBefore = precedes(right[j], left[i]) else { return nil }
      if isBefore {
        merged.append(right[j])
        j += 1
      } else {
        merged.append(left[i])
        i += 1
      }
    }
    return merged + left[i...] + right[j...]
  }

  /// Functions of a list or of its items (10.3.4.4).
  static let statistics: [Function] = [
    ofList("min", .any) { items, e in extreme(items, wanted: -1, e) },
    ofList("max", .any) { items, e in extreme(items, wanted: 1, e) },
    ofList("sum", .number) { items, _ in
      guard let numbers = numbers(items), !numbers.isEmpty else { return nil }
      return .number(numbers.reduce(.zero, +))
    },
    ofList("product", .number) { items, _ in
      guard let numbers = numbers(items), !numbers.isEmpty else { return nil }
      return .number(numbers.reduce(.one, *))
    },
    ofList("mean", .number) { items, _ in
      guard let numbers = numbers(items) else { return nil }
      return (numbers.reduce(.zero, +) / Decimal(numbers.count)).map { .number($0) }
    },
    ofList("median", .number) { items, _ in
      guard let numbers = numbers(items)?.sorted(), !numbers.isEmpty else { return nil }
      let middle = numbers.count / 2
      if numbers.count % 2 == 1 { return .number(numbers[middle]) }
      return ((numbers[middle - 1] + numbers[middle]) / Decimal(2)).map { .number($0) }
    },
    ofList("stddev", .number) { items, _ in
      guard let numbers = numbers(items), numbers.count > 1,
        let mean = numbers.reduce(.zero, +) / Decimal(numbers.count)
      else { return nil }
      let squares = numbers.reduce(Decimal.zero) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Decimal(numbers.count - 1))?.squareRoot().map { .number($0) }
    },
    ofList("mode", .list(.number)) { items, _ in
      guard let numbers = numbers(items) else { return nil }
      let counts = Dictionary(grouping: numbers) { $0 }.mapValues(\.count)
      let most = counts.values.max() ?? 0
      return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
    },
    ofList("all", .boolean) { items, _ in kleene(items, decides: false) },
    ofList("any", .boolean) { items, _ in kleene(items, decides: true) },
  ]

  private static func numbers(_ items: [Value]) -> [Decimal]? {
    var numbers: [Decimal] = []
    for item in items {
      guard case .number(let number) = item else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func extreme(_ items: [Value], wanted: Int, _ evaluator: Evaluator) -> Value? {
    guard var best = items.first, best != .null else { return nil }
    if items.count == 1, Comparing.order(best, best, evaluator.surroundings) == nil { return nil }
    for item in items.dropFirst() {
      guard let order = Comparing.order(item, best, evaluator.surroundings) else { return nil }
      if order.signum() == wanted { best = item }
    }
    return best
  }

  private static func kleene(_ items: [Value], decides: Bool) -> Value? {
    if items.contains(.boolean(decides)) { return .boolean(decides) }
    return items.allSatisfy { $0 == .boolean(!decides) } ? .boolean(!decides) : nil
  }

  static let booleans: [Function] = [
    define("not", [("negand", .boolean)], .boolean) { a, _ in
      guard case .boolean(let flag)? = a[0] else { return .null }
      return .boolean(!flag)
    },
    // What is left out by name is null.
    Function(
      "is",
      [
        signature([("value1", .any), ("value2", .any)]),
        Function.Signature(
          parameters: [.value(.any), .value(.any)], names: ["value1", "value2"], required: 0,
          isVariadic: false),
      ], result: .boolean
    ) { a, _ in
      guard !a.isEmpty else { return nil }
      return .boolean((a[0] ?? .null) == (a.count > 1 ? a[1] ?? .null : .null))
    },
  ]
}
