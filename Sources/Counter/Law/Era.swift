import Feel
import Moji

/// The table of 元号, earliest first.
package struct EraTable: Hashable, Sendable {
  package struct Era: Hashable, Sendable {
    package let name: String
    /// One Latin letter: S.
    package let letter: String
    package let firstDay: Day

    package init(name: String, letter: String, firstDay: Day) {
      self.name = name
      self.letter = letter
      self.firstDay = firstDay
    }
  }

  package let eras: [Era]

  package init(eras: [Era]) { self.eras = eras.sorted { $0.firstDay < $1.firstDay } }

  /// «令和8年11月20日», the first year as 元年; 西暦 before the first era.
  package func long(_ day: Day) -> String {
    guard let (era, year) = era(of: day) else { return "\(day.year)年\(day.month)月\(day.day)日" }
    return "\(era.name)\(year == 1 ? "元" : String(year))年\(day.month)月\(day.day)日"
  }

  /// «令8.11.20», for narrow columns.
  package func short(_ day: Day) -> String {
    guard let (era, year) = era(of: day) else { return day.iso }
    return "\(era.name.prefix(1))\(year == 1 ? "元" : String(year)).\(day.month).\(day.day)"
  }

  /// The era of a day and the year in it, nil before the first era.
  package func era(of day: Day) -> (era: Era, year: Int)? {
    guard let era = eras.last(where: { $0.firstDay <= day }) else { return nil }
    return (era, day.year - era.firstDay.year + 1)
  }

  /// The day written as a year of an era, accepted for ten years after its end: papers that were printed before say «平成32年».
  /// 明治45年7月30日 and 大正15年12月25日 are days of the era that ended on them. nil when there is no such day.
  package func day(era: Era, year: Int, month: Int, day: Int) -> Day? {
    guard year >= 1, let found = Day(year: era.firstDay.year + year - 1, month: month, day: day),
      found >= era.firstDay
    else { return nil }
    let next = eras.first { $0.firstDay > era.firstDay }
    return next.map { found.year <= $0.firstDay.year + 10 } ?? true ? found : nil
  }

  /// Reads a date as people type it: `S55.3.2`, `昭和55年3月2日`, `令和元年5月1日`, `19800302`, `1980-3-2`, any width
  /// and separator. nil when it is no date or there is no such day.
  package func day(in text: String) -> Day? {
    let folded = EraTable.plain(text)
    guard !folded.isEmpty else { return nil }
    if folded.count == 8, folded.allSatisfy(\.isNumber) {
      return Day(
        year: Int(folded.prefix(4)) ?? 0, month: Int(folded.dropFirst(4).prefix(2)) ?? 0,
        day: Int(folded.suffix(2)) ?? 0)
    }
    let (era, rest) = leadingEra(folded)
    let numbers = EraTable.numbers(in: rest)
    if let era {
      if numbers.count == 3 { return day(era: era, year: numbers[0], month: numbers[1], day: numbers[2]) }
      // S550302
      if numbers.count == 1, rest.count == 6, let packed = Int(rest) {
        return day(era: era, year: packed / 10000, month: packed / 100 % 100, day: packed % 100)
      }
      return nil
    }
    guard numbers.count == 3, numbers[0] >= 1000 else { return nil }
    return Day(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// A month as people type it when searching: `S54.3`, `昭和54年3月`, `1979-3`; nil for anything else.
  package func month(in text: String) -> ClosedRange<Day>? {
    let folded = EraTable.plain(text)
    let (era, rest) = leadingEra(folded)
    let numbers = EraTable.numbers(in: rest)
    guard numbers.count == 2, era != nil || numbers[0] >= 1000 else { return nil }
    let year = era.map { $0.firstDay.year + numbers[0] - 1 } ?? numbers[0]
    guard let first = Day(year: year, month: numbers[1], day: 1) else { return nil }
    return first...first.adding(months: 1).adding(days: -1)
  }

  private func leadingEra(_ text: String) -> (Era?, Substring) {
    for era in eras {
      if text.hasPrefix(era.name) { return (era, text.dropFirst(era.name.count)) }
      let single = String(era.name.prefix(1))
      if text.uppercased().hasPrefix(era.letter) { return (era, text.dropFirst(era.letter.count)) }
      if text.hasPrefix(single) { return (era, text.dropFirst(1)) }
    }
    return (nil, text[...])
  }

  /// A date without blanks, without the day of the week behind it, and with one sign for every separator that an input method
  /// makes between figures: «R8。11。18», «11ー18», «令和8年11月18日（水）».
  static func plain(_ text: String) -> String {
    var plain = text.widthFolded.filter { !$0.isWhitespace }
    if plain.hasSuffix(")"), let open = plain.lastIndex(of: "("), plain[open...].count <= 5 {
      plain = String(plain[..<open])
    }
    return String(
      plain.map { character in
        let isDash = character.unicodeScalars.first.map { $0.isHyphen } ?? false
        return isDash ? "-" : "。、，．・,:".contains(character) ? "." : character
      })
  }

  /// The whole numbers of a text whose other signs are separators; empty when a letter is left over.
  static func numbers(in text: Substring) -> [Int] {
    var numbers: [Int] = []
    var digits = ""
    for character in text + "." {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if character == "元", digits.isEmpty {
        digits = "1"
      } else if "年月日./-、・".contains(character) {
        if !digits.isEmpty { numbers.append(Int(digits) ?? 0) }
        digits = ""
      } else {
        return []
      }
    }
    return numbers
  }
}
