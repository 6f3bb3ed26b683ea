import Counter
import Feel
import TestSupport
import Testing

@testable import FormFiles

/// Which questions are asked, of whom and in which order, on the small city.
@Suite struct InterviewTests {
  private func visit(_ answers: String, kind: String = "転入", people: String = "葉子, 実") throws -> (
    Rulebook, Situation
  ) {
    let rulebook = try SmallCity.rulebook()
    let text = """
      例: 親子
      日: 2026-11-20
      届出: [{ 種別: \(kind), 人: [\(people)] }]
      人:
        葉子: { 氏名: 梅村 葉子, 生年月日: 1986-04-02, 続柄: 世帯主 }
        実: { 氏名: 梅村 実, 生年月日: 2015-07-09, 続柄: 子 }
      世帯: [葉子, 実]
      旧世帯: [葉子, 実]
      答え: \(answers)
      """
    return (rulebook, try WrittenVisit.read(text, rulebook))
  }

  private func interview(_ answers: String, kind: String = "転入", people: String = "葉子, 実") throws -> (
    Catalog, Interview
  ) {
    let (rulebook, situation) = try visit(answers, kind: kind, people: people)
    return (rulebook.catalog, rulebook.interview(situation, rulebook.determine(situation)))
  }

  private let settled = "届出.異動日: 2026-11-18, 届出.新住所: 豆坂市豆坂町1番2号, 届出.世帯の作り方: 新しく世帯をつくる, 届出.新しい世帯主: 葉子"

  @Test func `what an event opens with comes first in its order, then the order of the files`() throws {
    let (_, interview) = try interview("{}")
    #expect(
      interview.items.map(\.fact) == [
        "届出.異動日", "届出.新住所", "届出.世帯の作り方", "届出.新しい世帯主", "届出.前住所の都道府県", "人.勤め先の保険", "届出.飼うもの", "届出.あてはまること",
      ])
    #expect(interview.unaskable == [])
  }

  @Test func `a question about people is open for each whose verdict waits`() throws {
    let (_, interview) = try interview("{ \(settled), 人.勤め先の保険: { 葉子: いいえ } }")
    let insurance = try #require(interview.items.first { $0.fact == "人.勤め先の保険" })
    #expect(insurance.subjects == [.person(1)] && insurance.wouldDecide == 1)
    let animals = try #require(interview.items.first { $0.fact == "届出.飼うもの" })
    #expect(animals.subjects == [.filing(0)] && animals.wouldDecide == 2)
  }

  @Test func `what stands behind a gate is asked when the gate opens`() throws {
    let (_, shut) = try interview("{ \(settled), 届出.飼うもの: [蜂], 届出.あてはまること: [] }")
    #expect(!shut.items.contains { ["人.犬の数", "人.手帳"].contains($0.fact) })
    let (_, open) = try interview("{ \(settled), 届出.飼うもの: [犬], 届出.あてはまること: [手帳] }")
    #expect(open.items.first { $0.fact == "人.犬の数" }?.subjects == [.person(0), .person(1)])
    #expect(open.items.contains { $0.fact == "人.手帳" })
  }

  @Test func `not to know is an answer, and is not asked again`() throws {
    let (_, interview) = try interview("{ \(settled), 届出.前住所の都道府県: わからない }")
    #expect(!interview.items.contains { $0.fact == "届出.前住所の都道府県" })
  }

  @Test func `another event asks its own, and an event without an opening asks nothing that decides nothing`()
    throws
  {
    let (_, move) = try interview("{}", kind: "転居", people: "葉子")
    #expect(move.items.prefix(2).map(\.fact) == ["届出.異動日", "届出.新住所"])
    let rulebook = try SmallCity.rulebook()
    let text = """
      例: 出生
      日: 2026-11-20
      届出: [{ 種別: 出生, 人: [新] }]
      人:
        葉子: { 氏名: 梅村 葉子, 生年月日: 1986-04-02, 続柄: 世帯主 }
        新: { 氏名: 梅村 新, 生年月日: 2026-11-10, 続柄: 子 }
      世帯: [葉子, 新]
      旧世帯: [葉子]
      """
    let situation = try WrittenVisit.read(text, rulebook)
    #expect(rulebook.interview(situation, rulebook.determine(situation)).items.isEmpty)
  }

  @Test func `the wording is that whose events fit, and nobody asks for what is of no filing`() throws {
    let (rulebook, situation) = try visit("{}")
    let asked = rulebook.question(for: FactKey("届出.世帯の作り方", of: .filing(0)), in: situation)
    #expect(asked.map { rulebook.catalog.questions[$0].id } == "household-way")
    #expect(rulebook.question(for: FactKey("届出.異動する人", of: .filing(0)), in: situation) == nil)
    #expect(rulebook.question(for: FactKey("届出.異動日", of: .filing(3)), in: situation) == nil)
    #expect(rulebook.question(for: FactKey("人.氏名", of: .person(0)), in: situation) == nil)
  }

  @Test func `what no question asks is a gap that is told`() throws {
    let folder = try FormsFolder(at: SmallCity.path)
    let questions = try #require(folder.files.first { $0.path == "questions/questions.yaml" }?.text)
    let cut = questions.replacing(
      "- id: work-insurance\n  事実: 人.勤め先の保険", with: "- id: work-insurance\n  事実: 人.犬の数")
    let rulebook = try #require(
      CatalogReader.read(folder.replacing("questions/questions.yaml", with: cut)).rulebook)
    let situation = try WrittenVisit.read(
      """
      例: 一人
      日: 2026-11-20
      届出: [{ 種別: 転入, 人: [葉子] }]
      人: { 葉子: { 氏名: 梅村 葉子, 生年月日: 1986-04-02, 続柄: 世帯主 } }
      世帯: [葉子]
      """, rulebook)
    let interview = rulebook.interview(situation, rulebook.determine(situation))
    #expect(interview.unaskable == [FactKey("人.勤め先の保険", of: .person(0))])
  }
}
