import Feel

/// A period of law and how its last day is counted.
package struct Period: Hashable, Sendable {
  package enum Length: Hashable, Sendable {
    case days(Int)
    case months(Int)
    case years(Int)
  }

  /// 起算法.
  package enum Counting: String, Hashable, Sendable, CaseIterable {
    /// The first day is not counted (民法第140条).
    case civilCode = "民法"
    /// The day of the event is the first day (戸籍法第43条).
    case familyRegister = "戸籍法"
  }

  /// What happens when the last day is not an open day.
  package enum ClosedDay: String, Hashable, Sendable, CaseIterable {
    /// The next open day (地方自治法第4条の2第4項).
    case nextOpenDay = "翌開庁日"
    case unchanged = "そのまま"
  }

  package let length: Length
  package let counting: Counting
  package let closedDay: ClosedDay

  package init(_ length: Length, counting: Counting, closedDay: ClosedDay = .nextOpenDay) {
    self.length = length
    self.counting = counting
    self.closedDay = closedDay
  }

  /// The last day on which the thing can be done in time. A length of 0 ends on the day of the event.
  package func lastDay(from event: Day, calendar: OpeningCalendar) -> Day {
    let first = counting == .civilCode ? event.adding(days: 1) : event
    let last: Day
    switch length {
    case .days(0), .months(0), .years(0): last = event
    case .days(let count): last = first.adding(days: count - 1)
    case .months(let count): last = lastDay(ofMonths: count, from: first)
    case .years(let count): last = lastDay(ofMonths: 12 * count, from: first)
    }
    return closedDay == .nextOpenDay ? calendar.firstOpenDay(from: last) : last
  }

  /// 民法第143条第2項: the day before the day that corresponds to the first, or the end of the month when
  /// there is no such day.
  private func lastDay(ofMonths count: Int, from first: Day) -> Day {
    let corresponding = first.adding(months: count)
    return corresponding.day == first.day ? corresponding.adding(days: -1) : corresponding
  }
}
