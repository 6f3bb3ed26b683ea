import Counter

/// wording/: a language's sentences, keyed by what they translate.
public struct Translation: Sendable {
  public struct Entry: Sendable {
    /// `move-date-in.聞き方`.
    public let key: String
    public let text: String
    /// 控え: the stamp of the Japanese sentence that was translated.
    public let stamp: String
    let place: Place
  }

  /// Name of the folder: ja-easy, en, …
  public let language: String
  /// 名: what the language is called on the screen.
  public let name: String
  public let entries: [Entry]
  let place: Place

  static func read(_ section: Section) -> Translation {
    defer { section.close() }
    return Translation(
      language: section.text("言語"), name: section.text("名"),
      entries: section.sections("訳", of: "訳文").map { entry in
        defer { entry.close() }
        return Entry(
          key: entry.name("鍵", of: .translation), text: entry.text("文"), stamp: entry.text("控え"),
          place: entry.place)
      }, place: section.place)
  }

  /// The stamp of a sentence: eight hexadecimal digits that change with it (FNV-1a over its UTF-8).
  public static func stamp(of sentence: String) -> String {
    let hash = sentence.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// What visitors read of a catalogue, by key.
  public static func sentences(of catalog: Catalog) -> [(key: String, text: String)] {
    catalog.questions.flatMap { question in
      [(question.wordingKey, question.wording)]
        + [question.help.map { (question.helpKey, $0) }].compactMap { $0 }
    }
  }
}
