import Counter
import Testing

@testable import Desk

@Suite struct ValuesScreenTests {
  private func driver(
    _ fact: String, of subject: Subject = .filing(0), _ size: ScreenSize, _ entries: [Entry]? = nil
  ) throws -> ScreenDriver<ValuesScreen> {
    let desk = try SmallDesk.open(try entries ?? [SmallDesk.movingIn()])
    let open = try #require(desk.open)
    let key = FactKey(fact, of: subject)
    let field = try #require((open.fields + open.conclusions.needs).first { $0.key == key })
    return ScreenDriver(ValuesScreen(field, open), on: desk, size)
  }

  @Test(arguments: ScreenSize.all)
  func `every value stands with its key, and the two that every question has`(size: ScreenSize) throws {
    let values = try driver("届出.世帯の作り方", size)
    #expect(values.lines[0].hasPrefix(" 一覧  新しい住所での世帯はどうなりますか"))
    #expect(values.focused == "＞1 新しく世帯をつくる")
    #expect(Array(values.lines[3...5]) == ["  2 いまある世帯に入る", "  0 わからない", "  - 答えない"])
  }

  @Test(arguments: ScreenSize.all)
  func `one is answered by its key, by Enter and by the mouse`(size: ScreenSize) throws {
    let values = try driver("届出.世帯の作り方", size)
    values.press("\"2\"")
    #expect(values.asked == "write and pop")
    #expect(values.written == [SmallDesk.answered("届出.世帯の作り方", .text("いまある世帯に入る"))])
    values.press("Enter")
    #expect(values.written == [SmallDesk.answered("届出.世帯の作り方", .text("新しく世帯をつくる"))])
    try values.point(at: "わからない")
    #expect(values.written == [.answered([FactAnswer(FactKey("届出.世帯の作り方", of: .filing(0)), .doesNotKnow)])])
    values.press("\"-\"")
    #expect(values.written == [.answered([FactAnswer(FactKey("届出.世帯の作り方", of: .filing(0)), .willNotSay)])])
  }

  @Test(arguments: ScreenSize.all)
  func `one of several is ticked beside those that are, and none is an answer`(size: ScreenSize) throws {
    let values = try driver(
      "届出.飼うもの", size, [try SmallDesk.movingIn(), SmallDesk.answered("届出.飼うもの", .texts(["犬"]))])
    #expect(values.focused == "＞1■ 犬" && values.lines[3] == "  2□ みつばち")
    values.press("\"2\"")
    guard case .tick(.text("蜂")) = values.outcome else {
      Issue.record("\(values.asked)")
      return
    }
    values.press("\"*\"")
    #expect(values.written == [SmallDesk.answered("届出.飼うもの", .texts([]))])
  }

  @Test(arguments: ScreenSize.all)
  func `towns are narrowed by name, by kana and by romaji, and lead back into the field`(size: ScreenSize)
    throws
  {
    let values = try driver("届出.新住所", size)
    #expect(values.lines[2] == " 町の名前か読み：")
    #expect(values.focused.contains("豆坂町（まめさかちょう） 999-0091"))
    values.press("\"くるみ\"")
    #expect(values.focused.contains("胡桃1丁目") && !values.text.contains("豆坂町（"))
    values.press("Enter")
    #expect(values.asked == "type into 届出.新住所 胡桃1丁目")
    values.press("Ctrl-U \"mamezawa\"")
    #expect(values.focused.contains("豆沢町"))
    values.press("Ctrl-U")
    values.paste("999-0091")
    #expect(values.focused.contains("豆坂町"))
    values.press("Ctrl-U \"どこにもない\"")
    #expect(values.focused.contains("わからない"))
  }

  @Test(arguments: ScreenSize.all)
  func `a field that is typed has only the two answers`(size: ScreenSize) throws {
    let values = try driver("届出.異動日", size)
    #expect(values.focused == "＞0 わからない" && values.lines[3] == "  - 答えない" && values.lines[4].isEmpty)
    for key in ["\"1\"", "\"あ\"", "F10", "F3"] {
      values.press(key)
      #expect(values.asked == "ignored", "\(key)")
    }
    values.paste("11/18")
    #expect(values.asked == "ignored")
    values.press("F12")
    #expect(values.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `of more people than there is room the one in focus is seen, the last with a letter`(size: ScreenSize)
    throws
  {
    let names = (0..<60).map { "豆坂 \($0)子" }
    let values = try driver(
      "届出.新しい世帯主", size,
      [try SmallDesk.movingIn(names), SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day))])
    values.press("F8 F8 F8 F8 F8 F8 F8")
    #expect(values.focused.contains("答えない"))
    values.press("Up Up")
    #expect(values.focused.contains("59子"))
    values.press("\"a\"")
    #expect(values.written == [SmallDesk.answered("届出.新しい世帯主", .person(9))])
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut, and namesakes differ by what tells them apart`(size: ScreenSize) throws {
    let values = try driver(
      "届出.新しい世帯主", size,
      [
        try SmallDesk.movingIn(["栗原 栗子", "栗原 栗子", SmallDesk.longName], relationships: ["世帯主", "妹", "子"]),
        SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day)),
      ])
    #expect(values.text.contains("1 栗子（世帯主）") && values.text.contains("2 栗子（妹）"))
    #expect(values.lines[4].hasPrefix("  3 坂坂") && values.lines[4].columns <= size.columns)
  }
}
