import Counter
import Testing

@testable import Desk
@testable import TerminalUI

@Suite struct QuestionPageTests {
  private func page(
    _ fact: String, of subject: Subject = .filing(0), _ entries: [Entry]? = nil, ticked: Answer? = nil
  ) throws -> QuestionPage {
    let open = try #require(try SmallDesk.open(try entries ?? [SmallDesk.movingIn()]).open)
    return try #require(
      QuestionPage(
        catalog: open.catalog, rulebook: open.rulebook, visit: open.visit, key: FactKey(fact, of: subject),
        answering: AnsweringPage(ticked)))
  }

  private func frame(
    _ page: QuestionPage, _ size: ScreenSize, notice: (text: String, role: Role)? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Frame {
    var frame = Frame(rows: size.rows, columns: size.columns)
    page.draw(into: &frame, notice: notice)
    frame.expectWhole(sourceLocation)
    return frame
  }

  /// Sizes of a visitor's screen: what stands beside a desk may be smaller than the desk's.
  static let sizes = ScreenSize.all + [ScreenSize(rows: 12, columns: 40)]

  @Test(arguments: ScreenSize.all)
  func `the question has room between its letters, and the answers are numbered`(size: ScreenSize) throws {
    let frame = frame(try page("人.勤め先の保険", of: .person(2)), size)
    #expect(frame.lines[2] == "      杏さん")
    #expect(frame.text.contains("勤 め 先 の 健 康 保 険 に 入 っ て い ま す か"))
    #expect(frame.text.contains("家族の扶養も含みます"))
    for answer in ["1 はい", "2 いいえ", "0 わからない", "- 答えたくない"] { #expect(frame.text.contains(answer)) }
    // What is not quiet the clerk enters.
    #expect(frame.lines[frame.cursor.row] == "      職員が入力します")
  }

  @Test(arguments: sizes)
  func `every answer can be pressed, on however small a screen, part by part`(size: ScreenSize) throws {
    let names = (0..<20).map { "豆坂 \($0)子" }
    let entries = [try SmallDesk.movingIn(names), SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day))]
    let page = try page("届出.新しい世帯主", entries)
    var answering = AnsweringPage(nil)
    var seen: Set<Int> = []
    for _ in 0..<30 {
      let part = try self.page("届出.新しい世帯主", entries, answering: answering)
      for target in frame(part, size).targets {
        if case .position(let position) = target.meaning { seen.insert(position) }
      }
      _ = answering.take(.request(.next), page, shown: 0)
    }
    #expect(seen == Set(0..<20).union([QuestionPage.doesNotKnow, QuestionPage.willNotSay]))
  }

  private func page(_ fact: String, _ entries: [Entry], answering: AnsweringPage) throws -> QuestionPage {
    let open = try #require(try SmallDesk.open(entries).open)
    return try #require(
      QuestionPage(
        catalog: open.catalog, rulebook: open.rulebook, visit: open.visit, key: FactKey(fact, of: .filing(0)),
        answering: answering))
  }

  @Test(arguments: sizes)
  func `a notice stands below the answers`(size: ScreenSize) throws {
    let frame = frame(try page("届出.あてはまること"), size, notice: ("受け取りました", .added))
    #expect(frame.text.contains("受け取りました"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is typed has no answers to press, and shows what was typed`(size: ScreenSize) throws {
    let empty = frame(try page("届出.異動日"), size)
    #expect(empty.targets.isEmpty && !empty.text.contains("わからない"))
    let answered = frame(
      try page("届出.異動日", [try SmallDesk.movingIn(), SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day))]),
      size)
    #expect(answered.text.contains("令和8年11月20日"))
  }

  @Test(arguments: ScreenSize.all)
  func `a drawing helps, and what is ticked is marked`(size: ScreenSize) throws {
    #expect(frame(try page("届出.世帯の作り方"), size).text.contains("［ 祖母 ＋ 父・母・子 ］"))
    let ticked = frame(try page("届出.飼うもの", ticked: .value(.texts(["蜂"]))), size)
    #expect(
      ticked.text.contains("1 □ 犬") && ticked.text.contains("2 ■ みつばち") && ticked.text.contains("* どれもない"))
  }

  @Test(arguments: sizes)
  func `a long name is wrapped, and namesakes are told apart`(size: ScreenSize) throws {
    let long = frame(
      try page("人.勤め先の保険", of: .person(0), [try SmallDesk.movingIn([SmallDesk.longName])]), size)
    #expect(long.text.contains("坂さん"))
    let same = frame(
      try page(
        "届出.新しい世帯主",
        [
          try SmallDesk.movingIn(["栗原 栗子", "栗原 栗子"], relationships: ["世帯主", "妹"]),
          SmallDesk.answered("届出.異動日", .day(SmallDesk.now.day)),
        ]), size)
    #expect(same.text.contains("1 栗子（世帯主）") && same.text.contains("2 栗子（妹）"))
  }

  @Test func `a fact that nothing asks has no page`() throws {
    let open = try #require(try SmallDesk.open([try SmallDesk.movingIn()]).open)
    #expect(
      QuestionPage(
        catalog: open.catalog, rulebook: open.rulebook, visit: open.visit,
        key: FactKey("人.氏名", of: .person(0)),
        answering: AnsweringPage(nil)) == nil)
  }
}
