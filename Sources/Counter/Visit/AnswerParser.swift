import Feel
import Moji

/// Reads what was typed for a fact: dates in short forms, towns by their reading, addresses by their postal code.
package struct AnswerParser: Sendable {
  /// Why a text is no answer; the sentence for people is made where it is shown.
  package enum Refusal: Error, Hashable, Sendable {
    case notADate
    /// Written as a date, of a day that no calendar has.
    case noSuchDay
    case notANumber
    case noTown
    /// A postal code of no town of the city.
    case notInCity(code: String)
    case severalTowns([String])
    case noBlock
    /// A text that is not written as its fact's 形 says.
    case malformed(TextShape)
    case missing
  }

  private let catalog: Catalog
  private let today: Day
  private let postal: AddressParser

  /// `postalAddresses` gives the places outside the city that have a postal code of seven digits.
  package init(
    catalog: Catalog, today: Day,
    postalAddresses: @escaping @Sendable (String) -> [PostalAddress] = { _ in [] }
  ) {
    self.catalog = catalog
    self.today = today
    postal = AddressParser(city: catalog.municipality, towns: catalog.towns, lookup: postalAddresses)
  }

  /// The value of a typed text.
  package func value(_ text: String, of fact: Fact) throws(Refusal) -> FactValue {
    let trimmed = text.trimmingBlanks
    guard !trimmed.isEmpty else { throw .missing }
    switch fact.kind {
    case .day:
      guard let day = day(trimmed) else {
        throw AnswerParser.looksLikeDate(trimmed) ? .noSuchDay : .notADate
      }
      return .day(day)
    case .number:
      guard let number = Int(trimmed.widthFolded), (0...9999).contains(number) else { throw .notANumber }
      return .number(number)
    case .address where fact.name == CoreFact.newAddress: return .text(try cityAddress(trimmed))
    case .address: return .text(try address(trimmed))
    case .text:
      guard let text = fact.shape.normalised(trimmed) else { throw .malformed(fact.shape) }
      return .text(text)
    case .yesNo, .name, .code, .codes, .person, .people: return .text(trimmed)
    }
  }

  /// Two or three numbers of which the last two could be a month and a day.
  private static func looksLikeDate(_ text: String) -> Bool {
    let parts = text.widthFolded.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    let month = parts.dropLast().last ?? 0
    return (2...3).contains(parts.count) && (1...12).contains(month) && (1...31).contains(parts.last ?? 0)
  }

  /// A date as a clerk types it: besides every form of `EraTable.day(in:)`, `11/18` (this year, or last when that is
  /// more than half a year ahead), `8.11.18` and `081118` (令和).
  package func day(_ text: String) -> Day? {
    if let day = catalog.eras.day(in: text) { return day }
    let folded = EraTable.plain(text)
    let numbers: [Int?] = EraTable.numbers(in: folded[...])
    guard !numbers.contains(nil), let era = catalog.eras.eras.last else { return nil }
    switch numbers.compactMap({ $0 }) {
    case let parts where parts.count == 2:
      guard let day = Day(year: today.year, month: parts[0], day: parts[1]) else { return nil }
      return day > today.adding(months: 6) ? Day(year: today.year - 1, month: parts[0], day: parts[1]) : day
    case let parts where parts.count == 3:
      return catalog.eras.day(era: era, year: parts[0], month: parts[1], day: parts[2])
    case let parts where parts.count == 1 && folded.count == 6:
      return catalog.eras.day(
        era: era, year: parts[0] / 10000, month: parts[0] / 100 % 100, day: parts[0] % 100)
    case let parts where parts.count == 1 && (3...4).contains(folded.count):
      return day("\(parts[0] / 100)/\(parts[0] % 100)")
    default: return nil
    }
  }

  /// An address anywhere, written out when it begins with a known postal code, else as typed.
  private func address(_ text: String) throws(Refusal) -> String {
    switch postal.parse(text) {
    case .noCode, .unknown: return text
    case .written(let address): return address
    case .several(let addresses):
      let isOneCity = addresses.allSatisfy { $0.city == addresses.first?.city }
      throw .severalTowns(addresses.map { isOneCity ? $0.town : $0.city + $0.town })
    }
  }

  /// An address in the city: its town in any way people write one (`TownReader`) or by postal code (`9990071 91-2`,
  /// `9990012 3丁目91-2`), then the block.
  package func cityAddress(_ text: String) throws(Refusal) -> String {
    guard let (code, rest) = PostalCode.leading(text) else {
      return try cityAddress(text, in: catalog.towns)
    }
    let towns = catalog.towns.filter { $0.bears(code) }
    if let first = rest.unicodeScalars.first, first.figure == nil { return try cityAddress(rest, in: towns) }
    for town in towns {
      let quarter = town.name.drop { $0.unicodeScalars.first?.figure == nil }
      guard !quarter.isEmpty, rest.widthFolded.hasPrefix(String(quarter).widthFolded) else { continue }
      return try joined(town, String(rest.dropFirst(quarter.count)))
    }
    guard let town = towns.first else { throw .notInCity(code: code.digits) }
    guard towns.count == 1 else { throw .severalTowns(towns.map(\.name)) }
    return try joined(town, rest)
  }

  private func cityAddress(_ text: String, in towns: [Town]) throws(Refusal) -> String {
    let readings = TownReader(catalog.municipality, towns).readings(of: text)
    guard let reading = readings.first else { throw .noTown }
    guard readings.count == 1 else { throw .severalTowns(readings.map(\.town.name)) }
    return try joined(reading.town, reading.rest)
  }

  /// Towns that a text may mean, with what stands behind them passed over.
  package func towns(matching text: String) -> [Town] {
    TownReader(catalog.municipality, catalog.towns).readings(of: text).map(\.town)
  }

  private func joined(_ town: Town, _ block: String) throws(Refusal) -> String {
    let rest = block.trimmingBlanks
    guard rest.unicodeScalars.contains(where: { $0.figure != nil }) else { throw .noBlock }
    return catalog.municipality.name + town.name + TypedBlock(rest).written(town.numbering)
  }

  /// Town and block of an address of the city, as the register keeps them; nil for any other text.
  package func place(of address: String) -> (town: Town, block: String)? {
    let city = catalog.municipality.name
    let plain = address.hasPrefix(city) ? String(address.dropFirst(city.count)) : address
    guard
      let town = catalog.towns.filter({ plain.hasPrefix($0.name) }).max(by: { $0.name.count < $1.name.count })
    else { return nil }
    let block = plain.dropFirst(town.name.count).prefix { $0 != "\u{3000}" && $0 != " " }
    return (town, String(block))
  }

  /// The answers that follow from one: the school district of a new address.
  package func answers(_ key: FactKey, _ answer: Answer) -> [FactAnswer] {
    guard key.fact == CoreFact.newAddress, case .value(.text(let address)) = answer else {
      return [FactAnswer(key, answer)]
    }
    let district = FactAnswer(
      FactKey(CoreFact.newDistrict, of: key.subject),
      place(of: address).map { .value(.text($0.town.district)) } ?? .doesNotKnow)
    return [FactAnswer(key, answer), district]
  }
}
