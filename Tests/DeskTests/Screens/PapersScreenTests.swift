import Counter
import Testing

@testable import Desk

@Suite struct PapersScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]) throws -> ScreenDriver<PapersScreen> {
    ScreenDriver(PapersScreen(), on: try SmallDesk.open(entries), size)
  }

  private static func outcome(_ problems: [PrintOutcome.Problem] = []) -> PrintOutcome {
    PrintOutcome(
      visit: 1, ids: ["move-form"], path: "/prints/2026-11-20-0001-9.pdf", pages: 3, problems: problems,
      failure: nil)
  }

  @Test(arguments: ScreenSize.all)
  func `the paper and the checklist stand there with what is missing`(size: ScreenSize) throws {
    let papers = try driver(size, [try SmallDesk.movingIn()])
    #expect(papers.lines[0].hasPrefix(" 受付 0001  書類と手続案内票"))
    #expect(papers.focused.contains("住民異動届") && papers.focused.contains("空いている欄 2"))
    #expect(papers.text.contains("手続のご案内"))
    #expect(papers.text.contains("！ 空いています： 異動の日") && papers.text.contains("！ 空いています： 新しい住所"))
    #expect(papers.text.contains("！ 本人確認がまだです。"))
    #expect(papers.text.contains("！ まだ聞いていないことが"))
  }

  @Test(arguments: ScreenSize.all)
  func `when all is there nothing is warned of, and F10 prints`(size: ScreenSize) throws {
    let papers = try driver(size, try SmallDesk.complete() + [SmallDesk.visitor])
    #expect(papers.focused.contains("書けています") && !papers.text.contains("！ 空") && !papers.text.contains("！ ま"))
    papers.press("F10")
    #expect(papers.asked == "print")
  }

  @Test(arguments: ScreenSize.all)
  func `before identity was shown F10 asks for it`(size: ScreenSize) throws {
    let papers = try driver(size, try SmallDesk.complete())
    papers.press("F10")
    #expect(papers.asked == "push IdentityScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `what cannot be received is not printed`(size: ScreenSize) throws {
    let tomorrow = SmallDesk.answered("届出.異動日", .day(.init(number: SmallDesk.now.day.number + 1)))
    let papers = try driver(size, [try SmallDesk.movingIn(), SmallDesk.visitor, tomorrow])
    papers.press("F10")
    #expect(papers.said == "エラー：受け付けられない届出があります。前の画面の案内を見てください")
  }

  @Test(arguments: ScreenSize.all)
  func `the paper shows its boxes and the checklist its text`(size: ScreenSize) throws {
    let papers = try driver(size, try SmallDesk.complete() + [SmallDesk.visitor])
    papers.press("Enter")
    #expect(try papers.next(BoxesScreen.self).heading == "住民異動届")
    papers.press("Down F6")
    let checklist = try papers.next(TextScreen.self)
    #expect(checklist.lines.contains { $0.contains("児童手当の認定請求") })
    try papers.point(at: "住民異動届")
    #expect(papers.asked == "push BoxesScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `after printing it says what came out, and F10 ends the visit at the second press`(size: ScreenSize)
    throws
  {
    let papers = try driver(size, try SmallDesk.complete() + [SmallDesk.visitor])
    papers.press("F9")
    #expect(papers.asked == "ignored")
    papers.change {
      $0.took(Self.outcome([.overflow(box: "新しい住所"), .missingGlyph(box: "氏名", scalars: "U+2A6D6")]))
    }
    #expect(papers.text.contains("！ 「新しい住所」の文字が欄に入りきりません。手書きで補ってください"))
    #expect(papers.text.contains("！ 「氏名」の字 U+2A6D6 の字形が、入っている書体にありません"))
    papers.press("F10")
    #expect(papers.said?.hasPrefix("説明の記録がまだのもの") == true)
    papers.press("F10")
    #expect(papers.asked == "finish")
    papers.press("F9")
    #expect(papers.asked == "print")
  }

  @Test(arguments: ScreenSize.all)
  func `what was explained is not warned of`(size: ScreenSize) throws {
    let entries = try SmallDesk.complete() + [SmallDesk.visitor]
    let points = try #require(try SmallDesk.open(entries).open).notices.map(\.procedure)
    let papers = try driver(size, entries + [.explained(points)])
    papers.change { $0.took(Self.outcome()) }
    papers.press("F10")
    #expect(papers.asked == "finish")
  }

  @Test(arguments: ScreenSize.all)
  func `a visit without a filing has the checklist alone`(size: ScreenSize) throws {
    let papers = try driver(size, [])
    #expect(papers.focused.contains("手続のご案内") && !papers.text.contains("住民異動届"))
    papers.press("Down Enter")
    #expect(papers.asked == "push TextScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `rare acts are found here, and other keys are ignored`(size: ScreenSize) throws {
    let papers = try driver(size, try SmallDesk.complete())
    papers.press("Ctrl-O")
    #expect(papers.asked == "push ExplainScreen")
    papers.request(.void)
    #expect(papers.asked == "push PromptScreen")
    papers.request(.passOn)
    #expect(papers.asked == "push PickScreen")
    papers.request(.reopen)
    #expect(papers.said == "この受付は開いています。そのまま直せます")
    papers.request(.release)
    #expect(papers.said == "この受付に支援措置の方はいません")
    for key in ["F5", "F4"] {
      papers.press(key)
      #expect(papers.asked == "ignored", "\(key)")
    }
    papers.press("\"1\" Enter")
    #expect(papers.said == "エラー：読み取ったものは、窓口で刷った紙のコードではありません。紙の右下のコードを読み取ってください")
  }
}
