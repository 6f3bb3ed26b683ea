import Counter
import Feel
import Testing

@testable import Desk
@testable import TerminalUI

/// 抑止 of records and the 相手方 of protected people, as a desk meets them.
@Suite struct RestrictionTests {
  /// 杉本 香織, protected from 立花 剛志 by the fictional record.
  private static let marked = "000000000900063"
  /// 秋山 直樹, whose record is not to be looked into; 丸山 義雄, whose record is not to be changed.
  private static let (closed, unchanging) = ("000000000900077", "000000000900078")

  private func turnedAway(_ desk: DeskDriver) throws -> [TurningAway] {
    try desk.store.operations().compactMap {
      if case .turnedAway(let rule, _) = $0.operation { rule } else { nil }
    }
  }

  private func withAccounts(_ rights: Set<Right>) throws -> DeskDriver {
    let desk = try DeskDriver(
      accounts: AccountServices(
        areNone: { false },
        signIn: { name, _, _, _ in .signedIn(Account(name: name, section: "市民課", rights: rights)) },
        addFirst: { _, _ in }))
    desk.press("\"係長\" Enter \"madoguchi no to\" Enter")
    return desk
  }

  /// To the question who came, in the first event that these people can have.
  private func begin(_ desk: DeskDriver, _ number: String) {
    desk.press("\"\(number)\" Enter")
    for _ in 0..<6 where !(desk.desk.screens.top is IdentityScreen) { desk.press("\"1\"") }
  }

  @Test func `the list says that a record is restricted, and how`() throws {
    let desk = try DeskDriver()
    desk.press("\"\(Self.unchanging)\" Enter")
    #expect(desk.text.contains("【抑止】"), "\(desk.text)")
    desk.press("Down")
    #expect(desk.text.contains("異動（エラー）・発行（警告）"), "\(desk.text)")
  }

  @Test func `a record that is not to be looked into opens to nobody but who may release`() throws {
    let clerk = try withAccounts([.receive])
    clerk.press("\"\(Self.closed)\" Enter \"1\"")
    #expect(clerk.text.contains("責任者に引き継いでください"), "\(clerk.text)")
    #expect(clerk.desk.screens.top is SearchScreen)
    #expect(try turnedAway(clerk) == [.restriction])
    let chief = try withAccounts([.receive, .release])
    chief.press("\"\(Self.closed)\" Enter \"1\"")
    #expect(chief.desk.screens.top is EventScreen)
    #expect(chief.text.contains("照会の抑止（エラー）"), "\(chief.text)")
    #expect(try turnedAway(chief) == [.restriction])
  }

  @Test func `only what the restriction names is refused`() throws {
    let clerk = try withAccounts([.receive])
    begin(clerk, Self.unchanging)
    #expect(clerk.text.contains("責任者に引き継いでください"), "\(clerk.text)")
    #expect(clerk.visit == nil || clerk.visit?.situation.filings.isEmpty == true)
    let event = try #require(clerk.desk.catalog.events.first { $0.process == .issue })
    let screen = try #require(clerk.desk.screens.top as? EventScreen)
    clerk.desk.perform(.file(event, screen.source, joining: []))
    #expect(clerk.visit?.situation.filings.first?.kind == event.kind)
  }

  @Test func `nobody of the name of a counterparty comes for them`() throws {
    let desk = try DeskDriver()
    begin(desk, Self.marked)
    let proxies = desk.desk.catalog.identity.proxies(for: desk.visit?.situation.filings.map(\.kind) ?? [])
    // Whoever is let in for a protected person, under the other's name.
    let index = try #require(
      proxies.firstIndex { $0.isOutsider && $0.rulingForProtected != .refused }
        ?? proxies.firstIndex { !$0.isOutsider && $0.rulingForProtected == .allowed })
    let check = Entry.VisitorCheck(
      name: "立花　剛志", relation: proxies[index].relation, documents: ["drivers-licence"], shown: "運転免許証",
      sawProof: true)
    desk.desk.perform(.write([VisitSession.Act(.visitorChecked(check))], pops: true))
    #expect(desk.visit?.visitor == nil)
    #expect(desk.text.contains("この窓口では受け付けられません"), "\(desk.text)")
    #expect(!desk.text.contains("相手方"))
    #expect(try turnedAway(desk) == [.counterparty])
    desk.press("F10")
  }

  @Test func `a measure that ends soon, is over or provisional is said when they are chosen`() throws {
    let desk = try DeskDriver()
    for (number, said) in [
      ("000000000900065", "支援措置の期間は令和8年12月10日までです"), ("000000000900066", "令和8年8月31日で過ぎています"),
      ("000000000900067", "仮の支援措置です"),
    ] {
      desk.press("F3 \"\(number)\" Enter \"1\"")
      #expect(desk.text.contains(said), "\(desk.text)")
    }
  }
}
