import Counter
import Testing

@testable import Desk

@Suite struct ReviewScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]) throws -> ScreenDriver<ReviewScreen> {
    ScreenDriver(ReviewScreen(), on: try SmallDesk.open(entries), size)
  }

  @Test(arguments: ScreenSize.all)
  func `only what was answered stands there, each with its answer`(size: ScreenSize) throws {
    let review = try driver(size, [try SmallDesk.movingIn()] + (try SmallDesk.settled()))
    #expect(review.lines[0].hasPrefix(" 受付 0001  答えを確かめる"))
    #expect(review.focused.contains("異動の日") && review.focused.contains("令和8年11月18日"))
    #expect(review.focused.hasSuffix("変更"))
    #expect(review.lines.contains { $0.contains("新しい世帯の世帯主") && $0.contains("柿本 勇") })
    #expect(!review.text.contains("飼っている"))
    #expect(review.text.contains("まだ聞いていないことが"))
  }

  @Test(arguments: ScreenSize.all)
  func `when all is answered it says so`(size: ScreenSize) throws {
    let review = try driver(size, try SmallDesk.complete())
    #expect(review.text.contains("聞くことは残っていません。"))
  }

  @Test(arguments: ScreenSize.all)
  func `a row leads back to its field, by Enter and by the mouse`(size: ScreenSize) throws {
    let review = try driver(size, try SmallDesk.complete())
    review.press("Down Enter")
    #expect(review.asked == "type into 届出.新住所")
    try review.point(at: "飼っている生き物")
    #expect(review.asked == "type into 届出.飼うもの")
  }

  @Test(arguments: ScreenSize.all)
  func `F10 goes on to the papers in its place`(size: ScreenSize) throws {
    let review = try driver(size, try SmallDesk.complete())
    review.press("F10")
    #expect(review.asked == "replace PapersScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `digits are ignored, and F12 and F3 lead back`(size: ScreenSize) throws {
    let review = try driver(size, try SmallDesk.complete())
    for key in ["\"1\"", "F6", "F5"] {
      review.press(key)
      #expect(review.asked == "ignored", "\(key)")
    }
    review.press("F12")
    #expect(review.asked == "pop")
    review.press("F3")
    #expect(review.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `before the first answer there is no row, and Enter leads back`(size: ScreenSize) throws {
    let review = try driver(size, [try SmallDesk.movingIn()])
    #expect(review.lines[2..<size.rows - 4].allSatisfy { $0.isEmpty })
    review.press("Down Enter")
    #expect(review.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name leaves the question whole, and namesakes are told apart`(size: ScreenSize) throws {
    let answers = (0..<3).map { SmallDesk.answered("人.勤め先の保険", of: .person($0), .yesNo(true)) }
    let long = try driver(size, [try SmallDesk.movingIn([SmallDesk.longName, "豆", "坂"])] + answers)
    #expect(long.lines.contains { $0.contains("坂…") && $0.contains("勤め先の健康保険") && $0.contains("はい") })
    let same = try driver(
      size, [try SmallDesk.movingIn(["栗原 栗子", "栗原 栗子", "栗原 実"], relationships: ["世帯主", "妹", "子"])] + answers)
    #expect(same.text.contains("栗子（世帯主）： 勤め先の健康保険") && same.text.contains("栗子（妹）： 勤め先の健康保険"))
    #expect(same.text.contains("実： 勤め先の健康保険"))
  }

  @Test(arguments: ScreenSize.all)
  func `of more answers than there is room the one in focus is seen`(size: ScreenSize) throws {
    let names = (0..<60).map { "豆坂 \($0)太郎" }
    let review = try driver(
      size,
      [try SmallDesk.movingIn(names)]
        + (0..<60).map { SmallDesk.answered("人.勤め先の保険", of: .person($0), .yesNo(true)) })
    #expect(!review.text.contains("59太郎"))
    review.press("F8 F8 F8 F8 F8 F8")
    #expect(review.focused.contains("59太郎") && !review.text.contains(" 0太郎"))
    review.press("F7 F7 F7 F7 F7 F7")
    #expect(review.focused.contains("0太郎"))
  }
}
