import Feel
import Testing

@testable import Counter

@Suite struct VisitTests {
  private let fact = FactKey("人.国保", of: .person(0))

  private func journal(_ entries: [Entry]) -> [JournalEntry] {
    entries.enumerated().map {
      JournalEntry(sequence: $0 + 1, time: Instant(seconds: $0), actor: "佐々木", entry: $1)
    }
  }

  private func answered(_ flag: Bool) -> Entry { .answered([FactAnswer(fact, .value(.yesNo(flag)))]) }

  @Test func `undo takes back the last answer and redo brings it again`() {
    #expect(
      Visit(journal([answered(true), answered(false)])).situation.value("人.国保", of: .person(0))
        == .yesNo(false))
    #expect(
      Visit(journal([answered(true), answered(false), .undone])).situation.value("人.国保", of: .person(0))
        == .yesNo(true))
    #expect(Visit(journal([answered(true), .undone])).situation.facts.isEmpty)
    #expect(
      Visit(journal([answered(true), .undone, .redone])).situation.value("人.国保", of: .person(0))
        == .yesNo(true))
  }

  @Test func `a new answer ends what could be redone`() {
    let visit = Visit(journal([answered(true), .undone, answered(false)]))
    #expect(!visit.canRedo)
    #expect(visit.canUndo)
  }

  @Test func `printing cannot be undone`() {
    let visit = Visit(journal([answered(true), .printed(paper: "resident-move"), .undone]))
    #expect(visit.printed == ["resident-move"])
    #expect(visit.situation.facts.isEmpty)
  }

  @Test func `an unknown kind opens the visit read-only`() {
    #expect(Visit(journal([.unknown(kind: "teleported")])).isReadOnly)
  }
}

@Suite struct SubjectTests {
  @Test(arguments: [
    Subject.filing(0), .household(1), .formerHousehold(0), .remainingHousehold(2), .person(11), .visitor,
    .city, .law,
  ])
  func `a subject is written and read back`(subject: Subject) {
    #expect(Subject(text: subject.text) == subject)
  }

  @Test(arguments: ["", "人", "人x", "市1", "誰1"])
  func `what is no subject is none`(text: String) {
    #expect(Subject(text: text) == nil)
  }
}

@Suite struct IdentityTests {
  private let rules = IdentityRules(
    documents: [
      .init(id: "card", name: "マイナンバーカード", group: "1点"), .init(id: "nhi", name: "資格確認書", group: "イ"),
      .init(id: "pension", name: "年金手帳", group: "イ"), .init(id: "student", name: "学生証", group: "ロ"),
      .init(id: "staff", name: "社員証", group: "ロ"),
    ], combinations: [["1点"], ["イ", "イ"], ["イ", "ロ"]], proxies: [], basis: "")

  @Test(arguments: [
    (["card"], true), (["nhi"], false), (["nhi", "pension"], true), (["nhi", "student"], true),
    (["student", "staff"], false), ([], false),
  ])
  func `documents are enough by their groups`(shown: [String], isEnough: Bool) {
    #expect(rules.isEnough(Set(shown)) == isEnough)
  }
}
