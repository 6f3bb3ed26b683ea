/// What visitors read, in one language (wording/).
///
/// The sentences are kept as one text, since a catalogue is opened far more often than a translation is looked up.
package struct Phrasebook: Hashable, Sendable {
  /// The language that questions and codes are written in; its phrasebook holds the fixed words of the screen only.
  package static let original = "ja"

  /// ja, ja-easy, en, …
  package let language: String
  /// What it is called on the screen: «やさしい日本語».
  package let name: String
  /// A key, a tab and a sentence a line, in the order of the keys' bytes.
  package let lines: String

  package init(language: String, name: String, sentences: [(key: String, text: String)]) {
    self.language = language
    self.name = name
    lines = sentences.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\($0.key)\t\(Phrasebook.oneLine($0.text))" }.joined(separator: "\n")
  }

  /// The same from its lines as they were kept.
  package init(language: String, name: String, lines: String) {
    self.language = language
    self.name = name
    self.lines = lines
  }

  private static func oneLine(_ text: String) -> String {
    text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
  }

  /// 聞き方 of a question; nil when it is not translated.
  package func sentence(of question: Question) -> String? { sentence(question.wordingKey) }

  /// 助け of a question; nil when it has none or it is not translated.
  package func help(of question: Question) -> String? { sentence(question.helpKey) }

  /// 表示 of a code; nil when it is not translated.
  package func label(ofCode code: String, in list: String) -> String? {
    sentence(CodeList.wordingKey(ofCode: code, in: list))
  }

  /// Fixed words of the visitor's screen; nil when they are not translated.
  package func word(_ word: ScreenWord) -> String? { sentence(word.wordingKey) }

  /// The sentence of a key, such as `move-date-in.聞き方`; nil when it is not translated.
  package func sentence(_ key: String) -> String? {
    let key = Array(key.utf8)
    let found = lines.utf8.withContiguousStorageIfAvailable { Phrasebook.sentence(key[...], in: $0) }
    return found ?? Phrasebook.sentence(key[...], in: Array(lines.utf8))
  }

  private static func sentence<Bytes>(_ key: ArraySlice<UInt8>, in lines: Bytes) -> String?
  where Bytes: RandomAccessCollection<UInt8>, Bytes.Index == Int {
    let lineEnd = UInt8(ascii: "\n")
    var (first, end) = (0, lines.count)
    while first < end {
      var start = (first + end) / 2
      while start > first, lines[start - 1] != lineEnd { start -= 1 }
      let line = lines[start..<end].prefix { $0 != lineEnd }
      let name = line.prefix { $0 != UInt8(ascii: "\t") }
      if name.elementsEqual(key) { return String(decoding: line.dropFirst(key.count + 1), as: UTF8.self) }
      if name.lexicographicallyPrecedes(key) { first = line.endIndex + 1 } else { end = start }
    }
    return nil
  }
}

extension Question {
  /// By what name a translation calls 聞き方 and 助け.
  package var wordingKey: String { "\(id).聞き方" }
  package var helpKey: String { "\(id).助け" }
}

extension CodeList {
  /// By what name a translation calls a code's 表示. Ids of questions are ASCII, so that no question is called so.
  package static func wordingKey(ofCode code: String, in list: String) -> String { "コード.\(list).\(code)" }
}

extension ScreenWord {
  /// By what name wording/ calls it.
  package var wordingKey: String { "画面.\(rawValue)" }
}

extension Catalog {
  /// The phrasebook of a language; nil when wording/ has none.
  package func phrasebook(_ language: String) -> Phrasebook? { phrasebooks.first { $0.language == language } }
}
