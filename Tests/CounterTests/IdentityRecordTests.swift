import Feel
import Testing

@testable import Counter

@Suite struct IdentityRecordTests {
  private static let day = Day(iso: "2026-11-20") ?? Day(number: 0)
  private let rules = IdentityRules(
    documents: [
      .init(id: "card", name: "マイナンバーカード", group: "1点", ownership: "人.カード", expiry: "人.カード有効期限"),
      .init(id: "licence", name: "運転免許証", group: "1点"),
    ], combinations: [["1点"]], proxies: [], basis: "")

  private func situation(_ card: FactValue?, until last: String? = nil, from origin: Origin) -> Situation {
    var situation = Situation(day: Self.day, personCount: 1)
    situation.facts[FactKey("人.カード", of: .person(0))] = card.map { KnownFact($0, from: origin) }
    situation.facts[FactKey("人.カード有効期限", of: .person(0))] = last.flatMap { Day(iso: $0) }.map {
      KnownFact(.day($0), from: origin)
    }
    return situation
  }

  @Test func `a card of somebody whose record has none is worth a second look`() {
    let situation = situation(.yesNo(false), from: .register(Self.day))
    #expect(rules.warnings(["card"], of: 0, in: situation) == [.notOnRecord(document: "マイナンバーカード")])
    #expect(rules.warnings(["licence"], of: 0, in: situation) == [])
  }

  @Test func `a card is good on its last day and not on the next`() throws {
    let good = situation(.yesNo(true), until: "2026-11-20", from: .register(Self.day))
    #expect(rules.warnings(["card"], of: 0, in: good) == [])
    let over = situation(.yesNo(true), until: "2026-11-19", from: .certificate)
    let last = try #require(Day(iso: "2026-11-19"))
    #expect(rules.warnings(["card"], of: 0, in: over) == [.expired(document: "マイナンバーカード", on: last)])
  }

  @Test func `what no record says is no reason`() {
    #expect(rules.warnings(["card"], of: 0, in: situation(nil, from: .certificate)) == [])
    let heard = situation(.yesNo(false), from: .heard(at: Instant(seconds: 0)))
    #expect(rules.warnings(["card"], of: 0, in: heard) == [])
  }
}
