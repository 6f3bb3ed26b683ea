import Counter
import Testing

@testable import Desk

@Suite struct ReleaseScreenTests {
  private func driver(_ size: ScreenSize, asksPassphrase: Bool) throws -> ScreenDriver<ReleaseScreen> {
    let desk = try SmallDesk.open([try SmallDesk.moving([try SmallDesk.resident(7)])])
    return ScreenDriver(ReleaseScreen(asksPassphrase: asksPassphrase), on: desk, size)
  }

  private func asked(_ screen: ScreenDriver<ReleaseScreen>) -> Outcome.AskedRelease? {
    if case .release(let asked) = screen.outcome { asked } else { nil }
  }

  @Test(arguments: ScreenSize.all)
  func `it warns first, then asks who, by which passphrase, why and how long`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: true)
    #expect(release.lines[2] == "   来庁者が加害者やその代理でないことを、もう一度確かめてください。")
    #expect(release.focused.hasPrefix("   ＞許可する人"))
    for label in ["パスワード", "6けたの番号（使う人だけ）", "理由", "何分間（60分まで）"] {
      #expect(release.text.contains(label), "\(label)")
    }
    #expect(!release.text.contains("豆沢町"))
  }

  @Test(arguments: ScreenSize.all)
  func `what is typed is asked for, the passphrase unseen`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: true)
    release.press("\"課長\" Enter \"himitsu\" Tab \"１２３４５６\" Enter \"転居届のため\" Down")
    #expect(release.text.contains("*******") && !release.text.contains("himitsu"))
    release.press("Ctrl-U \"３０\" Enter")
    let asked = try #require(self.asked(release))
    #expect(asked.supervisor == "課長" && asked.passphrase == "himitsu" && asked.code == "123456")
    #expect(asked.reason == "転居届のため" && asked.minutes == 30)
  }

  @Test(arguments: ScreenSize.all)
  func `without accounts only the name is asked for`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: false)
    #expect(!release.text.contains("パスワード"))
    release.press("\"課長\" Enter \"転居届のため\" F10")
    #expect(asked(release)?.minutes == 15 && asked(release)?.code == nil)
  }

  @Test(arguments: ScreenSize.all)
  func `what is missing gets the focus and a sentence`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: false)
    release.press("F10")
    #expect(release.said == "エラー：許可する人を入力してください" && release.focused.contains("＞許可する人"))
    release.press("\"課長\" F10")
    #expect(release.said == "エラー：理由を入力してください" && release.focused.contains("＞理由"))
    release.press("\"転居\"")
    for minutes in ["0", "61", "半時間"] {
      try release.point(at: "何分間")
      release.press("Ctrl-U \"\(minutes)\" F10")
      #expect(release.said == "エラー：何分間かを 1 から 60 の数字で入力してください", "\(minutes)")
      #expect(release.focused.contains("＞何分間"))
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a key without an act is ignored, and F12 and F3 give up`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: false)
    release.press("F5")
    #expect(release.asked == "ignored")
    release.press("F12")
    #expect(release.asked == "pop")
    release.press("F3")
    #expect(release.asked == "to list")
    release.press("Up Up Down Down Down Down")
    #expect(release.focused.contains("＞何分間"))
  }

  @Test(arguments: ScreenSize.all)
  func `a name of 76 letters stays in its field`(size: ScreenSize) throws {
    let release = try driver(size, asksPassphrase: false)
    release.paste(SmallDesk.longName)
    #expect(release.focused.hasSuffix("坂") && release.focused.columns <= 72)
  }
}
