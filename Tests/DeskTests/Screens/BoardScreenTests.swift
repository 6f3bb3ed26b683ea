import Counter
import Testing

@testable import Desk

@Suite struct BoardScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry]? = nil) throws -> ScreenDriver<BoardScreen> {
    let desk = try SmallDesk.open(try entries ?? [SmallDesk.movingIn()])
    return ScreenDriver(BoardScreen(try #require(desk.open)), on: desk, size)
  }

  /// The board with the focus on a field.
  private func driver(
    _ size: ScreenSize, at fact: String, of subject: Subject = .filing(0), _ entries: [Entry]? = nil
  )
    throws -> ScreenDriver<BoardScreen>
  {
    let board = try driver(size, entries)
    let open = try #require(board.desk.open)
    board.change { $0.go(to: FactKey(fact, of: subject), open) }
    return board
  }

  @Test(arguments: ScreenSize.all)
  func `every open question stands with what it decides, the first in focus`(size: ScreenSize) throws {
    let board = try driver(size)
    #expect(board.lines[0].hasPrefix(" 0001 残り"))
    #expect(board.lines[0].contains("本人確認まだ 転入 柿本 勇ほか2人"))
    #expect(board.lines.contains { $0.hasPrefix("＞ 新しい住所に住み始めた日はいつですか") })
    #expect(board.text.contains("新しい住所はどこですか") && board.text.contains("新しい住所での世帯はどうなりますか"))
    #expect(board.text.contains("聞かなくてよいこと") && board.text.contains("手続 "))
    #expect(board.screen.visitorPage == .question(FactKey("届出.異動日", of: .filing(0))))
  }

  @Test(arguments: ScreenSize.all)
  func `verdicts stand below the questions, or beside them where there is room`(size: ScreenSize) throws {
    let board = try driver(size, try SmallDesk.complete())
    if size.columns >= 110 {
      #expect(
        board.lines[2].contains("|") && board.lines.contains { $0.contains("◎ 転入届") && $0.hasSuffix("12/2") })
    } else {
      #expect(board.lines[14].hasPrefix("--------"))
      #expect(board.lines[15].contains("今の答えで変わったもの") && board.lines[16].contains("◎ 転入届"))
      #expect(board.text.contains("（F8 で一覧）"))
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a day is typed, read back, and answered by Enter, and the next question has the focus`(
    size: ScreenSize
  ) throws {
    let board = try driver(size)
    board.press("\"11/18\"")
    #expect(board.focused.contains("11/18") && board.text.contains("令8.11.18"))
    board.press("Enter")
    #expect(
      board.written == [SmallDesk.answered("届出.異動日", .day(.init(number: SmallDesk.now.day.number - 2)))])
    try board.write()
    #expect(board.screen.focus == FactKey("届出.新住所", of: .filing(0)))
  }

  @Test(arguments: ScreenSize.all, [("2/30", "その日はありません。"), ("あした", "日付は 8.11.18、11/18、R8.11.18 のように")])
  func `what is no day is refused with how to write it, and stays`(size: ScreenSize, typed: (String, String))
    throws
  {
    let board = try driver(size)
    board.press("\"\(typed.0)\" Enter")
    #expect(board.said?.hasPrefix("エラー：" + typed.1) == true, "\(board.said ?? "")")
    #expect(board.focused.contains(typed.0))
  }

  @Test(arguments: ["まめ 1-2", "豆坂町", "どこか 1-2"])
  func `an address without one town of the city or without a block is refused`(typed: String) throws {
    let board = try driver(ScreenSize.all[0], at: "届出.新住所")
    board.paste(typed)
    board.press("Enter")
    #expect(board.said?.hasPrefix("エラー：") == true && board.focused.contains(typed))
  }

  @Test(arguments: ScreenSize.all)
  func `an address is read from kana, and brings its school district along`(size: ScreenSize) throws {
    let board = try driver(size, at: "届出.新住所")
    board.press("\"まめさか 1-2\" Enter")
    guard case .answered(let answers)? = board.written.first else {
      Issue.record("\(board.asked) \(board.said ?? "")")
      return
    }
    #expect(answers.first?.fact == "届出.新住所" && answers.contains { $0.fact == "届出.新しい学区" })
    #expect("\(answers[0].answer)".contains("豆坂町"))
  }

  @Test(arguments: ScreenSize.all)
  func `one is chosen by number, none by the star, not knowing and not saying by their keys`(size: ScreenSize)
    throws
  {
    let way = try driver(size, at: "届出.世帯の作り方")
    #expect(way.text.contains("1 新しく世帯をつくる") && way.text.contains("0 わからない"))
    way.press("\"2\"")
    #expect(way.written == [SmallDesk.answered("届出.世帯の作り方", .text("いまある世帯に入る"))])
    let animals = try driver(size, at: "届出.飼うもの")
    for (key, answer) in [("*", Answer.value(.texts([]))), ("0", .doesNotKnow), ("-", .willNotSay)] {
      animals.press("\"\(key)\"")
      #expect(
        animals.written == [.answered([FactAnswer(FactKey("届出.飼うもの", of: .filing(0)), answer)])], "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `several are ticked, then answered by Enter`(size: ScreenSize) throws {
    let board = try driver(size, at: "届出.飼うもの")
    board.press("\"2\" \"1\"")
    #expect(board.text.contains("1■ 犬") && board.text.contains("2■ みつばち") && board.text.contains("Enter 決める"))
    board.press("\"2\" Enter")
    #expect(board.written == [SmallDesk.answered("届出.飼うもの", .texts(["犬"]))])
    let none = try driver(size, at: "届出.飼うもの")
    none.press("\"1\" \"1\" F12")
    #expect(none.asked == "stay" && !none.text.contains("■"))
  }

  @Test(arguments: ScreenSize.all)
  func `a question about each person is answered one by one, or no for all that are left`(size: ScreenSize)
    throws
  {
    let board = try driver(size, at: "人.勤め先の保険", of: .person(0))
    #expect(board.text.contains("勇 ") && board.text.contains("桃 ") && board.text.contains("3 あとの人も全員いいえ"))
    board.press("\"1\"")
    #expect(board.written == [SmallDesk.answered("人.勤め先の保険", of: .person(0), .yesNo(true))])
    try board.write()
    #expect(board.screen.focus == FactKey("人.勤め先の保険", of: .person(1)))
    board.press("\"3\"")
    guard case .answered(let answers)? = board.written.first else {
      Issue.record("\(board.asked)")
      return
    }
    #expect(answers.map(\.subject) == [.person(1), .person(2)])
    #expect(answers.allSatisfy { $0.answer == .value(.yesNo(false)) })
  }

  @Test(arguments: ScreenSize.all)
  func `a number behind a gate is asked once its gate is open, and a word is no number`(size: ScreenSize)
    throws
  {
    let shut = try driver(size)
    #expect(!shut.text.contains("犬を何頭飼っていますか"))
    let board = try driver(
      size, at: "人.犬の数", of: .person(0),
      [try SmallDesk.movingIn(), SmallDesk.answered("届出.飼うもの", .texts(["犬"]))])
    #expect(board.text.contains("犬を何頭飼っていますか"))
    board.press("\"たくさん\" Enter")
    #expect(board.said == "エラー：半角か全角の数字で入力してください")
    board.press("Ctrl-U \"２\" Enter")
    #expect(board.written == [SmallDesk.answered("人.犬の数", of: .person(0), .number(2))])
  }

  @Test(arguments: ScreenSize.all)
  func `a text of a form is refused otherwise, and the two typed marks answer`(size: ScreenSize) throws {
    let board = try driver(size, at: "届出.前住所の都道府県", [try SmallDesk.movingIn(["樫村 一"])])
    board.press("\"東京\" Enter")
    #expect(board.said == "エラー：都道府県は「東京都」のように、都・道・府・県まで入力してください")
    board.press("\"都\" Enter")
    #expect(board.written == [SmallDesk.answered("届出.前住所の都道府県", .text("東京都"))])
    board.press("Ctrl-U \"？\" Enter")
    #expect(board.written == [.answered([FactAnswer(FactKey("届出.前住所の都道府県", of: .filing(0)), .doesNotKnow)])])
  }

  @Test(arguments: ScreenSize.all)
  func `a quiet question is turned to the visitor by Enter`(size: ScreenSize) throws {
    let board = try driver(size, at: "届出.あてはまること")
    #expect(board.text.contains("【画面で】") && board.text.contains("Enter 画面を来庁者に向ける"))
    board.press("Enter")
    #expect(board.asked == "push QuietScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `a number that stands nowhere and a letter are answered with a sentence`(size: ScreenSize) throws {
    let board = try driver(size, at: "届出.世帯の作り方")
    board.press("\"9\"")
    #expect(board.said == "その番号の答えはありません。選べる値は F4 で見られます")
    board.press("\"漢\"")
    #expect(board.said == "数字で選んでください。選べる値は F4 で見られます")
    board.press("Ctrl-R")
    #expect(board.said == "前に入れた同じ答えがありません。数字で選ぶか、入力してください")
    board.press("Ctrl-T")
    #expect(board.asked == "ignored")
  }

  @Test(arguments: ScreenSize.all)
  func `keys lead to values, reasons, the list, the check, the papers and identity`(size: ScreenSize) throws {
    let board = try driver(size)
    for (key, asked) in [
      ("F4", "push ValuesScreen"), ("F6", "push WhyScreen"), ("F8", "push ProcedureListScreen"),
      ("F9", "push ReviewScreen"), ("F10", "push PapersScreen"), ("F5", "add filing"),
      ("Ctrl-K", "push IdentityScreen"),
      ("Ctrl-O", "push ExplainScreen"), ("F3", "to list"),
    ] {
      board.press(key)
      #expect(board.asked == asked, "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `Tab and arrows walk all the fields and come round, and a press goes to a field`(size: ScreenSize)
    throws
  {
    let board = try driver(size)
    let first = board.screen.focus
    let count = try #require(board.desk.open).fields.count
    for _ in 0..<count { board.press("Tab") }
    #expect(board.screen.focus == first)
    board.press("Up")
    #expect(board.screen.focus != first)
    board.press("Down")
    try board.point(at: "新しい住所はどこですか")
    #expect(board.screen.focus == FactKey("届出.新住所", of: .filing(0)))
  }

  @Test(arguments: ScreenSize.all)
  func `what was typed is taken before a field or the board is left`(size: ScreenSize) throws {
    for key in ["Tab", "F10", "F9", "Down"] {
      let board = try driver(size)
      board.press("\"11/18\" \(key)")
      #expect(board.asked == "write", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `when all is answered it says so, and an answer is withdrawn by Backspace`(size: ScreenSize) throws {
    let board = try driver(size, try SmallDesk.complete())
    #expect(board.lines[0].contains("残り0問"))
    #expect(board.text.contains("聞くことは終わりました。F9 で答えを確かめ、F10 で書類へ進みます"))
    let open = try #require(board.desk.open)
    board.change { $0.go(to: FactKey("届出.飼うもの", of: .filing(0)), open) }
    board.press("Backspace")
    #expect(board.written == [.withdrawn([FactKey("届出.飼うもの", of: .filing(0))])])
  }

  @Test(arguments: ScreenSize.all)
  func `a filing that cannot be received says why and what to do`(size: ScreenSize) throws {
    let tomorrow = SmallDesk.answered("届出.異動日", .day(.init(number: SmallDesk.now.day.number + 1)))
    let board = try driver(size, [try SmallDesk.movingIn(), tomorrow])
    #expect(board.text.contains("！ 転入（市外から）：まだ住み始めていないため、"))
    #expect(board.text.replacing("\n", with: "").contains("14日以内に"))
  }

  @Test(arguments: ScreenSize.all)
  func `without a filing nothing is asked, and F5 looks for somebody`(size: ScreenSize) throws {
    let board = try driver(size, [])
    #expect(board.text.contains("聞くことはありません。"))
    board.press("F5")
    #expect(board.asked == "push SearchScreen")
    for key in ["Enter", "\"1\"", "F4", "F6"] {
      board.press(key)
      #expect(board.asked == "ignored", "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `what somebody else answers meanwhile stands beside what was begun`(size: ScreenSize) throws {
    let board = try driver(size)
    board.press("\"11/1\"")
    try board.others(
      write: SmallDesk.answered("届出.異動日", .day(.init(number: SmallDesk.now.day.number - 2))))
    #expect(board.focused.contains("11/1") && board.text.contains("！ 田中 さんの答え： 令和8年11月18日"))
    #expect(board.text.contains("田中 さんが「令和8年11月18日」と答えました。"))
    board.press("Enter")
    let performed = try board.write()
    guard case .conflict? = performed else {
      Issue.record("\(String(describing: performed))")
      return
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a long name leaves the answer its room, and namesakes are told apart`(size: ScreenSize) throws {
    let names = ["栗原 栗子", "栗原 栗子", SmallDesk.longName]
    let board = try driver(
      size, at: "人.勤め先の保険", of: .person(0), [try SmallDesk.movingIn(names, relationships: ["世帯主", "妹", "子"])])
    #expect(board.text.contains("栗子（世帯主） ［") && board.text.contains("栗子（妹） ［"))
    #expect(board.lines.contains { $0.contains("坂…") && $0.contains("［") })
    #expect(board.lines[0].contains("栗原 栗子ほか2人"))
  }

  @Test(arguments: ScreenSize.all)
  func `of more people than there is room the one in focus is seen`(size: ScreenSize) throws {
    let names = (0..<60).map { "豆坂 \($0)郎" }
    let board = try driver(size, at: "人.勤め先の保険", of: .person(59), [try SmallDesk.movingIn(names)])
    #expect(board.focused.contains("59郎"))
    let open = try #require(board.desk.open)
    board.change { $0.go(to: FactKey("人.勤め先の保険", of: .person(0)), open) }
    #expect(board.focused.contains("0郎"))
  }
}
