/// Numeric functions (DMN 10.3.4.5).
extension StandardFunctions {
  static let numbers: [Function] =
    [
      rounding("decimal", .halfEven, needsScale: true), rounding("floor", .floor),
      rounding("ceiling", .ceiling),
      rounding("round up", .up, needsScale: true), rounding("round down", .down, needsScale: true),
      rounding("round half up", .halfUp, needsScale: true),
      rounding("round half down", .halfDown, needsScale: true),
      define("abs", [("n", .any)], .any) { a, _ in
        switch a.first ?? nil {
        case .number(let number): .number(number.magnitude)
        case .months(let count): .months(abs(count))
        case .duration(let duration):
          .duration(DayTimeDuration(nanoseconds: Int128(duration.nanoseconds.magnitude)))
        default: nil
        }
      },
      define("modulo", [("dividend", .number), ("divisor", .number)], .number) { a, _ in
        guard let dividend = a.number(0), let divisor = a.number(1) else { return nil }
        return Decimal.modulo(dividend, divisor).map { .number($0) }
      },
      define("sqrt", [("number", .number)], .number) { a, _ in
        a.number(0)?.squareRoot().map { .number($0) }
      },
      define("log", [("number", .number)], .number) { a, _ in
        a.number(0).flatMap(Decimal.logarithm).map { .number($0) }
      },
      define("exp", [("number", .number)], .number) { a, _ in
        a.number(0).flatMap(Decimal.exponential).map { .number($0) }
      },
      define("odd", [("number", .number)], .boolean) { a, _ in parity(a).map { .boolean($0) } },
      define("even", [("number", .number)], .boolean) { a, _ in parity(a).map { .boolean(!$0) } },
    ]

  /// Whether a whole number is odd; nil for anything else.
  private static func parity(_ arguments: [Value?]) -> Bool? {
    guard let number = arguments.number(0), number.isInteger else { return nil }
    return number.exponent == 0 && number.coefficient % 2 != 0
  }

  private static func rounding(_ name: String, _ rule: Decimal.Rounding, needsScale: Bool = false) -> Function
  {
    define(name, [("n", .number), ("scale", .number)], optional: needsScale ? 0 : 1, .number) { a, _ in
      guard let number = a.number(0) else { return nil }
      var scale = 0
      if a.has(1) {
        // decimal128 holds scales from -6111 to 6176.
        guard let wanted = a.number(1)?.rounded(.down, scale: 0).integer, (-6111...6176).contains(wanted)
        else {
          return nil
        }
        scale = wanted
      }
      return .number(number.rounded(rule, scale: scale))
    }
  }
}
