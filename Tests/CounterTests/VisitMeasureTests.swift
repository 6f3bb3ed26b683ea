import Feel
import Testing

@testable import Counter

@Suite struct VisitMeasureTests {
  private let insured = FactKey("人.国保", of: .person(0))
  private let nhi = Errand.Key(window: "insurance", procedure: "nhi.join")
  private let pension = Errand.Key(window: "insurance", procedure: "pension.change")
  private let school = Errand.Key(window: "education", procedure: "school.transfer")

  private func began(paper: Instant? = nil) -> Entry {
    .began(
      Entry.Began(
        day: reportDay, catalogVersion: "1", programVersion: "1", registerGeneration: 1, takenOnPaper: paper))
  }

  private func checked(_ name: String) -> Entry {
    .visitorChecked(
      Entry.VisitorCheck(name: name, relation: "本人", documents: [], shown: "", sawProof: false))
  }

  private func answered(_ key: FactKey, _ flag: Bool) -> Entry {
    .answered([FactAnswer(key, .value(.yesNo(flag)))])
  }

  private func filed(_ kind: String, names: [(String, Origin)] = []) -> Entry {
    .filed(
      Entry.Filed(
        filing: Situation.Filing(kind: kind, people: Array(names.indices), formerHousehold: nil),
        people: names.map { _ in nil },
        facts: names.enumerated().map { number, name in
          FactRecord(FactKey(CoreFact.name, of: .person(number)), KnownFact(.text(name.0), from: name.1))
        }))
  }

  // MARK: Minutes

  @Test func `each step has its minutes`() {
    let measure = measured(
      written([
        (0, began()), (3, checked("若葉 花子")), (5, answered(insured, true)), (9, answered(insured, false)),
        (10, .printed(paper: "resident-move")), (10, .printed(paper: "checklist")),
        (12, .sent([nhi, school])),
        (20, .received(window: "insurance")), (25, .done([nhi])), (40, .postponed([school], reason: "証書がない")),
        (40, .finished),
      ]))
    #expect(
      measure.minutes
        == VisitSteps(identification: 3, interview: 6, printing: 1, handOver: 28, whole: 40))
    #expect(measure.began == Instant(reportDay, hour: 9, minute: 0) && measure.hour == 9)
    #expect(measure.ended == Instant(reportDay, hour: 9, minute: 40))
  }

  @Test func `what is not over has no minutes yet`() {
    let measure = measured(
      written([(0, began()), (3, checked("若葉 花子")), (5, answered(insured, true)), (8, .sent([nhi]))]))
    #expect(
      measure.minutes
        == VisitSteps(identification: 3, interview: nil, printing: nil, handOver: nil, whole: nil))
    #expect(measure.ended == nil)
  }

  @Test func `an answer after the print is no part of the interview`() {
    let measure = measured(
      written([
        (0, began()), (2, answered(insured, true)), (4, .printed(paper: "a")), (9, answered(insured, false)),
      ]))
    #expect(measure.minutes.interview == 2 && measure.minutes.printing == 2)
  }

  @Test func `a clock that steps back adds nothing`() {
    let measure = measured(
      written([(30, began()), (10, checked("若葉 花子")), (12, answered(insured, true)), (31, .finished)]))
    #expect(measure.minutes.identification == 0 && measure.minutes.interview == 0)
    #expect(measure.minutes.whole == 1)
  }

  @Test func `a night between two days is no part of a visit`() {
    let first = written([(0, began()), (10, checked("若葉 花子")), (12, .left(desk: "市民課 窓口2"))])
    let next = written([(5, .opened(desk: "市民課 窓口3")), (9, .finished)], on: reportDay.adding(days: 1))
    let measure = measured(first + next)
    #expect(measure.minutes.whole == 16)
    #expect(measure.windowsVisited == 1 && measure.windows == ["市民課 窓口3"])
  }

  @Test func `a correction after the end leaves the minutes as they were`() {
    let measure = measured(
      written([
        (0, began()), (10, .finished), (50, .reopened(reason: "住所の誤り")), (55, .finished),
      ]))
    #expect(measure.minutes.whole == 10 && measure.reopenings == 1 && measure.status == .finished)
  }

  @Test func `what was taken on paper has the hour of the paper and no minutes of its typing`() {
    let paper = Instant(reportDay, hour: 8, minute: 40)
    let measure = measured(
      written([(0, began(paper: paper)), (1, checked("若葉 花子")), (2, .printed(paper: "a")), (3, .finished)]))
    #expect(measure.isFromPaper && measure.hour == 8)
    #expect(
      measure.minutes
        == VisitSteps(identification: nil, interview: nil, printing: nil, handOver: nil, whole: nil))
  }

  // MARK: Answers

  @Test func `a question of several people is one question with several answers`() {
    let other = FactKey("人.国保", of: .person(1))
    let dogs = FactKey("届出.犬", of: .filing(0))
    let measure = measured(
      written([
        (0, began()), (1, answered(insured, true)), (2, answered(other, true)), (3, answered(dogs, false)),
      ]))
    #expect(measure.questions == 2 && measure.answers == 3 && measure.corrected == 0)
  }

  @Test func `the school district comes with the address and is not asked`() {
    let address = FactKey(CoreFact.newAddress, of: .filing(0))
    let district = FactKey(CoreFact.newDistrict, of: .filing(0))
    let answers = [
      FactAnswer(address, .value(.text("架空町1番"))), FactAnswer(district, .value(.text("架空小学校"))),
    ]
    #expect(measured(written([(0, began()), (1, .answered(answers))])).answers == 1)
    #expect(measured(written([(0, began()), (1, .answered([answers[1]]))])).answers == 1)
  }

  @Test func `an answer given otherwise or withdrawn is corrected, the same once more is not`() {
    let measure = measured(
      written([
        (0, began()), (1, answered(insured, true)), (2, answered(insured, true)),
        (3, answered(insured, false)),
        (4, .withdrawn([insured])), (5, .withdrawn([insured])), (6, answered(insured, true)),
      ]))
    #expect(measure.corrected == 2 && measure.answers == 1)
  }

  @Test func `what was undone counts as that and not as corrected`() {
    let measure = measured(
      written([
        (0, .undone), (1, answered(insured, true)), (2, .undone), (3, .redone), (4, .undone),
        (5, answered(insured, false)), (6, .redone),
      ]))
    #expect(measure.undone == 2 && measure.corrected == 0 && measure.answers == 1)
  }

  @Test func `an undo takes back the clerk's own act`() {
    var entries = written([
      (0, answered(insured, true)), (1, answered(FactKey("人.介護", of: .person(0)), true)), (2, .undone),
      (3, answered(insured, false)),
    ])
    entries[1] = JournalEntry(sequence: 2, time: entries[1].time, actor: "田中", entry: entries[1].entry)
    let measure = measured(entries)
    #expect(measure.undone == 1 && measure.corrected == 0)
  }

  @Test func `only overrides that stand are counted`() {
    let override = Entry.overridden(
      Entry.Override(
        procedure: "nhi.join", subject: .person(0), applies: true, reason: "確認済", appliedBefore: nil))
    #expect(measured(written([(0, began()), (1, override)])).overrides == 1)
    #expect(measured(written([(0, began()), (1, override), (2, .undone)])).overrides == 0)
  }

  // MARK: Names

  @Test func `a name is written for whom no record and no certificate knows`() {
    let people: [(String, Origin)] = [
      ("若葉 花子", .register(reportDay)), ("若葉 太郎", .certificate), ("若葉 芽衣", .reception),
    ]
    let measure = measured(written([(0, began()), (1, filed("転入", names: people)), (2, checked("若葉 花子"))]))
    #expect(measure.namesWritten == 1)
  }

  @Test func `an outsider writes the name once`() {
    let people: [(String, Origin)] = [("若葉 花子", .register(reportDay))]
    let measure = measured(
      written([(1, filed("転入", names: people)), (2, checked("外山 次郎")), (3, checked("外山 次郎"))]))
    #expect(measure.namesWritten == 1)
  }

  @Test func `names on papers are unknown without their catalogue, and none without papers`() {
    #expect(measured(written([(0, began())])).namesPrinted == 0)
    #expect(measured(written([(0, began()), (1, .printed(paper: "a"))])).namesPrinted == nil)
  }

  // MARK: Windows

  @Test func `windows are those that opened it and those that were sent something`() {
    let measure = measured(
      written([
        (0, began()), (0, .opened(desk: "市民課 窓口2")), (1, .opened(desk: "市民課 窓口3")),
        (2, .sent([nhi, school])),
        (4, .received(window: "insurance")), (5, .left(desk: "市民課 窓口2")), (6, .opened(desk: "市民課 窓口2")),
      ]))
    #expect(measure.windows == ["市民課 窓口2", "市民課 窓口3", "insurance", "education"])
    #expect(measure.windowsVisited == 3)
  }

  @Test func `an errand waits until its window takes it or does it`() {
    let sent = written([
      (0, began()), (2, .sent([nhi, pension])), (3, .sent([nhi])), (7, .received(window: "insurance")),
      (8, .sent([school])), (18, .done([school])), (20, .sent([school])),
    ])
    let measure = measured(sent)
    #expect(measure.handed.filter { $0.window == "insurance" }.map(\.minutes) == [5, 5])
    #expect(measure.handed.filter { $0.window == "education" }.map(\.minutes) == [10, nil])
    #expect(measure.handed.map(\.isWaiting) == [false, false, false, true])
  }

  @Test func `nothing waits in a voided visit`() {
    let measure = measured(written([(0, began()), (2, .sent([nhi])), (3, .voided(reason: "人違い"))]))
    #expect(measure.handed.map(\.isWaiting) == [false] && measure.windows == ["insurance"])
  }

  @Test func `an unknown kind is said and hinders nothing`() {
    let measure = measured(
      written([
        (0, began()), (1, filed("転入")), (2, .unknown(kind: "teleported")), (3, filed("転入")), (6, .finished),
      ]))
    #expect(measure.hasUnknown && measure.kinds == ["転入"] && measure.minutes.whole == 6)
  }

  @Test func `a journal without entries is measured`() {
    #expect(measured([]).minutes.whole == nil && measured([]).hour == nil)
  }
}
