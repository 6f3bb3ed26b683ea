import Counter
import Testing

@testable import Desk

@Suite struct WhyScreenTests {
  private func why(_ id: String, _ size: ScreenSize, _ entries: [Entry], account: Account? = nil) throws
    -> ScreenDriver<WhyScreen>
  {
    let desk = try SmallDesk.open(entries, account: account)
    let index = try #require(desk.catalog.procedures.firstIndex { $0.id == id })
    return ScreenDriver(WhyScreen(procedure: index), on: desk, size)
  }

  @Test(arguments: ScreenSize.all)
  func `whom it applies to comes first, with facts, their origin, the day and the law`(size: ScreenSize)
    throws
  {
    let why = try why("insurance.join", size, try SmallDesk.complete())
    #expect(why.lines[0].hasPrefix(" なぜ： 国民健康保険の加入"))
    #expect(why.lines[2].contains("柿本 桃　必要です"))
    #expect(why.text.contains("桃：勤め先の健康保険") && why.text.contains("聞き取り"))
    #expect(why.text.contains("期限  ") && why.text.contains("12月2日（水）") && why.text.contains("【法定】"))
    #expect(why.text.contains("柿本 勇　不要です"))
  }

  @Test(arguments: ScreenSize.all)
  func `the card of the procedure stands below`(size: ScreenSize) throws {
    let why = try why("allowance.claim", size, try SmallDesk.complete())
    #expect(why.text.contains("過ぎると  遅れた月の分は受け取れません"))
    #expect(why.text.contains("根拠      児童手当法第7条") && why.text.contains("窓口      くらし課"))
    #expect(why.text.contains("来なくても  マイナポータル") && why.text.contains("【失権】"))
  }

  @Test(arguments: ScreenSize.all)
  func `F6 turns to the condition as it is written, and back`(size: ScreenSize) throws {
    let why = try why("allowance.claim", size, try SmallDesk.complete())
    why.press("F6")
    #expect(why.text.contains("○ some 員 in 世帯.員 satisfies 年度末年齢(員, 届出.届出日)"))
    why.press("F6")
    #expect(!why.text.contains("satisfies"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is not decided tells what was not asked`(size: ScreenSize) throws {
    let why = try why("dog.register", size, [try SmallDesk.movingIn()])
    #expect(why.text.contains("未定（まだ聞いていないことがあります）") && why.text.contains("まだ聞いていません"))
    #expect(why.text.contains("【要確認】"))
  }

  @Test(arguments: ScreenSize.all)
  func `what cannot happen here says so, and has no verdict to change`(size: ScreenSize) throws {
    let why = try why("residence.birth", size, [try SmallDesk.movingIn()])
    #expect(why.lines[2].contains("この届出では、出生届の対象になりません。"))
    why.press("F4")
    #expect(why.said?.hasPrefix("エラー：この受付の届出では起こらない手続です。") == true)
  }

  @Test(arguments: ScreenSize.all)
  func `a changed verdict tells the reason`(size: ScreenSize) throws {
    let override = Entry.Override(
      procedure: "insurance.join", subject: .person(1), applies: false, reason: "社保に入る", appliedBefore: true)
    let why = try why("insurance.join", size, try SmallDesk.complete() + [.overridden(override)])
    #expect(why.text.contains("職員が判定を変えました： 社保に入る"))
    why.press("F4")
    #expect(why.asked == "push PromptScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `who may not change a verdict is offered no key for it, and the key takes the right`(size: ScreenSize)
    throws
  {
    let account = Account(name: "佐藤", section: "市民課", rights: [.receive])
    let why = try why("insurance.join", size, try SmallDesk.complete(), account: account)
    #expect(!why.lines[size.rows - 1].contains("判定を変える"))
    why.press("F4")
    #expect(why.outcome.acts == [.override])
  }

  @Test(arguments: ScreenSize.all)
  func `a question tells its words, its note and the verdicts that wait for it`(size: ScreenSize) throws {
    let desk = try SmallDesk.open([try SmallDesk.movingIn()])
    let why = ScreenDriver(WhyScreen(question: FactKey("届出.世帯の作り方", of: .filing(0))), on: desk, size)
    #expect(why.lines[0].hasPrefix(" なぜ聞くか"))
    #expect(why.lines[2].contains("新しい住所での世帯はどうなりますか"))
    #expect(why.text.contains("［ 祖母 ＋ 父・母・子 ］"))
    why.press("F4")
    #expect(why.asked == "ignored")
    let animals = ScreenDriver(WhyScreen(question: FactKey("届出.飼うもの", of: .filing(0))), on: desk, size)
    #expect(animals.text.contains("？ 犬の登録（"))
    animals.press("F6")
    #expect(animals.text.contains("？ 犬の登録"))
    let dogs = ScreenDriver(WhyScreen(question: FactKey("人.犬の数", of: .person(0))), on: desk, size)
    dogs.press("F6")
    #expect(dogs.text.contains("門 list contains(届出.飼うもの, \"犬\")"))
  }

  @Test(arguments: ScreenSize.all)
  func `a quiet fact is not to be read aloud`(size: ScreenSize) throws {
    let why = try why(
      "handbook.move", size, [try SmallDesk.movingIn(), SmallDesk.answered("届出.あてはまること", .texts([]))])
    #expect(why.text.contains("【声に出さない】"))
  }

  @Test(arguments: ScreenSize.all)
  func `a long reason is paged and never past its end, and Enter leads back`(size: ScreenSize) throws {
    let names = (0..<40).map { "豆坂 \($0)太郎" }
    let why = try why("seal.register", size, [try SmallDesk.movingIn(names)])
    let first = why.lines[2]
    why.press("F8")
    #expect(why.lines[2] != first)
    why.press("F7")
    #expect(why.lines[2] == first)
    why.press("Down Up")
    #expect(why.lines[2] == first)
    for _ in 0..<30 { why.press("F8") }
    #expect(!why.lines[2...8].allSatisfy { $0.isEmpty } && why.text.contains("根拠"))
    why.press("Enter")
    #expect(why.asked == "pop")
    why.press("\"1\"")
    #expect(why.asked == "ignored")
    why.press("F3")
    #expect(why.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name and namesakes stand in whole lines`(size: ScreenSize) throws {
    let why = try why(
      "seal.register", size, [try SmallDesk.movingIn([SmallDesk.longName, "栗原 栗子", "栗原 栗子"])])
    #expect(why.lines.count { $0.contains("栗原 栗子　") } == 2)
    #expect(why.lines[2].hasPrefix(" 豆豆豆"))
  }
}
