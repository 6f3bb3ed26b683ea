/// Parts of values: properties of dates and durations, entries of contexts, items of lists (DMN 10.3.2.5, table 53).
enum Parts {
  static func part(_ name: String, of value: Value) -> Value? {
    switch value {
    case .date(let day):
      switch name {
      case "year": .number(day.year)
      case "month": .number(day.month)
      case "day": .number(day.day)
      // 1 is Monday, 7 Sunday.
      case "weekday": .number((day.weekday + 6) % 7 + 1)
      default: nil
      }
    case .days(let count): name == "days" ? .number(count) : nil
    case .months(let count):
      name == "years" ? .number(count / 12) : name == "months" ? .number(count % 12) : nil
    case .context(let entries): entries.first { $0.name == name }?.value
    case .list(let items): .list(items.map { part(name, of: $0) ?? .null })
    default: nil
    }
  }

  /// 1-based, negative from the end; null outside.
  static func item(at index: Decimal, of items: [Value]) -> Value {
    guard let position = index.integer, position != 0, abs(position) <= items.count else { return .null }
    return items[position > 0 ? position - 1 : items.count + position]
  }
}
