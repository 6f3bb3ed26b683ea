import Counter
import Testing

@testable import Desk

@Suite struct IdentityScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]? = nil, sought: Int? = nil) throws
    -> ScreenDriver<
      IdentityScreen
    >
  {
    let desk = try SmallDesk.open(try entries ?? [SmallDesk.movingIn()])
    return ScreenDriver(IdentityScreen(try #require(desk.open), sought: sought), on: desk, size)
  }

  private func check(_ identity: ScreenDriver<IdentityScreen>) -> Entry.VisitorCheck? {
    if case .visitorChecked(let check)? = identity.written.first { check } else { nil }
  }

  @Test(arguments: ScreenSize.all)
  func `the three steps stand on one screen, and nothing is enough yet`(size: ScreenSize) throws {
    let identity = try driver(size)
    #expect(identity.lines[0].hasPrefix(" 受付 0001  窓口に来た方"))
    #expect(identity.lines[2].contains("1 どなたですか") && identity.lines[2].contains("2 お名前"))
    #expect(identity.focused.hasPrefix("＞1 本人"))
    #expect(identity.lines.contains { $0.contains("1 □ 1点 マイナンバーカード") })
    #expect(identity.lines.contains { $0.contains("4 □ ロ  学生証") })
    #expect(identity.text.contains("書類がまだ足りません"))
  }

  @Test(arguments: ScreenSize.all)
  func `three numbers and F10 record who came and by what`(size: ScreenSize) throws {
    let identity = try driver(size)
    identity.press("\"1\"")
    #expect(identity.focused.contains("＞1 柿本 勇"))
    identity.press("\"2\" \"2\"")
    #expect(identity.text.contains("2 柿本 桃 ■") && identity.text.contains("2 ■ 1点 運転免許証"))
    #expect(identity.text.contains("書類は足りています。F10 で次へ"))
    identity.press("F10")
    #expect(identity.asked == "write and pop")
    #expect(
      check(identity)
        == Entry.VisitorCheck(
          name: "柿本 桃", relation: "本人", documents: ["licence"], shown: "運転免許証", sawProof: false))
  }

  @Test(arguments: ScreenSize.all)
  func `two documents together are enough, and one of them is not`(size: ScreenSize) throws {
    let identity = try driver(size)
    identity.press("\"1\" \"1\" \"3\" F10")
    #expect(identity.said?.hasPrefix("エラー：本人確認の書類が足りません。「1点」、「イ」と「イ」、「イ」と「ロ」") == true)
    try identity.point(at: "学生証")
    identity.press("F10")
    #expect(check(identity)?.documents == ["insurance", "student"])
  }

  @Test(arguments: ScreenSize.all)
  func `a proxy is typed by name and shows a letter`(size: ScreenSize) throws {
    let identity = try driver(size)
    identity.press("\"3\" Enter")
    #expect(identity.said == "エラー：窓口に来た方の氏名を入力してください")
    identity.press("\"樫村 一\" Enter \"2\" F10")
    #expect(identity.said == "エラー：委任状を確かめて 0 を押してください")
    identity.press("\"0\"")
    #expect(identity.text.contains("0 委任状 を見た ■"))
    identity.press("F10")
    #expect(check(identity)?.name == "樫村 一" && check(identity)?.sawProof == true)
  }

  @Test(arguments: ScreenSize.all)
  func `who may not file is told why`(size: ScreenSize) throws {
    let identity = try driver(size)
    identity.press("\"4\"")
    identity.press("\"1\" \"2\" F10")
    #expect(identity.said == "エラー：近所の人の方は届け出られません（住民基本台帳法第27条第3項）")
  }

  @Test(arguments: ScreenSize.all)
  func `before anybody is chosen F10 asks for them, and other keys are ignored`(size: ScreenSize) throws {
    let identity = try driver(size)
    identity.press("F10")
    #expect(identity.said == "エラー：窓口に来た方を選んでください")
    for key in ["F5", "F6", "\"漢\""] {
      identity.press(key)
      #expect(identity.asked == "ignored", "\(key)")
    }
    identity.press("\"1\" F12 F12")
    #expect(identity.asked == "pop")
    identity.press("F3")
    #expect(identity.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `a document that the record speaks against is warned of`(size: ScreenSize) throws {
    let identity = try driver(size, [try SmallDesk.moving(try SmallDesk.household())])
    identity.press("\"1\" \"2\" \"1\"")
    #expect(identity.text.contains("！ 記録では、マイナンバーカードの有効期限は令和8年6月30日で、過ぎています。"))
    identity.press("F12")
    identity.press("\"3\"")
    #expect(identity.text.contains("！ 記録では、マイナンバーカードをお持ちでない方です。"))
  }

  @Test(arguments: ScreenSize.all)
  func `who was looked for stands first, and a check goes on where it was`(size: ScreenSize) throws {
    let sought = try driver(size, [try SmallDesk.moving(try SmallDesk.household())], sought: 2)
    sought.press("\"1\"")
    #expect(sought.focused.contains("＞1 梅村 実"))
    let again = try driver(size, [try SmallDesk.movingIn(), SmallDesk.visitor])
    #expect(again.text.contains("■ 1点 運転免許証") && again.text.contains("1 柿本 勇 ■"))
    again.press("\" \" F10")
    #expect(check(again)?.documents == ["card", "licence"])
  }

  @Test(arguments: ScreenSize.all)
  func `without people the name cannot be chosen`(size: ScreenSize) throws {
    let identity = try driver(size, [])
    identity.press("\"1\" Enter \"1\" F10")
    #expect(identity.said == "エラー：窓口に来た方を選んでください")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut, namesakes are told apart, and more than six people are paged`(size: ScreenSize)
    throws
  {
    let names = ["栗原 栗子", "栗原 栗子", SmallDesk.longName] + (0..<9).map { "豆坂 \($0)子" }
    let relationships = ["世帯主", "妹"] + Array(repeating: "子", count: 10)
    let identity = try driver(size, [try SmallDesk.movingIn(names, relationships: relationships)])
    identity.press("\"1\"")
    #expect(identity.text.contains("1 栗原 栗子（世帯主）") && identity.text.contains("2 栗原 栗子（妹）"))
    #expect(identity.lines.contains { $0.contains("3 豆豆") && $0.columns <= size.columns })
    #expect(!identity.text.contains("8子"))
    identity.press("Up F8 F8")
    #expect(identity.focused.contains("8子"))
  }
}
