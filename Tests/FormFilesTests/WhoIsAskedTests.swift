import Feel
import Testing

@testable import Counter
@testable import FormFiles

/// Who can be concerned by a question, and who can be the answer to one.
@Suite struct WhoIsAskedTests {
  @Test func `nobody is asked what cannot concern them`() throws {
    let (rulebook, situation) = try WrittenVisit.motherAndSon(
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
    var (rulebook, situation) = try WrittenVisit.motherAndSon("{ 届出.あてはまること: [妊娠中] }")
    situation.facts[FactKey(CoreFact.sex, of: .person(0))] = KnownFact(sex, from: .certificate)
    let asked = rulebook.interview(situation, rulebook.determine(situation)).items
    #expect(asked.first { $0.fact == "人.妊娠中" }?.subjects == [.person(0)])
  }
}
