/// A value of FEEL (DMN 10.3.2.3), or a record of the host's facts.
///
/// `null` means *known to be absent*. A value nobody knows yet is no value at all: the evaluator answers nil.
public enum Value: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Decimal)
  case string(Text)
  case date(Day)
  case time(Time)
  case dateTime(DateTime)
  case duration(DayTimeDuration)
  /// Years and months duration, in months.
  case months(Int)
  case list([Value])
  case context([ContextEntry])
  case range(ValueRange)
  case function(FunctionValue)
  /// One of the host's records (a person, a household), whose entries the host supplies.
  case record(Int)

  public static func number(_ integer: Int) -> Value { .number(Decimal(integer)) }
  public static func string(_ text: String) -> Value { .string(Text(text)) }
  /// A days and time duration of whole days.
  public static func days(_ count: Int) -> Value { .duration(DayTimeDuration(days: count)) }
}

/// A FEEL string: equal when its code points are, never by canonical equivalence (DMN 10.3.2.3.3).
public struct Text: Hashable, Comparable, Sendable {
  public let string: String

  public init(_ string: String) { self.string = string }

  public static func == (left: Text, right: Text) -> Bool {
    left.string.utf8.count == right.string.utf8.count && left.string.utf8.elementsEqual(right.string.utf8)
  }

  /// Over the bytes: String's own hash would normalise every text first.
  public func hash(into hasher: inout Hasher) { Text.hash(string, into: &hasher) }

  /// Adds the bytes of a text to a hash, for a type that compares texts by their code points or holds only texts in
  /// one spelling.
  public static func hash(_ string: String, into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  public static func < (left: Text, right: Text) -> Bool {
    left.string.unicodeScalars.lexicographicallyPrecedes(right.string.unicodeScalars)
  }
}

/// One entry of a context, in written order.
public struct ContextEntry: Hashable, Sendable {
  public let name: String
  public let value: Value

  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// A range as a value, nil ends being open to infinity: `[1..10)`, `< 5` (DMN 10.3.2.7).
public struct ValueRange: Hashable, Sendable {
  public let lower: Bound?
  public let upper: Bound?
  /// A test `= 5` standing as a value, which is not the range `[5..5]`.
  let isTest: Bool

  init(lower: Bound?, upper: Bound?, isTest: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.isTest = isTest
  }

  public struct Bound: Hashable, Sendable {
    public let value: Box
    public let isIncluded: Bool

    init(_ value: Value, isIncluded: Bool) {
      self.value = Box(value)
      self.isIncluded = isIncluded
    }
  }

  /// A value held behind a reference, so that a range fits inside a value.
  public final class Box: Hashable, Sendable {
    public let value: Value
    public init(_ value: Value) { self.value = value }
    public static func == (left: Box, right: Box) -> Bool { left.value == right.value }
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }
}
