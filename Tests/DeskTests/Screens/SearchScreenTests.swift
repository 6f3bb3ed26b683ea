import Counter
import Testing

@testable import Desk

@Suite struct SearchScreenTests {
  private func driver(
    _ size: ScreenSize, _ line: String, _ residents: [Resident]?, _ certificates: [MoveOutCertificate] = [],
    count: Int? = nil, on desk: Desk? = nil
  ) throws -> ScreenDriver<SearchScreen> {
    let result = residents.map {
      SearchResult(residents: $0, certificates: certificates, count: count ?? $0.count)
    }
    return ScreenDriver(SearchScreen(line: line, result: result), on: try desk ?? SmallDesk.empty(), size)
  }

  @Test(arguments: ScreenSize.all)
  func `before a search the line waits, with the reason and the age of the records`(size: ScreenSize) throws {
    let search = try driver(size, "", nil)
    #expect(search.lines[0].hasPrefix(" 住民を探す  住民記録 11月20日 6時00分現在"))
    #expect(search.focused.hasPrefix(" さがす：") && search.frame.cursor == (2, 9))
    #expect(search.lines[3] == " 調べる理由： 届出の受付（F4 で変える）")
    search.press("Enter")
    #expect(search.asked == "stay")
    search.press("\"うめむら\" Enter")
    #expect(search.asked == "search うめむら")
  }

  @Test(arguments: ScreenSize.all)
  func `hits stand with reading, birth, address and place in the household`(size: ScreenSize) throws {
    let search = try driver(size, "うめむら", try SmallDesk.household())
    search.change { $0.household = (try? SmallDesk.household()) ?? [] }
    #expect(search.lines[2].contains("うめむら") && search.lines[2].contains("3人"))
    #expect(search.focused.hasPrefix("＞1 梅村 葉子（ウメムラ ヨウコ）") && search.focused.contains("昭61.4.2"))
    #expect(search.focused.contains("豆坂町1番2号") && search.focused.hasSuffix("主"))
    #expect(search.text.contains("世帯  主 梅村 葉子 40歳・夫 梅村 豊 41歳・子 梅村 実 11歳"))
  }

  @Test(arguments: ScreenSize.all)
  func `a number, Enter and the mouse choose`(size: ScreenSize) throws {
    let search = try driver(size, "うめむら", try SmallDesk.household())
    search.press("\"2\"")
    #expect(search.asked == "household of 梅村 豊")
    search.press("Down Enter")
    #expect(search.asked == "household of 梅村 実")
    try search.point(at: "梅村 葉子")
    #expect(search.asked == "household of 梅村 葉子")
    search.press("Up")
    #expect(search.asked == "look up")
  }

  @Test(arguments: ScreenSize.all)
  func `a family on its way in stands first, with what the certificate says`(size: ScreenSize) throws {
    let search = try driver(size, "かきもと", [try SmallDesk.resident(1)], [try SmallDesk.certificate()])
    #expect(search.lines[2].contains("1人・転入予定 1件"))
    #expect(search.focused.hasPrefix("＞1 柿本 勇 ほか2人") && search.focused.contains("【転入予定】隣県"))
    #expect(search.text.contains("転出証明書 転9901  カードの特例  転出予定 令和8年11月18日"))
    #expect(search.text.contains("世帯主 柿本 勇 38歳・妻 柿本 桃 37歳・子 柿本 杏 7歳"))
    search.press("Enter")
    #expect(search.asked == "push EventScreen")
  }

  @Test(arguments: ScreenSize.all)
  func `nothing of where a protected person lives is seen`(size: ScreenSize) throws {
    let search = try driver(size, "しいな", [try SmallDesk.resident(7)])
    search.change { $0.household = [try? SmallDesk.resident(7)].compactMap { $0 } }
    #expect(search.focused.contains("【支援措置】非表示"))
    #expect(search.text.contains("【支援措置】 世帯の方も、住所も表示しません。"))
    #expect(!search.text.contains("豆沢町") && !search.text.contains("9番9号"))
  }

  @Test(arguments: ScreenSize.all)
  func `a removed record says why, and namesakes of one birth are warned of`(size: ScreenSize) throws {
    let search = try driver(size, "く", try [4, 5, 8].map { try SmallDesk.resident($0) })
    #expect(search.text.contains("同姓同名で生年月日も同じ方がいます。住所を来庁者に確かめてください。"))
    #expect(search.lines.contains { $0.contains("樫田 元") && $0.contains("除票（2026-11-01") })
    search.press("Down Down")
    #expect(!search.text.contains("同姓同名"))
  }

  @Test(arguments: ScreenSize.all)
  func `nothing found and too much found are said`(size: ScreenSize) throws {
    let none = try driver(size, "だれか", [])
    #expect(none.lines[2].contains("見つかりません") && none.focused.contains("だれか"))
    none.press("Down Up F8 F7")
    #expect(none.asked == "look up")
    let many = try driver(size, "1", [try SmallDesk.resident(1)], count: 1001)
    #expect(many.lines[2].contains("1,000人を超えます"))
  }

  @Test(arguments: ScreenSize.all)
  func `keys lead to a new search, to typing the family, to the reasons and back`(size: ScreenSize) throws {
    let search = try driver(size, "柿本 梢", [try SmallDesk.resident(1)])
    search.press("F4")
    #expect(search.asked == "push PickScreen")
    search.press("F10")
    let typed = ScreenDriver(try search.next(TypedFamilyScreen.self), on: search.desk, size)
    #expect(typed.focused.contains("柿本 梢"))
    search.press("F5")
    #expect(search.focused.hasPrefix(" さがす：") && !search.focused.contains("柿本"))
    for (key, asked) in [("F12", "pop"), ("F3", "to list"), ("F6", "ignored"), ("F9", "ignored")] {
      search.press(key)
      #expect(search.asked == asked, "\(key)")
    }
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut, and the address beside it is whole`(size: ScreenSize) throws {
    let search = try driver(size, "まめ", [try SmallDesk.resident(6)])
    search.change { $0.household = [try? SmallDesk.resident(6)].compactMap { $0 } }
    #expect(search.focused.contains("豆…") && search.focused.contains("豆坂町7番8号"))
  }

  @Test(arguments: ScreenSize.all)
  func `of more hits than there is room the one in focus is seen, and letters go on after nine`(
    size: ScreenSize
  ) throws {
    let residents = Array(repeating: try SmallDesk.resident(4), count: 50)
    let search = try driver(size, "くりはら", residents, count: 120)
    #expect(search.lines[2].contains("120人"))
    for _ in 1..<50 {
      search.press("Down")
      #expect(search.focused.hasPrefix("＞") && search.focused.contains("栗原 栗子"))
    }
    search.press("F7 F7 F7 F7 F7 F8")
    #expect(search.focused.hasPrefix("＞b "))
    search.press("\"z\"")
    #expect(search.asked == "household of 栗原 栗子")
  }

  @Test(arguments: ScreenSize.all)
  func `who was here today already is said`(size: ScreenSize) throws {
    let visits = MemoryVisits()
    SmallDesk.begin(
      in: visits, [try SmallDesk.moving(try SmallDesk.household())], at: SmallDesk.minutesAgo(60))
    let search = try driver(size, "うめむら", try SmallDesk.household(), on: try SmallDesk.empty(visits: visits))
    #expect(search.text.contains("！ きょう 0001 で転居（市内）の受付があります"))
  }
}
