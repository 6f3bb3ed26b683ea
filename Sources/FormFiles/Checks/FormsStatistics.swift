import Counter
import Feel

/// What a catalogue asks of visitors, counted over its examples (`forms check --stats`).
package struct FormsStatistics {
  /// How one example goes when it is asked question by question.
  package struct Row: Hashable, Sendable {
    package let name: String
    package let kinds: [String]
    /// Questions shown, each once however many people it is asked about.
    package let questions: Int
    /// Answers given, one for each person asked.
    package let answers: Int
    /// Procedures that come of it.
    package let procedures: Int
    package let place: Place
  }

  package let rows: [Row]
  private let rulebook: Rulebook
  private let unread: [String]
  private let papers: PaperShare
  private let translations: [Translation]

  package init(rulebook: Rulebook, examples: [Example], translations: [Translation]) {
    self.rulebook = rulebook
    self.translations = translations
    rows = examples.map { FormsStatistics.row($0, rulebook) }
    papers = PaperShare(rulebook, examples)
    let read = FactDependencies(rulebook.catalog, FormulaUse.all(in: rulebook.catalog)).kindsByFact()
    unread = rulebook.catalog.vocabulary.facts.map(\.name).filter {
      read[$0] == nil && !CoreFact.all.contains($0)
    }
  }

  /// Takes away what is heard at the counter and asks for it again in the order of the interview, each time the first
  /// open question, of everyone it is open for. What the example does not answer is answered no, or not known.
  private static func row(_ example: Example, _ rulebook: Rulebook) -> Row {
    let whole = example.situation
    var situation = whole
    situation.facts = situation.facts.filter { key, known in
      rulebook.catalog.vocabulary.fact(named: key.fact).map { $0.isHeld(from: known.origin) } ?? true
    }
    let deliberation = Deliberation(rulebook, situation)
    var asked: Set<Int> = []
    var answers = 0
    while let item = rulebook.interview(deliberation, deliberation.determine()).items.first {
      asked.insert(item.question)
      for subject in item.subjects {
        let key = FactKey(item.fact, of: subject)
        deliberation.learn(key, as: whole.facts[key] ?? FormsStatistics.blank(key, rulebook.catalog))
        answers += 1
      }
    }
    let applying = Set(deliberation.determine().applying.map(\.procedure))
    return Row(
      name: example.name, kinds: whole.filings.map(\.kind), questions: asked.count, answers: answers,
      procedures: applying.count, place: example.place)
  }

  private static func blank(_ key: FactKey, _ catalog: Catalog) -> KnownFact {
    let origin = Origin.heard(at: Instant(seconds: 0))
    guard let fact = catalog.vocabulary.fact(named: key.fact) else {
      return KnownFact(.doesNotKnow, from: origin)
    }
    switch fact.blankValue(in: catalog) {
    case .absent: return KnownFact(.doesNotKnow, from: origin)
    case let value: return KnownFact(value, from: origin)
    }
  }

  package var text: String {
    let kinds = rulebook.catalog.events.map(\.kind)
    var lines = ["", "■ 例ごとの質問（質問の数・答えの数・必要になる手続の数）"]
    for row in rows.sorted(by: { ($1.questions, $1.answers) < ($0.questions, $0.answers) }) {
      lines.append(
        "  \(number(row.questions, 3))問 \(number(row.answers, 3))答 \(number(row.procedures, 3))件  \(row.name)（\(row.kinds.joined(separator: "・"))）"
      )
    }
    let counts = rows.map(\.questions).sorted()
    if let most = counts.last {
      lines.append("  いちばん多い例 \(most)問、中央の例 \(counts[counts.count / 2])問、\(counts.count)例")
    }
    lines += ["", "■ 届出ごとの手続"]
    for kind in kinds {
      let count = rulebook.procedures(ofKind: kind).count
      let most = rows.filter { $0.kinds.contains(kind) }.map(\.procedures).max() ?? 0
      lines.append("  \(kind)  \(count)件（例でいちばん多く必要になるのは\(most)件）")
    }
    lines += papers.lines(of: kinds)
    lines += ["", "■ 訳"] + languages
    lines += ["", "■ だれも読まない事実（消せます）"]
    lines += unread.isEmpty ? ["  ありません"] : unread.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }

  /// A line a language: how many sentences it has, and files that nobody has signed off.
  private var languages: [String] {
    let files = Dictionary(grouping: translations.filter { !$0.isOriginal }, by: \.language)
    return files.sorted { $0.key < $1.key }.map { language, files in
      let pending = files.filter { $0.signOff == .pending }
      let state = pending.isEmpty ? "すべて確認済み" : "未確認のファイル \(pending.count)/\(files.count)"
      let names = pending.map { $0.place.file.split(separator: "/").last.map(String.init) ?? "" }
      let which = pending.isEmpty || pending.count == files.count ? "" : "（\(names.joined(separator: "、"))）"
      return
        "  \(language) \(files.first?.name ?? "")  \(files.map(\.entries.count).reduce(0, +))文、\(state)\(which)"
    }
  }

  private func number(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }
}

extension Fact {
  /// Whether a record or the reception can have supplied it, so that nobody need be asked.
  fileprivate func isHeld(from origin: Origin) -> Bool {
    switch origin {
    case .register: supplies.contains(.register)
    case .certificate: supplies.contains(.certificate)
    case .reception: true
    case .heard: false
    case .derived: supplies.contains(.derived)
    }
  }
}
