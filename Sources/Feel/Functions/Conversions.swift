/// Conversion functions (DMN 10.3.4.1).
extension StandardFunctions {
  static let conversions: [Function] = [
    define("string", [("from", .any)], .string) { a, _ in
      a[0].map { Texts.string(of: $0).map { .string($0) } ?? .null }
    },
    define(
      "number", [("from", .string), ("grouping separator", .string), ("decimal separator", .string)],
      optional: 2, .number
    ) { a, _ in number(a).map { .number($0) } },
    // A literal whose zone only the surroundings know.
    define("@", [("from", .string)], .any) { a, e in
      a.text(0).flatMap { Literals.temporal($0, e.surroundings) }
    },
    define("duration", [("from", .string)], .any) { a, _ in a.text(0).flatMap(Literals.duration) },
    define("range", [("from", .string)], .range(.any)) { a, e in
      // Two ends: what is longer is none.
      guard let text = a.text(0), text.utf8.count < 1_000, let expression = try? Parser.expression(text),
        case .range(let lower, let upper, let includesLower, let includesUpper, _) = expression,
        let first = end(lower), let last = end(upper)
      else { return nil }
      var evaluator = Evaluator(surroundings: e.surroundings)
      let node = Node.range(first, last, includesLower: includesLower, includesUpper: includesUpper)
      guard case .range(let range)? = evaluator.value(node) else { return nil }
      return [range.lower, range.upper].contains { $0?.value.value == .null } ? nil : .range(range)
    },
  ]

  /// Ends of a range in a text are literals, or the functions that stand for literals; nil for anything else.
  private static func end(_ expression: Expression) -> Node? {
    switch expression {
    case .literal(let value, _): return .constant(value)
    case .negation(.literal(let value, _), let place): return .negation(.constant(value), place)
    case .call(let name, let arguments, let place):
      let values = arguments.compactMap { argument -> Node? in
        if case .literal(.string(let text), _) = argument { .constant(.string(text)) } else { nil }
      }
      guard ["date", "time", "date and time", "duration", "@"].contains(name),
        values.count == arguments.count, let function = table[name],
        function.signature(for: values.count) != nil
      else { return nil }
      return .call(function, values, place)
    default: return nil
    }
  }

  private static func number(_ arguments: [Value?]) -> Decimal? {
    if arguments.count == 1, case .number(let number)? = arguments[0] { return number }
    guard var text = arguments.text(0) else { return nil }
    func separator(_ index: Int, _ allowed: [String]) -> String?? {
      guard arguments.has(index), arguments[index] != .null else { return .some(nil) }
      guard let sign = arguments.text(index), allowed.contains(sign) else { return nil }
      return .some(sign)
    }
    guard let grouping = separator(1, [" ", ",", "."]), let point = separator(2, [",", "."]) else {
      return nil
    }
    if let grouping, grouping == point { return nil }
    if arguments.count == 1 { return Decimal(literal: text) }
    if let grouping { text = text.split(separator: grouping, omittingEmptySubsequences: false).joined() }
    if let point {
      guard point == "." || !text.contains(".") else { return nil }
      text = text.split(separator: point, omittingEmptySubsequences: false).joined(separator: ".")
    }
    return Decimal(literal: text)
  }

  /// Dates, times and durations from texts and parts.
  static let dates: [Function] = [
    Function(
      "date",
      [signature([("from", .any)]), signature([("year", .number), ("month", .number), ("day", .number)])],
      result: .date
    ) { a, _ in
      if a.count == 3 {
        guard let year = a.integer(0), let month = a.integer(1), let day = a.integer(2) else { return nil }
        return Day(year: year, month: month, day: day).map { .date($0) }
      }
      switch a[0] {
      case .string(let text): return Literals.day(text.string).map { .date($0) }
      case .date(let day): return .date(day)
      case .dateTime(let moment): return .date(moment.day)
      default: return nil
      }
    },
    Function(
      "time",
      [
        signature([("from", .any)]),
        signature(
          [("hour", .number), ("minute", .number), ("second", .number), ("offset", .any)], optional: 1),
      ], result: .any
    ) { a, e in
      if a.count >= 3 { return time(a).map { .time($0) } }
      switch a[0] {
      case .string(let text): return Literals.time(text.string, e.surroundings).map { .time($0) }
      case .time(let time): return .time(time)
      case .dateTime(let moment): return .time(moment.time)
      case .date: return .time(Time(nanoseconds: 0, zone: .offset(0)))
      default: return nil
      }
    },
    Function(
      "date and time",
      [
        signature([("from", .any)]), signature([("date", .any), ("time", .any)]),
      ], result: .any
    ) { a, e in
      if a.count == 2 {
        guard case .time(let time)? = a[1] else { return nil }
        switch a[0] {
        case .date(let day): return .dateTime(DateTime(day: day, time: time))
        case .dateTime(let moment): return .dateTime(DateTime(day: moment.day, time: time))
        default: return nil
        }
      }
      switch a[0] {
      case .string(let text):
        if let day = Literals.day(text.string) {
          return .dateTime(DateTime(day: day, time: Time(nanoseconds: 0)))
        }
        return Literals.dateTime(text.string, e.surroundings).map { .dateTime($0) }
      case .dateTime(let moment): return .dateTime(moment)
      case .date(let day): return .dateTime(DateTime(day: day, time: Time(nanoseconds: 0, zone: .offset(0))))
      default: return nil
      }
    },
    define("years and months duration", [("from", .any), ("to", .any)], .months) { a, e in
      func moment(_ value: Value?) -> DateTime? {
        switch value {
        case .date(let day): DateTime(day: day, time: Time(nanoseconds: 0))
        case .dateTime(let moment): moment
        default: nil
        }
      }
      guard let from = moment(a[0]), let to = moment(a[1]) else { return nil }
      return .months(months(from, to))
    },
  ]

  private static func time(_ arguments: [Value?]) -> Time? {
    guard let hour = arguments.integer(0), let minute = arguments.integer(1), let second = arguments.number(2)
    else { return nil }
    let whole = second.rounded(.floor, scale: 0)
    let nanosecond = ((second - whole) * Decimal(1_000_000_000)).rounded(.down, scale: 0).integer ?? 0
    var zone: Zone?
    if arguments.has(3), arguments[3] != .null {
      guard case .duration(let offset)? = arguments[3], let seconds = offset.seconds.integer,
        abs(seconds) <= 14 * 3600
      else { return nil }
      zone = .offset(seconds)
    }
    return whole.integer.flatMap {
      Time(hour: hour, minute: minute, second: $0, nanosecond: nanosecond, zone: zone)
    }
  }

  /// Whole months between the days of two moments, towards zero.
  private static func months(_ from: DateTime, _ to: DateTime) -> Int {
    let isBack = to.local < from.local
    let (first, last) = isBack ? (to, from) : (from, to)
    let (start, end) = (first.day.components, last.day.components)
    var count = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day { count -= 1 }
    return isBack ? -count : count
  }

  /// What depends on the moment and the calendar (10.3.4.7, 10.3.4.11).
  static let moments: [Function] = [
    define("now", [], .any) { _, e in e.surroundings.now.map { .dateTime($0) } },
    define("today", [], .date) { _, e in e.surroundings.now.map { .date($0.day) } },
    calendar("day of week", .string) { day in
      let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      return .string(names[(day.weekday + 6) % 7])
    },
    calendar("day of year", .number) { day in
      .number(day.number - (Day(year: day.year, month: 1, day: 1)?.number ?? 0) + 1)
    },
    calendar("month of year", .string) { day in
      let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
      ]
      return .string(names[day.month - 1])
    },
    // ISO 8601: the week of the year's first Thursday is the first.
    calendar("week of year", .number) { day in
      let thursday = day.adding(days: 3 - (day.weekday + 6) % 7)
      let first = Day(year: thursday.year, month: 1, day: 1)?.number ?? 0
      return .number((thursday.number - first) / 7 + 1)
    },
  ]

  private static func calendar(
    _ name: String, _ result: ValueType, _ tell: @escaping @Sendable (Day) -> Value
  ) -> Function {
    define(name, [("date", .any)], result) { a, _ in
      switch a[0] {
      case .date(let day): tell(day)
      case .dateTime(let moment): tell(moment.day)
      default: nil
      }
    }
  }
}
