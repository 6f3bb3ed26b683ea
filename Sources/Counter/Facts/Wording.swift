import Feel

/// Days, times and yen as a civil servant writes them.
package enum Wording {
  private static let weekdays = ["日", "月", "火", "水", "木", "金", "土"]

  package static func weekday(_ day: Day) -> String { weekdays[day.weekday] }

  /// «12月3日（木）», with the year when it is another one.
  package static func monthDay(_ day: Day, today: Day, eras: EraTable) -> String {
    let text = "\(day.month)月\(day.day)日（\(weekday(day))）"
    guard day.year != today.year, let (era, year) = eras.era(of: day) else { return text }
    return "\(era.name)\(year == 1 ? "元" : String(year))年" + text
  }

  /// Minutes after midnight as «8時30分», «9時».
  package static func time(_ minute: Int) -> String {
    minute % 60 == 0 ? "\(minute / 60)時" : "\(minute / 60)時\(minute % 60)分"
  }

  /// «1,600円», 0 as «0円».
  package static func yen(_ amount: Int) -> String {
    var digits = String(amount)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",") + "円"
  }

  /// «令和8年11月20日 14時46分»
  package static func moment(_ instant: Instant, eras: EraTable) -> String {
    "\(eras.long(instant.day)) \(hourAndMinute(instant))"
  }

  /// «14時05分»
  package static func hourAndMinute(_ instant: Instant) -> String {
    let (hour, minute) = instant.clock
    return "\(hour)時\(twoDigits(minute))分"
  }

  /// How long something took: «40秒», «3分20秒», from ten minutes on «12分».
  package static func duration(_ seconds: Int) -> String {
    if seconds < 60 { return "\(seconds)秒" }
    if seconds < 600 { return "\(seconds / 60)分" + (seconds % 60 == 0 ? "" : "\(seconds % 60)秒") }
    return "\((seconds + 30) / 60)分"
  }

  /// «14:05»
  package static func clock(_ instant: Instant) -> String {
    let (hour, minute) = instant.clock
    return "\(hour):\(twoDigits(minute))"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// A 受付番号 as it is written everywhere: «0142».
  package static func visitNumber(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
