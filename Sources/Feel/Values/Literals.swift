/// Texts that stand for dates, times and durations (DMN 10.3.4.1; the lexical forms of XML Schema).
enum Literals {
  /// What `@"…"` means; nil for anything else.
  static func temporal(_ text: String, _ surroundings: Surroundings) -> Value? {
    if let day = day(text) { return .date(day) }
    if let moment = dateTime(text, surroundings) { return .dateTime(moment) }
    if let time = time(text, surroundings) { return .time(time) }
    return duration(text)
  }

  /// Whether a text names a zone whose rules only the surroundings know.
  static func hasNamedZone(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "@")) }

  // MARK: Dates

  static func day(_ text: String) -> Day? {
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, (4...9).contains(parts[0].count),
      parts[0].count == 4 || parts[0].first != UInt8(ascii: "0"),
      parts[1].count == 2, parts[2].count == 2, let year = digits(parts[0]), let month = digits(parts[1]),
      let day = digits(parts[2])
    else { return nil }
    return Day(year: isNegative ? -year : year, month: month, day: day)
  }

  private static func digits(_ text: Substring.UTF8View) -> Int? {
    guard !text.isEmpty, text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(Substring(text))
  }

  static func dateTime(_ text: String, _ surroundings: Surroundings) -> DateTime? {
    guard let middle = text.utf8.firstIndex(of: UInt8(ascii: "T")), let day = day(String(text[..<middle])),
      let time = time(String(text[text.index(after: middle)...]), surroundings, on: day)
    else { return nil }
    // 24:00:00 is the midnight that ends the day, by XML Schema.
    let isEnd = text[text.index(after: middle)...].hasPrefix("24")
    return DateTime(day: isEnd ? day.adding(days: 1) : day, time: time)
  }

  // MARK: Times

  static func time(_ text: String, _ surroundings: Surroundings, on day: Day = Day(number: 0)) -> Time? {
    var clock = Substring(text)
    if clock.first == "T" { clock = clock.dropFirst() }
    var zone: Zone?
    if let at = clock.firstIndex(of: "@") {
      let name = String(clock[clock.index(after: at)...])
      guard !name.isEmpty, surroundings.offset(name, day.number * 86_400) != nil else { return nil }
      zone = .named(name)
      clock = clock[..<at]
    } else if let sign = clock.firstIndex(where: { $0 == "Z" || $0 == "z" || $0 == "+" || $0 == "-" }) {
      guard let offset = offset(clock[sign...]) else { return nil }
      zone = .offset(offset)
      clock = clock[..<sign]
    }
    let parts = clock.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 2, parts[1].count == 2, let hour = digits(parts[0]),
      let minute = digits(parts[1])
    else { return nil }
    let seconds = parts[2].split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard seconds[0].count == 2, let second = digits(seconds[0]) else { return nil }
    var nanosecond = 0
    if seconds.count == 2 {
      guard digits(seconds[1].prefix(9)) != nil, seconds[1].allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      let fraction = String(Substring(seconds[1].prefix(9)))
      nanosecond = Int(fraction + String(repeating: "0", count: 9 - fraction.utf8.count)) ?? 0
    }
    if hour == 24, minute == 0, second == 0, nanosecond == 0 { return Time(nanoseconds: 0, zone: zone) }
    return Time(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
  }

  /// `Z`, `+09:00`, `-05:30:15`: seconds east of UTC, up to fourteen hours.
  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    let parts = text.dropFirst().utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }) else { return nil }
    let numbers = parts.compactMap(digits)
    guard numbers.count == parts.count, numbers[0] <= 14, numbers[1] < 60,
      numbers.count < 3 || numbers[2] < 60
    else { return nil }
    let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    guard seconds <= 14 * 3600 else { return nil }
    return text.first == "-" ? -seconds : seconds
  }

  // MARK: Durations

  /// `P1Y6M`, `P14D`, `P1DT2H30M10.5S`, each with a minus before it.
  static func duration(_ text: String) -> Value? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    guard rest.first == "P" else { return nil }
    rest.removeFirst()
    let halves = rest.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = amounts(halves[0], units: "YMD") else { return nil }
    var clock: [(unit: Character, amount: Decimal)] = []
    if halves.count == 2 {
      guard let amounts = amounts(halves[1], units: "HMS"), !amounts.isEmpty else { return nil }
      clock = amounts
    }
    guard !date.isEmpty || !clock.isEmpty else { return nil }
    let sign = Decimal(isNegative ? -1 : 1)
    if date.contains(where: { $0.unit != "D" }) {
      guard clock.isEmpty, !date.contains(where: { $0.unit == "D" }) else { return nil }
      let months = date.reduce(Decimal.zero) { $0 + $1.amount * Decimal($1.unit == "Y" ? 12 : 1) }
      return (months * sign).integer.map { .months($0) }
    }
    let weights: [Character: Int] = ["D": 86_400, "H": 3600, "M": 60, "S": 1]
    let seconds = (date + clock).reduce(Decimal.zero) { $0 + $1.amount * Decimal(weights[$1.unit] ?? 0) }
    return DayTimeDuration(seconds: seconds * sign).map { .duration($0) }
  }

  /// Amounts with their units in the one order that is allowed; only seconds may have a fraction.
  private static func amounts(_ text: Substring, units: String) -> [(unit: Character, amount: Decimal)]? {
    var found: [(unit: Character, amount: Decimal)] = []
    var allowed = Substring(units)
    var number = ""
    for character in text {
      if character.isASCII, character.isNumber || character == "." && !number.isEmpty {
        number.append(character)
      } else {
        guard let place = allowed.firstIndex(of: character), let amount = Decimal(literal: number),
          character == "S" || !number.contains(".")
        else { return nil }
        allowed = allowed[allowed.index(after: place)...]
        found.append((character, amount))
        number = ""
      }
    }
    return number.isEmpty ? found : nil
  }
}
