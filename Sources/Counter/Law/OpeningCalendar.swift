import Feel

/// The days on which the city hall is open (開庁日), from which a period that ends on a closed day moves on
/// (地方自治法第4条の2第4項).
public struct OpeningCalendar: Hashable, Sendable, Codable {
  /// A national holiday with its name (国民の祝日に関する法律).
  public struct Holiday: Hashable, Sendable, Codable {
    public let day: Day
    public let name: String

    public init(day: Day, name: String) {
      self.day = day
      self.name = name
    }
  }

  /// A closure of every year, such as 12-29 to 01-03; it may cross the new year.
  public struct Closure: Hashable, Sendable, Codable {
    /// Month × 100 + day.
    public let from: Int
    public let to: Int
    public let reason: String

    public init(from: Int, to: Int, reason: String) {
      self.from = from
      self.to = to
      self.reason = reason
    }

    func contains(_ day: Day) -> Bool {
      let mark = day.month * 100 + day.day
      return from <= to ? (from...to).contains(mark) : mark >= from || mark <= to
    }
  }

  /// 0 Sunday ... 6 Saturday.
  public let openWeekdays: Set<Int>
  public let holidays: [Holiday]
  public let closures: [Closure]
  private let holidayNumbers: Set<Int>

  public init(openWeekdays: Set<Int>, holidays: [Holiday], closures: [Closure]) {
    self.openWeekdays = openWeekdays
    self.holidays = holidays
    self.closures = closures
    holidayNumbers = Set(holidays.map(\.day.number))
  }

  public func isOpen(on day: Day) -> Bool {
    openWeekdays.contains(day.weekday) && !holidayNumbers.contains(day.number)
      && !closures.contains { $0.contains(day) }
  }

  /// The day itself when open, else the next open one (at most a month on, however the city is set up).
  public func firstOpenDay(from day: Day) -> Day {
    (0..<31).lazy.map { day.adding(days: $0) }.first(where: isOpen) ?? day
  }
}
