import Counter
import Feel

/// Examples of both states whose verdicts, days or papers are not the same.
struct ExampleDifference {
  let lines: [String]

  init(_ old: [Example], _ before: Rulebook, _ new: [Example], _ after: Rulebook) {
    let known = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    lines = new.flatMap { example -> [String] in
      guard let former = known[example.name] else { return [] }
      let (one, other) = (Outcome(former, before), Outcome(example, after))
      let changes = one.changes(to: other, before.catalog, after.catalog)
      return changes.isEmpty ? [] : [example.name] + changes.map { "　\($0)" }
    }
  }

  /// What a visit comes to: procedures with their first day, and papers.
  private struct Outcome {
    var days: [String: Day?] = [:]
    var papers: Set<String> = []

    init(_ example: Example, _ rulebook: Rulebook) {
      let deliberation = Deliberation(rulebook, example.situation)
      let determination = deliberation.determine()
      for decision in determination.applying {
        let id = rulebook.catalog.procedures[decision.procedure].id
        let day = rulebook.detail(of: decision, deliberation).firstDeadline?.day
        if let known = days[id] { days[id] = [known, day].compactMap { $0 }.min() } else { days[id] = day }
      }
      papers = Set(rulebook.papers(for: determination, deliberation).map(\.form))
    }

    func changes(to other: Outcome, _ old: Catalog, _ new: Catalog) -> [String] {
      func name(_ id: String) -> String { (new.procedure(id) ?? old.procedure(id))?.name ?? id }
      func paper(_ id: String) -> String { (new.paper(id) ?? old.paper(id))?.name ?? id }
      func text(_ day: Day?) -> String { day.map { new.eras.long($0) } ?? "日付なし" }
      let ids = Set(days.keys).union(other.days.keys).sorted()
      return ids.compactMap { id in
        switch (days[id], other.days[id]) {
        case (nil, .some): "＋ \(name(id))"
        case (.some, nil): "－ \(name(id))"
        case (.some(let one), .some(let day)):
          one == day ? nil : "\(name(id))の期限： \(text(one)) → \(text(day))"
        case (nil, nil): nil
        }
      }
        + other.papers.subtracting(papers).sorted().map { "＋ 書類 \(paper($0))" }
        + papers.subtracting(other.papers).sorted().map { "－ 書類 \(paper($0))" }
    }
  }
}
