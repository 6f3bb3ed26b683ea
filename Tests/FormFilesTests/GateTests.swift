import Feel
import Testing

@testable import Counter
@testable import FormFiles

/// 門: what was answered counts while the question would be asked.
@Suite struct GateTests {
  private func applying(_ rulebook: Rulebook, _ situation: Situation) -> Set<String> {
    Set(rulebook.determine(situation).applying.map { rulebook.catalog.procedures[$0.procedure].id })
  }

  private let things = FactKey("届出.あてはまること", of: .filing(0))
  private let support = FactKey("人.自立支援_精神通院", of: .person(0))

  private func heard(_ value: FactValue) -> KnownFact {
    KnownFact(value, from: .heard(at: Instant(seconds: 0)))
  }

  @Test func `an answer goes with its gate and comes back with it`() throws {
    var (rulebook, situation) = try WrittenVisit.motherAndSon(
      "{ 届出.あてはまること: [障害・難病の医療], 人.自立支援_精神通院: { 親: はい } }")
    let open = applying(rulebook, situation)
    situation.facts[things] = heard(.texts([]))
    let shut = applying(rulebook, situation)
    #expect(open.contains("medical-support.mental-new"))
    #expect(!shut.contains("medical-support.mental-new"))
    let deliberation = Deliberation(rulebook, situation)
    #expect(deliberation.isBehindClosedGate(support))
    #expect(deliberation.countingFacts[support] == nil)
    situation.facts[support] = nil
    #expect(applying(rulebook, situation) == shut)
    situation.facts[support] = heard(.yesNo(true))
    situation.facts[things] = heard(.texts(["障害・難病の医療"]))
    #expect(applying(rulebook, situation) == open)
    #expect(!Deliberation(rulebook, situation).isBehindClosedGate(support))
  }

  @Test func `a visit file with a shut gate prints no procedure of what stands behind it`() throws {
    let (rulebook, shut) = try WrittenVisit.motherAndSon("{ 届出.市に登録するもの: [], 届出.犬の飼い主: 親 }")
    #expect(!applying(rulebook, shut).contains("dog.move-in"))
    let (_, open) = try WrittenVisit.motherAndSon("{ 届出.市に登録するもの: [犬], 届出.犬の飼い主: 親 }")
    #expect(applying(rulebook, open).contains("dog.move-in"))
  }

  @Test func `behind a gate that is not known an answer waits for it`() throws {
    let (rulebook, situation) = try WrittenVisit.motherAndSon("{ 届出.犬の飼い主: 親 }")
    let decision = try #require(
      rulebook.determine(situation).decision("dog.move-in", .person(0), in: rulebook.catalog))
    #expect(decision.verdict == .undecided([FactKey("届出.市に登録するもの", of: .filing(0))]))
    #expect(!Deliberation(rulebook, situation).isBehindClosedGate(FactKey("届出.犬の飼い主", of: .filing(0))))
  }

  @Test func `what a record holds counts whatever the gate says`() throws {
    var (rulebook, situation) = try WrittenVisit.motherAndSon("{ 届出.あてはまること: [] }")
    let key = FactKey("人.生活保護", of: .person(0))
    situation.facts[key] = KnownFact(.yesNo(true), from: .register(situation.day))
    let deliberation = Deliberation(rulebook, situation)
    #expect(!deliberation.isBehindClosedGate(key))
    #expect(deliberation.countingFacts[key] != nil)
    let decision = try #require(
      deliberation.determine().decision("public-assistance.transfer-in", .filing(0), in: rulebook.catalog))
    #expect(decision.verdict == .applies)
  }

  @Test func `a reason tells the shut gate and not the answer behind it`() throws {
    let (rulebook, situation) = try WrittenVisit.motherAndSon(
      "{ 届出.あてはまること: [], 人.自立支援_精神通院: { 親: はい } }")
    let deliberation = Deliberation(rulebook, situation)
    let readings = deliberation.determine().decisions.flatMap {
      rulebook.reason(of: $0, deliberation).readings
    }.filter { $0.key == support }
    #expect(!readings.isEmpty)
    #expect(readings.allSatisfy { $0.value == .yesNo(false) && $0.known == nil })
    #expect(rulebook.inputs(of: support, filing: 0, deliberation).map(\.key).contains(things))
  }

  @Test func `in a city that takes part in the chip rule a registered dog's owner tells the registry alone`()
    throws
  {
    let outcome = try ShippedForms.changed("municipality.yaml") {
      $0.replacing("犬のマイクロチップ特例に参加, 値: いいえ", with: "犬のマイクロチップ特例に参加, 値: はい")
    }
    let rulebook = try #require(outcome.rulebook)
    let text = """
      例: 登録した犬
      日: 2026-11-20
      届出: [{ 種別: 犬, 人: [律] }]
      人:
        律: { 氏名: 星野 律, 生年月日: 1979-09-09, 続柄: 世帯主, 住民である: はい, 国保: はい, 犬の数: 1 }
      世帯: [律]
      答え: { 届出.犬の用件: [登録, 死亡, 変更, 所有者, 市外から, 市外へ], 届出.その犬のチップ登録: はい }
      """
    let example = try #require(
      ExampleReader(catalog: rulebook.catalog).examples(path: "v.yaml", text: text).examples.first)
    let dogs = applying(rulebook, example.situation).filter { $0.hasPrefix("dog.") }
    #expect(dogs == ["dog.chip-change", "dog.vaccination"])
  }

  @Test func `answers learned in any order give what a fresh deliberation gives`() throws {
    let outcome = try WrittenVisit.shipped.get()
    let rulebook = try #require(outcome.rulebook)
    var chance = SplitMix(seed: 20261120)
    var shut = 0
    for example in outcome.examples.enumerated().filter({ $0.offset % 12 == 0 }).map(\.element) {
      let keys = Self.gated(in: example.situation, rulebook)
      let deliberation = Deliberation(rulebook, example.situation)
      _ = deliberation.determine()
      for _ in 0..<24 {
        guard let key = keys.randomElement(using: &chance) else { break }
        deliberation.learn(key, as: Self.answer(to: key, rulebook.catalog, &chance))
        let fresh = Deliberation(rulebook, deliberation.situation)
        #expect(deliberation.determine().decisions == fresh.determine().decisions, "\(key.fact)")
        #expect(deliberation.countingFacts == fresh.countingFacts)
        shut += deliberation.situation.facts.count - fresh.countingFacts.count
      }
    }
    #expect(shut > 100)
  }

  /// Facts with gates, and those that gates read, of everyone in a visit.
  private static func gated(in situation: Situation, _ rulebook: Rulebook) -> [FactKey] {
    let gated = rulebook.catalog.vocabulary.facts.filter { $0.gate != nil }
    let parents = Set(gated.flatMap { $0.gate.map(rulebook.facts(readBy:)) ?? [] })
    let facts =
      gated + rulebook.catalog.vocabulary.facts.filter { parents.contains($0.name) && $0.formula == nil }
    return facts.filter { $0.supplies.contains(.heard) && !CoreFact.all.contains($0.name) }.flatMap { fact in
      switch fact.subject {
      case .person: (0..<situation.personCount).map { FactKey(fact.name, of: .person($0)) }
      case .filing: situation.filings.indices.map { FactKey(fact.name, of: fact.home(of: .filing($0))) }
      default: [FactKey]()
      }
    }
  }

  /// A value, «わからない», or nothing.
  private static func answer(to key: FactKey, _ catalog: Catalog, _ chance: inout SplitMix) -> KnownFact? {
    let heard = Origin.heard(at: Instant(seconds: 0))
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: return nil
    case 1: return KnownFact(.doesNotKnow, from: heard)
    default: break
    }
    switch catalog.vocabulary.fact(named: key.fact)?.kind {
    case .yesNo: return KnownFact(.yesNo(Bool.random(using: &chance)), from: heard)
    case .code(let list):
      return catalog.codeList(list)?.codes.randomElement(using: &chance).map {
        KnownFact(.text($0.value), from: heard)
      }
    case .codes(let list):
      let codes = catalog.codeList(list)?.codes.filter { _ in Bool.random(using: &chance) } ?? []
      return KnownFact(.texts(codes.map(\.value)), from: heard)
    case .person: return KnownFact(.person(0), from: heard)
    case .people: return KnownFact(.people([0]), from: heard)
    case .number: return KnownFact(.number(1), from: heard)
    case .day, .text, .name, .address, nil: return nil
    }
  }
}
