import Counter
import Testing

@testable import Desk

@Suite struct VisitListScreenTests {
  private func driver(_ size: ScreenSize, _ visits: MemoryVisits = MemoryVisits()) throws -> ScreenDriver<
    VisitListScreen
  > {
    ScreenDriver(VisitListScreen(), on: try SmallDesk.empty(visits: visits), size)
  }

  /// A visit that waits, one in which 柿本 and family move in, and one that is finished.
  private func three() throws -> MemoryVisits {
    let visits = MemoryVisits()
    SmallDesk.begin(in: visits, [], at: SmallDesk.minutesAgo(3))
    SmallDesk.begin(
      in: visits, [.opened(desk: "市民課 窓口1"), try SmallDesk.movingIn()], at: SmallDesk.minutesAgo(12))
    SmallDesk.begin(in: visits, [try SmallDesk.movingIn(["樫村 一"]), .finished], at: SmallDesk.minutesAgo(40))
    return visits
  }

  @Test(arguments: ScreenSize.all)
  func `without a visit it says so, and the line waits for a name`(size: ScreenSize) throws {
    let list = try driver(size)
    #expect(list.lines[0].hasPrefix(" 豆坂市 市民課 窓口1  佐藤"))
    #expect(list.text.contains("きょうの受付はまだありません。"))
    #expect(list.focused.hasPrefix(" 番号、名前、かな、生年月日で探す："))
    list.press("Enter Down Up")
    #expect(list.asked == "stay")
  }

  @Test(arguments: ScreenSize.all)
  func `each visit has a line with its number, its visitor, its event and where it is`(size: ScreenSize)
    throws
  {
    let list = try driver(size, try three())
    let lines = list.lines.filter { $0.contains("000") }
    #expect(lines.count == 3)
    // What is open here stands before what waits to be called.
    #expect(lines[1].contains("（未確認）") && lines[1].contains("呼び出し待ち") && lines[1].hasSuffix("3分"))
    #expect(lines[0].contains("柿本 勇") && lines[0].contains("転入（市外から）"))
    #expect(lines[0].contains("聞き取り中 ここ") && lines[0].hasSuffix("12分"))
    #expect(lines[2].contains("樫村 一") && lines[2].contains("終わりました"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is typed is looked for, and the line is empty again`(size: ScreenSize) throws {
    let list = try driver(size, try three())
    list.press("\"うめむら\"")
    #expect(list.focused.contains("うめむら"))
    list.press("Enter")
    #expect(list.asked == "find うめむら" && !list.text.contains("うめむら"))
    list.paste("栗原")
    list.press("F5")
    #expect(list.asked == "search 栗原")
    list.press("F5")
    #expect(list.asked == "push SearchScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `arrows walk the visits and the line, and Enter opens`(size: ScreenSize) throws {
    let list = try driver(size, try three())
    list.press("Down Down")
    #expect(list.focused.contains("0001"))
    list.press("Enter")
    #expect(list.asked == "open 1")
    list.press("Down Down")
    #expect(list.focused.contains("探す"))
    list.press("Up F12")
    #expect(list.focused.contains("探す"))
    try list.point(at: "0003")
    #expect(list.asked == "open 3")
  }

  @Test(arguments: ScreenSize.all)
  func `a number is drawn at the second F10 only, and the desk is left at the second F3`(size: ScreenSize)
    throws
  {
    let list = try driver(size, try three())
    list.press("F10")
    #expect(list.said == "待つ方に受付番号を出すときは、もう一度 F10 を押してください")
    #expect(list.text.contains("もう一度 F10"))
    list.press("F10")
    #expect(list.asked == "take number")
    list.press("F10 Left F10")
    #expect(list.said != nil)
    list.press("F3")
    #expect(list.said == "終わっていない受付が 2件 あります。それでも終わるときは、もう一度 F3 を押してください")
    list.press("F3")
    #expect(list.asked == "quit")
  }

  @Test(arguments: ScreenSize.all)
  func `a key without an act here is ignored`(size: ScreenSize) throws {
    let list = try driver(size, try three())
    for key in ["F6", "F9", "Ctrl-K", "Ctrl-R"] {
      list.press(key)
      #expect(list.asked == "ignored", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut, and namesakes differ by their numbers`(size: ScreenSize) throws {
    let visits = MemoryVisits()
    for name in [SmallDesk.longName, "栗原 栗子", "栗原 栗子"] {
      SmallDesk.begin(in: visits, [try SmallDesk.movingIn([name])], at: SmallDesk.now)
    }
    let list = try driver(size, visits)
    #expect(list.lines.contains { $0.contains("0001") && $0.contains("豆…") && $0.contains("転入") })
    #expect(Set(list.lines.filter { $0.contains("栗原 栗子") }.map { $0.prefix(8) }).count == 2)
  }

  @Test(arguments: ScreenSize.all)
  func `of more visits than there is room it is said how many are left, and every one can be reached`(
    size: ScreenSize
  )
    throws
  {
    let visits = MemoryVisits()
    for _ in 0..<60 { SmallDesk.begin(in: visits, [], at: SmallDesk.now) }
    let list = try driver(size, visits)
    #expect(list.text.contains("0001") && !list.text.contains("0060") && list.text.contains("上に0件、下に"))
    for number in 1...60 {
      list.press("Down")
      #expect(list.focused.contains("00" + (number < 10 ? "0" : "") + "\(number)"))
    }
  }

  @Test(arguments: ScreenSize.all)
  func `what nobody has taken rings, what waits here first`(size: ScreenSize) throws {
    let visits = MemoryVisits()
    SmallDesk.begin(
      in: visits,
      [
        try SmallDesk.movingIn(),
        .sent([
          Errand.Key(window: "life", procedure: "insurance.join"),
          Errand.Key(window: "life", procedure: "allowance.claim"),
        ]),
      ], at: SmallDesk.minutesAgo(10))
    SmallDesk.begin(
      in: visits, [.sent([Errand.Key(wholeVisitAt: "citizens")])], at: SmallDesk.minutesAgo(6))
    let list = try driver(size, visits)
    let alarms = list.lines.filter { $0.contains("！ ") }
    #expect(
      alarms == [" ！ 市民課がまだ受け取っていません：聞き取りの続き（0002、6分）", " ！ くらし課がまだ受け取っていません 2件（0001、10分）"])
    #expect(list.lines[0].contains("【！2】"))
    #expect(list.text.contains("ここで受付待ち 1件") && list.text.contains("くらし課で受付待ち"))
    list.press("Ctrl-T")
    #expect(list.asked == "push PickScreen")
  }
}
