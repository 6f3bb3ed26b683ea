import Counter
import Feel
import Testing

@testable import FormFiles

/// 控え用紙 of every event of the shipped forms.
@Suite struct FallbackTests {
  private static let outcome = Result { try ShippedForms.outcome() }

  private func set(_ event: Event, _ rulebook: Rulebook) throws -> FallbackSet {
    rulebook.fallback(for: event, on: try #require(Day(iso: "2026-11-20")), stamp: "控え用紙")
  }

  @Test func `every question that an example asks is on the sheet of its event`() throws {
    let outcome = try Self.outcome.get()
    let rulebook = try #require(outcome.rulebook)
    var sheets: [String: Set<String>] = [:]
    for event in rulebook.catalog.events {
      sheets[event.kind] = Set(try set(event, rulebook).questions.topics.flatMap(\.questions).map(\.wording))
    }
    var asked = 0
    for example in outcome.examples where example.situation.filings.count == 1 {
      let kind = example.situation.filings[0].kind
      // Nothing of what was answered: the longest interview of the case.
      var situation = example.situation
      situation.facts = situation.facts.filter { if case .heard = $1.origin { false } else { true } }
      for item in rulebook.interview(situation, rulebook.determine(situation)).items {
        let wording = rulebook.catalog.questions[item.question].wording
        #expect(sheets[kind]?.contains(wording) ?? false, "\(example.name): \(wording)")
        asked += 1
      }
    }
    #expect(asked > 200, "\(asked)")
  }

  @Test func `every procedure and paper of an example is on the checklist of its event`() throws {
    let outcome = try Self.outcome.get()
    let rulebook = try #require(outcome.rulebook)
    var sets: [String: FallbackSet] = [:]
    for event in rulebook.catalog.events { sets[event.kind] = try set(event, rulebook) }
    for example in outcome.examples where example.situation.filings.count == 1 {
      let fallback = try #require(sets[example.situation.filings[0].kind])
      let items =
        fallback.checklist.stops.flatMap(\.items) + fallback.checklist.outside.flatMap(\.items)
        + fallback.checklist.possible
      let titles = Set(items.map { $0.title.dropFirst() })
      let determination = rulebook.determine(example.situation)
      for decision in determination.applying {
        let procedure = rulebook.catalog.procedures[decision.procedure]
        guard procedure.validity == nil else { continue }
        #expect(titles.contains(procedure.name[...]), "\(example.name): \(procedure.name)")
      }
      for paper in rulebook.papers(for: determination, in: example.situation) {
        #expect(fallback.papers.contains { $0.form == paper.form }, "\(example.name): \(paper.form)")
      }
    }
  }

  @Test
  func
    `choices stand to be ticked, quiet questions are marked and no event is without questions or procedures`()
    throws
  {
    let rulebook = try #require(try Self.outcome.get().rulebook)
    for event in rulebook.catalog.events {
      let set = try set(event, rulebook)
      #expect(!set.questions.topics.isEmpty, "\(event.kind)")
      #expect(!set.checklist.stops.isEmpty || !set.checklist.outside.isEmpty, "\(event.kind)")
      #expect(set.checklist.stops.flatMap(\.items).allSatisfy { $0.mark == "□" })
      #expect(set.checklist.lines(ofColumns: 40).allSatisfy { $0.columns <= 40 }, "\(event.kind)")
    }
    let moving = try #require(rulebook.catalog.event(ofKind: "転入"))
    let questions = try set(moving, rulebook).questions.topics.flatMap(\.questions)
    let pregnancy = try #require(questions.first { $0.wording == "妊娠していますか" })
    #expect(pregnancy.isQuiet && pregnancy.isOfEachPerson)
    #expect(pregnancy.room == .choices(["はい", "いいえ"], areSeveral: false))
    #expect(questions.first?.room == .day)
    let residence = try set(moving, rulebook).checklist.stops.flatMap(\.items).first {
      $0.title.hasPrefix("◎転入届")
    }
    #expect(residence?.remarks.contains { $0.hasPrefix("期限 ") && $0.hasSuffix("14日以内") } ?? false)
  }

  @Test func `a blank form keeps its lines and words and has nothing in its boxes`() throws {
    let rulebook = try #require(try Self.outcome.get().rulebook)
    let form = try #require(rulebook.catalog.paper("resident-move"))
    let items = FilledPaper(blank: form).pages.flatMap(\.items)
    #expect(items.count > 30)
    for case .text(let text) in items { #expect(text.box == nil) }
    for case .tick(_, _, _, let isTicked) in items { #expect(!isTicked) }
  }
}
