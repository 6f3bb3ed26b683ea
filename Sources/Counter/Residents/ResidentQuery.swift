import Feel
import Moji

/// What a clerk typed in one line, read as names, dates and numbers.
package struct ResidentQuery: Hashable, Sendable {
  package enum Word: Hashable, Sendable {
    /// Key of a reading, from kana or romaji.
    case reading(String)
    /// Key of a written name.
    case name(String)
    /// Latin letters: the keys of a reading in romaji, and of a name that is written so.
    case letters(reading: String, name: String)
    case birth(ClosedRange<Day>)
    /// Digits of a person's, household's or certificate's number.
    case number(String)
    /// Part of an address: a town with its block.
    case address(String)
  }

  package let words: [Word]

  /// Words are separated by spaces of any width. A word that is no date and no number is a name.
  package init(_ line: String, eras: EraTable, towns: [Town]) {
    words = line.widthFolded.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }).compactMap {
      ResidentQuery.word(String($0), eras: eras, towns: towns)
    }
  }

  /// Asks for the resident, household or certificate of a number.
  package init(number: String) { words = [.number(number)] }

  /// Whether it looks for people by where they live.
  package var asksForPlace: Bool { words.contains { if case .address = $0 { true } else { false } } }

  private static func word(_ text: String, eras: EraTable, towns: [Town]) -> Word? {
    if let day = eras.day(in: text) { return .birth(day...day) }
    if let month = eras.month(in: text) { return .birth(month) }
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return .number(text) }
    if towns.contains(where: { text.hasPrefix($0.name) || $0.name.hasPrefix(text) && text.count > 2 }) {
      return .address(text)
    }
    if Romaji.looksLike(text) {
      let key = SearchKey.kana(Romaji.katakana(text))
      return key.isEmpty ? nil : .letters(reading: key, name: SearchKey.kanji(text))
    }
    if text.unicodeScalars.allSatisfy({ $0.isKana }) {
      let key = SearchKey.kana(text)
      return key.isEmpty ? nil : .reading(key)
    }
    let key = SearchKey.kanji(text)
    return key.isEmpty ? nil : .name(key)
  }
}

extension Unicode.Scalar {
  fileprivate var isKana: Bool {
    (0x3041...0x30FF).contains(value) || (0xFF66...0xFF9F).contains(value) || value == 0x2D || value == 0x7E
  }
}
