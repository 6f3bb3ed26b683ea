import Moji

/// Reads a town of the city at the front of an address, in every way people write one: in kanji with or without 大字, in kana or
/// romaji, 3丁目 also as 三丁目, 3- or 3の, after the names of prefecture and city or without them.
struct TownReader {
  private let city: Municipality
  private let towns: [Town]

  init(_ city: Municipality, _ towns: [Town]) {
    self.city = city
    self.towns = towns
  }

  /// A town with what is written behind it.
  struct Reading {
    let town: Town
    let rest: String
    /// Whether the whole name of the town was written, not the beginning of it alone.
    let isWhole: Bool
  }

  /// What the text may mean. Towns whose name is there but not the number of the 丁目 have no rest.
  func readings(of text: String) -> [Reading] {
    let plain = withoutCity(text.widthFolded.trimmingBlanks)
    let head = String(plain.prefix { !$0.isNumber && $0 != " " && !Self.startsQuarter(plain, at: $0) })
    let found = towns.compactMap { reading($0, plain, head) }
    let whole = found.filter(\.isWhole)
    let best = whole.isEmpty ? found : whole
    // «南台» is not «南», where both are towns.
    let longest = best.map { base($0.town).count }.max() ?? 0
    let kanji = best.filter { plain.hasPrefix(base($0.town)) }
    return kanji.isEmpty ? best : kanji.filter { base($0.town).count == longest || whole.isEmpty }
  }

  /// «三丁目»: a figure in kanji begins the number of a 丁目 only before 丁目.
  private static func startsQuarter(_ text: String, at character: Character) -> Bool {
    guard figures[character] != nil else { return false }
    return text.contains("\(character)丁目")
  }

  private static let figures: [Character: Int] = Dictionary(
    uniqueKeysWithValues: zip("一二三四五六七八九", 1...9).map { ($0, $1) })

  private func withoutCity(_ text: String) -> String {
    for name in [city.prefecture + city.name, city.name] where !name.isEmpty && text.hasPrefix(name) {
      return String(text.dropFirst(name.count)).trimmingBlanks
    }
    return text
  }

  /// The name without 丁目 and without 大字.
  private func base(_ town: Town) -> String {
    let name = town.name.hasPrefix("大字") ? String(town.name.dropFirst(2)) : town.name
    return String(name.prefix { !$0.isNumber })
  }

  /// The number of the 丁目; nil for a town without.
  private func quarter(_ town: Town) -> Int? {
    guard town.name.hasSuffix("丁目") else { return nil }
    let digits = town.name.dropLast(2).reversed().prefix { $0.isNumber }.reversed()
    return Int(String(digits).widthFolded)
  }

  private func reading(_ town: Town, _ text: String, _ head: String) -> Reading? {
    guard let (after, isWhole) = afterBase(town, text, head) else { return nil }
    guard let quarter = quarter(town) else { return Reading(town: town, rest: after, isWhole: isWhole) }
    // «minami 1-1»: the beginning of several names, and then perhaps the block.
    if !isWhole, after.hasPrefix(" ") { return Reading(town: town, rest: after, isWhole: false) }
    let rest = after.trimmingBlanks
    let written =
      rest.first.flatMap { Self.figures[$0] }.map { ($0, rest.dropFirst()) }
      ?? Int(String(rest.prefix { $0.isASCII && $0.isNumber })).map { number in
        (number, rest.drop { $0.isASCII && $0.isNumber })
      }
    guard let (number, behind) = written else {
      return rest.isEmpty ? Reading(town: town, rest: "", isWhole: false) : nil
    }
    guard number == quarter else { return nil }
    if behind.hasPrefix("丁目") {
      return Reading(town: town, rest: String(behind.dropFirst(2)), isWhole: isWhole)
    }
    guard let sign = behind.first else { return Reading(town: town, rest: "", isWhole: isWhole) }
    let isSeparator = sign == " " || sign == "の" || (sign.unicodeScalars.first?.isHyphen ?? false)
    return isSeparator ? Reading(town: town, rest: String(behind.dropFirst()), isWhole: isWhole) : nil
  }

  /// What stands behind the name of a town, and whether all of it was written.
  private func afterBase(_ town: Town, _ text: String, _ head: String) -> (String, Bool)? {
    let base = base(town)
    for name in [base, "大字" + base, "字" + base] where text.hasPrefix(name) {
      return (String(text.dropFirst(name.count)), true)
    }
    guard !head.isEmpty else { return nil }
    let typed = head.trimmingBlanks
    let key = SearchKey.kana(Romaji.looksLike(typed) ? Romaji.katakana(typed) : typed)
    guard !key.isEmpty, key.unicodeScalars.allSatisfy({ (0x30A0...0x30FF).contains($0.value) }) else {
      return town.name.hasPrefix(typed) && typed.count < base.count
        ? (String(text.dropFirst(head.count)), false) : nil
    }
    let keys = [readingKey(town), readingKey(town).removingPrefix(SearchKey.kana("おおあざ"))]
    if keys.contains(key) { return (String(text.dropFirst(head.count)), true) }
    return keys.contains { $0.hasPrefix(key) } ? (String(text.dropFirst(head.count)), false) : nil
  }

  private func readingKey(_ town: Town) -> String {
    let reading = town.reading.hasSuffix("ちょうめ") ? String(town.reading.dropLast(4)) : town.reading
    return SearchKey.kana(reading.filter { !$0.isNumber })
  }
}

extension String {
  fileprivate func removingPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
