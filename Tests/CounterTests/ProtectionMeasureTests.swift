import Feel
import Testing

@testable import Counter

@Suite struct ProtectionMeasureTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func measure(_ from: String?, _ until: String?, provisional: Bool = false) -> ProtectionMeasure {
    ProtectionMeasure(
      from: from.flatMap { Day(iso: $0) }, until: until.flatMap { Day(iso: $0) }, isProvisional: provisional)
  }

  @Test(arguments: [
    ("2020-04-01", "2021-03-31"), ("2026-11-12", "2027-11-11"), ("2024-02-29", "2025-02-27"),
  ])
  func `a year from the first day is its term where no end is recorded`(from: String, until: String) {
    #expect(measure(from, nil).lastDay == Day(iso: until))
  }

  @Test(arguments: [
    ("2026-11-09", false), ("2026-11-10", true), ("2026-12-10", true),
  ])
  func `its end is said from one month before`(today: String, isSaid: Bool) throws {
    let notice = measure("2025-12-11", "2026-12-10").notice(on: try day(today))
    #expect((notice == .ends(on: try day("2026-12-10"), renewableFrom: try day("2026-11-10"))) == isSaid)
    #expect((notice != nil) == isSaid)
  }

  @Test func `after its last day it is said to be over`() throws {
    #expect(
      measure("2025-12-11", "2026-12-10").notice(on: try day("2026-12-11"))
        == .isOver(since: try day("2026-12-10")))
    #expect(measure(nil, nil, provisional: true).notice(on: try day("2026-12-11")) == .provisional)
    #expect(measure(nil, nil).notice(on: try day("2026-12-11")) == nil)
  }

  @Test(arguments: [
    ("立花 剛志", true), ("立花剛志", true), ("立花　剛志", true), ("杉本 剛志", true), ("立花 剛", false), ("", false),
    ("立花", false),
  ])
  func `a counterparty is known by any writing of the name, and never written`(name: String, isOne: Bool) {
    let counterparties = Counterparties("杉本　剛志、立花 剛志")
    #expect(counterparties.include(name) == isOne)
    #expect("\(counterparties)" == "【支援措置】" && !String(reflecting: counterparties).contains("立花"))
    #expect(!Counterparties().include(name))
  }
}
