import Counter
import Crypto
import Foundation

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

  /// The stamp of a sentence: eight hexadecimal digits that change with it, the first of its SHA-256.
  public static func stamp(of sentence: String) -> String {
    String(FormsFolder.hexadecimal(SHA256.hash(data: Data(sentence.utf8))).prefix(8))
  }

  /// What visitors read of a catalogue, by key.
  public static func sentences(of catalog: Catalog) -> [(key: String, text: String)] {
    catalog.questions.flatMap { question in
      [(question.wordingKey, question.wording)]
        + [question.help.map { (question.helpKey, $0) }].compactMap { $0 }
    }
  }
}
