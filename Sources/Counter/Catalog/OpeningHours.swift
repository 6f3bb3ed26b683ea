import Feel

/// 時間: when a window takes visitors, the same on every day but for the weekdays that are named.
public struct OpeningHours: Hashable, Sendable, Codable {
  /// From one minute of a day to another; who has not begun by `closes` is not taken any more.
  public struct Span: Hashable, Sendable, Codable {
    /// Minutes after midnight, 0 ..< 1440.
    public let opens: Int
    /// Minutes after midnight, after `opens`, at most 1440.
    public let closes: Int

    /// nil when it does not end after it begins on the same day.
    public init?(from opens: Int, to closes: Int) {
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
    public init?(reading text: String) {
      let times = text.split(separator: "-", omittingEmptySubsequences: false).map(OpeningHours.minute)
      guard times.count == 2, let opens = times[0], let closes = times[1] else { return nil }
      self.init(from: opens, to: closes)
    }
  }

  /// A weekday on which the hours are others.
  public struct Exception: Hashable, Sendable, Codable {
    /// 0 Sunday ... 6 Saturday.
    public let weekday: Int
    /// nil when the window is shut on it.
    public let span: Span?

    public init(weekday: Int, span: Span?) {
      self.weekday = weekday
      self.span = span
    }
  }

  public let usual: Span
  public let exceptions: [Exception]

  public init(usual: Span, exceptions: [Exception] = []) {
    self.usual = usual
    self.exceptions = exceptions
  }

  /// The hours of a day, nil when the city hall or the window is shut on it.
  public func span(on day: Day, _ calendar: OpeningCalendar) -> Span? {
    guard calendar.isOpen(on: day) else { return nil }
    guard let exception = exceptions.first(where: { $0.weekday == day.weekday }) else { return usual }
    return exception.span
  }

  /// The first opening on a later day; nil when there is none for a month, however the city is set up.
  public func nextOpening(after day: Day, _ calendar: OpeningCalendar) -> (day: Day, minute: Int)? {
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
