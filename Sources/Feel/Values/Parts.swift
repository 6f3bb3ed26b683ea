/// Parts of values: properties of dates and durations, entries of contexts, ends of ranges, items of lists
/// (DMN 10.3.2.5, table 65).
enum Parts {
  /// nil when there is no such part.
  static func part(_ name: String, of value: Value, _ surroundings: Surroundings) -> Value? {
    switch value {
    case .date(let day): self.day(name, day)
    case .time(let time): self.time(name, time, on: Day(number: 0), surroundings)
    case .dateTime(let moment):
      day(name, moment.day) ?? time(name, moment.time, on: moment.day, surroundings)
    case .duration(let duration): self.duration(name, duration)
    case .months(let count):
      name == "years" ? .number(count / 12) : name == "months" ? .number(count % 12) : nil
    case .context(let entries): entries.first { $0.name == name }?.value
    case .range(let range): self.range(name, range)
    case .list(let items): .list(items.map { part(name, of: $0, surroundings) ?? .null })
    default: nil
    }
  }

  private static func day(_ name: String, _ day: Day) -> Value? {
    switch name {
    case "year": .number(day.year)
    case "month": .number(day.month)
    case "day": .number(day.day)
    // 1 is Monday, 7 Sunday.
    case "weekday": .number((day.weekday + 6) % 7 + 1)
    default: nil
    }
  }

  private static func time(_ name: String, _ time: Time, on day: Day, _ surroundings: Surroundings) -> Value?
  {
    switch name {
    case "hour": return .number(time.hour)
    case "minute": return .number(time.minute)
    case "second":
      return .number(Decimal(coefficient: Int128(time.nanoseconds % (60 * Time.second)), exponent: -9))
    case "time offset":
      guard let offset = time.offset(on: day, surroundings) else { return .null }
      return .duration(DayTimeDuration(nanoseconds: Int128(offset) * Int128(Time.second)))
    case "timezone":
      guard case .named(let zone)? = time.zone else { return .null }
      return .string(zone)
    default: return nil
    }
  }

  private static func duration(_ name: String, _ duration: DayTimeDuration) -> Value? {
    let seconds = duration.nanoseconds / Int128(Time.second)
    switch name {
    case "days": return .number(Decimal(coefficient: seconds / 86_400, exponent: 0))
    case "hours": return .number(Decimal(coefficient: seconds / 3600 % 24, exponent: 0))
    case "minutes": return .number(Decimal(coefficient: seconds / 60 % 60, exponent: 0))
    case "seconds":
      return .number(Decimal(coefficient: duration.nanoseconds % (60 * Int128(Time.second)), exponent: -9))
    default: return nil
    }
  }

  private static func range(_ name: String, _ range: ValueRange) -> Value? {
    switch name {
    case "start": range.lower?.value.value ?? .null
    case "end": range.upper?.value.value ?? .null
    case "start included": .boolean(range.lower?.isIncluded ?? false)
    case "end included": .boolean(range.upper?.isIncluded ?? false)
    default: nil
    }
  }

  /// 1-based, negative from the end; null outside.
  static func item(at index: Decimal, of items: [Value]) -> Value {
    guard let position = index.integer, position != 0, position.magnitude <= items.count else { return .null }
    return items[position > 0 ? position - 1 : items.count + position]
  }
}
