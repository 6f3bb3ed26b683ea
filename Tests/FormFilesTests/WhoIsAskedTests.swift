import Feel
import Testing

@testable import Counter
@testable import FormFiles

/// Who can be concerned by a question, and who can be the answer to one.
@Suite struct WhoIsAskedTests {
  private static let outcome = Result { try ShippedForms.outcome() }

  /// A mother and her son who move in, with `answers` in the form of a visit file.
  private func visit(_ answers: String) throws -> (Rulebook, Situation) {
    let rulebook = try #require(try Self.outcome.get().rulebook)
    let text = """
      例: 親子の転入
      日: 2026-11-20
      届出:
        - { 種別: 転入, 人: [親, 子], 異動日: 2026-11-18, 転出予定日: 2026-11-15, 前住所の都道府県: 東京都, 転入の方法: 転出証明書 }
      人:
        親: { 氏名: 若葉 親, 生年月日: 1988-05-01, 続柄: 世帯主, 性別: 女, 国保: はい }
        子: { 氏名: 若葉 子, 生年月日: 2016-05-01, 続柄: 子, 性別: 男, 国保: はい }
      世帯: [親, 子]
      答え: \(answers)
      """
    let (examples, findings) = ExampleReader(catalog: rulebook.catalog).examples(path: "v.yaml", text: text)
    #expect(findings.map(\.sentence) == [])
    return (rulebook, try #require(examples.first).situation)
  }

  @Test func `nobody is asked what cannot concern them`() throws {
    let (rulebook, situation) = try visit(
      "{ 届出.あてはまること: [妊娠中, 障害の手当, ひとり親の制度], 届出.児童手当の請求者: 親 }")
    let deliberation = Deliberation(rulebook, situation)
    let asked = rulebook.interview(deliberation, deliberation.determine()).items
    func subjects(_ fact: String) -> [Subject]? { asked.first { $0.fact == fact }?.subjects }
    #expect(subjects("人.妊娠中") == [.person(0)])
    #expect(subjects("人.公務員") == [.person(0)])
    #expect(subjects("人.特別児童扶養手当") == [.person(0)])
    #expect(deliberation.candidates(for: FactKey("届出.児童手当の請求者", of: .filing(0))) == [0])
    #expect(deliberation.candidates(for: FactKey("届出.犬の飼い主", of: .filing(0))) == [0, 1])
  }

  @Test(arguments: [FactValue.text("空欄"), .absent])
  func `where the record leaves the sex blank the question stays`(sex: FactValue) throws {
    var (rulebook, situation) = try visit("{ 届出.あてはまること: [妊娠中] }")
    situation.facts[FactKey(CoreFact.sex, of: .person(0))] = KnownFact(sex, from: .certificate)
    let asked = rulebook.interview(situation, rulebook.determine(situation)).items
    #expect(asked.first { $0.fact == "人.妊娠中" }?.subjects == [.person(0)])
  }
}
