import Counter
import Feel
import Testing

@testable import Desk
@testable import TerminalUI

/// Several visits, desks and windows at once.
@Suite struct ManyDesksTests {
  /// The family of four moves in; answered, printed and ended.
  private func finish(_ desk: DeskDriver) {
    desk.press("\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10")
    desk.press("\"11/18\" Enter \"minamidai3 91-2\" Enter \"1\" \"1\"")
    for _ in 0..<40 where desk.questionCount > 0 {
      desk.press("\"2\"")
      if desk.questionCount > 0 { desk.press("Enter") }
      if desk.text.contains("数字のキーを押してください") || desk.text.contains("いくつでも選べます") {
        desk.press("F12 \"2\" Enter")
      }
    }
    desk.press("F10 F10")
    desk.finishPrint()
    desk.press("F10 F10")
  }

  @Test func `a number is drawn for who waits, and opened by that number`() throws {
    let desk = try DeskDriver()
    desk.press("F10")
    #expect(desk.text.contains("もう一度 F10") && desk.desk.list.heads.isEmpty)
    desk.press("F10")
    #expect(desk.text.contains("受付 0001 を発行しました") && desk.text.contains("呼び出し待ち"))
    desk.press("\"1\" Enter")
    #expect(desk.text.contains("住民を探す"))
    desk.press("\"wakaba\" Enter \"1\" \"1\"")
    #expect(try desk.store.visits(on: nil).count == 1)
    #expect(desk.visit?.situation.filings.map(\.kind) == ["転入"])
  }

  @Test func `the code of a checklist opens its visit in any case of letters`() throws {
    let desk = try DeskDriver()
    desk.press("F10 F10 \"TOKEN0ABCDEFGHIJ\" Enter")
    #expect(desk.open?.listing.number == 1)
    desk.press("F3 \"token9abcdefghij\" Enter")
    #expect(desk.text.contains("エラー：読み取った札の受付が見つかりません"))
  }

  @Test func `a visit that is left is held and goes on where it was`() throws {
    let desk = try DeskDriver()
    desk.press("\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/18\" Enter F3")
    #expect(desk.text.contains("保留"))
    desk.press("\"1\" Enter")
    #expect(desk.text.contains("令和8年11月18日"))
    #expect(desk.visit?.desks == ["市民課 窓口2"])
  }

  @Test func `what other windows have to do comes to them, is taken, and the last one ends the visit`() throws
  {
    let desk = try DeskDriver()
    finish(desk)
    #expect(desk.text.contains("へ引き継ぎました"), "\(desk.text)")
    #expect(desk.text.contains("受付待ち"))
    let windows = Set(
      try #require(desk.desk.list.lines.first).summary.errands.filter(\.isOpen).map(\.key.window))
    #expect(windows.contains("insurance") && windows.contains("care"))
    for id in windows.sorted() {
      let name = try #require(desk.desk.catalog.window(id)).name
      let other = try DeskDriver(window: name + " 窓口1", clerk: "田中", beside: desk)
      other.press("\"1\" Enter")
      #expect(other.text.contains("引き継ぎ") && other.text.contains("未受け取り"))
      other.press("F10")
      #expect(!other.text.contains("未受け取り"))
      // Many things at once are ended by a second press only.
      other.press("F10")
      #expect(
        other.text.contains("もう一度 F10")
          && other.visit?.errands.contains { $0.key.window == id && $0.isOpen } == true)
      other.press("F10")
    }
    desk.handle(.wake)
    #expect(desk.text.contains("終わりました"))
    #expect(try desk.store.verify() == [])
  }

  @Test func `what nobody takes rings once a minute and says so`() throws {
    let desk = try DeskDriver()
    finish(desk)
    let other = try DeskDriver(window: "保険年金課 窓口1", clerk: "田中", beside: desk)
    #expect(desk.frame.ringMinute == nil)
    for minute in 1...6 {
      desk.now = Instant(seconds: desk.now.seconds + 60)
      desk.handle(.wake)
      desk.handle(.wake)
      #expect((desk.frame.ringMinute != nil) == (minute >= 5))
    }
    #expect(desk.text.contains("がまだ受け取っていません"))
    other.now = desk.now
    other.handle(.wake)
    #expect(other.frame.ringMinute == other.now.seconds / 60 && other.text.contains("まだ受け取っていません"))
    // Another section's desk is told, and does not ring.
    let third = try DeskDriver(window: "税務課 窓口1", clerk: "鈴木", beside: desk)
    third.now = desk.now
    third.handle(.wake)
    #expect(third.frame.ringMinute == nil)
  }

  @Test func `two desks at one visit see each other's answers, and different ones are shown`() throws {
    let desk = try DeskDriver()
    desk.press("\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/18\" Enter \"minamidai3 91-2\" Enter")
    let remote = try DeskDriver(window: "市民課 窓口9", clerk: "田中", beside: desk)
    remote.press("\"1\" Enter")
    #expect(remote.text.contains("市民課 窓口2も開いています"))
    desk.handle(.wake)
    #expect(desk.text.contains("【窓口9も】"))
    // Both answer the same question before either looks.
    desk.press("\"1\"")
    remote.press("\"2\"")
    #expect(remote.text.contains("答えが分かれています") && remote.text.contains("佐々木 さんの答え"))
    let key = FactKey("届出.世帯の作り方", of: .filing(0))
    let theirs = remote.visit?.situation.facts[key]?.answer
    #expect(theirs == desk.visit?.situation.facts[key]?.answer)
    remote.press("\"2\"")
    #expect(remote.visit?.situation.facts[key]?.answer != theirs)
    desk.handle(.wake)
    #expect(desk.visit?.situation.facts[key]?.answer == remote.visit?.situation.facts[key]?.answer)
    // Each takes back their own.
    desk.press("Ctrl-Z")
    #expect(desk.visit?.situation.facts[key]?.answer != theirs)
    #expect(try desk.store.verify() == [])
  }

  @Test func `a visit passed to another window goes on there`() throws {
    let desk = try DeskDriver()
    desk.press("\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 Ctrl-P \"渡す\" Enter \"1\"")
    #expect(desk.text.contains("保険年金課へ渡しました") && desk.text.contains("保険年金課で受付待ち"))
    let other = try DeskDriver(window: "保険年金課 窓口1", clerk: "田中", beside: desk)
    other.press("\"1\" Enter")
    #expect(other.text.contains("聞き取りの続き"))
    other.press("F10 \"11/18\" Enter")
    #expect(other.visit?.situation.day("届出.異動日", of: .filing(0)) != nil)
    #expect(other.visit?.errands.map(\.state) == [.received])
  }

  @Test func `a voided visit is closed everywhere, and is corrected only with a reason`() throws {
    let desk = try DeskDriver()
    desk.press("\"wakaba\" Enter \"1\" \"1\" F12 Ctrl-P \"取り消す\" Enter F10")
    #expect(desk.text.contains("エラー：取り消す理由を入力してください"))
    desk.press("\"二重の受付\" F10")
    #expect(desk.text.contains("取り消し"))
    desk.press("\"1\" Enter \"11/18\" Enter")
    #expect(desk.text.contains("佐々木 さんが取り消しました"))
    desk.press("Ctrl-P \"訂正\" Enter \"取り消すのは別の受付だった\" F10")
    #expect(desk.visit?.status == .open)
  }

  @Test func `a visit taken on paper is entered with its time`() throws {
    let desk = try DeskDriver()
    desk.press("Ctrl-P \"紙\" Enter \"11/20 15:40\" F10")
    #expect(desk.text.contains("エラー：先の時刻です"))
    desk.press("Ctrl-U \"11/19 9:40\" F10 \"wakaba\" Enter \"1\" \"1\" F12")
    #expect(desk.text.contains("【紙】"))
    #expect(
      desk.visit?.began?.takenOnPaper == Instant(try #require(Day(iso: "2026-11-19")), hour: 9, minute: 40))
  }
}

@Suite struct BoardTests {
  private func moved(_ desk: DeskDriver) {
    desk.press(
      "\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/18\" Enter \"minamidai3 91-2\" Enter \"1\" \"1\""
    )
  }

  @Test func `in the rush only what matters today is asked, and the rest is taken up by number`() throws {
    let desk = try DeskDriver()
    moved(desk)
    let all = desk.questionCount
    desk.press("Ctrl-B")
    #expect(desk.text.contains("【混雑】") && desk.questionCount < all)
    for _ in 0..<20 where desk.questionCount > 0 { desk.press("\"2\" Enter") }
    // What was begun in a field is taken first.
    for _ in 0..<4 where desk.orders.isEmpty { desk.press("F10") }
    let checklist = try #require(desk.orders.last?.checklist)
    #expect(checklist.title.contains("つづきの札") && checklist.urgent.first?.contains("0001") ?? false)
    desk.finishPrint()
    desk.press("F10")
    #expect(desk.text.contains("続きがあります") && desk.text.contains("保留"))
    desk.press("Ctrl-B \"1\" Enter")
    #expect(desk.questionCount > 0)
  }

  @Test func `what the next window needs to know travels along`() throws {
    let desk = try DeskDriver()
    moved(desk)
    desk.press("Ctrl-N \"090-0000-0000\" Enter")
    #expect(desk.visit?.situation.text("来庁者.連絡先", of: .visitor) == "090-0000-0000")
    #expect(desk.text.contains("振込先"))
    desk.press("Ctrl-N")
    #expect(!desk.text.contains("振込先"))
  }

  @Test func `a quiet question is turned to the visitor and answered by a number`() throws {
    let desk = try DeskDriver()
    moved(desk)
    let quiet = try #require(
      desk.fields.first {
        desk.desk.catalog.questions[$0.question].isQuiet && $0.known == nil
      })
    for _ in 0..<30 where desk.views.last?.page != .question(quiet.key) { desk.press("Tab") }
    desk.press("Enter")
    // Nothing of the visit beside the question: no name, no number, no bar.
    #expect(!desk.text.contains("若葉") && !desk.text.contains("F10") && desk.text.contains("1 □"))
    desk.press("\"1\" Enter")
    #expect(desk.visit?.situation.facts[quiet.key] != nil && desk.text.contains("若葉"))
  }

  @Test func `duties are ticked as explained and printed twice alike`() throws {
    let desk = try DeskDriver()
    moved(desk)
    desk.press("F10 Ctrl-O \"1\" F10")
    let explained = try #require(desk.visit?.explained)
    #expect(explained.count == 1)
    desk.press("F10")
    let record = try #require(desk.orders.last?.record)
    #expect(record.lines.filter(\.isExplained).map(\.notice.procedure) == explained)
    #expect(record.copies.count == 2 && record.lines.count > 1)
    desk.finishPrint()
    desk.press("F10")
    #expect(desk.text.contains("説明の記録がまだのもの"))
  }

  @Test func `every filled box says from which facts it was filled`() throws {
    let desk = try DeskDriver()
    moved(desk)
    desk.press("F10 Enter")
    #expect(desk.text.contains("若葉 太郎"))
    func focused() -> Substring? { desk.text.split(separator: "\n").first { $0.hasPrefix("＞") } }
    for _ in 0..<60 where focused()?.contains("11月18日") == false { desk.press("Down") }
    #expect(focused()?.contains("11月18日") == true)
    desk.press("F6")
    #expect(desk.text.contains("聞き取り 14:30") && desk.text.contains("式  "))
  }

  @Test func `after a last answer of several the papers are one key away`() throws {
    let desk = try DeskDriver()
    desk.press("\"hoshino kiyo\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/15\" Enter \"5\"")
    let movers = try #require(desk.fields.first { $0.key.fact == CoreFact.movers })
    desk.press("Up")
    for _ in 0..<12 where !desk.text.contains("全員  Enter で決める") { desk.press("Up") }
    desk.press("F10")
    #expect(movers.known != nil && desk.text.contains("書類と手続案内票"))
  }

  @Test func `a reading typed in romaji becomes kana`() throws {
    let desk = try DeskDriver()
    desk.press("\"そんなひと\" Enter F10 \"山本 一\" Enter \"yamamoto hajime\"")
    #expect(desk.text.contains("ヤマモト ハジメ"))
    desk.press("Enter \"S60.5.5\" Enter \"1\" Enter F10 \"1\"")
    #expect(desk.visit?.situation.text("人.フリガナ", of: .person(0)) == "ヤマモト ハジメ")
  }

  @Test func `large type is printed for who asks for it`() throws {
    let desk = try DeskDriver()
    moved(desk)
    desk.press("F10 Ctrl-P \"大きな字\" Enter F10")
    #expect(desk.orders.last?.isLargeType == true)
  }

  @Test func `the visitor's screen is told the question and never a name`() throws {
    let desk = try DeskDriver()
    moved(desk)
    guard case .question(let key)? = desk.views.last?.page else {
      Issue.record("nothing is shown")
      return
    }
    #expect(desk.fields.contains { $0.key == key })
    desk.press("F8")
    #expect(desk.views.last?.page == .rest && desk.views.last?.visit != nil)
    desk.press("F12 F3")
    #expect(desk.views.last == .rest)
  }
}

@Suite struct GuardedDeskTests {
  private let protected = "000000000900063"

  @Test func `a released address is seen until its end, with who let it be seen`() throws {
    let desk = try DeskDriver()
    desk.press("\"\(protected)\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10")
    let towns = desk.desk.catalog.towns.map(\.name)
    let address = FactKey(CoreFact.formerAddress, of: .filing(0))
    #expect(desk.visit?.situation.facts[address]?.answer == .willNotSay)
    desk.press("Ctrl-P \"支援措置\" Enter \"課長\" Enter F10")
    #expect(desk.text.contains("エラー：理由を入力してください"))
    desk.press("\"本人の転居届\" F10")
    let seen = try #require(desk.visit?.situation.text(CoreFact.formerAddress, of: .filing(0)))
    #expect(towns.contains { seen.contains($0) } && desk.text.contains("（課長、本人の転居届）"))
    desk.now = Instant(seconds: desk.now.seconds + 16 * 60)
    desk.handle(.wake)
    #expect(desk.visit?.situation.facts[address]?.answer == .willNotSay)
  }

  @Test func `many searches in a short time are said and recorded`() throws {
    let desk = try DeskDriver()
    for _ in 0..<30 { desk.press("F5 \"wakaba\" Enter F3") }
    desk.press("\"hoshino\" Enter")
    #expect(desk.text.contains("回、住民や受付を見ました"))
  }
}

@Suite struct SignInTests {
  /// Accounts kept in memory: «佐々木» may do everything, «研修生» only receive.
  private final class Accounts {
    var accounts: [Account] = []
    var services: AccountServices {
      AccountServices(
        areNone: { self.accounts.isEmpty },
        signIn: { name, passphrase, code, _ in
          guard let account = self.accounts.first(where: { $0.name == name }), passphrase == "ひみつの長いことば123"
          else {
            return .wrong(triesLeft: 3)
          }
          return account.usesCode && code == nil ? .needsCode : .signedIn(account)
        },
        addFirst: { account, _ in self.accounts.append(account) })
    }
  }

  @Test func `the first account is made at the first start and never has a passphrase of ours`() throws {
    let accounts = Accounts()
    let desk = try DeskDriver(accounts: accounts.services)
    #expect(desk.text.contains("はじめのアカウントを作る"))
    desk.press("\"佐々木\" Enter \"市民課\" Enter \"みじかい\" Enter \"みじかい\" F10")
    #expect(desk.text.contains("エラー：パスワードは12文字以上") && accounts.accounts.isEmpty)
    desk.press("Ctrl-U \"ひみつの長いことば123\" Enter Ctrl-U \"ひみつの長いことば123\" F10")
    #expect(accounts.accounts.map(\.name) == ["佐々木"] && desk.text.contains("番号、名前、かな"))
    #expect(!desk.text.contains("ひみつ"))
  }

  @Test func `nothing is seen before the sign-in, and the work is there after a lock`() throws {
    let accounts = Accounts()
    accounts.accounts = [Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases))]
    let desk = try DeskDriver(accounts: accounts.services)
    desk.press("\"佐々木\" Enter \"まちがい\" F10")
    #expect(desk.text.contains("エラー：名前かパスワードが違います"))
    desk.press("\"ひみつの長いことば123\" F10 \"wakaba\" Enter \"1\" \"1\" F12")
    #expect(desk.text.contains("若葉"))
    desk.now = Instant(seconds: desk.now.seconds + 11 * 60)
    desk.handle(.wake)
    #expect(!desk.text.contains("若葉") && desk.text.contains("続きはそのまま残っています"))
    desk.press("\"ひみつの長いことば123\" F10")
    #expect(desk.text.contains("若葉"))
    desk.press("F11")
    #expect(!desk.text.contains("若葉"))
    desk.press("Enter")
    #expect(!desk.text.contains("若葉") && desk.text.contains("パスワード"))
  }

  @Test func `another clerk who signs in finds the list, and the work is held`() throws {
    let accounts = Accounts()
    accounts.accounts = [
      Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases)),
      Account(name: "研修生", section: "市民課", rights: [.receive]),
    ]
    let desk = try DeskDriver(accounts: accounts.services)
    desk.press("\"佐々木\" Enter \"ひみつの長いことば123\" F10 \"wakaba\" Enter \"1\" \"1\" F12 F11 Enter")
    desk.press("Up Ctrl-U \"研修生\" Enter \"ひみつの長いことば123\" F10")
    #expect(desk.text.contains("研修生") && desk.text.contains("保留"))
    desk.press("\"1\" Enter Ctrl-P \"受付を取り消す\"")
    #expect(desk.text.contains("見つかりません"), "\(desk.text)")
  }

  @Test func `who signs in by a code too is asked for it`() throws {
    let accounts = Accounts()
    accounts.accounts = [
      Account(name: "佐々木", section: "市民課", rights: Set(Right.allCases), usesCode: true)
    ]
    let desk = try DeskDriver(accounts: accounts.services)
    desk.press("\"佐々木\" Enter \"ひみつの長いことば123\" F10")
    #expect(desk.text.contains("6けたの番号を入力してください"))
    desk.press("\"123456\" F10")
    #expect(desk.text.contains("番号、名前、かな"))
  }

  @Test func `who has no right to a column does not see its values`() throws {
    let accounts = Accounts()
    accounts.accounts = [Account(name: "研修生", section: "市民課", rights: [.receive])]
    let desk = try DeskDriver(accounts: accounts.services)
    desk.press(
      "\"研修生\" Enter \"ひみつの長いことば123\" F10 \"wakaba\" Enter \"1\" \"1\" F12 Ctrl-N Tab \"架空銀行 1234567\" Enter F9"
    )
    #expect(!desk.text.contains("1234567") && desk.text.contains(FactText.hidden))
    #expect(desk.visit?.situation.text("来庁者.振込先", of: .visitor) == "架空銀行 1234567")
  }
}
