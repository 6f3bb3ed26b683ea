import Counter
import Testing

@testable import Desk

@Suite struct PaletteScreenTests {
  private func driver(_ size: ScreenSize, _ entries: [Entry] = []) throws -> ScreenDriver<PaletteScreen> {
    let desk = try SmallDesk.open(entries)
    let palette = PaletteScreen(
      actions: [.commit: "書類へ", .void: "受付を取り消す", .undo: "取消"], always: [.undo, .help], in: desk.catalog,
      desk.open?.groups ?? [])
    return ScreenDriver(palette, on: desk, size)
  }

  private func chosen(_ palette: ScreenDriver<PaletteScreen>) -> Outcome.Chosen? {
    if case .popAndDo(let chosen) = palette.outcome { chosen } else { nil }
  }

  @Test(arguments: ScreenSize.all)
  func `acts of the screen below come with their keys, then the procedures`(size: ScreenSize) throws {
    let palette = try driver(size)
    #expect(palette.lines[0].hasPrefix(" 命令・手続を探す"))
    #expect(palette.text.contains("14件") && palette.frame.cursor == (2, 2))
    #expect(palette.lines[4].hasPrefix(" ＞F1") && palette.text.contains("F10      書類へ"))
    #expect(palette.text.contains("手続： 転入届"))
  }

  @Test(arguments: ScreenSize.all)
  func `typing narrows, what is called so first, and Enter chooses`(size: ScreenSize) throws {
    let palette = try driver(size)
    palette.press("\"取り消す\"")
    #expect(palette.text.contains("2件") && palette.lines[4].contains("受付を取り消す"))
    palette.press("Enter")
    #expect(chosen(palette) == .request(.void))
    palette.press("Down Enter")
    #expect(chosen(palette) == .request(.undo))
  }

  @Test(arguments: ScreenSize.all)
  func `an act is found by other words, a procedure by its other names`(size: ScreenSize) throws {
    let palette = try driver(size)
    palette.press("\"印刷\" Enter")
    #expect(chosen(palette) == .request(.commit))
    palette.press("Ctrl-U \"国保\"")
    #expect(palette.text.contains("1件") && palette.lines[4].contains("国民健康保険の加入"))
    try palette.point(at: "手続： 国民健康保険の加入")
    let index = try #require(palette.desk.catalog.procedures.firstIndex { $0.id == "insurance.join" })
    #expect(chosen(palette) == .procedure(index))
  }

  @Test(arguments: ScreenSize.all)
  func `procedures of the visit stand before the others`(size: ScreenSize) throws {
    let palette = try driver(size, [try SmallDesk.movingIn()])
    palette.paste("届")
    let procedures = palette.lines.filter { $0.contains("： ") && $0.hasSuffix("届") }
    #expect(procedures.map { $0.contains("なぜ： ") } == [true, false, false])
  }

  @Test(arguments: ScreenSize.all)
  func `what is not found is said with what to do, and Enter stays`(size: ScreenSize) throws {
    let palette = try driver(size)
    palette.press("\"ゐゑ\"")
    #expect(palette.text.contains("「ゐゑ」は見つかりません。") && palette.text.contains("0件"))
    palette.press("Down Enter")
    #expect(palette.asked == "stay")
    for key in ["F10", "F5"] {
      palette.press(key)
      #expect(palette.asked == "ignored", "\(key)")
    }
    palette.press("F12")
    #expect(palette.asked == "pop")
  }

  @Test(arguments: ScreenSize.all)
  func `of more than there is room the chosen one is seen, and a long line is not drawn past its end`(
    size: ScreenSize
  ) throws {
    let desk = try SmallDesk.open([])
    let all = Dictionary(Request.allCases.map { ($0, $0.meaning) }, uniquingKeysWith: { first, _ in first })
    let palette = ScreenDriver(
      PaletteScreen(actions: all, always: Request.allCases, in: desk.catalog, []), on: desk, size)
    palette.press("F8 F8 F8 F8 F8")
    #expect(palette.lines.contains { $0.hasPrefix(" ＞") })
    palette.press("Enter")
    #expect(chosen(palette) == .procedure(desk.catalog.procedures.count - 1))
    palette.paste(String(repeating: "長", count: 200))
    #expect(palette.lines[2].contains("0件"))
  }
}
