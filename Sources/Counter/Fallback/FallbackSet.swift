import Feel

/// 控え用紙: what a counter works with by hand while the program is down, for one event.
package struct FallbackSet: Hashable, Sendable {
  package let questions: QuestionSheet
  /// Every procedure that the event can raise, to be ticked.
  package let checklist: Checklist
  /// The paper forms with every box empty.
  package let papers: [FilledPaper]
}

extension Rulebook {
  /// The fallback set of an event. Nothing is known of anybody, so that only what the event itself rules out is left out;
  /// `stamp` stands on the checklist.
  package func fallback(for event: Event, on day: Day, stamp: String) -> FallbackSet {
    let people = [0, 1, 2]
    let filing = Situation.Filing(
      kind: event.kind, people: people, formerHousehold: event.people == .incoming ? nil : people)
    let situation = Situation(day: day, filings: [filing], personCount: people.count)
    let table = FactTable(self, KnownSituation(situation), filing: 0)
    let raised = procedures(ofKind: event.kind).filter { index in
      guard let validity = catalog.procedures[index].validity else { return true }
      return validity.contains(day)
    }
    let papers = raised.flatMap { index in
      zip(catalog.procedures[index].papers, procedures[index].papers).filter { table.mayHold($1) }.map(
        \.0.paper)
    }
    return FallbackSet(
      questions: questionSheet(for: event, table),
      checklist: BlankChecklist(rulebook: self, event: event, table: table).checklist(
        of: raised, stamp: stamp),
      papers: catalog.papers.filter { papers.contains($0.id) }.map(FilledPaper.init(blank:)))
  }
}
