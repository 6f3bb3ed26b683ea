/// A day of the proleptic Gregorian calendar, held as days since 1970-01-01.
///
/// FEEL's `date`. A value is always a real day; time zones do not enter.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, negative before.
  public let number: Int

  public init(number: Int) { self.number = number }

  /// nil when there is no such day (2月29日 of an ordinary year). `month` 1...12, `day` 1...31.
  public init?(year: Int, month: Int, day: Int) {
    guard (-999_999_999...999_999_999).contains(year), (1...12).contains(month),
      (1...Day.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    // Days from civil, with the year beginning in March so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2026-11-20`; nil for anything else.
  public init?(iso text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(Substring(parts[0])), let month = Int(Substring(parts[1])),
      let day = Int(Substring(parts[2]))
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  public var year: Int { components.year }
  public var month: Int { components.month }
  public var day: Int { components.day }

  /// 0 is Sunday, 6 Saturday.
  public var weekday: Int {
    let shifted = (number + 4) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// `2026-11-20`.
  public var iso: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  public func adding(days: Int) -> Day { Day(number: number + days) }

  static let first = Day(year: -999_999_999, month: 1, day: 1)?.number ?? 0
  static let last = Day(year: 999_999_999, month: 12, day: 31)?.number ?? 0

  /// nil outside the years the standard knows.
  init?(checking number: Int128) {
    guard number >= Int128(Day.first), number <= Int128(Day.last) else { return nil }
    self.number = Int(number)
  }

  func adding(checkedMonths months: Int) -> Day? {
    let (year, month, day) = components
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = sum >= 0 ? sum / 12 : (sum - 11) / 12
    let newMonth = sum - newYear * 12 + 1
    return Day(year: newYear, month: newMonth, day: min(day, Day.length(ofMonth: newMonth, in: newYear)))
  }

  /// The same day of the month so many months on, clamped to the month's end (DMN 10.3.2.3.4).
  public func adding(months: Int) -> Day {
    adding(checkedMonths: months) ?? self
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Days in a month: 28...31.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (number < 0 ? "-" : "") + zeros + digits
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try String(from: decoder)
    guard let day = Day(iso: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no day: \(text)"))
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws { try iso.encode(to: encoder) }
}
