import Counter
import Feel
import Records
import Testing

@testable import Desk
@testable import TerminalUI

/// Where protected people live and where they go is seen by those only who handle their move, and under a release.
@Suite struct ProtectedVisitTests {
  /// 杉本 香織 and her daughter, both marked.
  private static let marked = "000000000900063"
  private static let newAddress = FactKey(CoreFact.newAddress, of: .filing(0))
  /// Parts of where they live, and of where they go.
  private static let needles = ["94番2号", "97番", "青葉", "みなと", "港町"]

  /// A desk that took their 転居 to 青葉 97番地3.
  private func moving() throws -> DeskDriver {
    let desk = try DeskDriver()
    desk.press("\"\(Self.marked)\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" \"1\" F10")
    answer(desk, Self.newAddress, "\"aoba 97-3\" Enter")
    return desk
  }

  /// Goes to a field and types.
  private func answer(_ desk: DeskDriver, _ key: FactKey, _ script: String) {
    for _ in 0..<60 where desk.views.last?.page != .question(key) { desk.press("Tab") }
    desk.press(script)
  }

  /// A desk that received somebody and asks who came.
  private func atIdentity(_ sought: String) throws -> DeskDriver {
    let desk = try DeskDriver()
    desk.press("\"\(sought)\" Enter")
    for _ in 0..<6 where !(desk.desk.screens.top is IdentityScreen) { desk.press("\"1\"") }
    return desk
  }

  private func other(_ desk: DeskDriver) throws -> DeskDriver {
    try DeskDriver(window: "保険年金課 窓口1", clerk: "田中", beside: desk)
  }

  @Test func `the clerk who takes the move sees where it goes, another desk does not`() throws {
    let desk = try moving()
    #expect(desk.visit?.situation.text(CoreFact.newAddress, of: .filing(0))?.contains("97番地3") == true)
    #expect(desk.text.contains("97番地3"))
    let other = try other(desk)
    other.press("\"1\" Enter")
    #expect(other.visit?.isVeiled == true)
    #expect(other.visit?.situation.facts[Self.newAddress]?.answer == .willNotSay)
    #expect(other.text.contains("【支援措置】") && !other.text.contains("97番"), "\(other.text)")
    // As soon as somebody lets it be seen, and until the end.
    other.press("Ctrl-P \"支援措置\" Enter \"課長\" Enter \"国保の証\" F10")
    #expect(other.visit?.situation.text(CoreFact.newAddress, of: .filing(0))?.contains("97番地3") == true)
    other.now = Instant(seconds: other.now.seconds + 16 * 60)
    other.handle(.wake)
    #expect(other.visit?.situation.facts[Self.newAddress]?.answer == .willNotSay)
  }

  @Test func `what a desk may not see it cannot replace`() throws {
    let desk = try moving()
    let other = try other(desk)
    other.press("\"1\" Enter")
    let before = try desk.store.journal(of: 1).count
    answer(other, Self.newAddress, "\"minato1 95-3\" Enter")
    #expect(other.text.contains("聞き取った職員に頼むか"), "\(other.text)")
    let after = try desk.store.journal(of: 1)
    #expect(!after.dropFirst(before).contains { if case .answered = $0.entry { true } else { false } })
    desk.handle(.wake)
    #expect(desk.visit?.situation.text(CoreFact.newAddress, of: .filing(0))?.contains("97番地3") == true)
  }

  @Test func `who asks for protection during the visit is protected from then on`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn)
    let other = try other(desk)
    other.press("\"1\" Enter")
    #expect(other.visit?.isVeiled == false)
    let quiet = FactKey("届出.あてはまること", of: .filing(0))
    let protection = try #require(
      desk.desk.catalog.codeLists.flatMap(\.codes).map(\.value).first { $0.hasPrefix("支援措置") })
    _ = try desk.store.append(
      .answered([FactAnswer(quiet, .value(.texts([protection])))]), to: 1, by: "佐々木", at: desk.now)
    other.handle(.wake)
    #expect(other.visit?.isVeiled == true)
    desk.handle(.wake)
    #expect(desk.visit?.isVeiled == false)
    // Taken back, it was told all the same.
    _ = try desk.store.append(.undone, to: 1, by: "佐々木", at: desk.now)
    other.handle(.wake)
    #expect(other.visit?.isVeiled == true)
  }

  @Test func `no screen of another desk tells a part of either address`() throws {
    let desk = try moving()
    let other = try other(desk)
    other.press("\"1\" Enter")
    var walk = Walk(seed: 63)
    for _ in 0..<600 {
      other.press(walk.key())
      // Whoever left the visit may look at other people.
      guard other.open != nil else {
        other.press("F3 \"1\" Enter")
        continue
      }
      let seen = other.text
      for needle in Self.needles where seen.contains(needle) && !(other.desk.screens.top is PickScreen) {
        Issue.record("\(needle)\n\(seen)")
        return
      }
    }
    for order in other.orders {
      let words = "\(order)"
      for needle in Self.needles.prefix(2) { #expect(!words.contains(needle)) }
    }
  }

  @Test func `an agent is refused in words that tell nothing`() throws {
    let desk = try atIdentity(Self.marked)
    let proxies = desk.desk.catalog.identity.proxies(for: desk.visit?.situation.filings.map(\.kind) ?? [])
    let agent = try #require(proxies.firstIndex { $0.ruling == .letter })
    desk.press("\"\(agent + 1)\" \"代理\" Enter \"0\" \"2\" F10")
    #expect(desk.text.contains("任意代理人の方からは受け付けられません。責任者に引き継いでください"), "\(desk.text)")
    #expect(desk.visit?.visitor == nil)
    let open = try atIdentity("hoshino kiyo")
    open.press("\"\(agent + 1)\" \"代理\" Enter \"0\" \"2\" F10")
    #expect(open.visit?.visitor?.relation == "任意代理人")
  }

  @Test func `every opening and every hit is in the operation log, and much reading is said`() throws {
    let desk = try DeskDriver()
    desk.press(Script.movesIn + "F3 \"1\" Enter F3 \"wakaba\" Enter F12")
    let log = try desk.store.operations().map(\.operation)
    #expect(
      log.contains { if case .visitOpened(_, 1, let people) = $0 { people.count == 4 } else { false } }
        || log.contains { if case .visitOpened(_, 1, _) = $0 { true } else { false } })
    #expect(
      log.contains { if case .listed(_, let certificates, _) = $0 { !certificates.isEmpty } else { false } })
    for _ in 0..<40 { desk.press("\"1\" Enter F3") }
    desk.press("\"1\" Enter")
    #expect(desk.text.contains("住民や受付を見ました"))
    let much = try desk.store.operations().map(\.operation)
    #expect(much.contains { if case .searchedMuch = $0 { true } else { false } })
  }
}

/// Keys at random, from a seed; none that leaves the program or types much.
private struct Walk {
  private var state: UInt64
  private static let keys: [Key] =
    (1...10).map { Key.function($0) } + [
      .function(12), .tab, .backTab, .up, .down, .enter, .escape, .pageUp, .pageDown, .control("k"),
      .control("n"),
      .control("o"), .control("b"), .control("p"), .control("t"), .character("1"), .character("2"),
      .character("3"),
      .character("0"), .character("*"), .character(" "),
    ]

  init(seed: UInt64) { state = seed }

  mutating func key() -> Key {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Self.keys[Int(state >> 33) % Self.keys.count]
  }
}
