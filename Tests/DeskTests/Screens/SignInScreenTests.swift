import Counter
import Feel
import Testing

@testable import Desk

@Suite struct SignInScreenTests {
  private static let passphrase = "豆坂のながいことば12345"

  private func driver(_ size: ScreenSize, isFirst: Bool = false, name: String = "") throws -> ScreenDriver<
    SignInScreen
  > {
    ScreenDriver(SignInScreen(isFirst: isFirst, name: name), on: try SmallDesk.empty(), size)
  }

  private func typed(_ screen: ScreenDriver<SignInScreen>) -> Outcome.TypedSignIn? {
    if case .signIn(let typed) = screen.outcome { typed } else { nil }
  }

  @Test(arguments: ScreenSize.all)
  func `name and passphrase are asked for, the passphrase unseen`(size: ScreenSize) throws {
    let signIn = try driver(size)
    #expect(signIn.lines[0].hasPrefix(" 豆坂市 市民課 窓口1"))
    #expect(signIn.focused.contains("＞職員の名前") && !signIn.text.contains("課  "))
    signIn.press("\"佐藤\" Enter \"himitsu\"")
    #expect(signIn.focused.contains("＞パスワード") && signIn.focused.contains("*******"))
    #expect(!signIn.text.contains("himitsu"))
    signIn.press("Enter")
    let typed = try #require(self.typed(signIn))
    #expect(typed.name == "佐藤" && typed.passphrase == "himitsu" && typed.code == nil && !typed.isFirst)
  }

  @Test(arguments: ScreenSize.all)
  func `who sat here last has the name filled in`(size: ScreenSize) throws {
    let signIn = try driver(size, name: "佐藤")
    #expect(signIn.text.contains("佐藤") && signIn.focused.contains("＞パスワード"))
    try signIn.point(at: "職員の名前")
    #expect(signIn.focused.contains("＞職員"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is empty gets the focus and a sentence`(size: ScreenSize) throws {
    let signIn = try driver(size)
    signIn.press("F10")
    #expect(signIn.said == "エラー：職員の名前を入力してください" && signIn.focused.contains("職員の名前"))
    signIn.press("\"佐藤\" F10")
    #expect(signIn.said == "エラー：パスワードを入力してください" && signIn.focused.contains("パスワード"))
    for key in ["F5", "F12", "F4"] {
      signIn.press(key)
      #expect(signIn.asked == "ignored", "\(key)")
    }
    signIn.press("F3")
    #expect(signIn.asked == "quit")
  }

  @Test(arguments: ScreenSize.all)
  func `after a refusal the passphrase is empty, and the code is asked for where it is wanted`(
    size: ScreenSize
  ) throws {
    let signIn = try driver(size)
    signIn.press("\"佐藤\" Enter \"himitsu\"")
    signIn.change { $0.refused(.wrong(triesLeft: 3)) }
    #expect(signIn.focused.contains("＞パスワード") && !signIn.text.contains("*"))
    signIn.press("\"himitsu\"")
    signIn.change { $0.refused(.needsCode) }
    #expect(signIn.focused.contains("＞6けたの番号"))
    signIn.press("\"１２３ ４５６\" F10")
    #expect(typed(signIn)?.passphrase == "himitsu" && typed(signIn)?.code == "123 456")
  }

  @Test(arguments: ScreenSize.all)
  func `the first account has a section and its passphrase twice`(size: ScreenSize) throws {
    let signIn = try driver(size, isFirst: true)
    #expect(signIn.lines[0].hasPrefix(" はじめのアカウントを作る"))
    #expect(signIn.text.contains("パスワード（もう一度）") && signIn.text.contains("文字以上"))
    signIn.press("\"佐藤\" Enter \"市民課\" Enter")
    signIn.paste(Self.passphrase)
    signIn.press("Enter \"ちがう\" F10")
    #expect(signIn.said == "エラー：2回のパスワードが違います。もう一度入力してください")
    #expect(signIn.focused.contains("もう一度"))
    signIn.paste(Self.passphrase)
    signIn.press("Enter")
    let typed = try #require(self.typed(signIn))
    #expect(typed.isFirst && typed.section == "市民課" && typed.passphrase == Self.passphrase)
  }

  @Test(arguments: ["短い", "佐藤"])
  func `a first passphrase that is too weak is refused with what it needs`(passphrase: String) throws {
    let signIn = try driver(ScreenSize.all[0], isFirst: true)
    signIn.press("\"佐藤\" Enter \"市民課\" Enter \"\(passphrase)\" Enter \"\(passphrase)\" Enter")
    #expect(signIn.said?.hasPrefix("エラー：") == true && signIn.focused.contains("＞パスワード"))
  }

  @Test func `every refusal has a sentence that says what to do`() throws {
    let eras = try SmallDesk.rulebook.get().catalog.eras
    let day = try #require(Day(iso: "2026-12-01"))
    let sentences = [
      SignIn.wrong(triesLeft: 2), .shut(until: SmallDesk.now), .locked, .notYet(from: day),
      .expired(until: day), .needsCode,
    ].map { SignInScreen.sentence($0, eras: eras) }
    #expect(sentences[0].contains("あと2回") && sentences[1].contains("14時30分まで"))
    #expect(sentences[3].contains("令和8年12月1日") && sentences[4].contains("令和8年12月1日"))
    #expect(sentences.allSatisfy { $0.hasSuffix("ください") || $0.contains("なります") })
  }

  @Test(arguments: ScreenSize.all)
  func `a name of 76 letters stays in its field`(size: ScreenSize) throws {
    let signIn = try driver(size)
    signIn.paste(SmallDesk.longName)
    #expect(signIn.focused.hasSuffix("坂") && signIn.focused.columns <= 68)
  }
}
