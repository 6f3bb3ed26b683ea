import Counter
import Testing

@testable import Desk

@Suite struct ConflictScreenTests {
  private static let way = FactKey("届出.世帯の作り方", of: .filing(0))

  private static func answer(_ value: String) -> Entry { SmallDesk.answered("届出.世帯の作り方", .text(value)) }

  /// 田中 answered that they join a household; the clerk here, who had not seen it, that they make a new one.
  private func driver(_ size: ScreenSize, isShown: Bool = true) throws -> ScreenDriver<ConflictScreen> {
    var desk = try SmallDesk.open([try SmallDesk.movingIn()])
    let basis = try #require(desk.session).lastSequence
    try desk.others(write: Self.answer("いまある世帯に入る"))
    if isShown { desk.wasShown() }
    let act = VisitSession.Act(Self.answer("新しく世帯をつくる"), begunAt: basis)
    guard case .choose(let conflict)? = desk.session?.decide(act) else { throw NoConflict() }
    return ScreenDriver(ConflictScreen(conflict), on: desk, size)
  }

  private struct NoConflict: Error {}

  @Test(arguments: ScreenSize.all)
  func `both answers stand there with who gave them`(size: ScreenSize) throws {
    let conflict = try driver(size)
    #expect(conflict.lines[0].hasPrefix(" 受付 0001  答えが分かれています"))
    #expect(conflict.lines[3] == "   新しい住所での世帯")
    #expect(conflict.text.contains("田中 さんの答え  いまある世帯に入る") && conflict.text.contains("あなたの答え  新しく世帯をつくる"))
    #expect(conflict.focused == "＞1 田中 さんの答えのままにする" && conflict.text.contains("  2 あなたの答えに直す"))
  }

  @Test(arguments: ScreenSize.all)
  func `theirs stays by its number, by Enter and by going back`(size: ScreenSize) throws {
    let conflict = try driver(size)
    for key in ["\"1\"", "Enter", "F12", "F3"] {
      conflict.press(key)
      #expect(conflict.asked == "keep theirs", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `one's own is written over what was seen`(size: ScreenSize) throws {
    let conflict = try driver(size)
    conflict.press("Down Enter")
    #expect(conflict.asked == "write and pop" && conflict.written == [Self.answer("新しく世帯をつくる")])
    #expect(try conflict.write() == .done)
    #expect(conflict.text.contains("食い違いはなくなりました。Enter で戻ります。"))
  }

  @Test(arguments: ScreenSize.all)
  func `what was not on the screen yet is looked at first`(size: ScreenSize) throws {
    let conflict = try driver(size, isShown: false)
    conflict.press("\"2\"")
    #expect(conflict.asked == "stay")
    conflict.wasShown()
    conflict.press("\"2\"")
    #expect(conflict.asked == "write and pop")
  }

  @Test(arguments: ScreenSize.all)
  func `when they took theirs back there is nothing to choose`(size: ScreenSize) throws {
    let conflict = try driver(size)
    try conflict.others(write: Self.answer("新しく世帯をつくる"))
    #expect(conflict.focused.contains("食い違いはなくなりました。"))
    conflict.press("Enter")
    #expect(conflict.asked == "keep theirs")
    conflict.press("\"2\"")
    #expect(conflict.asked == "write and pop")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere and a key without an act are ignored`(size: ScreenSize) throws {
    let conflict = try driver(size)
    for key in ["\"3\"", "F10", "F5"] {
      conflict.press(key)
      #expect(conflict.asked == "ignored", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `turned to the visitor it shows nothing before the clerk has it back`(size: ScreenSize) throws {
    let conflict = try driver(size)
    conflict.change { $0.turn() }
    #expect(!conflict.text.contains("田中") && conflict.focused.contains("画面を職員に返してください。（Enter で続き）"))
    conflict.press("\"1\"")
    #expect(conflict.asked == "stay" && !conflict.text.contains("田中"))
    conflict.press("Enter")
    #expect(conflict.text.contains("田中 さんの答え"))
  }

  /// The desk of somebody who answered no for all of some people, while 田中 answered yes for all of them.
  private func rivals(_ names: [String]) throws -> (ConflictScreen, Desk) {
    var desk = try SmallDesk.open([try SmallDesk.movingIn(names)])
    let basis = try #require(desk.session).lastSequence
    func answers(_ value: Bool) -> Entry {
      .answered(
        names.indices.map { FactAnswer(FactKey("人.勤め先の保険", of: .person($0)), .value(.yesNo(value))) })
    }
    try desk.others(write: answers(true))
    desk.wasShown()
    guard case .choose(let found)? = desk.session?.decide(.init(answers(false), begunAt: basis)) else {
      throw NoConflict()
    }
    return (ConflictScreen(found), desk)
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut, and namesakes are two`(size: ScreenSize) throws {
    let (screen, desk) = try rivals([SmallDesk.longName, "栗原 栗子", "栗原 栗子"])
    let conflict = ScreenDriver(screen, on: desk, size)
    #expect(conflict.lines[3].hasPrefix("   坂坂") && conflict.lines[3].columns <= size.columns)
    let headings = conflict.lines.filter { $0.contains("栗子") && $0.contains("勤め先の健康保険") }
    #expect(headings.count == 2)
    #expect(Set(headings).count == 2)
  }

  @Test(arguments: ScreenSize.all)
  func `of more rivals than there is room the choice is seen`(size: ScreenSize) throws {
    let (screen, desk) = try rivals((0..<31).map { "豆坂 \($0)子" })
    let conflict = ScreenDriver(screen, on: desk, size)
    #expect(conflict.focused.contains("1 田中 さんの答え") && conflict.text.contains("2 あなたの答えに直す"))
  }
}
