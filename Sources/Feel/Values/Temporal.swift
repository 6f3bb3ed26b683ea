/// Where a time stands against UTC.
public enum Zone: Hashable, Sendable {
  /// Seconds east of UTC.
  case offset(Int)
  /// A name of the time zone database, such as `Europe/Paris`.
  case named(String)
}

/// FEEL's `time` (DMN 10.3.2.3.5).
public struct Time: Hashable, Sendable {
  /// Nanoseconds since midnight, 0 ..< 86,400,000,000,000.
  public let nanoseconds: Int64
  /// nil for local time.
  public let zone: Zone?

  static let day: Int64 = 86_400_000_000_000
  static let second: Int64 = 1_000_000_000

  public init(nanoseconds: Int64, zone: Zone? = nil) {
    self.nanoseconds = nanoseconds
    self.zone = zone
  }

  /// nil when there is no such time; `nanosecond` 0 ..< 1,000,000,000.
  public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    self.init(
      nanoseconds: Int64(hour * 3600 + minute * 60 + second) * Time.second + Int64(nanosecond), zone: zone)
  }

  public var hour: Int { Int(nanoseconds / Time.second) / 3600 }
  public var minute: Int { Int(nanoseconds / Time.second) / 60 % 60 }
  public var second: Int { Int(nanoseconds / Time.second) % 60 }
  public var nanosecond: Int { Int(nanoseconds % Time.second) }

  func moved(by duration: DayTimeDuration) -> Time {
    let day = Int128(Time.day)
    let moved = (Int128(nanoseconds) + duration.nanoseconds) % day
    return Time(nanoseconds: Int64(moved < 0 ? moved + day : moved), zone: zone)
  }
}

/// FEEL's `date and time`.
public struct DateTime: Hashable, Sendable {
  public let day: Day
  public let time: Time

  public init(day: Day, time: Time) {
    self.day = day
    self.time = time
  }

  /// Nanoseconds since 1970-01-01T00:00:00 on its own clock.
  var local: Int128 { Int128(day.number) * Int128(Time.day) + Int128(time.nanoseconds) }

  func moved(by duration: DayTimeDuration) -> DateTime? {
    let moved = local + duration.nanoseconds
    let length = Int128(Time.day)
    let days = moved >= 0 ? moved / length : (moved - length + 1) / length
    guard let day = Day(checking: days) else { return nil }
    return DateTime(day: day, time: Time(nanoseconds: Int64(moved - days * length), zone: time.zone))
  }

  func moved(byMonths months: Int) -> DateTime? {
    day.adding(checkedMonths: months).map { DateTime(day: $0, time: time) }
  }
}

/// FEEL's `days and time duration`.
public struct DayTimeDuration: Hashable, Comparable, Sendable {
  public let nanoseconds: Int128

  public init(nanoseconds: Int128) { self.nanoseconds = nanoseconds }
  public init(days: Int) { nanoseconds = Int128(days) * Int128(Time.day) }

  /// Whole days, nil when there is a rest.
  public var wholeDays: Int? {
    nanoseconds % Int128(Time.day) == 0 ? Int(exactly: nanoseconds / Int128(Time.day)) : nil
  }

  var seconds: Decimal { Decimal(coefficient: nanoseconds, exponent: -9) }

  /// nil when it does not fit.
  init?(seconds: Decimal) {
    let scaled = (seconds * Decimal(coefficient: 1, exponent: 9)).rounded(.halfEven, scale: 0)
    guard scaled.exponent == 0 else { return nil }
    nanoseconds = scaled.coefficient
  }

  public static func < (left: DayTimeDuration, right: DayTimeDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// What the engine cannot know by itself: the moment, and the clocks of the world.
public struct Surroundings: Sendable {
  /// nil makes `now()` and `today()` null.
  public var now: DateTime?
  /// Seconds east of UTC of a named zone at a local moment (seconds since 1970-01-01T00:00:00 on that zone's clock);
  /// nil for a zone that does not exist.
  public var offset: @Sendable (_ zone: String, _ localSecond: Int) -> Int?

  public init(now: DateTime? = nil, offset: @escaping @Sendable (String, Int) -> Int? = { _, _ in nil }) {
    self.now = now
    self.offset = offset
  }
}

extension DateTime {
  /// Nanoseconds since 1970-01-01T00:00:00Z; nil for local time and for a zone that does not exist.
  func instant(_ surroundings: Surroundings) -> Int128? {
    guard let offset = time.offset(on: day, surroundings) else { return nil }
    return local - Int128(offset) * Int128(Time.second)
  }
}

extension Time {
  func offset(on day: Day, _ surroundings: Surroundings) -> Int? {
    switch zone {
    case nil: nil
    case .offset(let seconds): seconds
    case .named(let name):
      surroundings.offset(name, Int(day.number) * 86_400 + Int(nanoseconds / Time.second))
    }
  }
}
