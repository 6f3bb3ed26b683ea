import Feel

/// The days on which the city hall is open (開庁日), from which a period that ends on a closed day moves on
/// (地方自治法第4条の2第4項).
package struct OpeningCalendar: Hashable, Sendable {
  /// A national holiday with its name (国民の祝日に関する法律).
  package struct Holiday: Hashable, Sendable {
    package let day: Day
    package let name: String

    package init(day: Day, name: String) {
      self.day = day
      self.name = name
    }
  }

  /// A closure of every year, such as 12-29 to 01-03; it may cross the new year.
  package struct Closure: Hashable, Sendable {
    /// Month × 100 + day.
    package let from: Int
    package let to: Int
    package let reason: String

    package init(from: Int, to: Int, reason: String) {
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
  package let openWeekdays: Set<Int>
  package let holidays: [Holiday]
  package let closures: [Closure]
  private let holidayNumbers: Set<Int>

  package init(openWeekdays: Set<Int>, holidays: [Holiday], closures: [Closure]) {
    self.openWeekdays = openWeekdays
    self.holidays = holidays
    self.closures = closures
    holidayNumbers = Set(holidays.map(\.day.number))
  }

  package func isOpen(on day: Day) -> Bool {
    openWeekdays.contains(day.weekday) && !holidayNumbers.contains(day.number)
      && !closures.contains { $0.contains(day) }
  }

  /// The day itself when open, else the next open one (at most a month on, however the city is set up).
  package func firstOpenDay(from day: Day) -> Day {
    (0..<31).lazy.map { day.adding(days: $0) }.first(where: isOpen) ?? day
  }
}
