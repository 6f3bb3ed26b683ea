/// What visitors read, in one language (wording/).
///
/// The sentences are kept as one text, since a catalogue is opened far more often than a translation is looked up.
public struct Phrasebook: Hashable, Sendable, Codable {
  /// ja-easy, en, …
  public let language: String
  /// What it is called on the screen: «やさしい日本語».
  public let name: String
  /// A key, a tab and a sentence a line.
  private let lines: String

  public init(language: String, name: String, sentences: [(key: String, text: String)]) {
    self.language = language
    self.name = name
    lines = sentences.map { "\($0.key)\t\($0.text)" }.joined(separator: "\n")
  }

  /// The sentence of a key of a question, such as `move-date-in.聞き方`; nil when it is not translated.
  public func sentence(_ key: String) -> String? {
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2, parts[0] == key { return String(parts[1]) }
    }
    return nil
  }
}

extension Question {
  /// By what name a translation calls 聞き方 and 助け.
  public var wordingKey: String { "\(id).聞き方" }
  public var helpKey: String { "\(id).助け" }
}
