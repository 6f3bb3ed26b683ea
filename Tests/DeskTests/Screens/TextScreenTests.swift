import Testing

@testable import Desk

@Suite struct TextScreenTests {
  private func driver(_ size: ScreenSize, _ count: Int) throws -> ScreenDriver<TextScreen> {
    ScreenDriver(
      TextScreen(heading: "見出し", lines: (0..<count).map { "\($0)行目" }, showing: .readContent),
      on: try SmallDesk.empty(), size)
  }

  @Test(arguments: ScreenSize.all)
  func `the heading stands above and the lines below it`(size: ScreenSize) throws {
    let text = try driver(size, 3)
    #expect(text.lines[0].hasPrefix(" 見出し"))
    #expect(Array(text.lines[2...5]) == [" 0行目", " 1行目", " 2行目", ""])
    #expect(text.frame.cursor == (2, 0))
    #expect(!text.lines[size.rows - 1].contains("F8"))
  }

  @Test(arguments: ScreenSize.all)
  func `a long text is paged, and never past its end`(size: ScreenSize) throws {
    let text = try driver(size, 100)
    #expect(text.lines[size.rows - 1].contains("F8次頁"))
    text.press("F8")
    #expect(text.lines[2] == " 18行目")
    text.press("Down PgUp")
    #expect(text.lines[2] == " 1行目")
    for _ in 0..<20 { text.press("PgDn") }
    #expect(text.text.contains("99行目"))
    text.press("Up F7")
    #expect(text.lines[2] == " 63行目")
  }

  @Test(arguments: ScreenSize.all)
  func `Enter and F12 lead back, F3 to the list, and letters are ignored`(size: ScreenSize) throws {
    let text = try driver(size, 3)
    for (key, asked) in [
      ("Enter", "pop"), ("F12", "pop"), ("F3", "to list"), ("\"1\"", "ignored"), ("F10", "ignored"),
    ] {
      text.press(key)
      #expect(text.asked == asked, "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `an empty text is an empty page`(size: ScreenSize) throws {
    let text = try driver(size, 0)
    text.press("F8 Down")
    #expect(text.lines[2..<size.rows - 3].allSatisfy { $0.isEmpty })
  }

  @Test(arguments: ScreenSize.all)
  func `a line that is too long ends at the edge`(size: ScreenSize) throws {
    let text = ScreenDriver(
      TextScreen(
        heading: String(repeating: "題", count: 80), lines: [String(repeating: "文", count: 80)],
        showing: .readContent),
      on: try SmallDesk.empty(), size)
    #expect(text.lines[2].columns == size.columns - 1)
    #expect(text.lines[0].contains("架空データ"))
  }
}
