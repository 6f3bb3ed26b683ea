import Counter
import Testing

@testable import Desk

@Suite struct QuietScreenTests {
  private static let concerns = FactKey("届出.あてはまること", of: .filing(0))

  private func driver(_ size: ScreenSize, _ key: FactKey = concerns, _ entries: [Entry] = []) throws
    -> ScreenDriver<
      QuietScreen
    >
  {
    let desk = try SmallDesk.open([try SmallDesk.movingIn()] + entries)
    let open = try #require(desk.open)
    let field = try #require(open.fields.first { $0.key == key })
    return ScreenDriver(QuietScreen(field, open), on: desk, size)
  }

  @Test(arguments: ScreenSize.all)
  func `the whole screen is the visitor's, with every answer numbered`(size: ScreenSize) throws {
    let quiet = try driver(size)
    #expect(quiet.screen.isForVisitor && quiet.screen.visitorPage == .question(Self.concerns))
    #expect(!quiet.text.contains("佐藤") && !quiet.text.contains("F1") && !quiet.text.contains("受付"))
    #expect(quiet.text.contains("家 族 に あ て は ま る こ と は あ り ま す か"))
    for answer in ["1 □ 障害者手帳を持つ方がいる", "2 □ 住所を知られたくない相手がいる", "* どれもない", "0 わからない", "- 答えたくない"] {
      #expect(quiet.text.contains(answer), "\(answer)")
    }
    #expect(quiet.text.contains("いくつでも選べます。おわったら Enter"))
  }

  @Test(arguments: ScreenSize.all)
  func `ticks are chosen by Enter, and the clerk has the screen back`(size: ScreenSize) throws {
    let quiet = try driver(size)
    quiet.press("\"2\"")
    #expect(quiet.text.contains("2 ■") && quiet.asked == "stay")
    quiet.press("\"1\" \"1\" Enter")
    #expect(quiet.asked == "write and pop")
    #expect(quiet.written == [SmallDesk.answered("届出.あてはまること", .texts(["支援"]))])
  }

  @Test(arguments: ScreenSize.all)
  func `none, not knowing and not saying are answers of their own`(size: ScreenSize) throws {
    let quiet = try driver(size)
    for (key, answer) in [("*", Answer.value(.texts([]))), ("0", .doesNotKnow), ("-", .willNotSay)] {
      quiet.press("\"\(key)\"")
      #expect(quiet.written == [.answered([FactAnswer(Self.concerns, answer)])])
    }
  }

  @Test(arguments: ScreenSize.all)
  func `Enter without a tick, a number that stands nowhere and a key of the clerk are ignored`(
    size: ScreenSize
  ) throws {
    let quiet = try driver(size)
    for key in ["Enter", "\"3\"", "\"x\"", "F10", "F5"] {
      quiet.press(key)
      #expect(quiet.asked == "ignored", "\(key)")
    }
    quiet.paste("手帳")
    #expect(quiet.asked == "ignored")
    for key in ["F12", "F3"] {
      quiet.press(key)
      #expect(quiet.asked == "pop", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a person is called by name, and one number answers`(size: ScreenSize) throws {
    let key = FactKey("人.手帳", of: .person(1))
    let quiet = try driver(size, key, [SmallDesk.answered("届出.あてはまること", .texts(["手帳"]))])
    #expect(quiet.text.contains("桃さん") && quiet.text.contains("1 はい") && quiet.text.contains("2 いいえ"))
    try quiet.point(at: "2 いいえ")
    #expect(quiet.written == [SmallDesk.answered("人.手帳", of: .person(1), .yesNo(false))])
  }

  @Test(arguments: ScreenSize.all)
  func `what was answered before is ticked`(size: ScreenSize) throws {
    let quiet = try driver(size, Self.concerns, [SmallDesk.answered("届出.あてはまること", .texts(["手帳"]))])
    #expect(quiet.text.contains("1 ■") && quiet.text.contains("2 □"))
  }
}
