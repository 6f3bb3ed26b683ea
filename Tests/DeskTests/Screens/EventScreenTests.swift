import Counter
import Testing

@testable import Desk

@Suite struct EventScreenTests {
  private func driver(_ size: ScreenSize, _ source: Outcome.Source, on desk: Desk? = nil) throws
    -> ScreenDriver<
      EventScreen
    >
  {
    ScreenDriver(EventScreen(source), on: try desk ?? SmallDesk.empty(), size)
  }

  private func household() throws -> Outcome.Source { .household(try SmallDesk.household(), sought: nil) }

  @Test(arguments: ScreenSize.all)
  func `the headings come first, each with its events`(size: ScreenSize) throws {
    let events = try driver(size, try household())
    #expect(events.lines[0].hasPrefix(" 届出を選ぶ  梅村 葉子 ほか2人"))
    #expect(events.lines[3] == "   どの届出ですか")
    #expect(events.focused.contains("＞1 引っ越し") && events.focused.contains("転居（市内）"))
    #expect(events.lines[6].contains("2 出生") && !events.text.contains("転入"))
  }

  @Test(arguments: ScreenSize.all)
  func `a heading opens its events, and F12 closes it where it was`(size: ScreenSize) throws {
    let events = try driver(size, try household())
    events.press("\"2\"")
    #expect(events.lines[3] == "   出生：どの届出ですか" && events.focused.contains("1 出生（お子さまが生まれた）"))
    events.press("F12")
    #expect(events.focused.contains("＞2 出生"))
    events.press("F12")
    #expect(events.asked == "pop")
    events.press("Up Enter Enter")
    #expect(events.asked == "file 転居")
  }

  @Test(arguments: ScreenSize.all)
  func `who comes in by the event is typed first, with the surname of the household`(size: ScreenSize) throws
  {
    let events = try driver(size, try household())
    try events.point(at: "2 出生")
    events.press("\"1\"")
    let typed = ScreenDriver(try events.next(TypedFamilyScreen.self), on: events.desk, size)
    #expect(typed.lines[0].contains("出生（お子さまが生まれた）  お子さまを入力する"))
    #expect(typed.focused.contains("梅村") && typed.text.contains("ウメムラ"))
  }

  @Test(arguments: ScreenSize.all)
  func `where there is one heading only its events stand there`(size: ScreenSize) throws {
    let certificate = try driver(size, .certificate(try SmallDesk.certificate()))
    #expect(certificate.focused.contains("＞1 転入（市外から）") && certificate.focused.contains("市の外から"))
    certificate.press("F10")
    #expect(certificate.asked == "file 転入")
    let typed = try driver(size, .typed(SmallDesk.typed(["樫村 一"])))
    #expect(typed.lines[0].contains("樫村 一"))
    typed.press("\"1\"")
    #expect(typed.asked == "file 転入")
  }

  @Test(arguments: ScreenSize.all)
  func `of a removed record nothing can be filed here, and it is said that it was removed`(size: ScreenSize)
    throws
  {
    let events = try driver(size, .household([try SmallDesk.resident(8)], sought: nil))
    #expect(events.lines[0].contains("樫田 元【除票 2026-11-01 死亡】"))
    #expect(events.lines[4..<size.rows - 3].allSatisfy { $0.isEmpty })
    for key in ["Enter", "F10", "\"1\"", "F5"] {
      events.press(key)
      #expect(events.asked == "ignored", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a visit that is open can take other people along`(size: ScreenSize) throws {
    let events = try driver(size, .visit, on: try SmallDesk.open([try SmallDesk.movingIn()]))
    #expect(events.lines[0].contains("柿本 勇 ほか2人") && events.focused.contains("出生"))
    events.press("F5")
    #expect(events.asked == "push SearchScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere is ignored, and F3 leads to the list`(size: ScreenSize) throws {
    let events = try driver(size, try household())
    for key in ["\"3\"", "\"0\"", "F6"] {
      events.press(key)
      #expect(events.asked == "ignored", "\(key)")
    }
    events.press("F3")
    #expect(events.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name leaves the head line whole, and who was here today is said`(size: ScreenSize) throws {
    let visits = MemoryVisits()
    SmallDesk.begin(in: visits, [try SmallDesk.moving([try SmallDesk.resident(6)])], at: SmallDesk.now)
    let events = try driver(
      size, .household([try SmallDesk.resident(6)], sought: nil), on: try SmallDesk.empty(visits: visits))
    #expect(events.lines[0].contains("…") && events.lines[0].contains("【架空データ】"))
    #expect(events.lines[2] == "   ！ きょう 0001 で転居（市内）の受付があります")
  }
}
