/// Arithmetic of numbers, texts, dates and durations (DMN 10.3.2.3, table 45); nil is an error.
enum Arithmetic {
  static func apply(_ operation: ArithmeticOperator, _ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.number(let first), .number(let second)): number(operation, first, second).map { .number($0) }
    case (.string(let first), .string(let second)) where operation == .add:
      .string(first.string + second.string)
    case (.date(let day), .days(let count)): sum(operation, count).map { .date(day.adding(days: $0)) }
    case (.date(let day), .months(let count)): sum(operation, count).map { .date(day.adding(months: $0)) }
    case (.date(let first), .date(let second)) where operation == .subtract:
      .days(Int(first.number) - Int(second.number))
    case (.days(let first), .days(let second)): sum(operation, second).map { .days(first + $0) }
    case (.months(let first), .months(let second)): sum(operation, second).map { .months(first + $0) }
    default: nil
    }
  }

  static func negate(_ value: Value) -> Value? {
    switch value {
    case .number(let number): .number(-number)
    case .days(let count): .days(-count)
    case .months(let count): .months(-count)
    default: nil
    }
  }

  private static func sum(_ operation: ArithmeticOperator, _ amount: Int) -> Int? {
    switch operation {
    case .add: amount
    case .subtract: -amount
    default: nil
    }
  }

  private static func number(_ operation: ArithmeticOperator, _ left: Decimal, _ right: Decimal) -> Decimal? {
    switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .power: power(left, right)
    }
  }

  private static func power(_ base: Decimal, _ exponent: Decimal) -> Decimal? {
    guard let count = exponent.integer, abs(count) <= 10_000 else { return nil }
    var result = Decimal(1)
    for _ in 0..<abs(count) { result = result * base }
    return count < 0 ? Decimal(1) / result : result
  }
}
