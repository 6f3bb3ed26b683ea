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
    let undoing = VisitFold(journal([answered(true), .undone, answered(false)])).undoing(by: "佐々木")
    #expect(!undoing.canRedo)
    #expect(undoing.canUndo)
  }

  @Test func `each clerk takes back their own answers`() {
    var both = journal([
      answered(true), .answered([FactAnswer(FactKey("人.介護", of: .person(0)), .doesNotKnow)]),
    ])
    both[1] = JournalEntry(sequence: 2, time: Instant(seconds: 1), actor: "田中", entry: both[1].entry)
    both.append(JournalEntry(sequence: 3, time: Instant(seconds: 2), actor: "佐々木", entry: .undone))
    let visit = Visit(both)
    #expect(visit.situation.facts[fact] == nil)
    #expect(visit.situation.facts[FactKey("人.介護", of: .person(0))]?.answer == .doesNotKnow)
    #expect(!VisitFold(both).undoing(by: "佐々木").canUndo && VisitFold(both).undoing(by: "田中").canUndo)
  }

  @Test func `what a window was sent is received, done or put off, and then nothing is left`() {
    let (nhi, pension) = (
      Errand.Key(window: "insurance", procedure: "nhi.join"),
      Errand.Key(window: "insurance", procedure: "pension.change")
    )
    var entries: [Entry] = [.opened(desk: "市民課 窓口2"), .sent([nhi, pension])]
    #expect(Visit(journal(entries)).openErrands(at: "insurance").map(\.state) == [.sent, .sent])
    entries += [.received(window: "insurance"), .done([nhi])]
    #expect(Visit(journal(entries)).errands.map(\.state) == [.done, .received])
    entries.append(.postponed([pension], reason: "証書がない"))
    let visit = Visit(journal(entries))
    #expect(visit.openErrands(at: "insurance").isEmpty && visit.desks == ["市民課 窓口2"])
    #expect(Visit(journal(entries + [.finished])).desks.isEmpty)
  }

  @Test func `an undo takes back the end of a visit, then what its last window did`() {
    let nhi = Errand.Key(window: "insurance", procedure: "nhi.join")
    let ended: [Entry] = [
      .opened(desk: "保険年金課 窓口1"), .sent([nhi]), .received(window: "insurance"), .done([nhi]), .finished,
    ]
    #expect(Visit(journal(ended)).status == .finished)
    let open = Visit(journal(ended + [.undone]))
    #expect(open.status == .open && open.errands.map(\.state) == [.done])
    #expect(Visit(journal(ended + [.undone, .undone])).errands.map(\.state) == [.received])
  }

  @Test func `what a window was told of rings no more`() {
    let nhi = Errand.Key(window: "insurance", procedure: "nhi.join")
    let (soon, late) = (Instant(seconds: 100), Instant(seconds: 400))
    let errand = Visit(journal([.sent([nhi])])).errands[0]
    #expect(!errand.rings(at: soon, after: 5) && errand.rings(at: late, after: 5))
    #expect(!Visit(journal([.sent([nhi]), .reminded([nhi])])).errands[0].rings(at: late, after: 5))
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6])
  func `entries taken one by one make the visit of the whole journal`(cut: Int) {
    let entries = journal([
      answered(true), answered(false), .undone, .redone, .withdrawn([fact]), .undone, answered(true),
    ])
    var fold = VisitFold(Array(entries.prefix(cut)))
    for entry in entries.dropFirst(cut) { fold.take(entry) }
    #expect(fold.visit(at: nil) == Visit(entries))
  }

  @Test func `a released address is seen until the end of the release`() {
    let key = FactKey(CoreFact.address, of: .person(0))
    let release = Release(supervisor: "課長", reason: "本人の異動届", end: Instant(seconds: 900))
    let released = Entry.Released(
      release: release, resident: "1", facts: [FactRecord(key, KnownFact(.text("架空町"), from: .reception))])
    let entries = journal([.released(released)])
    func seen(_ seconds: Int) -> Answer? {
      Visit(entries, at: Instant(seconds: seconds)).situation.facts[key]?.answer
    }
    // No entry ends it: the moment does.
    #expect(seen(899) == .value(.text("架空町")) && seen(900) == nil)
    #expect(Visit(entries).situation.facts[key] == nil && Visit(entries).release == nil)
    let ended = Visit(journal([.released(released), .releaseEnded]), at: Instant(seconds: 10))
    #expect(ended.situation.facts[key] == nil && ended.release == nil)
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
