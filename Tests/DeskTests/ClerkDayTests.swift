import Counter
import Testing

@testable import Benchmarks
@testable import Desk
@testable import TerminalUI

/// The visits of the clerk's day, without a terminal.
@Suite struct ClerkDayTests {
  /// Takes a visit to its end, as its script says.
  private func take(_ script: VisitScript, at desk: DeskDriver) {
    var printed = 0
    for step in script.steps {
      switch step {
      case .key(let key): desk.press(key)
      case .data(let scalar): desk.press(.character(scalar))
      case .expect(let text):
        if desk.orders.count > printed {
          printed = desk.orders.count
          desk.finishPrint()
        }
        #expect(desk.text.contains(text), "\(script.name)\n\(desk.text)")
      }
    }
  }

  @Test(arguments: ["visits", "rush"])
  func `a family of four moves in with at most 45 keys beyond what has to be typed`(file: String) throws {
    let desk = try DeskDriver()
    let script = try #require(try VisitScript.shipped(file).first)
    take(script, at: desk)
    let listing = try #require(try desk.store.visits(on: nil).first)
    let visit = Visit(try desk.store.journal(of: listing.id))
    #expect(visit.situation.filings.map(\.kind) == ["転入"] && visit.situation.personCount == 4)
    #expect(visit.printed.first == "resident-move" && visit.printed.contains("checklist"))
    #expect(desk.text.contains(desk.desk.catalog.municipality.name) && desk.visit == nil)
    #expect(script.keyCount <= 45)
  }

  @Test func `data is counted apart from keys`() throws {
    let script = try #require(
      try VisitScript.reading(
        """
        # a remark
        == 転居
        "若葉 a" Enter 1 F10 [PDF を作りました]
        Ctrl-O
        """
      ).first)
    #expect(script.name == "転居" && script.dataCount == 4 && script.keyCount == 4)
    #expect(script.steps.last == .key(.control("o")))
  }

  @Test(arguments: ["== 名\n\"開いたまま", "== 名\n[開いたまま", "== 名\nNoKey", "Enter"])
  func `a visit that cannot be read says its line`(text: String) {
    #expect(throws: VisitScript.Malformed.self) { try VisitScript.reading(text) }
  }
}

/// The picture that the benchmark makes of what curses sends.
@Suite struct TerminalScreenTests {
  private func screen(_ texts: String...) -> TerminalScreen {
    var screen = TerminalScreen(rows: 3, columns: 10)
    for text in texts { screen.read(Array(text.utf8)) }
    return screen
  }

  @Test func `wide characters take two columns and are whole`() {
    let whole = screen("\u{1B}[2;1H窓口a")
    #expect(whole.lines[1] == "窓口a     " && whole.cursor == (1, 5) && whole.orphans == 0)
    #expect(screen("\u{1B}[2;1H窓口\u{1B}[2;2Hx").orphans == 1)
    #expect(screen("\u{1B}[2;1H窓口\u{1B}[2;3H\u{1B}[K").lines[1] == "窓        ")
  }

  @Test func `a character past the last column is counted`() {
    #expect(screen("\u{1B}[1;9H窓").overflows == 0)
    #expect(screen("\u{1B}[1;10H窓").overflows == 1)
    #expect(screen("\u{1B}[1;10Hab").overflows == 1)
  }

  @Test func `what a read cut in two is put together`() {
    var cut = TerminalScreen(rows: 1, columns: 10)
    for byte in "\u{1B}[1;3H\u{1B}[7m口".utf8 { cut.read([byte]) }
    #expect(cut.lines[0] == "  口      " && cut.attributes(row: 0, column: 3) == .reverse && cut.unknown == [])
  }

  @Test func `the cursor, the modes and the questions of curses are followed`() {
    var asked = screen("\u{1B}[?25l", "\u{1B}[2;4H\u{1B}[6n")
    #expect(!asked.isCursorVisible && asked.takeReplies() == "\u{1B}[2;4R" && asked.takeReplies() == "")
    #expect(screen("\u{1B}[1;3r\u{1B}[3;1Hx\n").lines[1].hasPrefix("x"))
    #expect(screen("\u{1B}[5z").unknown == ["CSI 5z"])
  }
}
