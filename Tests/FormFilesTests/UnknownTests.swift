import Feel
import Testing

@testable import Counter
@testable import FormFiles

/// What is not known is never told as settled: «わからない», «答えない» and what was not asked.
@Suite struct UnknownTests {
  /// A family of four that moves in on 2026-11-18 and tells of itself `answers`.
  private func visit(_ answers: String, day: String = "異動日: 2026-11-18, ") throws -> (Rulebook, Situation) {
    let rulebook = try #require(try WrittenVisit.shipped.get().rulebook)
    let text = """
      例: 家族の転入
      日: 2026-11-20
      届出:
        - { 種別: 転入, 人: [太郎, 花子, 一郎, 二郎], \(day)転出予定日: 2026-11-15, 前住所の都道府県: 東京都, 転入の方法: 転出証明書 }
      人:
        太郎: { 氏名: 若葉 太郎, 生年月日: 1988-05-01, 続柄: 世帯主, 性別: 男, 国保: はい }
        花子: { 氏名: 若葉 花子, 生年月日: 1990-05-01, 続柄: 妻, 性別: 女, 国保: はい }
        一郎: { 氏名: 若葉 一郎, 生年月日: 2013-05-01, 続柄: 子, 性別: 男, 国保: はい }
        二郎: { 氏名: 若葉 二郎, 生年月日: 2023-05-01, 続柄: 子, 性別: 男, 国保: はい }
      世帯: [太郎, 花子, 一郎, 二郎]
      答え: \(answers)
      """
    return (rulebook, try WrittenVisit.read(text, rulebook))
  }

  private func checklist(_ rulebook: Rulebook, _ situation: Situation) -> Checklist {
    rulebook.checklist(
      Visit(situation), VisitLabel(number: 1, token: "", stamp: ""),
      at: Instant(situation.day, hour: 10, minute: 0))
  }

  @Test(arguments: ["わからない", "答えない"])
  func `of what takes several values not to know leaves every verdict to be confirmed`(word: String) throws {
    let (rulebook, unknown) = try visit("{ 届出.あてはまること: \(word), 届出.市に登録するもの: \(word) }")
    let (_, none) = try visit("{ 届出.あてはまること: [], 届出.市に登録するもの: [] }")
    let settled = rulebook.determine(none)
    let key = FactKey("届出.あてはまること", of: .filing(0))
    var confirmed = 0
    for decision in rulebook.determine(unknown).decisions where decision.verdict.needs.contains(key) {
      let other = settled.decisions.first { $0.of == decision.of }
      if case .toConfirm = decision.verdict { confirmed += 1 }
      #expect(decision.isOpen && other != nil)
    }
    #expect(confirmed > 30)
    let dog = try #require(
      rulebook.determine(unknown).decision("dog.move-in", .person(0), in: rulebook.catalog))
    #expect(dog.verdict == .toConfirm([FactKey("届出.市に登録するもの", of: .filing(0))]))
  }

  @Test func `in a visit file, too, none of several is said in words`() throws {
    let (_, inWords) = try visit("{ 届出.あてはまること: どれもない, 届出.市に登録するもの: どれもない }")
    let (_, empty) = try visit("{ 届出.あてはまること: [], 届出.市に登録するもの: [] }")
    #expect(inWords == empty && inWords.value("届出.あてはまること", of: .filing(0)) == .texts([]))
  }

  @Test func `people who are not named leave it open, too`() throws {
    let outcome = try WrittenVisit.shipped.get()
    let rulebook = try #require(outcome.rulebook)
    let key = FactKey("届出.扶養されていた人", of: .filing(0))
    let named = outcome.examples.map(\.situation).filter { situation in
      if case .value(.people(let people))? = situation.facts[key]?.answer { !people.isEmpty } else { false }
    }
    var confirmed = 0
    for situation in named {
      var unnamed = situation
      unnamed.facts[key] = KnownFact(.willNotSay, from: .heard(at: Instant(seconds: 0)))
      let verdicts = rulebook.determine(unnamed).decisions
      for decision in rulebook.determine(situation).applying {
        let now = verdicts.first { $0.of == decision.of }
        #expect(now?.verdict != .doesNotApply)
        if case .toConfirm(let needs)? = now?.verdict, needs.contains(key) { confirmed += 1 }
      }
    }
    #expect(confirmed > 0)
  }

  @Test func `what would be lost stands first among what is open, by its earliest day`() throws {
    let (rulebook, situation) = try visit("{ }")
    let deliberation = Deliberation(rulebook, situation)
    let losses = rulebook.openLosses(
      rulebook.groups(of: deliberation.determine(), deliberation), deliberation)
    let days = losses.compactMap(\.deadline.day)
    #expect(days.count > 5 && days == days.sorted())
    let first = try #require(losses.first)
    #expect(rulebook.catalog.procedures[first.group.procedure].id == "child-allowance.claim")
    #expect(first.deadline.day == Day(iso: "2026-11-30"))
    let checklist = checklist(rulebook, situation)
    let item = try #require(checklist.undecided.first)
    #expect(item.title.hasPrefix("児童手当の認定請求") && item.mark == "？" && item.isForfeit)
    #expect(item.deadline == "11月30日（月）まで")
    #expect(checklist.urgent.contains { $0.hasPrefix("まだ決まっていない児童手当の認定請求") && $0.contains("11月30日") })
  }

  @Test func `without its first day a deadline says from what it counts`() throws {
    let (rulebook, situation) = try visit("{ }", day: "")
    let deliberation = Deliberation(rulebook, situation)
    let losses = rulebook.openLosses(
      rulebook.groups(of: deliberation.determine(), deliberation), deliberation)
    let join = try #require(
      losses.first { rulebook.catalog.procedures[$0.group.procedure].id.hasPrefix("nhi.join") })
    #expect(join.deadline.day == nil)
    #expect(join.deadline.words?.hasSuffix("から14日") ?? false, "\(join.deadline.words ?? "")")
  }

  @Test func `what hangs on what was asked in private is not named on the family's paper while it is open`()
    throws
  {
    let (rulebook, situation) = try visit("{ 届出.あてはまること: 答えない, 届出.市に登録するもの: [] }")
    let checklist = checklist(rulebook, situation)
    let titles = (checklist.undecided + checklist.possible).filter { $0.mark == "？" }.map(\.title)
    #expect(!titles.contains { $0.contains("支援措置") || $0.contains("手帳") || $0.contains("生活保護") }, "\(titles)")
    #expect(!checklist.urgent.contains { $0.contains("支援措置") })
    // What would apply to anybody is named, and that there is more is said without saying what.
    #expect(titles.contains { $0.hasPrefix("国民健康保険の加入") })
    let more = try #require(checklist.undecided.last)
    #expect(more.title == "ほかの制度のご案内" && more.deadline == "12月2日（水）まで")
  }

  @Test func `of an unknown day nobody waits for what no day near makes true`() throws {
    let (rulebook, situation) = try visit("{ }", day: "")
    let text = ReasonText(rulebook, situation)
    let waiting = text.waiting(for: FactKey(CoreFact.eventDay, of: .filing(0)))
    let elderly = waiting.filter { rulebook.catalog.procedures[$0.procedure].id.hasPrefix("care.") }
    #expect(!waiting.isEmpty)
    #expect(elderly.map(\.subject) == [])
  }
}
