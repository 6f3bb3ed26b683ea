import Counter
import Feel

/// Which articles that `forms/` rests on are not as they were when they were read (法令の見守り).
package struct LawWatch: Sendable {
  /// What became of an article.
  package enum Change: Hashable, Sendable {
    /// Its text is another. Lines of the text that was read, where that is at hand, and of today's.
    case changed(gone: [String], new: [String])
    /// It will be another from a day on; nil in `text` when it will be gone.
    case coming(from: Day, gone: [String], new: [String])
    /// The statute has no such article.
    case absent
    /// Nobody has kept how it was.
    case unread
  }

  package struct Item: Hashable, Sendable {
    package let article: Statute.Article
    /// When it was read; nil for `unread`.
    package let readOn: Day?
    package let change: Change
    /// Who rests on it, in sentences with file and line.
    package let resting: [String]
  }

  package let items: [Item]
  /// Titles of statutes that are cited and not at hand.
  package let missing: [String]
  /// Articles that are as they were read.
  package let same: Int
  package let cited: [Statute.Article]

  /// `day` is today: a text that is in force later is coming.
  package init(_ folder: FormsFolder, _ statutes: StatuteFolder, _ read: ReadArticles, on day: Day) {
    let index = BasisIndex(folder, titles: statutes.statutes.keys)
    var (items, missing, same): ([Item], [String], Int) = ([], [], 0)
    for article in index.articles {
      guard let texts = statutes.statutes[article.statute] else {
        missing.append(article.statute)
        continue
      }
      let changes = LawWatch.changes(of: article, texts, read.readings[article]?.fingerprint, on: day)
      if changes.isEmpty { same += 1 }
      let resting = changes.isEmpty ? [] : index.resting(on: article)
      items += changes.map {
        Item(article: article, readOn: read.readings[article]?.day, change: $0, resting: resting)
      }
    }
    self.items = items
    self.missing = missing.distinct.sorted()
    self.same = same
    cited = index.articles
  }

  /// The text of a statute in force on a day; the first, when all are coming.
  package static func inForce(_ texts: [Statute], on day: Day) -> Statute? {
    texts.last { $0.inForce.map { $0 <= day } ?? true } ?? texts.first
  }

  private static func changes(
    of article: Statute.Article, _ texts: [Statute], _ fingerprint: String?, on day: Day
  ) -> [Change] {
    guard let now = inForce(texts, on: day) else { return [] }
    var changes: [Change] = []
    let today = now.articles[article.number]
    switch (today, fingerprint) {
    case (nil, _): changes.append(.absent)
    case (.some, nil): changes.append(.unread)
    case (.some(let today), .some(let fingerprint)) where Statute.fingerprint(of: today) != fingerprint:
      let before = texts.lazy.compactMap { $0.articles[article.number] }.first {
        Statute.fingerprint(of: $0) == fingerprint
      }
      let (gone, new) = difference(before ?? "", today)
      changes.append(.changed(gone: gone, new: before == nil ? [] : new))
    default: break
    }
    var last = today
    for text in texts {
      guard let from = text.inForce, from > day else { continue }
      let next = text.articles[article.number]
      if next.map(Statute.fingerprint) != last.map(Statute.fingerprint) {
        let (gone, new) = difference(last ?? "", next ?? "")
        changes.append(.coming(from: from, gone: gone, new: new))
      }
      last = next
    }
    return changes
  }

  /// Lines of the one that the other has not.
  private static func difference(_ old: String, _ new: String) -> (gone: [String], new: [String]) {
    let lines = [old, new].map { $0.split(separator: "\n").map(String.init) }
    let sets = lines.map(Set.init)
    return (lines[0].filter { !sets[1].contains($0) }, lines[1].filter { !sets[0].contains($0) })
  }
}

extension LawWatch {
  /// For those who keep `forms/`: what to read again, and what rests on it.
  package var text: String {
    func count(_ isCounted: (Change) -> Bool) -> Int { items.filter { isCounted($0.change) }.count }
    let changed = count { if case .changed = $0 { true } else { false } }
    let coming = count { if case .coming = $0 { true } else { false } }
    let (absent, unread) = (count { $0 == .absent }, count { $0 == .unread })
    var lines = [
      "条文 \(cited.count)：同じ \(same)、変わった \(changed)、これから変わる \(coming)、見つからない \(absent)、"
        + "読んだ記録がない \(unread)、法令が手元にない \(missing.count)法令"
    ]
    for item in items where item.change != .unread { lines += item.lines }
    let new = items.filter { $0.change == .unread }
    if !new.isEmpty {
      lines.append("■ 読んだ記録がない条文（読んでから --keep で残します）")
      lines.append("  " + new.map(\.article.text).joined(separator: "、"))
    }
    if !missing.isEmpty {
      lines.append("■ 手元にない法令")
      lines.append("  " + missing.joined(separator: "、"))
    }
    return lines.joined(separator: "\n")
  }

  /// Whether something is to be read again.
  package var hasChanges: Bool { items.contains { $0.change != .unread } }
}

extension LawWatch.Item {
  fileprivate var lines: [String] {
    let read = readOn.map { "（\($0.iso) に読んだもの）" } ?? ""
    let head: String
    var texts: [String] = []
    func told(_ gone: [String], _ new: [String]) {
      texts = gone.map { "  － \($0)" } + new.map { "  ＋ \($0)" }
    }
    switch change {
    case .changed(let gone, let new):
      head = "■ \(article.text) が変わりました\(read)"
      told(gone, new)
    case .coming(let from, let gone, let new):
      head = "■ \(article.text) は \(from.iso) から変わります\(read)"
      told(gone, new)
    case .absent: head = "■ \(article.text) がありません\(read)"
    case .unread: head = "■ \(article.text)"
    }
    return [head] + texts + resting.map { "  ・\($0)" }
  }
}
