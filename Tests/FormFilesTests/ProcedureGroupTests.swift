import Counter
import Feel
import TestSupport
import Testing

@testable import FormFiles

/// One procedure for all the people whom it concerns, on the small city.
@Suite struct ProcedureGroupTests {
  private func groups(_ answers: String, names: [String] = ["梅村 葉子", "梅村 豊", "梅村 実"]) throws -> (
    Rulebook, Situation, [ProcedureGroup]
  ) {
    let rulebook = try SmallCity.rulebook()
    let people = zip(["甲", "乙", "丙"], names).map { "  \($0): { 氏名: \($1), 生年月日: 1986-04-02, 続柄: 子 }" }
    let text = """
      例: 家族
      日: 2026-11-20
      届出: [{ 種別: 転入, 人: [甲, 乙, 丙], 異動日: 2026-11-18, 前住所の都道府県: 豆坂県 }]
      人:
      \(people.joined(separator: "\n"))
      世帯: [甲, 乙, 丙]
      答え: \(answers)
      """
    let situation = try WrittenVisit.read(text, rulebook)
    return (rulebook, situation, rulebook.groups(of: rulebook.determine(situation), in: situation))
  }

  private func group(_ id: String, _ rulebook: Rulebook, _ groups: [ProcedureGroup]) -> ProcedureGroup? {
    groups.first { rulebook.catalog.procedures[$0.procedure].id == id }
  }

  private let insured = "人.勤め先の保険: { 甲: いいえ, 乙: いいえ, 丙: はい }"
  private let dogs = "届出.飼うもの: [犬], 人.犬の数: { 甲: 1, 乙: 2, 丙: 0 }"

  @Test func `what applies comes before what is open, and what does not apply is left out`() throws {
    let (rulebook, _, groups) = try groups("{ \(insured) }")
    let states = groups.map(\.state)
    #expect(states == states.filter { $0 == .applies } + states.filter { $0 == .open })
    #expect(group("dog.register", rulebook, groups)?.state == .open)
    #expect(
      group("allowance.claim", rulebook, groups) == nil && group("welcome.ticket", rulebook, groups) == nil)
    #expect(
      groups.filter { $0.state == .applies }.map(\.procedure).sorted()
        == groups.filter { $0.state == .applies }.map(\.procedure))
  }

  @Test func `people of one procedure are one group, and it says for whom`() throws {
    let (rulebook, situation, groups) = try groups("{ \(insured), \(dogs) }")
    let insurance = try #require(group("insurance.join", rulebook, groups))
    #expect(insurance.decisions.count == 2 && insurance.who(in: situation) == "（2人）")
    #expect(group("residence.move-in", rulebook, groups)?.who(in: situation) == "")
    let (other, alone, one) = try self.groups("{ 人.勤め先の保険: { 甲: はい, 乙: いいえ, 丙: はい } }")
    #expect(group("insurance.join", other, one)?.who(in: alone) == "（豊）")
  }

  @Test func `the fee is for all together, and the deadline the earliest`() throws {
    let (rulebook, _, groups) = try groups("{ \(insured), \(dogs) }")
    #expect(group("dog.register", rulebook, groups)?.fee == 6000)
    let insurance = try #require(group("insurance.join", rulebook, groups))
    #expect(insurance.fee == 0 && insurance.deadline?.day == Day(iso: "2026-12-02"))
    #expect(group("dog.register", rulebook, groups)?.deadline?.day == nil)
  }

  @Test func `papers and things of all stand once, and what is open has none`() throws {
    let (rulebook, _, groups) = try groups("{ 届出.あてはまること: [手帳], 人.手帳: { 甲: はい, 乙: はい, 丙: いいえ } }")
    #expect(group("handbook.move", rulebook, groups)?.bring.map(\.id) == ["handbook"])
    #expect(group("residence.move-in", rulebook, groups)?.papers == ["move-form"])
    let open = try #require(group("dog.register", rulebook, groups))
    #expect(open.papers.isEmpty && open.fee == nil && open.deadline == nil && open.needsVisit)
  }

  @Test func `a filing that cannot be received is refused as a group`() throws {
    let rulebook = try SmallCity.rulebook()
    let situation = try WrittenVisit.read(
      """
      例: まだ住んでいない
      日: 2026-11-20
      届出: [{ 種別: 転入, 人: [甲], 異動日: 2026-12-01 }]
      人: { 甲: { 氏名: 梅村 葉子, 生年月日: 1986-04-02, 続柄: 世帯主 } }
      世帯: [甲]
      """, rulebook)
    let groups = rulebook.groups(of: rulebook.determine(situation), in: situation)
    #expect(group("residence.move-in", rulebook, groups)?.state == .refused)
  }

  @Test func `a name that cannot be parted is called whole, and an unknown one by its place`() throws {
    let (_, situation, _) = try groups("{}", names: ["梅村 葉子", "グエン ティ ラン", "豆"])
    #expect((0..<3).map { situation.givenName(ofPerson: $0) } == ["葉子", "グエン ティ ラン", "豆"])
    #expect(situation.politeName(ofPerson: 0) == "葉子さん")
    var unnamed = situation
    unnamed.facts[FactKey(CoreFact.name, of: .person(2))] = nil
    #expect(unnamed.politeName(ofPerson: 2) == "3人目の方")
  }
}
