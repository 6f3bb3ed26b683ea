import Counter
import Feel
import Records
import Testing

@testable import Desk
@testable import TerminalUI

@Suite struct SignInMistakeTests {
  private let clerks = [
    Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases)),
    Account(name: "高橋", section: "市民課", rights: [.receive]),
    Account(name: "古川", section: "市民課", rights: [.receive], until: Day(iso: "2026-03-31")),
    Account(name: "新田", section: "市民課", rights: [.receive], from: Day(iso: "2026-12-01")),
    Account(name: "停田", section: "市民課", rights: [.receive]),
  ]

  private func office() throws -> StaffedOffice {
    let office = try StaffedOffice(clerks[0], clerks[1], clerks[2], clerks[3], clerks[4])
    try office.lock("停田")
    return office
  }

  @Test(arguments: [
    Mistake(
      "the passphrase is wrong", "\"佐々木\" Enter \"wrong wrong wrong\" Enter", says: "名前かパスワードが違います",
      keeps: "佐々木"),
    Mistake(
      "the passphrase is wrong five times",
      before: "\"佐々木\" Enter \"wrong\" Enter \"w\" Enter \"w\" Enter \"w\" Enter",
      "\"w\" Enter", says: "14時45分まで入れません。急ぐときは管理者に連絡してください", keeps: "佐々木"),
    Mistake(
      "the account is locked", "\"停田\" Enter \"\(StaffedOffice.passphrase)\" Enter",
      says: "管理者が止めています。管理者に連絡してください"),
    Mistake(
      "the account has expired", "\"古川\" Enter \"\(StaffedOffice.passphrase)\" Enter",
      says: "令和8年3月31日で期限が切れました。管理者に延ばしてもらってください"),
    Mistake(
      "the account is for later", "\"新田\" Enter \"\(StaffedOffice.passphrase)\" Enter",
      says: "令和8年12月1日から使えます"),
    Mistake("no passphrase is typed", "\"佐々木\" F10", says: "パスワードを入力してください", keeps: "佐々木"),
  ])
  func `who may not come in is told what to do`(mistake: Mistake) throws {
    let desk = try office().desk()
    try desk.make(mistake)
    #expect(desk.desk.seat.account == nil && desk.text.contains("職員の名前"))
  }

  @Test(arguments: [
    Mistake("no name", "F10", says: "職員の名前を入力してください"),
    Mistake(
      "a short passphrase", "\"佐々木\" Enter \"市民課\" Enter \"short\" Enter \"short\" Enter",
      says: "12文字以上で決めてください",
      keeps: "*****"),
    Mistake(
      "the name as the passphrase", "\"ながいなまえのささきさん\" Enter \"市民課\" Enter \"ながいなまえのささきさん\" Enter \"あ\" Enter",
      says: "別のことばにしてください"),
    Mistake(
      "two passphrases that differ",
      "\"佐々木\" Enter \"市民課\" Enter \"\(StaffedOffice.passphrase)\" Enter \"\(StaffedOffice.passphrase)x\" Enter",
      says: "2回のパスワードが違います。もう一度入力してください", keeps: "市民課"),
  ])
  func `on the very first start nobody comes in by a slip`(mistake: Mistake) throws {
    let desk = try StaffedOffice().desk()
    try desk.make(mistake)
    #expect(desk.desk.seat.account == nil && desk.text.contains("はじめのアカウント"))
  }

  @Test func `who was away too long comes back to the same work and the same half-typed text`() throws {
    let desk = try office().desk(for: "佐々木")
    desk.press(Script.movesInOnADay + "\"minamidai3 91\"")
    try desk.losingNothing {
      desk.now = Instant(seconds: desk.now.seconds + 601)
      desk.handle(.wake)
      #expect(desk.said.contains("画面を閉じました。続きはそのまま残っています") && !desk.text.contains("若葉"))
      desk.press("\"\(StaffedOffice.passphrase)\" Enter")
    }
    #expect(desk.text.contains("minamidai3 91") && desk.text.contains("若葉"))
  }

  @Test func `a colleague who takes over a shut desk does not sit in the other's visit`() throws {
    let desk = try office().desk(for: "佐々木")
    desk.press(Script.movesInOnADay)
    try desk.losingNothing {
      desk.now = Instant(seconds: desk.now.seconds + 601)
      desk.handle(.wake)
      desk.press("Up Ctrl-U \"高橋\" Enter \"\(StaffedOffice.passphrase)\" Enter")
    }
    #expect(desk.visit == nil && desk.text.contains("高橋") && desk.text.contains("保留"))
    desk.press("\"1\" Enter")
    #expect(desk.visit?.situation.day("届出.異動日", of: .filing(0)) == Day(iso: "2026-11-18"))
  }

  @Test(arguments: [
    Mistake(
      "a verdict is changed without the right", before: Script.movesInOnADay + "F8 Enter", "F4",
      says: "「判定の変更」の権限のある職員に頼んでください"),
    Mistake(
      "a release is asked of whoever may not give it",
      before: "\"000000000900063\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10 Ctrl-P \"支援措置\" Enter",
      "\"高橋\" Enter \"\(StaffedOffice.passphrase)\" Enter Enter \"本人の転居\" Enter F10",
      says: "支援措置の解除の権限がありません。権限のある方に頼んでください", keeps: "本人の転居"),
  ])
  func `who has not the right is told whom to ask`(mistake: Mistake) throws {
    let desk = try office().desk(for: "高橋")
    try desk.make(mistake)
    #expect(desk.visit?.status == .open && desk.visit?.release == nil)
  }
}

@Suite struct AnswerMistakeTests {
  @Test(arguments: [
    Mistake("a day that is none", before: Script.movesIn, "\"さくねん\" Enter", says: "11/18", keeps: "さくねん"),
    Mistake(
      "the 30th of February", before: Script.movesIn, "\"2/30\" Enter", says: "その日はありません", keeps: "2/30"),
    Mistake(
      "a town elsewhere", before: Script.movesInOnADay, "\"ぎんざ 1-1\" Enter", says: "F4 で町名の一覧が出ます",
      keeps: "ぎんざ 1-1"),
    Mistake(
      "a town that may be three", before: Script.movesInOnADay, "\"minami 1-1\" Enter", says: "続きを入力してください",
      keeps: "minami 1-1"),
    Mistake(
      "a town without a block", before: Script.movesInOnADay, "\"minamidai3\" Enter", says: "番地を入力してください",
      keeps: "minamidai3"),
    Mistake(
      "a postal code of another city", before: Script.movesInOnADay, "\"1008888 1-1\" Enter", says: "郵便番号",
      keeps: "1008888 1-1"),
    Mistake(
      "what was ticked is taken away again", before: Script.moves + "\"11/15\" Enter \"1\" Enter Up \"1\"",
      "Enter",
      says: "印が1つもありません"),
    Mistake("nothing to repeat", before: Script.movesIn, "Ctrl-R", says: "同じ答えがありません"),
    Mistake(
      "nothing to undo", before: "\"wakaba\" Enter \"1\" \"1\" F12", "Ctrl-Z", says: "取り消せるものがありません"),
    Mistake("nothing to redo", before: Script.movesIn, "Ctrl-Y", says: "戻せません"),
  ])
  func `an answer that cannot be is not taken, and stays to be mended`(mistake: Mistake) throws {
    try DeskDriver().make(mistake)
  }

  @Test func `no rest of a hint stands behind a sentence`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn + "\"2/30\" Enter")
    #expect(desk.said == desk.desk.message?.text)
  }

  @Test func `a move that is still to come is refused with the next step`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn + "\"R8.12.1\" Enter")
    #expect(desk.said.contains("まだ新しい住所に住み始めていない"))
    #expect(desk.said.contains("もう一度お越しください"))
    try desk.make(Mistake("it is printed all the same", "F10 F10", says: "前の画面の案内を見てください"))
    #expect(desk.orders.isEmpty)
  }

  @Test func `a word typed where a number is chosen is not swallowed`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter \"つくる\"")
    #expect(desk.visit?.answered.count == 3)
    #expect(saysWhatToDo(desk.said))
  }

  @Test(arguments: ["Down Up", "Tab Shift-Tab", "Ctrl-K F10", "Ctrl-B"])
  func `what was typed is kept when the field is left`(keys: String) throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\"")
    desk.press(keys)
    #expect(desk.text.contains("minamidai3 91-2") || desk.text.contains("南台3丁目91番2号"), "\(desk.text)")
  }

  @Test func `a paste that is too long is said to be cut`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay)
    try desk.losingNothing {
      desk.handle(.paste("minamidai3 91-2 " + String(repeating: "あ", count: 10_000)))
    }
    #expect(saysWhatToDo(desk.said))
  }

  @Test func `an event chosen by mistake can be taken back`() throws {
    let desk = try DeskDriver()
    try desk.losingNothing { desk.press("\"hoshino kiyo\" Enter \"1\" \"1\" \"1\" F12 Ctrl-Z") }
    #expect(desk.visit?.situation.filings.isEmpty ?? true || saysWhatToDo(desk.said), "\(desk.said)")
  }

  @Test func `what Ctrl-Z took back is said`() throws {
    let desk = try DeskDriver()
    try desk.losingNothing { desk.press(Script.movesIn + "Ctrl-Z") }
    #expect(desk.visit?.visitor == nil)
    #expect(desk.said.contains("本人確認"))
  }

  @Test func `nothing is answered in a window that is too small to show the question`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter")
    let answered = desk.visit?.answered
    desk.size = (20, 60)
    desk.handle(.resize(rows: 20, columns: 60))
    desk.press("\"1\"")
    #expect(desk.text.contains("80桁×24行以上に") && desk.text.contains("広げてください"))
    desk.size = (24, 80)
    #expect(desk.visit?.answered == answered)
  }

  @Test func `a key that does nothing here says so`() throws {
    let desk = try DeskDriver()
    try desk.losingNothing { desk.press("F9") }
    #expect(saysWhatToDo(desk.said))
  }

  @Test func `a visitor who walks away is held, and found again by the number`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay)
    try desk.losingNothing { desk.press("F3") }
    #expect(desk.text.contains("保留"))
    desk.press("\"1\" Enter")
    #expect(desk.text.contains("令和8年11月18日") && desk.visit?.visitor != nil)
  }

  @Test func `one F3 on the list ends nothing`() throws {
    let desk = try DeskDriver()
    try desk.make(Mistake("F3 once", "F3", says: "終わるときは、もう一度 F3 を押してください"))
    desk.press("Down F3")
    #expect(!desk.desk.isOver)
  }
}

@Suite struct SearchMistakeTests {
  @Test(arguments: [
    Mistake("a number that nobody has", "\"77\" Enter", says: "手続案内票のコードを読み取ってください"),
    Mistake(
      "a code with a letter misread", before: Script.movesIn + "F3", "\"token0abcdefghiz\" Enter",
      says: "もう一度読み取るか"),
    Mistake(
      "a code misread as letters only", before: Script.movesIn + "F3", "\"tokenoabcdefghij\" Enter",
      says: "もう一度読み取るか"),
  ])
  func `what finds no visit says what to try`(mistake: Mistake) throws {
    let desk = try DeskDriver()
    try desk.make(mistake)
    #expect(desk.visit == nil)
  }

  @Test(arguments: ["TOKEN0ABCDEFGHIJ", "ｔｏｋｅｎ０ａｂｃｄｅｆｇｈｉｊ"])
  func `a code is read however the keyboard stands`(code: String) throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn + "F3 \"\(code)\" Enter")
    #expect(desk.visit?.situation.name(ofPerson: 0) == "若葉 太郎")
  }

  @Test func `a name that nobody has says what to try`() throws {
    let desk = try DeskDriver()
    desk.press("\"そんなひと\" Enter")
    #expect(desk.text.contains("見つかりません") && desk.text.contains("さがす：そんなひと"))
    #expect(saysWhatToDo(desk.text))
  }

  @Test func `a name that thousands have asks for another word`() throws {
    let desk = try DeskDriver(changing: {
      $0.register.search = { _ in SearchResult(residents: [], certificates: [], count: 1001) }
    })
    desk.press("\"やま\" Enter")
    #expect(desk.text.contains("1,000人を超えます"))
    #expect(desk.text.contains("絞ってください"))
  }

  @Test func `two of one name and one birth are told apart before one is taken`() throws {
    let desk = try DeskDriver()
    desk.press("\"田中 浩\" Enter")
    #expect(desk.text.contains("同姓同名で生年月日も同じ方がいます。住所を来庁者に確かめてください"))
    #expect(desk.text.contains("港町1丁目92番1号") && desk.text.contains("本町1丁目91番8号"))
  }

  @Test func `a protected person is not found by where they live`() throws {
    let desk = try DeskDriver()
    desk.press("\"本町2丁目\" Enter")
    #expect(!desk.text.contains("杉本") && desk.text.contains("2人"))
  }

  @Test func `yesterday's number does not lead to a second visit`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "F3")
    desk.now = Instant(seconds: desk.now.seconds + 86_400)
    desk.handle(.wake)
    try desk.losingNothing { desk.press("\"1\" Enter") }
    #expect(desk.visit?.situation.day("届出.異動日", of: .filing(0)) == Day(iso: "2026-11-18"))
  }

  @Test func `whoever has died is offered no move`() throws {
    let desk = try DeskDriver()
    desk.press("\"大野 正雄\" Enter \"1\"")
    #expect(desk.text.contains("【除票 2026-11-09 死亡】") && !desk.text.contains("転居"))
  }

  @Test func `a household that is not at the address says where to look`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter")
    try desk.losingNothing { desk.press("\"2\"") }
    #expect(desk.text.contains("番地を確かめてください。F12 で戻ります"))
  }

  @Test func `a number drawn by mistake can be voided`() throws {
    let desk = try DeskDriver()
    desk.press("F10 F10")
    try desk.losingNothing { desk.press("\"1\" Enter F12 \(Script.voids) \"押しまちがい\" F10") }
    #expect(desk.text.contains("取り消し"))
  }

  private static let oneOfAFamily =
    "\"そんなひと\" Enter F10 \"山本 一\" Enter \"やまもと はじめ\" Enter \"S60.5.5\" Enter \"1\" Enter "

  @Test(arguments: [
    Mistake("no name", before: "\"そんなひと\" Enter F10", "F10", says: "氏名を入力してください"),
    Mistake(
      "no reading", before: "\"そんなひと\" Enter F10", "\"山本 一\" F10", says: "ふりがなを入力してください", keeps: "山本 一"),
    Mistake(
      "a birth that is no day", before: "\"そんなひと\" Enter F10",
      "\"山本 一\" Enter \"やまもと はじめ\" Enter \"S60.13.5\" F10", says: "S55.3.2 か 19800302 のように", keeps: "S60.13.5"
    ),
    Mistake(
      "a birth to come", before: "\"そんなひと\" Enter F10", "\"山本 一\" Enter \"やまもと はじめ\" Enter \"R30.5.5\" F10",
      says: "年を確かめてください", keeps: "R30.5.5"),
    Mistake(
      "no sex", before: "\"そんなひと\" Enter F10", "\"山本 一\" Enter \"やまもと はじめ\" Enter \"S60.5.5\" F10",
      says: "1 男、2 女、3 空欄 の数字で選んでください", keeps: "やまもと"),
  ])
  func `whoever is typed is typed whole`(mistake: Mistake) throws {
    let desk = try DeskDriver()
    try desk.make(mistake)
    #expect(desk.visit == nil)
  }

  @Test func `a family typed by hand outlives one step back`() throws {
    let desk = try DeskDriver()
    desk.press(Self.oneOfAFamily + "Enter F12")
    #expect(desk.text.contains("山本 一"))
  }
}

@Suite struct IdentityMistakeTests {
  private static let chosen = "\"wakaba\" Enter \"1\" \"1\" "
  private static let twentyDown = Array(repeating: "Down", count: 20).joined(separator: " ")

  @Test(arguments: [
    Mistake("nobody chosen", before: chosen, "F10", says: "窓口に来た方を選んでください"),
    Mistake("no document", before: chosen + "\"1\" \"1\"", "F10", says: "本人確認の書類が足りません"),
    Mistake(
      "a bankbook and a student card", before: chosen + "\"1\" \"1\"", "\(twentyDown) \" \" Down \" \" F10",
      says: "どれかがそろうように選んでください", keeps: "■ ロ  学生証"),
    Mistake(
      "a proxy without a letter", before: chosen + "\"5\" \"代理 太郎\" Enter", "\"2\" F10",
      says: "委任状を確かめて 0 を押してください",
      keeps: "代理 太郎"),
    Mistake(
      "a legal representative without proof", before: chosen + "\"4\"", "\"代理 太郎\" Enter \"2\" F10",
      says: "登記事項証明書を確かめて 0 を押してください"),
    Mistake("a proxy without a name", before: chosen + "\"5\"", "Enter", says: "氏名を入力してください"),
    Mistake(
      "a proxy's name, and F10 at once", before: chosen + "\"5\"", "\"代理 太郎\" F10",
      says: "委任状を確かめて 0 を押してください",
      keeps: "代理 太郎"),
  ])
  func `who came is not recorded before it is sure`(mistake: Mistake) throws {
    let desk = try DeskDriver()
    try desk.make(mistake)
    #expect(desk.visit?.visitor == nil)
  }

  @Test func `a print before the check of identity leads to the check`() throws {
    let desk = try DeskDriver()
    desk.press(Self.chosen + "F12 F10")
    #expect(desk.text.contains("本人確認がまだです。F10 を押すと、まず本人確認を記録します"))
    try desk.losingNothing { desk.press("F10") }
    #expect(desk.text.contains("窓口に来た方") && desk.orders.isEmpty)
  }
}

@Suite struct ReasonMistakeTests {
  private static let voided = Script.movesInOnADay + Script.voids + "\"まちがい\" F10 \"1\" Enter "
  private static let releases =
    "\"000000000900063\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10 Ctrl-P \"支援措置\" Enter \"課長\" Enter "

  @Test(arguments: [
    Mistake(
      "a void without a reason", before: Script.movesInOnADay, Script.voids + "\"　 \" F10",
      says: "取り消す理由を入力してください"),
    Mistake(
      "an answer in what is over", before: voided, "\"minamidai3 91-2\" Enter", says: "「訂正する」を選んでください",
      keeps: "minamidai3 91-2"),
    Mistake(
      "a correction without a reason", before: voided, "Ctrl-P \"訂正\" Enter F10", says: "訂正する理由を入力してください"),
    Mistake(
      "an override without a reason", before: Script.movesInOnADay, "Ctrl-P \"住民異動届\" Enter F4 F10",
      says: "判定を変える理由を入力してください"),
    Mistake("a release without a name", before: releases, "Up Ctrl-U F10", says: "許可する人を入力してください"),
    Mistake("a release without a reason", before: releases, "F10", says: "理由を入力してください", keeps: "課長"),
    Mistake(
      "a release for no time", before: releases + "\"転居\" Enter", "Ctrl-U \"0\" F10",
      says: "1 から 60 の数字で入力してください",
      keeps: "転居"),
    Mistake(
      "a release for too long", before: releases + "\"転居\" Enter", "Ctrl-U \"90\" F10",
      says: "1 から 60 の数字で入力してください",
      keeps: "90"),
    Mistake(
      "minutes in letters", before: releases + "\"転居\" Enter", "Ctrl-U \"十五分\" F10",
      says: "1 から 60 の数字で入力してください",
      keeps: "十五分"),
    Mistake(
      "a form of the outage from later", "Ctrl-P \"紙で\" Enter \"11/20 18:00\" F10", says: "紙に書いた時刻を確かめてください",
      keeps: "11/20 18:00"),
    Mistake(
      "a form of the outage from the evening", "Ctrl-P \"紙で\" Enter \"ゆうがた\" F10",
      says: "11/20 9:40 のように入力してください",
      keeps: "ゆうがた"),
    Mistake("a form of the outage without a time", "Ctrl-P \"紙で\" Enter F10", says: "を入力してください"),
  ])
  func `an act that needs a reason or a time waits for it`(mistake: Mistake) throws {
    let desk = try DeskDriver()
    try desk.make(mistake)
    #expect(desk.visit?.overrides.isEmpty ?? true && desk.visit?.release == nil)
  }

  @Test func `an override of what does not concern the visit is taken or refused, not forgotten`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesInOnADay + "Ctrl-P \"国外からの転入届\" Enter")
    try desk.losingNothing { desk.press("F4") }
    #expect(desk.visit?.overrides.count == 1 || saysWhatToDo(desk.said), "\(desk.text)")
  }

  @Test func `what a window puts off says why`() throws {
    let citizens = try DeskDriver()
    citizens.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter \"1\" \"1\" F10 F10")
    citizens.finishPrint()
    citizens.press("F10 F10")
    let children = try DeskDriver(window: "子育て支援課 窓口1", clerk: "高橋", beside: citizens)
    try children.make(
      Mistake("it is put off without a reason", before: "Down Enter F10", "F4 F10", says: "を入力してください"))
    #expect(Visit(try children.store.journal(of: 1)).errands.allSatisfy(\.isOpen))
  }
}
