import Counter
import Testing

@testable import Desk

@Suite struct PickScreenTests {
  private func driver(_ screen: PickScreen, _ size: ScreenSize) throws -> ScreenDriver<PickScreen> {
    ScreenDriver(screen, on: try SmallDesk.empty(), size)
  }

  /// So many visits, in each of which くらし課 has not taken one procedure.
  private func alarms(_ windows: [String]) -> [VisitList.Alarm] {
    windows.enumerated().map { index, window in
      let listing = VisitListing(id: Int64(index + 1), day: SmallDesk.now.day, number: index + 1, token: "")
      let visit = Visit([
        JournalEntry(
          sequence: 1, time: SmallDesk.minutesAgo(10), actor: "佐藤",
          entry: .sent([Errand.Key(window: window, procedure: "dog.register")]))
      ])
      return VisitList.Alarm(window: window, waiting: visit.errands.map { .init(visit: listing, errand: $0) })
    }
  }

  @Test(arguments: ScreenSize.all)
  func `reasons stand by number, the cursor on the one that holds`(size: ScreenSize) throws {
    let catalog = try SmallDesk.rulebook.get().catalog
    let pick = try driver(PickScreen(searchReason: "電話の問い合わせ", of: catalog), size)
    #expect(pick.lines[0].hasPrefix(" 調べる理由"))
    #expect(pick.lines[3] == "  1 届出の受付" && pick.focused == "＞2 電話の問い合わせ")
    pick.press("Enter")
    #expect(pick.asked == "reason 電話の問い合わせ")
    pick.press("\"１\"")
    #expect(pick.asked == "reason 届出の受付")
    try pick.point(at: "電話")
    #expect(pick.asked == "reason 電話の問い合わせ")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere is ignored, and F12 and F3 choose nothing`(size: ScreenSize) throws {
    let pick = try driver(PickScreen(searchReason: "", of: try SmallDesk.rulebook.get().catalog), size)
    for key in ["\"3\"", "\"0\"", "F10", "F6"] {
      pick.press(key)
      #expect(pick.asked == "ignored", "\(key)")
    }
    pick.press("F12")
    #expect(pick.asked == "pop")
    pick.press("F3")
    #expect(pick.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `the visit is passed on to windows with a screen, and where there is none it says so`(size: ScreenSize)
    throws
  {
    let catalog = try SmallDesk.rulebook.get().catalog
    let pick = try driver(PickScreen(windowsBut: 0, of: catalog), size)
    #expect(pick.focused.hasPrefix("＞1 くらし課  2階"))
    pick.press("\"1\"")
    #expect(pick.asked == "pass on to life")
    let none = try driver(PickScreen(windowsBut: 1, of: catalog), size)
    #expect(none.text.contains("画面で受け取る窓口が、ほかにありません。F12 で戻ります。"))
    none.press("Enter")
    #expect(none.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `one alarm is stopped, or all`(size: ScreenSize) throws {
    let site = try SmallDesk.empty().site
    let pick = try driver(
      PickScreen(alarms: alarms(["life", "citizens"]), at: SmallDesk.now, site: site), size)
    #expect(pick.focused.contains("くらし課がまだ受け取っていません：犬の登録（0001、10分） を止める（伝えた）"))
    pick.press("Enter")
    #expect(pick.asked == "remind of 1")
    pick.press("\"3\"")
    #expect(pick.asked == "remind of 2")
    let none = try driver(PickScreen(alarms: [], at: SmallDesk.now, site: site), size)
    #expect(none.text.contains("受け取られていない手続はありません。"))
  }

  @Test(arguments: ScreenSize.all)
  func `of more alarms than there is room the one in focus is seen`(size: ScreenSize) throws {
    let site = try SmallDesk.empty().site
    let many = alarms(Array(repeating: "life", count: 60))
    let pick = try driver(PickScreen(alarms: many, at: SmallDesk.now, site: site), size)
    pick.press("F8 F8 F8 F8 F8 F8")
    #expect(pick.focused.contains("全部の知らせを止める"))
    pick.press("Up")
    #expect(pick.focused.contains("0060"))
    pick.press("Enter")
    #expect(pick.asked == "remind of 1")
  }
}
