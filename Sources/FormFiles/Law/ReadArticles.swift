import Feel

/// articles.txt: the fingerprint of each article as it was when somebody read it. `madoguchi forms law --keep` writes it.
///
/// A line is «指紋 読んだ日 法令 条»: `3f2a9c1b0d4e5f60 2026-11-30 住民基本台帳法 22`.
package struct ReadArticles: Hashable, Sendable {
  package struct Reading: Hashable, Sendable {
    package let fingerprint: String
    package let day: Day
  }

  package static let file = "articles.txt"
  private static let heading = """
    # 手続の根拠の条文を読んだときの指紋（指紋 読んだ日 法令 条）。
    # 手で直さず、条文を読んでから madoguchi forms law フォルダー --keep で書きます。

    """

  package private(set) var readings: [Statute.Article: Reading] = [:]
  /// Numbers of lines that say nothing.
  package private(set) var unreadableLines: [Int] = []

  package init(_ text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let words = line.split(separator: " ")
      guard words.count == 4, words[0].count == 16, let day = Day(iso: String(words[1])) else {
        unreadableLines.append(index + 1)
        continue
      }
      readings[Statute.Article(String(words[2]), String(words[3]))] = Reading(
        fingerprint: String(words[0]), day: day)
    }
  }

  package mutating func keep(_ article: Statute.Article, _ text: String, on day: Day) {
    readings[article] = Reading(fingerprint: Statute.fingerprint(of: text), day: day)
  }

  /// What nothing cites any more goes.
  package mutating func keepOnly(_ articles: some Sequence<Statute.Article>) {
    let cited = Set(articles)
    readings = readings.filter { cited.contains($0.key) }
  }

  package var text: String {
    ReadArticles.heading
      + readings.sorted { ($0.key.statute, $0.key.number.numbers) < ($1.key.statute, $1.key.number.numbers) }
      .map { "\($1.fingerprint) \($1.day.iso) \($0.statute) \($0.number)\n" }.joined()
  }
}

extension String {
  /// Compares as the numbers do: «30-5» before «30-45», the annex last.
  fileprivate var numbers: String {
    (hasPrefix("附則") ? "1" : "0")
      + split { !$0.isNumber }.map { String(repeating: "0", count: max(0, 6 - $0.count)) + $0 }.joined()
  }
}
