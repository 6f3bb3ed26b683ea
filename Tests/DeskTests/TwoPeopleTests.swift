import Counter
import Feel
import Testing

@testable import Desk
@testable import TerminalUI

/// What two people answer at one visit: nothing that was said is lost, and silence is no answer.
@Suite struct TwoPeopleTests {
  private static let quiet = FactKey("届出.あてはまること", of: .filing(0))

  /// A family that moves in, with the quiet question in focus.
  private func atTheQuietQuestion() throws -> DeskDriver {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter \"1\" \"1\"")
    for _ in 0..<30 where desk.views.last?.page != .question(Self.quiet) { desk.press("Tab") }
    return desk
  }

  private func display(beside desk: DeskDriver, _ store: (any VisitKeeping)? = nil) throws -> VisitorDisplay {
    VisitorDisplay(
      rulebook: try DeskDriver.rulebook.get(),
      services: .init(
        view: { desk.views.last ?? .rest }, visits: store ?? desk.store, name: "来庁者（市民課 窓口2）"), now: desk.now)
  }

  private func text(_ display: VisitorDisplay, rows: Int = 24, columns: Int = 80) -> String {
    var frame = Frame(rows: rows, columns: columns)
    display.draw(into: &frame)
    return frame.text
  }

  private func press(_ keys: String, _ display: inout VisitorDisplay, at now: Instant) {
    display.wasShown()
    for scalar in keys.unicodeScalars {
      display.handle(.key(scalar == "\n" ? .enter : .character(scalar)), at: now)
      display.wasShown()
    }
  }

  @Test func `what the visitor answered is shown over the clerk's ticks and never written over`() throws {
    let desk = try atTheQuietQuestion()
    desk.press("\"1\"")
    var display = try display(beside: desk)
    press("2\n", &display, at: desk.now)
    let theirs = Visit(try desk.store.journal(of: 1)).situation.facts[Self.quiet]?.answer
    #expect(theirs != nil)
    desk.handle(.wake)
    // Both are on the screen before the clerk does anything.
    #expect(desk.text.contains("来庁者（市民課 窓口2） さんの答え"), "\(desk.text)")
    desk.press("Enter")
    #expect(desk.text.contains("答えが分かれています") && desk.text.contains("あなたの答え"), "\(desk.text)")
    desk.press("\"1\" Up Down")
    let answers = try desk.store.journal(of: 1).filter {
      if case .answered(let answers) = $0.entry { answers.contains { $0.key == Self.quiet } } else { false }
    }
    #expect(answers.count == 1 && desk.visit?.situation.facts[Self.quiet]?.answer == theirs)
  }

  @Test func `a question another answered since the hand came to it is not replaced by one key`() throws {
    let desk = try atTheQuietQuestion()
    desk.press("\"2\" Enter")
    let asked = try #require(desk.fields.first { $0.key.fact.contains("自立支援") && $0.known == nil }?.key)
    for _ in 0..<60 where desk.views.last?.page != .question(asked) { desk.press("Tab") }
    // However long it has stood on the screen.
    _ = try desk.store.append(
      .answered([FactAnswer(asked, .value(.yesNo(false)))]), to: 1, by: "来庁者（市民課 窓口2）", at: desk.now)
    desk.handle(.wake)
    #expect(desk.text.contains("来庁者（市民課 窓口2） さんが「いいえ」と答えました"), "\(desk.text)")
    desk.press("\"1\"")
    #expect(desk.text.contains("答えが分かれています"), "\(desk.text)")
    desk.press("\"2\"")
    #expect(desk.visit?.situation.facts[asked]?.answer == .value(.yesNo(true)))
  }

  @Test
  func `what the visitor chose stays where the clerk answered first, and counts when it is chosen again`()
    throws
  {
    let desk = try atTheQuietQuestion()
    var display = try display(beside: desk)
    press("2", &display, at: desk.now)
    desk.press("\"1\" Enter")
    press("\n", &display, at: desk.now)
    #expect(text(display).contains("2 ■") && text(display).contains("もう一度選んでください"), "\(text(display))")
    press("\n", &display, at: desk.now)
    #expect(text(display).contains("受け取りました"))
    let journal = try desk.store.journal(of: 1)
    #expect(journal.last?.actor == "来庁者（市民課 窓口2）")
    // And that the clerk answered again after that is on the page.
    desk.handle(.wake)
    desk.press("\"*\" \"*\"")
    if desk.text.contains("答えが分かれています") { desk.press("\"2\"") }
    display.handle(.wake, at: desk.now)
    #expect(!text(display).contains("受け取りました"), "\(text(display))")
  }

  @Test func `a key that takes the ticks away is asked about, and what stops counting is said`() throws {
    let desk = try atTheQuietQuestion()
    desk.press("\"2\" Enter")
    let asked = try #require(desk.fields.first { $0.key.fact.contains("自立支援") }?.key)
    for _ in 0..<60 where desk.views.last?.page != .question(asked) { desk.press("Tab") }
    desk.press("\"1\"")
    for _ in 0..<60 where desk.views.last?.page != .question(Self.quiet) { desk.press("Tab") }
    desk.press("\"1\" \"0\"")
    #expect(desk.text.contains("もう一度同じキーを押してください"), "\(desk.text)")
    desk.press("\"*\" \"*\"")
    #expect(desk.visit?.situation.facts[Self.quiet]?.answer == .value(.texts([])))
    #expect(desk.text.contains("の答えは、使わなくなりました。Ctrl-Z で戻ります"), "\(desk.text)")
  }

  @Test func `the visitor sees that an answer was received, and that one could not be kept`() throws {
    let desk = try atTheQuietQuestion()
    let store = FullableStore(desk.store)
    var display = try display(beside: desk, store)
    store.isFull = true
    press("1\n", &display, at: desk.now)
    #expect(text(display).contains("記録できませんでした"), "\(text(display))")
    store.isFull = false
    press("\n", &display, at: desk.now)
    #expect(text(display).contains("受け取りました"), "\(text(display))")
  }

  @Test func `Enter without a tick answers nothing, and every question has an answer for not knowing`() throws
  {
    let desk = try atTheQuietQuestion()
    var display = try display(beside: desk)
    press("\n", &display, at: desk.now)
    #expect(Visit(try desk.store.journal(of: 1)).situation.facts[Self.quiet] == nil)
    press("0", &display, at: desk.now)
    #expect(Visit(try desk.store.journal(of: 1)).situation.facts[Self.quiet]?.answer == .doesNotKnow)
    desk.handle(.wake)
    #expect(desk.open?.groups.contains { $0.state == .open } == true)
    press("-", &display, at: desk.now)
    #expect(Visit(try desk.store.journal(of: 1)).situation.facts[Self.quiet]?.answer == .willNotSay)
    press("*", &display, at: desk.now)
    #expect(Visit(try desk.store.journal(of: 1)).situation.facts[Self.quiet]?.answer == .value(.texts([])))
  }

  @Test(arguments: [(12, 40), (24, 80), (43, 132)])
  func `every answer can be reached on the visitor's screen, whatever its size`(rows: Int, columns: Int)
    throws
  {
    let desk = try atTheQuietQuestion()
    var display = try display(beside: desk)
    var seen = ""
    for _ in 0..<12 {
      let page = text(display, rows: rows, columns: columns)
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= columns })
      seen += page
      display.handle(.key(.down), at: desk.now)
    }
    for word in ["1 □", "どれもない", "わからない", "答えたくない"] { #expect(seen.contains(word), "\(word)\n\(seen)") }
  }

  @Test func `an answer behind a gate that shuts is not shown, and comes back with it`() throws {
    let desk = try atTheQuietQuestion()
    desk.press("\"2\" Enter")
    let asked = try #require(desk.fields.first { $0.key.fact.contains("自立支援") }?.key)
    for _ in 0..<60 where desk.views.last?.page != .question(asked) { desk.press("Tab") }
    desk.press("\"1\"")
    #expect(desk.fields.contains { $0.key == asked && $0.known != nil })
    for _ in 0..<60 where desk.views.last?.page != .question(Self.quiet) { desk.press("Tab") }
    desk.press("\"*\"")
    #expect(!desk.fields.contains { $0.key.fact == asked.fact })
    desk.press("Ctrl-Z")
    #expect(desk.fields.contains { $0.key == asked && $0.known != nil })
  }

  @Test func `a release is over at its end without any wake`() throws {
    let desk = try DeskDriver()
    desk.press("\"000000000900063\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10")
    desk.press("Ctrl-P \"支援措置\" Enter \"課長\" Enter \"本人の転居届\" F10")
    let address = FactKey(CoreFact.formerAddress, of: .filing(0))
    #expect(desk.visit?.situation.text(address.fact, of: address.subject) != nil)
    desk.now = Instant(seconds: desk.now.seconds + 16 * 60)
    desk.press("Tab")
    #expect(desk.visit?.situation.text(address.fact, of: address.subject) == nil)
    #expect(try !desk.store.journal(of: 1).contains { $0.entry == .releaseEnded })
  }

  @Test func `a press is what stands under it, and nothing elsewhere`() throws {
    let desk = try atTheQuietQuestion()
    let before = desk.text
    desk.handle(.press(row: 6, column: 70))
    #expect(desk.text == before)
    let rows = desk.frame.lines
    let row = try #require(rows.firstIndex { $0.contains("1□") })
    desk.handle(.press(row: row, column: 7))
    #expect(desk.text.contains("1■"), "\(desk.text)")
    let bar = try #require(rows.last.map { $0.range(of: "F8") != nil })
    #expect(bar)
  }

  @Test func `what a seat that was left is pressed at opens the sign-in first`() throws {
    let office = try StaffedOffice(Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases)))
    let desk = try office.desk(for: "佐々木")
    desk.press("\"wakaba\" Enter \"1\" \"1\" F12")
    let count = try desk.store.journal(of: 1).count
    desk.now = Instant(seconds: desk.now.seconds + 11 * 60)
    desk.press("\"1\"")
    #expect(!desk.text.contains("若葉") && desk.text.contains("続きはそのまま残っています"))
    #expect(try desk.store.journal(of: 1).count == count)
  }

  @Test func `the same people twice a day are said before they are filed for`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn + "F3 \"wakaba\" Enter")
    #expect(desk.text.contains("きょう 0001 で") && desk.text.contains("の受付があります"), "\(desk.text)")
    desk.press("\"1\"")
    #expect(desk.text.contains("きょう 0001 で"), "\(desk.text)")
  }
}
