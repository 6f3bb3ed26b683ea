/// What visitors read, in one language (wording/).
///
/// The sentences are kept as one text, since a catalogue is opened far more often than a translation is looked up.
public struct Phrasebook: Hashable, Sendable, Codable {
  /// ja-easy, en, …
  public let language: String
  /// A key, a tab and a sentence a line.
  private let lines: String

  public init(language: String, sentences: [(key: String, text: String)]) {
    self.language = language
    lines = sentences.map { "\($0.key)\t\($0.text)" }.joined(separator: "\n")
  }

  /// The sentence of a key, such as `move-date-in.聞き方`; nil when it is not translated.
  public func sentence(_ key: String) -> String? {
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2, parts[0] == key { return String(parts[1]) }
    }
    return nil
  }
}
