import Counter
import Feel
import Records
import Testing

@testable import Desk
@testable import TerminalUI

@Suite struct PrintingMishapTests {
  private static let printing = Script.movesInOnADay + "F10 F10 "

  @Test func `a printer that fails says so and prints when asked again`() throws {
    let desk = try DeskDriver()
    desk.press(Self.printing)
    try desk.losingNothing { desk.finishPrint(failure: "ファイルを書けません。空き容量を確かめてください") }
    #expect(desk.said.contains("印刷できませんでした。ファイルを書けません。空き容量を確かめてください"))
    desk.press("F10")
    #expect(desk.orders.count == 2 && desk.visit?.status == .open)
  }

  @Test func `F10 pressed again while it prints prints once and ends nothing`() throws {
    let desk = try DeskDriver()
    try desk.losingNothing { desk.press(Self.printing + "F10 F10") }
    #expect(desk.orders.count == 1 && desk.visit?.status == .open)
    #expect(desk.said.contains("印刷しています"))
  }

  @Test func `a print that comes out when the next visitor sits there is not theirs`() throws {
    var kept: FullableStore?
    let desk = try DeskDriver(changing: {
      let store = FullableStore($0.visits)
      (kept, $0.visits) = (store, store)
    })
    desk.press(Self.printing + "F3 " + Script.moves + "F10")
    try desk.losingNothing { desk.finishPrint() }
    let printed = Visit(try desk.store.journal(of: 1)).printed
    #expect(printed.first == "resident-move" && printed.last == "checklist")
    #expect(desk.visit?.printed == [])
    #expect(!desk.text.contains("2026-11-20-0001") && !desk.text.contains("受付を終える"))
    let numbers = try #require(kept).operations.compactMap { operation -> Int? in
      if case .printed(_, let number, _) = operation { number } else { nil }
    }
    #expect(!numbers.isEmpty && numbers.allSatisfy { $0 == 1 }, "\(numbers)")
  }

  @Test func `a print that fails when the next visitor sits there says whose it was`() throws {
    let desk = try DeskDriver()
    desk.press(Self.printing + "F3 " + Script.moves)
    desk.finishPrint(failure: "ファイルを書けません。空き容量を確かめてください")
    #expect(desk.said.contains("印刷できませんでした"))
    #expect(desk.desk.message?.text.contains("0001") ?? false)
  }
}

@Suite struct FullDiskTests {
  private func desk() throws -> (DeskDriver, FullableStore) {
    var kept: FullableStore?
    let desk = try DeskDriver(changing: {
      let store = FullableStore($0.visits)
      (kept, $0.visits) = (store, store)
    })
    return (desk, try #require(kept))
  }

  @Test(arguments: [
    ("\"minamidai3 91-2\"", "Enter", "minamidai3 91-2"), (Script.voids + "\"二重に受け付けた\"", "F10", "二重に受け付けた"),
    ("F8 F6 F4 \"二重の届出\"", "F10", "二重の届出"), ("F3 \"hoshino\"", "Enter", "hoshino"),
  ])
  func `what was typed when the disk was full can be entered again`(
    before: String, key: String, typed: String
  )
    throws
  {
    let (desk, store) = try desk()
    desk.press(Script.movesInOnADay + before)
    try desk.losingNothing {
      store.isFull = true
      desk.press(key)
    }
    #expect(desk.said.contains("ディスクがいっぱい"))
    #expect(desk.said.contains("空きを作ってもらってください"))
    #expect(desk.text.contains(typed), "\(desk.text)")
  }

  @Test func `a visit whose hand-over cannot be written is not ended`() throws {
    let (desk, store) = try desk()
    desk.press(Script.movesInOnADay + "\"minamidai3 91-2\" Enter \"1\" \"1\" F10 F10")
    desk.finishPrint()
    desk.press("F10")
    try desk.losingNothing {
      store.isFull = true
      desk.press("F10")
    }
    #expect(desk.said.contains("ディスクがいっぱい") && desk.visit?.status == .open)
    store.isFull = false
    desk.press("F10")
    #expect(desk.said.contains("へ引き継ぎました"))
    #expect(Visit(try desk.store.journal(of: 1)).errands.contains(where: \.isOpen))
  }

  @Test func `no number is drawn that is not on the disk`() throws {
    let (desk, store) = try desk()
    store.isFull = true
    desk.press("F10 F10")
    #expect(desk.said.contains("ディスクがいっぱい") && desk.text.contains("きょうの受付はまだありません"))
    store.isFull = false
    desk.press("F10 F10")
    #expect(desk.said.contains("受付 0001 を発行しました"))
  }
}

@Suite struct TwoDesksMishapTests {
  /// Two desks at one visit, up to the address.
  private func desks() throws -> (mine: DeskDriver, theirs: DeskDriver) {
    let theirs = try DeskDriver(window: "市民課 窓口3", clerk: "高橋")
    theirs.press(Script.movesInOnADay)
    let mine = try DeskDriver(beside: theirs)
    mine.handle(.wake)
    mine.press("\"1\" Enter")
    return (mine, theirs)
  }

  @Test func `whoever opens what a colleague has open is told`() throws {
    let (mine, _) = try desks()
    #expect(mine.said.contains("市民課 窓口3も開いています。どちらの答えも、すぐに両方の画面に出ます"))
    #expect(mine.text.contains("【窓口3も】"))
  }

  @Test(arguments: [("1", "架空市南台2丁目90番1号"), ("2", "架空市南台3丁目91番2号"), ("F12", "架空市南台2丁目90番1号")])
  func `of two different answers both are shown and one is chosen`(key: String, left: String) throws {
    let (mine, theirs) = try desks()
    mine.press("\"minamidai3 91-2\"")
    theirs.press("\"minamidai2 90-1\" Enter")
    try mine.losingNothing {
      mine.press("Enter")
      #expect(mine.text.contains("高橋 さんの答え  架空市南台2丁目90番1号"))
      #expect(mine.text.contains("あなたの答え  架空市南台3丁目91番2号"))
      mine.press(key == "F12" ? key : "\"\(key)\"")
    }
    #expect(Visit(try mine.store.journal(of: 1)).situation.text("届出.新住所", of: .filing(0)) == left)
  }

  @Test func `what a colleague answered is not mine to undo`() throws {
    let (mine, _) = try desks()
    try mine.make(Mistake("it is undone", "Ctrl-Z", says: "高橋"))
    #expect(mine.visit?.situation.day("届出.異動日", of: .filing(0)) == Day(iso: "2026-11-18"))
  }

  @Test func `what I type stays while a colleague answers something else`() throws {
    let (mine, theirs) = try desks()
    mine.press("\"minamidai3 91\"")
    theirs.press("Down Down \"1\"")
    try mine.losingNothing { mine.handle(.wake) }
    #expect(mine.text.contains("残り9問"))
    #expect(mine.text.contains("minamidai3 91"))
  }

  @Test(arguments: [false, true])
  func `a visit that a colleague voids takes no more answers`(wakes: Bool) throws {
    let (mine, theirs) = try desks()
    mine.press("\"minamidai3 91-2\"")
    theirs.press(Script.voids + "\"まちがい\" F10")
    try mine.losingNothing {
      if wakes { mine.handle(.wake) }
      mine.press("Enter")
    }
    let last = try mine.store.journal(of: 1).last?.entry.kind
    #expect(last == "voided")
    #expect(mine.text.contains("取り消"))
  }

  @Test func `a visit of a newer program is read and not written`() throws {
    let (mine, _) = try desks()
    mine.press("F3")
    try mine.store.append(.unknown(kind: "hologram"), to: 1, by: "高橋", at: mine.now)
    mine.handle(.wake)
    let length = try mine.store.journal(of: 1).count
    try mine.make(
      Mistake(
        "it is answered", before: "\"1\" Enter", "\"minamidai3 91-2\" Enter", says: "読むだけにしてください",
        keeps: "minamidai3 91-2"))
    #expect(try mine.store.journal(of: 1).count == length)
  }
}
