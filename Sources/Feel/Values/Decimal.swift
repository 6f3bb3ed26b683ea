/// FEEL's number: a decimal of up to 34 significant digits (DMN 10.3.2.3.1, IEEE 754-2008 decimal128).
///
/// The value is `coefficient × 10^exponent`, always reduced so that equal numbers are equal bit for bit: a fraction
/// has no trailing zeros, and a whole number that fits has the exponent 0.
public struct Decimal: Hashable, Sendable {
  public let coefficient: Int128
  public let exponent: Int

  /// Significant digits.
  public static let precision = 34
  /// The largest exponent of the leading digit; beyond it lies no number.
  static let largestExponent = 6144

  @inline(__always) public init(_ integer: Int) {
    coefficient = Int128(integer)
    exponent = 0
  }

  /// Rounds half-even to 34 digits.
  public init(coefficient: Int128, exponent: Int) {
    if exponent == 0, coefficient.magnitude <= Powers.limit {
      self.init(whole: coefficient)
    } else {
      self.init(
        magnitude: coefficient.magnitude, exponent: exponent, isNegative: coefficient < 0, hasMore: false)
    }
  }

  /// A whole number of at most 34 digits.
  private init(whole: Int128) {
    coefficient = whole
    exponent = 0
  }

  /// Rounds half-even; `hasMore` tells that something not zero was cut off behind the magnitude.
  fileprivate init(magnitude: UInt128, exponent: Int, isNegative: Bool, hasMore: Bool) {
    var (digits, power) = (magnitude, exponent)
    let excess = Powers.digits(of: digits) - Decimal.precision
    if excess > 0 {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: Powers.ten(excess))
      let half = Powers.ten(excess) / 2
      let up = remainder > half || remainder == half && (hasMore || quotient % 2 != 0)
      (digits, power) = (quotient + (up ? 1 : 0), power + excess)
      if digits > Powers.limit { (digits, power) = (digits / 10, power + 1) }
    }
    while digits != 0, power < 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    while digits != 0, power > 0, digits <= Powers.limit / 10 { (digits, power) = (digits * 10, power - 1) }
    coefficient = isNegative ? -Int128(digits) : Int128(digits)
    self.exponent = digits == 0 ? 0 : power
  }

  /// Whether it lies outside what decimal128 can hold.
  var isOverflow: Bool {
    coefficient != 0 && exponent + Powers.digits(of: coefficient.magnitude) - 1 > Decimal.largestExponent
  }

  /// Reads FEEL's numeric literal: `12`, `.5`, `3.14`, `1.2e-3`; nil for anything else.
  public init?(literal text: String) {
    var coefficient: UInt128 = 0
    var exponent = 0
    var digits = 0
    var afterPoint = false
    var hasMore = false
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    while let byte = rest.first {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits += 1
        if coefficient <= Powers.limit * 100 {
          coefficient = coefficient * 10 + UInt128(byte - UInt8(ascii: "0"))
          if afterPoint { exponent -= 1 }
        } else {
          hasMore = hasMore || byte != UInt8(ascii: "0")
          if !afterPoint { exponent += 1 }
        }
      } else if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard digits > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      guard let text = String(rest.dropFirst()), let power = Int(text), abs(power) < 100_000 else {
        return nil
      }
      exponent += power
      rest = rest.dropFirst(rest.count)
    }
    guard rest.isEmpty else { return nil }
    self.init(magnitude: coefficient, exponent: exponent, isNegative: isNegative, hasMore: hasMore)
  }

  /// The number as a whole number, nil when it has a fraction or does not fit.
  @inline(__always) public var integer: Int? {
    if exponent == 0 { return Int(exactly: coefficient) }
    return nil
  }

  public var isInteger: Bool { exponent >= 0 }

  /// Plain notation: `-0.5`, `1200`.
  public var text: String {
    if exponent >= 0 { return String(coefficient) + String(repeating: "0", count: exponent) }
    let digits = String(coefficient.magnitude)
    let filled = String(repeating: "0", count: max(0, 1 - exponent - digits.utf8.count)) + digits
    let point = filled.index(filled.endIndex, offsetBy: exponent)
    return (coefficient < 0 ? "-" : "") + filled[..<point] + "." + filled[point...]
  }
}

/// Powers of ten within 128 bits.
private enum Powers {
  static let limit: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999

  static let table: [UInt128] = {
    var powers: [UInt128] = [1]
    while powers.count < 39 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  static func ten(_ exponent: Int) -> UInt128 { table[exponent] }

  /// Decimal digits of a magnitude; 0 for zero.
  static func digits(of magnitude: UInt128) -> Int {
    if magnitude == 0 { return 0 }
    // log10(2) is a little over 1233/4096.
    let guess = ((128 - magnitude.leadingZeroBitCount) * 1233) >> 12
    return guess < table.count && magnitude >= table[guess] ? guess + 1 : guess
  }
}

extension Decimal {
  public static func + (left: Decimal, right: Decimal) -> Decimal {
    if left.exponent == right.exponent {
      return Decimal(coefficient: left.coefficient + right.coefficient, exponent: left.exponent)
    }
    if left.coefficient == 0 { return right }
    if right.coefficient == 0 { return left }
    let (high, low) = left.exponent > right.exponent ? (left, right) : (right, left)
    let distance = high.exponent - low.exponent
    let room = 37 - Powers.digits(of: high.coefficient.magnitude)
    if distance <= room {
      return Decimal(
        coefficient: high.coefficient * Int128(Powers.ten(distance)) + low.coefficient, exponent: low.exponent
      )
    }
    // Part of the smaller one lies beyond what counts: it is cut off and remembered.
    let scaled = high.coefficient * Int128(Powers.ten(room))
    let dropped = distance - room
    let (rest, more) =
      dropped < 39
      ? low.coefficient.quotientAndRemainder(dividingBy: Int128(Powers.ten(min(dropped, 38))))
      : (0, low.coefficient)
    var sum = scaled + rest
    let isNegative = sum < 0
    // A remainder of the other sign makes the sum a little smaller than it looks.
    if more != 0, (more < 0) != isNegative { sum -= isNegative ? -1 : 1 }
    return Decimal(
      magnitude: sum.magnitude, exponent: high.exponent - room, isNegative: isNegative, hasMore: more != 0)
  }

  public static prefix func - (value: Decimal) -> Decimal {
    Decimal(coefficient: -value.coefficient, exponent: value.exponent)
  }

  public static func - (left: Decimal, right: Decimal) -> Decimal { left + -right }

  public static func * (left: Decimal, right: Decimal) -> Decimal {
    let product = left.coefficient.magnitude.multipliedFullWidth(by: right.coefficient.magnitude)
    let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
    let exponent = left.exponent + right.exponent
    if product.high == 0 {
      return Decimal(magnitude: product.low, exponent: exponent, isNegative: isNegative, hasMore: false)
    }
    // 37 or 38 digits remain, more than the 34 that count.
    let shed =
      Powers.digits(of: left.coefficient.magnitude) + Powers.digits(of: right.coefficient.magnitude) - 38
    let (quotient, remainder) = Powers.ten(max(1, shed)).dividingFullWidth(product)
    return Decimal(
      magnitude: quotient, exponent: exponent + max(1, shed), isNegative: isNegative, hasMore: remainder != 0)
  }

  /// nil when the divisor is zero.
  public static func / (left: Decimal, right: Decimal) -> Decimal? {
    guard right.coefficient != 0 else { return nil }
    guard left.coefficient != 0 else { return Decimal(0) }
    let divisor = right.coefficient.magnitude
    // The dividend is brought to 38 digits, then lengthened by those of the divisor: the quotient has 37 or 38.
    let widening = 38 - Powers.digits(of: left.coefficient.magnitude)
    let lengthening = Powers.digits(of: divisor) - 1
    let dividend = (left.coefficient.magnitude * Powers.ten(widening)).multipliedFullWidth(
      by: Powers.ten(lengthening))
    let (quotient, remainder) = divisor.dividingFullWidth(dividend)
    return Decimal(
      magnitude: quotient, exponent: left.exponent - right.exponent - widening - lengthening,
      isNegative: (left.coefficient < 0) != (right.coefficient < 0), hasMore: remainder != 0)
  }

  /// The nearest number with `scale` digits after the point; a negative scale rounds to tens, hundreds …
  func rounded(_ rule: Rounding, scale: Int) -> Decimal {
    let excess = -exponent - scale
    guard excess > 0 else { return self }
    let magnitude = coefficient.magnitude
    guard excess < 39 else {
      let isAway = coefficient != 0 && rule.isAway(negative: coefficient < 0, .less, isOdd: false)
      return isAway ? Decimal(coefficient: coefficient.signum(), exponent: -scale) : Decimal(0)
    }
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: Powers.ten(excess))
    guard remainder != 0 else { return self }
    let half = Powers.ten(excess) / 2
    let side: Rounding.Side = remainder > half ? .more : remainder == half ? .half : .less
    let away = rule.isAway(negative: coefficient < 0, side, isOdd: quotient % 2 != 0)
    return Decimal(
      magnitude: quotient + (away ? 1 : 0), exponent: -scale, isNegative: coefficient < 0, hasMore: false)
  }

  enum Rounding {
    case floor, ceiling, up, down, halfUp, halfDown, halfEven

    enum Side { case less, half, more }

    /// Whether the remainder takes the magnitude to the next one.
    func isAway(negative: Bool, _ side: Side, isOdd: Bool) -> Bool {
      switch self {
      case .floor: negative
      case .ceiling: !negative
      case .up: true
      case .down: false
      case .halfUp: side != .less
      case .halfDown: side == .more
      case .halfEven: side == .more || side == .half && isOdd
      }
    }
  }
}

extension Decimal: Comparable {
  public static func < (left: Decimal, right: Decimal) -> Bool {
    if left.exponent == right.exponent { return left.coefficient < right.coefficient }
    if left.coefficient.signum() != right.coefficient.signum() { return left.coefficient < right.coefficient }
    return (left - right).coefficient < 0
  }
}

// MARK: Roots, powers, logarithms

extension Decimal {
  public static let zero = Decimal(0)
  public static let one = Decimal(1)

  public var magnitude: Decimal { coefficient < 0 ? -self : self }

  /// nil for a negative number.
  func squareRoot() -> Decimal? {
    guard coefficient >= 0 else { return nil }
    guard coefficient > 0 else { return self }
    // The integer root of the number brought to 67 or 68 digits has the 34 that count, and its rest tells how to round.
    let digits = Powers.digits(of: coefficient.magnitude)
    var scale = 68 - digits
    if (exponent - scale) % 2 != 0 { scale -= 1 }
    let radicand = (coefficient.magnitude * Powers.ten(38 - digits)).multipliedFullWidth(
      by: Powers.ten(scale - (38 - digits)))
    var root = Powers.ten(34)
    while true {
      let next = (root + root.dividingFullWidth(radicand).quotient) / 2
      if next >= root { break }
      root = next
    }
    let square = root.multipliedFullWidth(by: root)
    // The rest is less than twice the root, so that its lower half is all of it.
    let rest = radicand.low &- square.low
    return Decimal(
      magnitude: root + (rest > root ? 1 : 0), exponent: (exponent - scale) / 2, isNegative: false,
      hasMore: false)
  }

  /// nil when the result is too large.
  static func exponential(_ value: Decimal) -> Decimal? {
    guard value < Decimal(14_150), value > Decimal(-14_300) else { return value < .zero ? .zero : nil }
    // e^x = (e^(x / 2^k))^(2^k), with the small power from its series.
    var small = value
    var doublings = 0
    while small.magnitude > Decimal(coefficient: 1, exponent: -1) {
      small = small * Decimal(coefficient: 5, exponent: -1)
      doublings += 1
    }
    var (sum, term) = (Decimal.one, Decimal.one)
    for index in 1..<40 {
      guard let next = term * small / Decimal(index), next.coefficient != 0 else { break }
      term = next
      let longer = sum + term
      if longer == sum { break }
      sum = longer
    }
    for _ in 0..<doublings { sum = sum * sum }
    return sum
  }

  /// The natural logarithm; nil for zero and negative numbers.
  static func logarithm(_ value: Decimal) -> Decimal? {
    guard value.coefficient > 0 else { return nil }
    // value = m × 10^n with m near 1; ln m = 2 artanh((m − 1) / (m + 1)).
    let digits = Powers.digits(of: value.coefficient.magnitude)
    var mantissa = Decimal(coefficient: value.coefficient, exponent: 1 - digits)
    let tens = value.exponent + digits - 1
    var roots = 0
    while mantissa > Decimal(coefficient: 11, exponent: -1) {
      guard let root = mantissa.squareRoot() else { return nil }
      mantissa = root
      roots += 1
    }
    guard let small = series(mantissa), let ten = tens == 0 ? Decimal.zero : series10 else { return nil }
    return small * Decimal(1 << roots) + ten * Decimal(tens)
  }

  /// ln 10.
  private static let series10 = Decimal(literal: "2.302585092994045684017991454684364208")

  private static func series(_ mantissa: Decimal) -> Decimal? {
    guard let ratio = (mantissa - .one) / (mantissa + .one) else { return nil }
    let square = ratio * ratio
    var (sum, power) = (Decimal.zero, ratio)
    for index in stride(from: 1, to: 80, by: 2) {
      guard let term = power / Decimal(index) else { return nil }
      let longer = sum + term
      if longer == sum { break }
      sum = longer
      power = power * square
    }
    return sum * Decimal(2)
  }

  /// nil where there is no such number: a root of a negative number, zero to a negative power, an overflow.
  static func power(_ base: Decimal, _ exponent: Decimal) -> Decimal? {
    if let count = exponent.integer, abs(count) < 1_000_000 {
      var (result, factor, rest) = (Decimal.one, base, abs(count))
      while rest > 0 {
        if rest & 1 == 1 { result = result * factor }
        rest >>= 1
        if rest > 0 { factor = factor * factor }
        if result.isOverflow || abs(factor.exponent) > 100_000 { return nil }
      }
      return count < 0 ? .one / result : result
    }
    if base.coefficient == 0 { return exponent.coefficient > 0 ? .zero : nil }
    guard let logarithm = logarithm(base) else { return nil }
    return exponential(logarithm * exponent)
  }

  /// Remainder of a division rounded down: of the divisor's sign (10.3.4.5). nil when the divisor is zero.
  static func modulo(_ dividend: Decimal, _ divisor: Decimal) -> Decimal? {
    guard let quotient = dividend / divisor else { return nil }
    return dividend - divisor * quotient.rounded(.floor, scale: 0)
  }
}
