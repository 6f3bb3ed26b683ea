/// Arithmetic of numbers, texts, dates, times and durations (DMN 10.3.2.3, tables 50 and 51); nil is an error.
enum Arithmetic {
  static func apply(
    _ operation: ArithmeticOperator, _ left: Value, _ right: Value, _ surroundings: Surroundings = .init()
  ) -> Value? {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return number(operation, first, second).map { .number($0) }
    case (.string(let first), .string(let second)) where operation == .add:
      return .string(first.string + second.string)
    default: break
    }
    switch operation {
    case .add: return sum(left, right) ?? sum(right, left)
    case .subtract: return difference(left, right, surroundings)
    case .multiply: return product(left, right) ?? product(right, left)
    case .divide: return quotient(left, right)
    case .power: return nil
    }
  }

  static func negate(_ value: Value) -> Value? {
    switch value {
    case .number(let number): .number(-number)
    case .duration(let duration): .duration(DayTimeDuration(nanoseconds: -duration.nanoseconds))
    case .months(let count): .months(-count)
    default: nil
    }
  }

  private static func sum(_ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.date(let day), .duration(let duration)):
      // A date is the midnight it begins with; the rest of the day is dropped.
      DateTime(day: day, time: Time(nanoseconds: 0)).moved(by: duration).map { .date($0.day) }
    case (.date(let day), .months(let months)): day.adding(checkedMonths: months).map { .date($0) }
    case (.dateTime(let moment), .duration(let duration)): moment.moved(by: duration).map { .dateTime($0) }
    case (.dateTime(let moment), .months(let months)): moment.moved(byMonths: months).map { .dateTime($0) }
    case (.time(let time), .duration(let duration)): .time(time.moved(by: duration))
    case (.duration(let first), .duration(let second)): checked(first.nanoseconds + second.nanoseconds)
    case (.months(let first), .months(let second)): total(first, second).map { .months($0) }
    default: nil
    }
  }

  private static func total(_ first: Int, _ second: Int) -> Int? {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? nil : sum
  }

  /// A duration that stays far from the ends of what is counted in.
  private static func checked(_ nanoseconds: Int128) -> Value? {
    nanoseconds.magnitude < 1 << 120 ? .duration(DayTimeDuration(nanoseconds: nanoseconds)) : nil
  }

  private static func difference(_ left: Value, _ right: Value, _ surroundings: Surroundings) -> Value? {
    switch (left, right) {
    case (.time(let first), .time(let second)):
      let day = surroundings.now?.day ?? Day(number: 0)
      if first.zone == second.zone {
        return checked(Int128(first.nanoseconds - second.nanoseconds))
      }
      guard let one = first.offset(on: day, surroundings), let other = second.offset(on: day, surroundings)
      else { return nil }
      let clocks = Int64(one - other) * Time.second
      return checked(Int128(first.nanoseconds - second.nanoseconds - clocks))
    case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime):
      return moments(left, right, surroundings)
    case (_, .duration), (_, .months): return negate(right).flatMap { sum(left, $0) }
    default: return nil
    }
  }

  /// A date beside a date and time is midnight UTC (10.3.2.3.6).
  private static func moments(_ left: Value, _ right: Value, _ surroundings: Surroundings) -> Value? {
    func moment(_ value: Value) -> DateTime? {
      switch value {
      case .date(let day): DateTime(day: day, time: Time(nanoseconds: 0, zone: .offset(0)))
      case .dateTime(let moment): moment
      default: nil
      }
    }
    guard let first = moment(left), let second = moment(right) else { return nil }
    if first.time.zone == nil, second.time.zone == nil { return checked(first.local - second.local) }
    guard let one = first.instant(surroundings), let other = second.instant(surroundings) else { return nil }
    return checked(one - other)
  }

  private static func product(_ left: Value, _ right: Value) -> Value? {
    guard case .number(let factor) = right else { return nil }
    switch left {
    case .duration(let duration):
      return DayTimeDuration(seconds: duration.seconds * factor).map { .duration($0) }
    case .months(let months): return whole(Decimal(months) * factor).map { .months($0) }
    default: return nil
    }
  }

  private static func whole(_ number: Decimal) -> Int? { number.rounded(.down, scale: 0).integer }

  private static func quotient(_ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.duration(let duration), .number(let divisor)):
      (duration.seconds / divisor).flatMap { DayTimeDuration(seconds: $0) }.map { .duration($0) }
    case (.months(let months), .number(let divisor)):
      (Decimal(months) / divisor).flatMap(whole).map { .months($0) }
    case (.duration(let first), .duration(let second)): (first.seconds / second.seconds).map { .number($0) }
    case (.months(let first), .months(let second)): (Decimal(first) / Decimal(second)).map { .number($0) }
    default: nil
    }
  }

  private static func number(_ operation: ArithmeticOperator, _ left: Decimal, _ right: Decimal) -> Decimal? {
    let result: Decimal?
    switch operation {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide: result = left / right
    case .power: result = Decimal.power(left, right)
    }
    guard let result, !result.isOverflow else { return nil }
    return result
  }
}
