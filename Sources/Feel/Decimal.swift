/// FEEL's number: a decimal of up to 34 significant digits (DMN 10.3.2.3.1).
///
/// The value is `coefficient × 10^exponent`, always reduced so that equal numbers are equal bit for bit.
public struct Decimal: Hashable, Sendable {
  public let coefficient: Int128
  public let exponent: Int

  static let limit: Int128 = 9_999_999_999_999_999_999_999_999_999_999_999

  public init(_ integer: Int) { self.init(coefficient: Int128(integer), exponent: 0) }

  /// Rounds half-even to 34 digits and drops trailing zeros.
  public init(coefficient: Int128, exponent: Int) {
    var digits = coefficient
    var power = exponent
    while digits.magnitude > Decimal.limit.magnitude {
      (digits, power) = (Decimal.shedding(digits), power + 1)
    }
    while digits != 0, power < 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    while digits != 0, power > 0, digits.magnitude <= Decimal.limit.magnitude / 10 {
      (digits, power) = (digits * 10, power - 1)
    }
    self.coefficient = digits
    self.exponent = digits == 0 ? 0 : power
  }

  /// Reads FEEL's numeric literal: `12`, `.5`, `3.14`, `1.2e-3`; nil for anything else.
  public init?(literal text: String) {
    var coefficient: Int128 = 0
    var exponent = 0
    var digits = 0
    var afterPoint = false
    var rest = Substring(text)
    let negative = rest.first == "-"
    if negative { rest = rest.dropFirst() }
    while let character = rest.first {
      if let digit = character.wholeNumberValue, character.isASCII {
        digits += 1
        if coefficient <= Decimal.limit / 10 {
          coefficient = coefficient * 10 + Int128(digit)
          if afterPoint { exponent -= 1 }
        } else if !afterPoint {
          exponent += 1
        }
      } else if character == ".", !afterPoint {
        afterPoint = true
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard digits > 0 else { return nil }
    if rest.first == "e" || rest.first == "E" {
      guard let power = Int(rest.dropFirst()) else { return nil }
      exponent += power
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    self.init(coefficient: negative ? -coefficient : coefficient, exponent: exponent)
  }

  /// The number as a whole number, nil when it has a fraction or does not fit.
  public var integer: Int? {
    if exponent == 0 { return Int(exactly: coefficient) }
    guard exponent > 0, exponent < 20 else { return nil }
    return Int(exactly: coefficient * Decimal.power(of: exponent))
  }

  /// Plain notation: `-0.5`, `1200`.
  public var text: String {
    if exponent >= 0 { return String(coefficient) + String(repeating: "0", count: exponent) }
    let digits = String(coefficient.magnitude)
    let filled = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    let point = filled.index(filled.endIndex, offsetBy: exponent)
    return (coefficient < 0 ? "-" : "") + filled[..<point] + "." + filled[point...]
  }

  static func power(of exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static func shedding(_ digits: Int128) -> Int128 {
    let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
    let away = remainder.magnitude > 5 || (remainder.magnitude == 5 && quotient % 2 != 0)
    return away ? quotient + digits.signum() : quotient
  }
}

extension Decimal {
  public static func + (left: Decimal, right: Decimal) -> Decimal {
    if left.exponent == right.exponent {
      return Decimal(coefficient: left.coefficient + right.coefficient, exponent: left.exponent)
    }
    let (high, low) = left.exponent > right.exponent ? (left, right) : (right, left)
    let distance = high.exponent - low.exponent
    let room = 36 - String(high.coefficient.magnitude).utf8.count
    if distance <= room {
      return Decimal(
        coefficient: high.coefficient * power(of: distance) + low.coefficient, exponent: low.exponent)
    }
    // The smaller one lies beyond the 34th digit of the larger.
    if room <= 0 { return high }
    let scaled = high.coefficient * power(of: room)
    let dropped = distance - room
    let rest = dropped < 38 ? low.coefficient / power(of: dropped) : 0
    return Decimal(coefficient: scaled + rest, exponent: high.exponent - room)
  }

  public static prefix func - (value: Decimal) -> Decimal {
    Decimal(coefficient: -value.coefficient, exponent: value.exponent)
  }

  public static func - (left: Decimal, right: Decimal) -> Decimal { left + -right }

  public static func * (left: Decimal, right: Decimal) -> Decimal {
    let product = left.coefficient.magnitude.multipliedFullWidth(by: right.coefficient.magnitude)
    let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
    // The fewest digits shed that bring the product into 127 bits; more than the 34 that count remain.
    var (divisor, shed): (UInt128, Int) = (1, 0)
    while product.high >= divisor >> 1 && (product.high > 0 || product.low > UInt128(Int128.max)) && shed < 38
    {
      divisor *= 10
      shed += 1
    }
    let magnitude = shed == 0 ? product.low : divisor.dividingFullWidth((product.high, product.low)).quotient
    let coefficient = Int128(magnitude)
    return Decimal(
      coefficient: isNegative ? -coefficient : coefficient, exponent: left.exponent + right.exponent + shed)
  }

  /// nil when the divisor is zero.
  public static func / (left: Decimal, right: Decimal) -> Decimal? {
    guard right.coefficient != 0 else { return nil }
    var dividend = left.coefficient
    var exponent = left.exponent - right.exponent
    var quotient: Int128 = 0
    var digits = 0
    while true {
      let (step, remainder) = dividend.quotientAndRemainder(dividingBy: right.coefficient)
      quotient = quotient * 10 + step
      dividend = remainder
      digits = String(quotient.magnitude).utf8.count
      guard dividend != 0, digits < 34 else { break }
      let next = dividend.multipliedReportingOverflow(by: 10)
      guard !next.overflow else { break }
      dividend = next.partialValue
      exponent -= 1
    }
    return Decimal(coefficient: quotient, exponent: exponent)
  }
}

extension Decimal: Comparable {
  public static func < (left: Decimal, right: Decimal) -> Bool {
    if left.exponent == right.exponent { return left.coefficient < right.coefficient }
    return (left - right).coefficient < 0
  }
}
