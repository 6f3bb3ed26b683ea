import Moji

extension Rulebook {
  /// How many boxes of the papers of a visit hold a name, each paper counted once however often it was printed; the
  /// checklist is no paper that anybody would have written. nil for papers of another catalogue.
  func printedNames(_ journal: [JournalEntry]) -> Int? {
    guard let last = journal.lastIndex(where: { if case .printed = $0.entry { true } else { false } }) else {
      return 0
    }
    let visit = Visit(Array(journal[...last]))
    guard visit.began?.catalogVersion == catalog.version else { return nil }
    let names = self.names(in: visit.situation)
    return papers(for: decisions(of: visit), in: visit.situation)
      .filter { visit.printed.contains($0.form) }
      .compactMap { fill($0, in: visit.situation) }
      .flatMap(\.pages).flatMap(\.items)
      .reduce(0) { $0 + ($1.isBox(holdingOneOf: names) ? 1 : 0) }
  }

  /// Every name that is known of somebody.
  private func names(in situation: Situation) -> Set<Name> {
    let facts = Set(catalog.vocabulary.facts.filter { $0.kind == .name }.map(\.name))
      .union([CoreFact.name, CoreFact.visitorName, CoreFact.formerHead])
    return Set(
      situation.facts.compactMap { key, known in
        guard facts.contains(key.fact), case .value(.text(let text)) = known.answer else { return nil }
        return Name(text)
      })
  }
}

extension FilledPaper.Item {
  fileprivate func isBox(holdingOneOf names: Set<Name>) -> Bool {
    guard case .text(let item) = self, item.box != nil else { return false }
    return names.contains(Name(item.text))
  }
}
