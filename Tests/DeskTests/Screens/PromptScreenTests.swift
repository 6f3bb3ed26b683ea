import Counter
import Feel
import Testing

@testable import Desk

@Suite struct PromptScreenTests {
  private func driver(_ act: PromptScreen.Act, _ size: ScreenSize, _ entries: [Entry] = []) throws
    -> ScreenDriver<
      PromptScreen
    >
  {
    ScreenDriver(PromptScreen(act), on: try SmallDesk.open(entries), size)
  }

  @Test(arguments: ScreenSize.all)
  func `it asks for one line, in which the cursor stands`(size: ScreenSize) throws {
    let prompt = try driver(.void, size)
    #expect(prompt.lines[0].hasPrefix(" 受付 0001  受付を取り消す"))
    #expect(prompt.lines[4] == "   取り消す理由" && prompt.frame.cursor == (6, 3))
    prompt.press("\"番号の取りまちがい\"")
    #expect(prompt.focused == "   番号の取りまちがい" && prompt.frame.cursor == (6, 3 + 18))
  }

  @Test(arguments: ScreenSize.all)
  func `a reason voids, reopens or puts off`(size: ScreenSize) throws {
    let void = try driver(.void, size)
    void.press("\" まちがい \" F10")
    guard case .close(.voided(reason: "まちがい")) = void.outcome else {
      Issue.record("\(void.asked)")
      return
    }
    let reopen = try driver(.reopen, size)
    reopen.paste("住所の訂正")
    reopen.press("F10")
    guard case .close(.reopened(reason: "住所の訂正")) = reopen.outcome else {
      Issue.record("\(reopen.asked)")
      return
    }
    let errand = Errand.Key(window: "life", procedure: "dog.register")
    let postpone = try driver(.postpone([errand]), size)
    postpone.press("\"鑑札がない\" F10")
    #expect(postpone.asked == "write and pop" && postpone.written == [.postponed([errand], reason: "鑑札がない")])
  }

  @Test(arguments: ScreenSize.all)
  func `without a line it says what is missing, and Enter ends nothing`(size: ScreenSize) throws {
    let prompt = try driver(.void, size)
    prompt.press("\"  \" F10")
    #expect(prompt.said == "エラー：取り消す理由を入力してください")
    #expect(prompt.text.contains("エラー：取り消す理由を入力してください"))
    for key in ["Enter", "F4", "Tab"] {
      prompt.press(key)
      #expect(prompt.asked == "ignored", "\(key)")
    }
    prompt.press("F12")
    #expect(prompt.asked == "pop")
    prompt.press("F3")
    #expect(prompt.asked == "to list")
  }

  @Test(arguments: ["11/20 9:40", "2026-11-20　９：４０", "9:40", "9時40分", "R8.11.20 9:40"])
  func `a moment of paper is read however it is written`(text: String) throws {
    let prompt = try driver(.takePaper, ScreenSize.all[0])
    prompt.paste(text)
    prompt.press("F10")
    #expect(prompt.asked == "take paper of 2026-11-20 9時40分", "\(prompt.said ?? "")")
  }

  @Test(arguments: ["きのう", "11/20", "25:00", "9:60", "11/20 9:40 x", "13/45 9:00"])
  func `what is no moment is refused with an example`(text: String) throws {
    let prompt = try driver(.takePaper, ScreenSize.all[0])
    prompt.paste(text)
    prompt.press("F10")
    #expect(prompt.said == "エラー：日と時刻を 11/20 9:40 のように入力してください")
    #expect(prompt.focused.contains(text))
  }

  @Test func `a moment to come is refused`() throws {
    let prompt = try driver(.takePaper, ScreenSize.all[0])
    prompt.press("\"14:31\" F10")
    #expect(prompt.said == "エラー：先の時刻です。紙に書いた時刻を確かめてください")
  }

  @Test(arguments: ScreenSize.all)
  func `a verdict is turned round for everybody whom it is about, with what it was`(size: ScreenSize) throws {
    let rulebook = try SmallDesk.rulebook.get()
    let index = try #require(rulebook.catalog.procedures.firstIndex { $0.id == "insurance.join" })
    let prompt = try driver(.override(index), size, try SmallDesk.complete())
    prompt.press("\"社保の加入が決まった\" F10")
    #expect(prompt.asked == "write and pop")
    let overrides = prompt.written.compactMap {
      if case .overridden(let override) = $0 { override } else { nil }
    }
    #expect(overrides.map(\.subject) == [.person(0), .person(1), .person(2)])
    #expect(
      overrides.map(\.applies) == [true, false, true]
        && overrides.map(\.appliedBefore) == [false, true, false])
    #expect(Set(overrides.map(\.reason)) == ["社保の加入が決まった"])
  }

  @Test(arguments: ScreenSize.all)
  func `a reason longer than the line is seen at its end`(size: ScreenSize) throws {
    let prompt = try driver(.void, size)
    prompt.paste(String(repeating: "長", count: 100) + "末")
    #expect(prompt.focused.contains("末") && prompt.frame.cursor.column < size.columns)
  }
}
