import Counter
import Testing

@testable import Desk

@Suite struct ErrandsScreenTests {
  private static let sent = ["insurance.join", "allowance.claim"].map {
    Errand.Key(window: "life", procedure: $0)
  }

  /// 柿本 and family, of whom くらし課 was sent two procedures.
  private func driver(_ size: ScreenSize, _ more: [Entry] = []) throws -> ScreenDriver<ErrandsScreen> {
    let entries =
      try SmallDesk.complete() + [SmallDesk.visitor, .explained(["allowance.claim"]), .sent(Self.sent)]
    return ScreenDriver(ErrandsScreen(), on: try SmallDesk.open(entries + more, sign: "くらし課 窓口5"), size)
  }

  @Test(arguments: ScreenSize.all)
  func `what came with the visit is listed with its day, and what the window has to know below`(
    size: ScreenSize
  )
    throws
  {
    let errands = try driver(size, [SmallDesk.answered("来庁者.連絡先", of: .visitor, .text("090-0000-0000"))])
    #expect(errands.lines[0].hasPrefix(" 受付 0001  引き継ぎ  柿本 勇"))
    #expect(errands.focused.contains("1 国民健康保険の加入（桃）") && errands.focused.contains("未受け取り"))
    #expect(errands.focused.contains("12月2日（水）"))
    #expect(errands.text.contains("2 児童手当の認定請求") && errands.text.contains("12月3日（木）"))
    #expect(errands.text.contains("本人確認： 柿本 勇（本人）運転免許証"))
    #expect(errands.text.contains("日中に連絡のとれる電話番号： 090-0000-0000"))
    #expect(errands.text.contains("説明ずみ： 児童手当の認定請求"))
  }

  @Test(arguments: ScreenSize.all)
  func `F10 takes what was sent, then ends all of it at the second press`(size: ScreenSize) throws {
    let errands = try driver(size)
    errands.press("F10")
    #expect(errands.written == [.received(window: "life")])
    try errands.write()
    #expect(errands.focused.contains("手続中"))
    errands.press("F10")
    #expect(errands.said?.hasPrefix("2件を全部終わったことにします") == true)
    errands.press("F10")
    #expect(errands.written == [.done(Self.sent), .finished])
  }

  @Test(arguments: ScreenSize.all)
  func `a number ends one, and the last one ends the visit`(size: ScreenSize) throws {
    let errands = try driver(size, [.received(window: "life")])
    errands.press("\"2\"")
    #expect(errands.written == [.done([Self.sent[1]])])
    try errands.write()
    #expect(!errands.text.contains("2 児童手当"))
    errands.press("Enter")
    #expect(errands.written == [.done([Self.sent[0]]), .finished])
    try errands.write()
    #expect(errands.focused.contains("この窓口の手続は全部終わりました"))
    errands.press("Enter")
    #expect(errands.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `one is put off with a reason, and one is explained`(size: ScreenSize) throws {
    let errands = try driver(size)
    errands.press("Down F4")
    guard case .postpone(let keys) = try errands.next(PromptScreen.self).act else {
      Issue.record("no reason is asked for")
      return
    }
    #expect(keys == [Self.sent[1]])
    errands.press("F6")
    let why = ScreenDriver(try errands.next(WhyScreen.self), on: errands.desk, size)
    #expect(why.lines[0].contains("なぜ： 児童手当の認定請求"))
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere and a key without an act are ignored`(size: ScreenSize) throws {
    let errands = try driver(size)
    for key in ["\"3\"", "\"x\"", "F9", "F5"] {
      errands.press(key)
      #expect(errands.asked == "ignored", "\(key)")
    }
    errands.press("F12")
    #expect(errands.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `who was given the whole visit goes on with it`(size: ScreenSize) throws {
    let desk = try SmallDesk.open(
      [try SmallDesk.movingIn(), .sent([Errand.Key(wholeVisitAt: "life")])], sign: "くらし課 窓口5")
    let errands = ScreenDriver(ErrandsScreen(), on: desk, size)
    #expect(errands.focused.contains("1 聞き取りの続き"))
    errands.press("F10")
    #expect(errands.asked == "write and pop" && errands.written == [.received(window: "life")])
    errands.press("\"1\"")
    #expect(errands.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name leaves room for the state and the day`(size: ScreenSize) throws {
    let entries = [try SmallDesk.movingIn([SmallDesk.longName])] + (try SmallDesk.settled())
    let desk = try SmallDesk.open(
      entries + [
        SmallDesk.answered("人.勤め先の保険", of: .person(0), .yesNo(false)), .sent([Self.sent[0]]),
      ], sign: "くらし課 窓口5")
    let errands = ScreenDriver(ErrandsScreen(), on: desk, size)
    #expect(errands.focused.contains("未受け取り") && errands.focused.contains("12月2日（水）"))
  }

  @Test(arguments: ScreenSize.all)
  func `of more errands than there is room the one in focus is seen`(size: ScreenSize) throws {
    let many = (0..<40).map { Errand.Key(window: "life", procedure: "procedure-\($0)") }
    let desk = try SmallDesk.open([try SmallDesk.movingIn(), .sent(many)], sign: "くらし課 窓口5")
    let errands = ScreenDriver(ErrandsScreen(), on: desk, size)
    errands.press("F8")
    #expect(errands.focused.contains("procedure-10 "))
    errands.press("F8 F8 F8")
    #expect(errands.focused.contains("procedure-39 "))
  }
}
