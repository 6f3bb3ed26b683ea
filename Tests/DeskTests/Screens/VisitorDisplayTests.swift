import Counter
import Testing

@testable import Desk
@testable import TerminalUI

/// The visitor's screen beside a desk, on the small city and with visits in memory.
@Suite struct VisitorDisplayTests {
  private static let concerns = FactKey("届出.あてはまること", of: .filing(0))
  private static let way = FactKey("届出.世帯の作り方", of: .filing(0))

  /// What the desk says that is to be shown.
  private final class Shown {
    var view = VisitorView.rest
  }

  /// The display, its visits, and the hand on its keys.
  private final class Table {
    let shown = Shown()
    let visits = MemoryVisits()
    let disk: FullableStore
    let size: ScreenSize
    var display: VisitorDisplay

    init(_ size: ScreenSize, _ view: VisitorView, _ entries: [Entry] = []) throws {
      self.size = size
      SmallDesk.begin(in: visits, [try SmallDesk.movingIn()] + entries, at: SmallDesk.now)
      disk = FullableStore(visits)
      let shown = self.shown
      shown.view = view
      display = VisitorDisplay(
        rulebook: try SmallDesk.rulebook.get(),
        services: .init(view: { shown.view }, visits: disk, name: "来庁者（市民課 窓口1）"), now: SmallDesk.now)
      handle(.resize(rows: size.rows, columns: size.columns))
    }

    var frame: Frame {
      var frame = Frame(rows: size.rows, columns: size.columns)
      display.draw(into: &frame)
      return frame
    }

    var text: String { frame.text }
    var answer: Answer? { Visit(visits.journal(of: 1, after: 0)).situation.facts[concerns]?.answer }

    func handle(_ input: Input, sourceLocation: SourceLocation = #_sourceLocation) {
      display.handle(input, at: SmallDesk.now)
      frame.expectWhole(sourceLocation)
      display.wasShown()
    }

    func press(_ script: String) { for key in Key.inScript(script) { handle(.key(key)) } }

    /// The desk turns to something else.
    func turn(to view: VisitorView) {
      shown.view = view
      handle(.wake)
    }
  }

  private func table(_ size: ScreenSize, _ key: FactKey? = concerns, _ entries: [Entry] = []) throws -> Table
  {
    try Table(size, VisitorView(visit: 1, page: key.map { .question($0) } ?? .rest), entries)
  }

  @Test(arguments: ScreenSize.all)
  func `between visits it shows the city and nothing of anybody`(size: ScreenSize) throws {
    let table = try Table(size, .rest)
    #expect(table.frame.lines[size.rows / 2 - 3] == "      豆坂市")
    #expect(table.frame.lines[size.rows / 2] == "      しばらくお待ちください")
    table.press("\"1\" Enter F1 F10")
    #expect(table.text.contains("しばらくお待ちください"))
  }

  @Test(arguments: ScreenSize.all)
  func `while the clerk looks elsewhere it says so`(size: ScreenSize) throws {
    let table = try table(size, nil)
    #expect(table.text.contains("窓口の職員がほかの画面を見ています") && !table.text.contains("柿本"))
  }

  @Test(arguments: ScreenSize.all)
  func `a question that is said aloud is shown and not answered here`(size: ScreenSize) throws {
    let table = try table(size, Self.way)
    #expect(table.text.contains("1 新しく世帯をつくる") && table.text.contains("職員が入力します"))
    table.press("\"1\" Enter \"0\"")
    #expect(table.visits.journal(of: 1, after: 0).count == 2)
  }

  @Test(arguments: ScreenSize.all)
  func `a quiet question is answered here, and it is said that it was received`(size: ScreenSize) throws {
    let table = try table(size)
    #expect(table.frame.lines[0].contains("職員に見せずに答えられます"))
    table.press("\"2\"")
    #expect(table.text.contains("2 ■") && table.answer == nil)
    table.press("Enter")
    #expect(table.answer == .value(.texts(["支援"])))
    #expect(table.text.contains("受け取りました。職員に声をかけてください"))
    let last = try #require(table.visits.journal(of: 1, after: 0).last)
    #expect(last.actor == "来庁者（市民課 窓口1）")
    table.press("\"*\"")
    #expect(table.answer == .value(.texts(["支援"])) && table.text.contains("もう一度同じキーを押してください"))
    table.press("\"*\"")
    #expect(table.answer == .value(.texts([])) && table.text.contains("* ■ どれもない"))
  }

  @Test(arguments: ScreenSize.all)
  func `Enter without a tick says that nothing is chosen, and other keys do nothing`(size: ScreenSize) throws
  {
    let table = try table(size)
    table.press("\"9\" \"漢\" F10 F3")
    #expect(!table.text.contains("まだ何も選ばれていません"))
    table.press("Enter")
    #expect(table.answer == nil && table.text.contains("まだ何も選ばれていません。番号を押して選んでください"))
    table.press("\"1\"")
    #expect(!table.text.contains("まだ何も選ばれていません"))
    table.handle(.paste("手帳"))
    #expect(table.answer == nil)
  }

  @Test(arguments: ScreenSize.all)
  func `an answer is pressed with a finger`(size: ScreenSize) throws {
    let table = try table(size)
    let frame = table.frame
    let target = try #require(frame.targets.first { $0.meaning == .position(QuestionPage.willNotSay) })
    table.handle(.press(row: target.row, column: target.columns.lowerBound))
    #expect(table.answer == .willNotSay)
    table.handle(.press(row: 0, column: 0))
    #expect(table.answer == .willNotSay)
  }

  @Test(arguments: ScreenSize.all)
  func `what could not be kept is said, and kept at the next press`(size: ScreenSize) throws {
    let table = try table(size)
    table.disk.isFull = true
    table.press("\"0\"")
    #expect(table.answer == nil && table.text.contains("記録できませんでした"))
    table.disk.isFull = false
    table.press("\"0\"")
    #expect(table.answer == .doesNotKnow && table.text.contains("受け取りました"))
  }

  @Test(arguments: ScreenSize.all)
  func `what the clerk answers meanwhile stands beside what was begun`(size: ScreenSize) throws {
    let table = try table(size)
    table.press("\"1\"")
    _ = table.visits.append(
      SmallDesk.answered("届出.あてはまること", .texts(["支援"])), to: 1, after: nil, by: "佐藤", at: SmallDesk.now)
    table.handle(.wake)
    #expect(table.text.contains("職員が先に入れた答えがあります。") && table.text.contains("1 ■"))
    table.press("Enter")
    #expect(table.answer == .value(.texts(["支援"])))
    #expect(table.text.contains("1 ■") && table.text.contains("もう一度選んでください"))
    table.press("Enter")
    #expect(table.answer == .value(.texts(["手帳"])))
  }

  @Test(arguments: ScreenSize.all)
  func `what was begun is there again when the clerk comes back to it, and gone with the visit`(
    size: ScreenSize
  ) throws {
    let table = try table(size)
    table.press("\"1\"")
    table.turn(to: VisitorView(visit: 1, page: .question(Self.way)))
    #expect(!table.text.contains("■"))
    table.turn(to: VisitorView(visit: 1, page: .question(Self.concerns)))
    #expect(table.text.contains("1 ■"))
    table.turn(to: .rest)
    #expect(!table.text.contains("障害者手帳"))
    table.turn(to: VisitorView(visit: 1, page: .question(Self.concerns)))
    #expect(!table.text.contains("■"))
  }

  @Test(arguments: ScreenSize.all)
  func `a person is called by name, however long it is`(size: ScreenSize) throws {
    let table = try table(
      size, FactKey("人.手帳", of: .person(2)), [SmallDesk.answered("届出.あてはまること", .texts(["手帳"]))])
    #expect(table.text.contains("杏さん"))
    table.press("\"1\"")
    #expect(
      Visit(table.visits.journal(of: 1, after: 0)).situation.value("人.手帳", of: .person(2)) == .yesNo(true))
  }

  @Test func `an answer that cannot be seen is not given`() throws {
    let table = try Table(
      ScreenSize(rows: 10, columns: 40), VisitorView(visit: 1, page: .question(Self.concerns)))
    let isSeen = table.frame.targets.contains { $0.meaning == .position(1) }
    table.press("\"2\"")
    #expect(table.text.contains("2 ■") == isSeen && table.answer == nil)
    for _ in 0..<6 where !table.frame.targets.contains(where: { $0.meaning == .position(1) }) {
      table.press("Tab")
    }
    #expect(table.frame.targets.contains { $0.meaning == .position(1) })
  }
}
