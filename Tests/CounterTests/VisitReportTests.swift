import Feel
import Moji
import Testing

@testable import Counter

@Suite struct VisitReportTests {
  /// A finished visit that began in an hour and took some minutes.
  private func visit(_ number: Int, _ kind: String?, hour: Int = 9, minutes: Int = 10, voided: Bool = false)
    -> VisitMeasure
  {
    let began = Entry.Began(day: reportDay, catalogVersion: "1", programVersion: "1", registerGeneration: 1)
    let filed = kind.map {
      Entry.filed(
        Entry.Filed(
          filing: Situation.Filing(kind: $0, people: [0], formerHousehold: nil), people: [nil],
          facts: [
            FactRecord(FactKey(CoreFact.name, of: .person(0)), KnownFact(.text("若葉 花子"), from: .reception))
          ]))
    }
    let key = Errand.Key(window: "insurance", procedure: "nhi.join")
    let entries: [(Int, Entry)] =
      [(0, .began(began)), (0, .opened(desk: "市民課 窓口2"))] + (filed.map { [(1, $0)] } ?? [])
      + [
        (2, .sent([key])), (minutes, .done([key])),
        (minutes, voided ? .voided(reason: "若葉様の取り違え") : .finished),
      ]
    return measured(
      entries.enumerated().map { index, entry in
        JournalEntry(
          sequence: index + 1, time: Instant(reportDay, hour: hour, minute: entry.0), actor: "佐々木",
          entry: entry.1)
      }, number: number)
  }

  private let eras = EraTable(eras: [
    EraTable.Era(name: "令和", letter: "R", firstDay: Day(number: 18_017))
  ])

  @Test(arguments: [
    ([7], 7, 7), ([4, 1], 1, 4), ([3, 1, 2], 2, 3), (Array(1...10), 5, 9), (Array(1...11), 6, 10),
  ])
  func `the median and the ninetieth are values that occurred`(values: [Int], median: Int, ninetieth: Int) {
    let spread = Spread(values)
    #expect(spread?.median == median && spread?.ninetieth == ninetieth && spread?.count == values.count)
  }

  @Test func `of nothing there is no median`() {
    let report = VisitReport([])
    #expect(Spread([]) == nil && report.totals.minutes.whole == nil && report.totals.questions == nil)
    #expect(report.kinds.isEmpty && report.hours.isEmpty && report.from == nil)
    #expect(report.lines(eras: eras).count == 1)
  }

  @Test func `visits are grouped by event, by window and by hour`() {
    let report = VisitReport([
      visit(1, "転出"), visit(2, "転入", hour: 9, minutes: 20), visit(3, "転入", hour: 12, minutes: 30),
      visit(4, nil),
    ])
    #expect(report.kinds.map(\.kind) == ["転入", "転出", nil])
    #expect(report.kinds.map(\.figures.visits) == [2, 1, 1])
    #expect(report.kinds.first?.figures.minutes.whole == Spread([20, 30]))
    #expect(report.windows.map(\.window) == ["insurance", "市民課 窓口2"])
    #expect(report.windows.map(\.errands) == [4, 0])
    #expect(report.hours.map(\.visits) == [3, 0, 0, 1] && report.hours.map(\.hour) == [9, 10, 11, 12])
  }

  @Test func `a voided visit is in no number but its own`() {
    let report = VisitReport([visit(1, "転出"), visit(2, "転入", voided: true)])
    #expect(report.visits == 2 && report.voided == 1 && report.finished == 1 && report.open == 0)
    #expect(report.totals.visits == 1 && report.totals.namesWritten == 1)
    #expect(report.kinds.map(\.kind) == ["転出"])
  }

  @Test func `papers that are not known are told apart from papers without names`() {
    let printed = written([(0, .printed(paper: "resident-move"))])
    #expect(VisitReport([measured(printed)]).totals.namesPrinted == nil)
    let both = VisitReport([measured(printed), visit(2, "転入")]).totals
    #expect(both.namesPrinted == 0 && both.unknownPapers == 1)
    #expect(VisitReport([measured(printed)]).lines(eras: eras).contains { $0.hasSuffix("プログラムが書類に書いたもの －") })
  }

  @Test func `the page shows every bar with its number and no name`() {
    let visits = (1...40).map { visit($0, $0 % 4 == 0 ? "転出" : "転入", hour: 8 + $0 % 9) }
    let lines = VisitReport(visits + [visit(41, "転入", voided: true)]).lines(eras: eras)
    #expect(lines.allSatisfy { $0.columns <= 80 }, "\(lines.filter { $0.columns > 80 })")
    #expect(lines.first == "受付の報告　\(eras.long(reportDay))")
    #expect(lines.contains { $0.hasPrefix("  転出                    10件 ■■■■■■ ") })
    #expect(lines.contains("   8時台                   4件 ■■■■■■■■■■■■■■■■"))
    #expect(!lines.joined().contains("若葉") && !lines.joined().contains("佐々木"))
  }

  @Test func `large numbers stay on the page`() {
    let long = "在留資格の変更による国民健康保険の加入と特別の届出"
    let paper = Entry.Began(
      day: reportDay, catalogVersion: "1", programVersion: "1", registerGeneration: 1,
      takenOnPaper: Instant(reportDay, hour: 8, minute: 0))
    let odd = measured(
      written([
        (0, .began(paper)), (1, .printed(paper: "a")), (2, .unknown(kind: "teleported")),
        (3, .reopened(reason: "誤り")),
      ]))
    let visits = (1...1200).flatMap { number in
      [visit(number, long, minutes: 899), visit(number, long, voided: true), odd]
    }
    let lines = VisitReport(visits).lines(eras: eras)
    #expect(lines.allSatisfy { $0.columns <= 80 }, "\(lines.filter { $0.columns > 80 })")
    #expect(lines.contains { $0.contains("紙に控え、あとから入れた受付 1200件") })
  }

  @Test func `the table has a line for each visit as RFC 4180 writes it`() {
    let table = VisitMeasure.table([visit(1, "転入"), visit(2, "転出、\"再交付\",ほか")])
    let lines = table.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines.last == "")
    #expect(lines[0].hasPrefix("日,受付番号,届出,"))
    #expect(lines[1].hasPrefix("\(reportDay.iso),1,転入,終わった,\(reportDay.iso) 09:00,\(reportDay.iso) 09:10,,"))
    #expect(lines[2].hasPrefix("\(reportDay.iso),2,\"転出、\"\"再交付\"\",ほか\",終わった,"))
    #expect(lines[0].filter { $0 == "," }.count == lines[1].filter { $0 == "," }.count)
    #expect(!table.contains("若葉"))
  }
}
