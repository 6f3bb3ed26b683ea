import Counter
import Feel
import Foundation
import Testing

@testable import FormFiles

/// The checklists of the shipped examples, at different hours.
@Suite struct ChecklistTests {
  private static let outcome = Result { try ShippedForms.outcome() }

  private func outcome() throws -> CatalogReader.Outcome { try Self.outcome.get() }

  private func checklist(_ name: String, day: String? = nil, at clock: (Int, Int) = (10, 0)) throws
    -> Checklist
  {
    let outcome = try outcome()
    let example = try #require(outcome.examples.first { $0.name.hasPrefix(name) })
    let date = try day.map { try #require(Day(iso: $0)) } ?? example.situation.day
    let now = Instant(seconds: Int(date.number) * 86_400 + (clock.0 - 9) * 3600 + clock.1 * 60)
    return try #require(outcome.rulebook).checklist(
      Visit(example.situation), VisitLabel(number: 142, token: "abc", stamp: "架空データ"), at: now)
  }

  private static let family = "国保の家族4人が県外から転入する"

  @Test func `in the morning every window is in the round`() throws {
    let checklist = try checklist(Self.family)
    #expect(checklist.missed.isEmpty && checklist.stops.count >= 3)
    #expect(checklist.stops.allSatisfy { $0.notice.isEmpty })
  }

  @Test func `after hours every window comes last with its next opening`() throws {
    let checklist = try checklist(Self.family, at: (18, 0))
    #expect(checklist.stops.isEmpty && checklist.minutes == 0)
    // 2026-11-20 is a Friday and the Monday after it a holiday.
    #expect(
      checklist.missed.allSatisfy { $0.notice == "きょうは受付が終わりました。次に開くのは11月24日（火）8時30分" },
      "\(checklist.missed.map(\.notice))")
    let items = try self.checklist(Self.family).stops.flatMap(\.items).map(\.title)
    #expect(Set(checklist.missed.flatMap(\.items).map(\.title)) == Set(items))
    let text = checklist.lines(ofColumns: 80)
    #expect(text.contains(" きょう回れない窓口"))
    #expect(text.contains { $0.contains("次に開くのは11月24日（火）8時30分") })
  }

  @Test func `on a holiday nothing is said to have ended`() throws {
    let checklist = try checklist(Self.family, day: "2026-11-22")
    #expect(
      checklist.missed.allSatisfy { $0.notice == "きょうは受付がありません。次に開くのは11月24日（火）8時30分" },
      "\(checklist.missed.map(\.notice))")
    #expect(checklist.fee.hasPrefix("きょうは 0円"))
  }

  @Test func `shortly before closing the first windows are reached and the rest are told why not`() throws {
    let checklist = try checklist(Self.family, at: (17, 5))
    #expect(checklist.stops.first?.name == "市民課")
    let notices = checklist.missed.map(\.notice)
    #expect(!notices.isEmpty)
    #expect(
      notices.allSatisfy {
        $0.hasPrefix("きょうの受付（17時15分まで）に間に合いません。次に開くのは") || $0.hasPrefix("先に市民課の手続が要るため")
          || $0.hasPrefix("きょうは受付が終わりました。")
      }, "\(notices)")
  }

  @Test func `what is lost for good stands before what is late, and that before the rest`() throws {
    let outcome = try outcome()
    let rulebook = try #require(outcome.rulebook)
    var compared = 0
    for example in outcome.examples {
      let visit = Visit(example.situation)
      let groups = rulebook.groups(of: rulebook.decisions(of: visit), in: example.situation)
      let now = Instant(seconds: Int(example.situation.day.number) * 86_400)
      let checklist = rulebook.checklist(visit, VisitLabel(number: 1, token: "", stamp: ""), at: now)
      let urgent = checklist.urgent.compactMap { line in
        groups.first {
          $0.state == .applies && line.hasPrefix(rulebook.catalog.procedures[$0.procedure].name)
        }?
        .deadline
      }
      for (first, second) in zip(urgent, urgent.dropFirst()) {
        #expect(first.kind.rank <= second.kind.rank, "\(example.name)")
        if first.kind == second.kind, let one = first.day, let other = second.day {
          #expect(one <= other, "\(example.name)")
        }
        compared += 1
      }
    }
    #expect(compared > 20)
  }

  @Test func `fees are summed with how they are paid`() throws {
    let checklist = try checklist("海外赴任から帰国した家族4人")
    #expect(
      checklist.fee.hasPrefix("きょうは 3,000円（現金・クレジットカード・電子マネー・二次元コード）（希望する方：印鑑登録 "), "\(checklist.fee)")
    let later = try self.checklist("海外赴任から帰国した家族4人", at: (19, 0))
    #expect(later.fee.hasPrefix("きょうは 0円、別の日に 3,000円（現金・"), "\(later.fee)")
  }

  @Test(arguments: [40, 80])
  func `no line of any checklist is wider than the paper`(width: Int) throws {
    let outcome = try outcome()
    let rulebook = try #require(outcome.rulebook)
    for (index, example) in outcome.examples.enumerated() {
      let now = Instant(seconds: Int(example.situation.day.number) * 86_400 + (index % 3) * 4 * 3600)
      let lines = rulebook.checklist(
        Visit(example.situation), VisitLabel(number: 142, token: "", stamp: "架空データ"), at: now
      ).lines(ofColumns: width)
      let wide = lines.filter { $0.columns > width }
      #expect(wide == [], "\(example.name)")
    }
  }

  @Test func `windows without hours take the city's, and hours that are none are found`() throws {
    let windows = try #require(try outcome().rulebook).catalog.municipality.windows
    let citizens = try #require(windows.first { $0.id == "citizens" })
    let environment = try #require(windows.first { $0.id == "environment" })
    #expect(citizens.hours?.usual == OpeningHours.Span(reading: "8:30-17:15"))
    #expect(environment.hours?.usual == OpeningHours.Span(reading: "8:30-16:30"))
    #expect(environment.payments == ["現金"] && citizens.payments.count > 1)
    let broken = try ShippedForms.changed("municipality.yaml") {
      $0.replacing("時間: 8:30-16:30, 支払い", with: "時間: 8時半から, 支払い")
    }
    #expect(broken.findings.map(\.message) == ["時間に「8時半から」は使えません"])
    let missing = try ShippedForms.changed("municipality.yaml") {
      $0.replacing("開庁時間: 8:30-17:15", with: "閉庁時間: 8:30-17:15")
    }
    #expect(missing.findings.contains { $0.message == "「開庁時間」がありません" })
  }
}
