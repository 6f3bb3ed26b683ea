import Counter
import Testing

@testable import Desk

/// What a clerk sees of printers: where papers go, what became of them, and whose pages they are.
@Suite struct PrinterDeskTests {
  private static let papers = PrintRoute(
    printer: .queue(server: "/run/cups.sock", name: "a4"), tray: "tray-2")
  private static let lobby = PrintRoute(printer: .queue(server: "/run/cups.sock", name: "lobby"))

  private func atPapers(_ routes: PrintRoutes) throws -> DeskDriver {
    let desk = try DeskDriver(routes: routes)
    desk.press(Script.moves + "F10 F9 ")
    for _ in 0..<5 where !(desk.desk.screens.top is PapersScreen) { desk.press("F10") }
    return desk
  }

  @Test func `without a printer it says that a PDF was made, and where`() throws {
    let desk = try atPapers(PrintRoutes())
    desk.press("F10")
    desk.finishPrints()
    #expect(desk.text.contains("PDF を作りました（プリンターの設定は"))
    let order = try #require(desk.orders.last)
    #expect(desk.orders.count == 1 && order.route == nil && desk.text.contains(order.path))
  }

  @Test func `papers and checklist go to their printers, each with its tray and a name of no person`() throws
  {
    let desk = try atPapers(PrintRoutes(papers: Self.papers, checklist: Self.lobby))
    desk.press("F10")
    #expect(desk.orders.map(\.route) == [Self.papers, Self.lobby])
    let (papers, checklist) = (desk.orders[0], desk.orders[1])
    #expect(!papers.papers.isEmpty && papers.checklist == nil && papers.record == nil)
    #expect(checklist.papers.isEmpty && checklist.checklist != nil)
    #expect(papers.path != checklist.path && papers.code != checklist.code)
    for order in desk.orders {
      let named = order.job + order.path + order.code
      #expect(!named.contains("若葉") && !named.contains("太郎"))
    }
  }

  @Test func `what a printer says stands on the screen, and what wants a person is an error`() throws {
    let desk = try atPapers(PrintRoutes(papers: Self.papers, checklist: Self.papers))
    desk.press("F10")
    desk.finishPrints()
    let order = try #require(desk.orders.last)
    desk.printerSays(.printing, of: order)
    #expect(desk.text.contains("印刷しています"))
    desk.printerSays(.needsPaper, of: order)
    #expect(desk.text.contains("エラー：書類と手続案内票：プリンターの紙がありません"))
    desk.printerSays(.handedOver, of: order)
    #expect(desk.text.contains("印刷しました。紙を確かめてください"))
    // From the list it is told with the number.
    desk.press("F3 F3")
    desk.printerSays(.isLost, of: order)
    #expect(desk.text.contains("受付 0001 の書類と手続案内票：プリンターの順番から消えました"))
  }

  @Test func `paper is printed again for a reason that the operation log keeps`() throws {
    let desk = try atPapers(PrintRoutes(papers: Self.papers, checklist: Self.papers))
    desk.press("F10")
    desk.finishPrints()
    desk.press("F9")
    #expect(desk.text.contains("刷り直す理由"))
    desk.press("F10")
    #expect(desk.orders.count == 1 && desk.text.contains("刷り直す理由（例： 紙づまり、欄を直した）を入力してください"))
    desk.press("\"kamizumari\" F10")
    #expect(desk.orders.count == 2)
    desk.finishPrints()
    let reasons = try desk.store.operations().compactMap { entry in
      if case .printed(_, _, let reason?) = entry.operation { reason } else { nil as String? }
    }
    #expect(!reasons.isEmpty && reasons.allSatisfy { $0 == "kamizumari" })
  }

  @Test func `a number that is drawn comes out as a ticket with who waits before it`() throws {
    let ticket = PrintRoute(printer: .port(host: "192.0.2.7", number: 9100))
    let desk = try DeskDriver(routes: PrintRoutes(ticket: ticket))
    desk.press("F10 F10 F10 F10")
    let orders = desk.orders
    #expect(orders.map(\.route) == [ticket, ticket])
    #expect(orders.compactMap(\.ticket).map(\.number) == [1, 2])
    #expect(orders.compactMap(\.ticket).map(\.waiting) == [0, 1])
    #expect(Set(orders.compactMap(\.ticket).map(\.token)).count == 2)
  }

  @Test func `pages are told to be of this visit, of another, or of an earlier printing`() throws {
    let desk = try atPapers(PrintRoutes())
    desk.press("F10")
    desk.finishPrints()
    let code = try #require(desk.orders.last).code
    func scan(_ text: String) {
      desk.handle(.paste(text))
      desk.press("Enter")
    }
    scan(PageCode(visit: code, page: 1, pages: 2).text.uppercased())
    #expect(desk.text.contains("この受付の紙です：1／2枚目（あと 1枚）"))
    scan(PageCode(visit: code, page: 2, pages: 2).text)
    #expect(desk.text.contains("2枚すべて、この受付の紙です。お渡しできます"))
    scan("zzzzyyyyxxxx2345.8.1.2")
    #expect(desk.text.contains("エラー：！ ほかの受付の紙です"))
    scan("mikan")
    #expect(desk.text.contains("窓口で刷った紙のコードではありません"))
    desk.press("F9")
    desk.finishPrints()
    #expect(desk.orders.count == 2)
    scan(PageCode(visit: code, page: 1, pages: 2).text)
    #expect(desk.text.contains("前に刷った古い紙です") == (desk.orders[1].code != code))
  }

  @Test func `the code of any page opens its visit`() throws {
    let desk = try atPapers(PrintRoutes())
    desk.press("F10")
    desk.finishPrints()
    let code = try #require(desk.orders.last).code
    desk.press("F3 F3")
    #expect(desk.visit == nil)
    desk.handle(.paste(PageCode(visit: code, page: 2, pages: 2).text.uppercased()))
    desk.press("Enter")
    #expect(desk.open?.listing.number == 1)
  }
}
