import Counter
import Testing

@testable import Desk

@Suite struct ExplainScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]) throws -> ScreenDriver<ExplainScreen> {
    let desk = try SmallDesk.open(entries)
    return ScreenDriver(ExplainScreen(try #require(desk.open)), on: desk, size)
  }

  @Test(arguments: ScreenSize.all)
  func `duties and losses stand with what is to be said, none ticked`(size: ScreenSize) throws {
    let explain = try driver(size, try SmallDesk.complete())
    #expect(explain.lines[0].hasPrefix(" 受付 0001  説明の記録"))
    #expect(explain.focused.contains("1 □"))
    #expect(explain.lines.contains { $0.contains("児童手当の認定請求") })
    #expect(explain.text.contains("遅れた月の分は受け取れません"))
    #expect(explain.text.contains("印のないもの") && !explain.text.contains("■"))
  }

  @Test(arguments: ScreenSize.all)
  func `a number, Space, Enter and the mouse tick, and F10 keeps what is ticked`(size: ScreenSize) throws {
    let explain = try driver(size, try SmallDesk.complete())
    let points = try #require(explain.desk.open).notices.map(\.procedure)
    explain.press("\"2\"")
    #expect(explain.focused.contains("2 ■"))
    explain.press("\" \"")
    #expect(explain.focused.contains("2 □"))
    explain.press("Enter")
    try explain.point(at: "1 □")
    explain.press("F10")
    #expect(explain.asked == "write and pop")
    #expect(explain.written == [.explained(Array(points.prefix(2)))])
  }

  @Test(arguments: ScreenSize.all)
  func `nought ticks all`(size: ScreenSize) throws {
    let explain = try driver(size, try SmallDesk.complete())
    let points = try #require(explain.desk.open).notices.map(\.procedure)
    explain.press("\"0\"")
    #expect(explain.text.contains("全部に印が付いています。F10 で記録します"))
    explain.press("F10")
    #expect(explain.written == [.explained(points)])
  }

  @Test(arguments: ScreenSize.all)
  func `what was kept is ticked already, and without anything new F10 only leads back`(size: ScreenSize)
    throws
  {
    let explain = try driver(size, try SmallDesk.complete() + [.explained(["allowance.claim"])])
    #expect(explain.lines.contains { $0.contains("■") && $0.contains("児童手当") })
    explain.press("F10")
    #expect(explain.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `where nothing has to be explained it says so`(size: ScreenSize) throws {
    let explain = try driver(size, [])
    #expect(explain.text.contains("説明しておく義務や期限はありません。"))
    explain.press("Enter \"0\" F10")
    #expect(explain.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere and a letter are ignored`(size: ScreenSize) throws {
    let explain = try driver(size, try SmallDesk.complete())
    for key in ["\"9\"", "\"漢\"", "F5"] {
      explain.press(key)
      #expect(explain.asked == "ignored", "\(key)")
    }
    explain.press("F3")
    #expect(explain.asked == "to list")
  }
}
