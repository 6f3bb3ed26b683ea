import Feel

/// 時間: when a window takes visitors, the same on every day but for the weekdays that are named.
package struct OpeningHours: Hashable, Sendable {
  /// From one minute of a day to another; who has not begun by `closes` is not taken any more.
  package struct Span: Hashable, Sendable {
    /// Minutes after midnight, 0 ..< 1440.
    package let opens: Int
    /// Minutes after midnight, after `opens`, at most 1440.
    package let closes: Int

    /// nil when it does not end after it begins on the same day.
    package init?(from opens: Int, to closes: Int) {
      guard opens >= 0, closes <= 24 * 60, opens < closes else { return nil }
      self.init(opens: opens, closes: closes)
    }

    /// From midnight to midnight.
    static let wholeDay = Span(opens: 0, closes: 24 * 60)

    private init(opens: Int, closes: Int) {
      self.opens = opens
      self.closes = closes
    }

    /// Reads hours as staff write them: `8:30-17:15`; nil when they are no hours.
    package init?(reading text: String) {
      let times = text.split(separator: "-", omittingEmptySubsequences: false).map(OpeningHours.minute)
      guard times.count == 2, let opens = times[0], let closes = times[1] else { return nil }
      self.init(from: opens, to: closes)
    }
  }

  /// A weekday on which the hours are others.
  package struct Exception: Hashable, Sendable {
    /// 0 Sunday ... 6 Saturday.
    package let weekday: Int
    /// nil when the window is shut on it.
    package let span: Span?

    package init(weekday: Int, span: Span?) {
      self.weekday = weekday
      self.span = span
    }
  }

  package let usual: Span
  package let exceptions: [Exception]

  package init(usual: Span, exceptions: [Exception] = []) {
    self.usual = usual
    self.exceptions = exceptions
  }

  /// The hours of a day, nil when the city hall or the window is shut on it.
  package func span(on day: Day, _ calendar: OpeningCalendar) -> Span? {
    guard calendar.isOpen(on: day) else { return nil }
    guard let exception = exceptions.first(where: { $0.weekday == day.weekday }) else { return usual }
    return exception.span
  }

  /// The first opening on a later day; nil when there is none for a month, however the city is set up.
  package func nextOpening(after day: Day, _ calendar: OpeningCalendar) -> (day: Day, minute: Int)? {
    (1...31).lazy.map { day.adding(days: $0) }.compactMap { next in
      span(on: next, calendar).map { (next, $0.opens) }
    }.first
  }

  /// `8:30` as minutes after midnight.
  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}

extension Instant {
  /// Minutes after midnight in Japan.
  var minuteOfDay: Int { clock.hour * 60 + clock.minute }
}
