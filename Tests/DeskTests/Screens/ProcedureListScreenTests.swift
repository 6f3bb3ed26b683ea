import Counter
import Testing

@testable import Desk

@Suite struct ProcedureListScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]) throws -> ScreenDriver<ProcedureListScreen> {
    ScreenDriver(ProcedureListScreen(), on: try SmallDesk.open(entries), size)
  }

  @Test(arguments: ScreenSize.all)
  func `each procedure stands with its mark, for whom, where and until when`(size: ScreenSize) throws {
    let list = try driver(size, try SmallDesk.complete())
    #expect(list.lines[0].hasPrefix(" 受付 0001  手続の一覧"))
    #expect(list.focused.hasPrefix("＞◎ 転入届") && list.focused.contains("市民課"))
    #expect(list.focused.contains("12月2日（水）"))
    #expect(list.lines.contains { $0.contains("◎ 国民健康保険の加入（桃）") && $0.contains("くらし課") })
    #expect(list.lines.contains { $0.contains("○ 児童手当の認定請求") && $0.contains("12月3日（木）") })
    #expect(list.lines.contains { $0.contains("○ 印鑑登録（2人）") })
    #expect(list.lines.contains { $0.contains("△ 引っ越し歓迎券") && $0.contains("1年のうちに") })
    #expect(list.lines.contains { $0.contains("郵便の転送") && $0.contains("郵便局") })
    #expect(!list.text.contains("転居届"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is not decided has a question mark, and what cannot be received a cross`(size: ScreenSize) throws
  {
    let open = try driver(size, [try SmallDesk.movingIn()])
    #expect(open.lines.contains { $0.contains("？ 犬の登録") })
    let tomorrow = SmallDesk.answered("届出.異動日", .day(.init(number: SmallDesk.now.day.number + 1)))
    let refused = try driver(size, [try SmallDesk.movingIn(), tomorrow])
    #expect(refused.lines.contains { $0.contains("× 転入届") })
  }

  @Test(arguments: ScreenSize.all)
  func `Enter, F6 and the mouse tell why, and F10 goes on to the papers`(size: ScreenSize) throws {
    let list = try driver(size, try SmallDesk.complete())
    list.press("Down Enter")
    let why = ScreenDriver(try list.next(WhyScreen.self), on: list.desk, size)
    #expect(why.lines[0].contains("なぜ： 国民健康保険の加入"))
    list.press("F6")
    #expect(list.asked == "push WhyScreen")
    try list.point(at: "郵便の転送")
    #expect(list.asked == "push WhyScreen")
    list.press("F10")
    #expect(list.asked == "replace PapersScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `digits are ignored, and F12 and F3 lead back`(size: ScreenSize) throws {
    let list = try driver(size, try SmallDesk.complete())
    for key in ["\"1\"", "F5", "F4"] {
      list.press(key)
      #expect(list.asked == "ignored", "\(key)")
    }
    list.press("F12")
    #expect(list.asked == "pop")
    list.press("F3")
    #expect(list.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `without a filing it says that nothing is decided`(size: ScreenSize) throws {
    let list = try driver(size, [])
    #expect(list.text.contains("まだ決まった手続はありません。"))
    list.press("Down Enter")
    #expect(list.asked == "ignored")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name gives way to the day`(size: ScreenSize) throws {
    let list = try driver(
      size,
      [try SmallDesk.movingIn([SmallDesk.longName])] + (try SmallDesk.settled()) + [
        SmallDesk.answered("人.勤め先の保険", of: .person(0), .yesNo(false))
      ])
    let row = try #require(list.lines.first { $0.contains("国民健康保険の加入（坂") })
    #expect(row.contains("…") && row.contains("12月2日（水）"))
  }

  @Test(arguments: ScreenSize.all)
  func `the last row is reached, and no further`(size: ScreenSize) throws {
    let list = try driver(size, try SmallDesk.complete())
    list.press("F8 F8 F8")
    #expect(list.focused.contains("郵便の転送"))
    list.press("F7 F7 F7")
    #expect(list.focused.contains("転入届"))
  }
}
