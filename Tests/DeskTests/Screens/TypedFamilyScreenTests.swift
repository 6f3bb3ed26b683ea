import Counter
import Testing

@testable import Desk

@Suite struct TypedFamilyScreenTests {
  private static let first = "\"樫村 一\" Enter \"かしむら はじめ\" Enter \"S60.5.5\" Enter \"1\" Enter"

  private func driver(_ size: ScreenSize, name: String = "") throws -> ScreenDriver<TypedFamilyScreen> {
    ScreenDriver(TypedFamilyScreen(name: name), on: try SmallDesk.empty(), size)
  }

  private func birth(_ size: ScreenSize) throws -> ScreenDriver<TypedFamilyScreen> {
    let screen = TypedFamilyScreen(
      joining: .household(try SmallDesk.household(), sought: nil), by: try SmallDesk.event("出生"),
      surname: ("梅村 ", "ウメムラ "))
    return ScreenDriver(screen, on: try SmallDesk.empty(), size)
  }

  private func people(_ screen: ScreenDriver<TypedFamilyScreen>) -> [TypedPerson] {
    switch screen.outcome {
    case .file(_, _, let joining): joining
    case .push(let next): if case .typed(let people)? = (next as? EventScreen)?.source { people } else { [] }
    default: []
    }
  }

  @Test(arguments: ScreenSize.all)
  func `the first person has five fields, a name that was looked for filled in`(size: ScreenSize) throws {
    let typed = try driver(size, name: "樫村 一")
    #expect(typed.lines[0].hasPrefix(" 転入する家族を入力する  0人"))
    #expect(typed.lines[3] == "   1人目" && typed.focused.contains("＞氏名") && typed.focused.contains("樫村 一"))
    #expect(typed.lines[8].contains("続柄") && typed.lines[8].contains("世帯主"))
    #expect(try driver(size, name: "kashimura").focused.contains("kashimura") == false)
  }

  @Test(arguments: ScreenSize.all)
  func `what is typed is read back while it is typed`(size: ScreenSize) throws {
    let typed = try driver(size)
    typed.press("\"樫村 一\" Enter \"kashimura hajime\"")
    #expect(typed.focused.hasSuffix("カシムラ ハジメ"))
    typed.press("Enter \"S60.5.5\"")
    #expect(typed.focused.hasSuffix("昭和60年5月5日（1985年）"))
    typed.press("Enter \"2\"")
    #expect(typed.text.contains("女") && typed.focused.contains("＞続柄"))
  }

  @Test(arguments: ScreenSize.all)
  func `a person is taken by Enter, and the next has the surname`(size: ScreenSize) throws {
    let typed = try driver(size)
    typed.press(Self.first)
    #expect(typed.lines[0].contains("1人") && typed.lines[2] == "   1 樫村 一（カシムラ ハジメ） 昭60.5.5 男 世帯主")
    #expect(typed.lines[4] == "   2人目" && typed.focused.contains("樫村"))
    typed.press("\"花\" Enter \"はな\" Enter \"19900101\" Enter \"2\" \"妻\" F10")
    #expect(people(typed).map(\.name) == ["樫村 一", "樫村 花"])
    #expect(people(typed).map(\.reading) == ["カシムラ ハジメ", "カシムラ ハナ"])
    #expect(people(typed).map(\.relationship) == ["世帯主", "妻"])
  }

  @Test(arguments: ScreenSize.all)
  func `what is missing or cannot be gets the focus and a sentence`(size: ScreenSize) throws {
    let typed = try driver(size)
    typed.press("F10")
    #expect(typed.said == "エラー：氏名を入力してください")
    typed.press("\"樫村 一\" F10")
    #expect(typed.said == "エラー：ふりがなを入力してください" && typed.focused.contains("＞ふりがな"))
    typed.press("\"かしむら\" Enter \"きのう\" F10")
    #expect(typed.said == "エラー：生年月日は S55.3.2 か 19800302 のように入力してください")
    typed.press("Ctrl-U \"R9.1.1\" F10")
    #expect(typed.said == "エラー：生年月日が先の日になっています。年を確かめてください")
    typed.press("Ctrl-U \"R1.6.1\" F10")
    #expect(typed.said == "エラー：性別は 1 男、2 女、3 空欄 の数字で選んでください" && typed.focused.contains("＞性別"))
    typed.press("\"3\" Ctrl-U F10")
    #expect(typed.said == "エラー：続柄を入力してください（世帯主、妻、子 など）")
  }

  @Test(arguments: ScreenSize.all)
  func `what was typed goes only at the second F12`(size: ScreenSize) throws {
    let typed = try driver(size)
    typed.press("F12")
    #expect(typed.asked == "pop")
    typed.press("\"樫\" F12")
    #expect(typed.said == "入力した人が消えます。それでも戻るときは、もう一度 F12 を押してください")
    typed.press("F12")
    #expect(typed.asked == "pop")
    typed.press("Left F3")
    #expect(typed.said?.contains("もう一度 F3") == true)
    typed.press("F3")
    #expect(typed.asked == "to list")
    typed.press("F5")
    #expect(typed.asked == "ignored")
  }

  @Test(arguments: ScreenSize.all)
  func `children who were born are filed with their household`(size: ScreenSize) throws {
    let typed = try birth(size)
    #expect(typed.lines[0].contains("お子さまを入力する  0人") && typed.lines[8].contains("子"))
    typed.press("\"新\" Enter \"あらた\" Enter \"R8.11.14\" Enter \"1\" Enter F10")
    #expect(typed.asked == "file 出生 with 1" && people(typed).map(\.name) == ["梅村 新"])
  }

  @Test(arguments: ScreenSize.all)
  func `a name of 76 letters is taken whole and cut where it is listed`(size: ScreenSize) throws {
    let typed = try driver(size)
    typed.paste(SmallDesk.longName)
    #expect(typed.focused.hasSuffix("坂"))
    typed.press("Enter \"まめ\" Enter \"S60.5.5\" Enter \"1\" Enter F10")
    #expect(people(typed).map(\.name) == [SmallDesk.longName])
    #expect(typed.lines[2].columns <= size.columns)
  }

  @Test(arguments: ScreenSize.all)
  func `of more people than there is room the fields of the next are seen`(size: ScreenSize) throws {
    let typed = try driver(size)
    for _ in 0..<40 {
      typed.press(
        "Ctrl-U \"樫村 一\" Enter Ctrl-U \"かしむら\" Enter \"S60.5.5\" Enter \"1\" Ctrl-U \"子\" Enter")
    }
    #expect(typed.lines[0].contains("40人") && typed.text.contains("41人目"))
    #expect(typed.focused.contains("＞氏名") && typed.text.contains("続柄"))
  }
}
