import Counter
import Testing

@testable import Desk

@Suite struct BoxesScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry], times: Int = 1) throws -> ScreenDriver<
    BoxesScreen
  > {
    let desk = try SmallDesk.open(entries)
    let open = try #require(desk.open)
    let paper = try #require(open.rulebook.papers(for: open.determination, in: open.situation).first)
    let boxes = open.rulebook.boxes(of: paper, in: open.situation)
    return ScreenDriver(
      BoxesScreen(heading: "住民異動届", boxes: (0..<times).flatMap { _ in boxes }), on: desk, size)
  }

  @Test(arguments: ScreenSize.all)
  func `every box stands with its text, and an empty one says so`(size: ScreenSize) throws {
    let boxes = try driver(size, try SmallDesk.complete())
    #expect(boxes.lines[0].hasPrefix(" 住民異動届"))
    #expect(boxes.focused.contains("届出の日") && boxes.focused.contains("令和8年11月20日"))
    #expect(boxes.lines.contains { $0.contains("異動の日") && $0.contains("令和8年11月18日") })
    #expect(boxes.lines.contains { $0.contains("電話") && $0.contains("（空き）") })
    #expect(boxes.lines.contains { $0.contains("氏名") && $0.contains("柿本 桃") })
  }

  @Test(arguments: ScreenSize.all)
  func `F6 tells from which facts a box was filled`(size: ScreenSize) throws {
    let boxes = try driver(size, try SmallDesk.complete())
    boxes.press("Down Down F6")
    let why = try boxes.next(TextScreen.self)
    #expect(why.heading == "欄「新しい住所」")
    #expect(why.lines.first == "「豆坂市豆坂町1番2号」と書きます。")
    #expect(why.lines.contains { $0.contains("新しい住所") && $0.contains("聞き取り") })
    #expect(why.lines.last == "式  届出.新住所")
  }

  @Test(arguments: ScreenSize.all)
  func `F6 tells what is not known yet`(size: ScreenSize) throws {
    let boxes = try driver(size, [try SmallDesk.movingIn()])
    try boxes.point(at: "異動の日")
    let why = try boxes.next(TextScreen.self)
    #expect(why.lines.first == "まだ埋まっていません。")
    #expect(why.lines.contains { $0.contains("異動の日") && $0.contains("まだ分かりません") })
  }

  @Test(arguments: ScreenSize.all)
  func `letters are ignored, and F12 and F3 lead back`(size: ScreenSize) throws {
    let boxes = try driver(size, try SmallDesk.complete())
    for key in ["\"1\"", "F10", "F5"] {
      boxes.press(key)
      #expect(boxes.asked == "ignored", "\(key)")
    }
    boxes.press("F12")
    #expect(boxes.asked == "pop")
    boxes.press("F3")
    #expect(boxes.asked == "to list")
  }

  @Test(arguments: ScreenSize.all)
  func `a paper without boxes shows none and asks for nothing`(size: ScreenSize) throws {
    let boxes = try driver(size, try SmallDesk.complete(), times: 0)
    #expect(boxes.lines[2..<size.rows - 3].allSatisfy { $0.isEmpty })
    boxes.press("Down F6")
    #expect(boxes.asked == "ignored")
  }

  @Test(arguments: ScreenSize.all)
  func `a long name is cut at the edge`(size: ScreenSize) throws {
    let boxes = try driver(size, [try SmallDesk.movingIn([SmallDesk.longName])])
    #expect(boxes.lines.contains { $0.contains("氏名") && $0.hasSuffix("…") })
  }

  @Test(arguments: ScreenSize.all)
  func `of more boxes than there is room the one in focus is seen`(size: ScreenSize) throws {
    let boxes = try driver(size, try SmallDesk.complete(), times: 6)
    let first = boxes.lines[2]
    boxes.press("F8 F8 F8 F8")
    #expect(boxes.lines[2] != first && boxes.focused.hasPrefix("＞"))
    boxes.press("F8 F8 F8 F8 F8 F8")
    #expect(boxes.focused.contains("生年月日"))
    boxes.press("F7 F7 F7 F7 F7 F7 F7 F7 F7 F7")
    #expect(boxes.focused == first)
  }
}
