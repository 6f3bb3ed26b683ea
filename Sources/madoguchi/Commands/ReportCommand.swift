import ArgumentParser
import Counter
import Feel
import Foundation
import Records

struct ReportCommand: GuardedCommand {
  static let act = Act.exportReport
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "受付の記録から、件数・時間・聞いた数などをまとめる（名前は出しません）")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  @OptionGroup var admission: AdmissionOptions
  @OptionGroup var store: VisitsCommand.StoreOptions
  @Option(name: .long, help: "はじめの日（2026-11-01）。省くと記録のはじめから") var from: String?
  @Option(name: .long, help: "終わりの日（2026-11-30）。省くと記録の終わりまで") var to: String?
  @Option(name: .long, help: "text（1ページのまとめ）、csv（受付ごとに1行）、json（まとめの数）") var format = Format.text

  func settledPlaces() throws -> Places { try store.settledPlaces() }

  mutating func run(as actor: Operator) throws {
    let (from, to) = (try day(from, of: "--from"), try day(to, of: "--to"))
    if let from, let to, to < from { throw Complaint("--from の日が --to の日より後です。順番を直してください") }
    let visits = try store.store()
    let rulebook = try rulebook()
    let listings = try visits.visits(on: nil).filter { listing in
      (from.map { $0 <= listing.day } ?? true) && (to.map { listing.day <= $0 } ?? true)
    }
    let measures = try listings.map {
      VisitMeasure($0, try visits.journal(of: $0.id), rulebook: rulebook)
    }
    let report = VisitReport(measures, from: from, to: to)
    switch format {
    case .text:
      let eras = rulebook?.catalog.eras ?? EraTable(eras: [])
      for line in report.lines(eras: eras) { Madoguchi.show(line) }
    case .csv: Madoguchi.give(table: VisitMeasure.table(measures))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Madoguchi.give(json: try encoder.encode(report))
    }
  }

  private func day(_ text: String?, of option: String) throws -> Day? {
    guard let text else { return nil }
    guard let day = Day(iso: text) else { throw Complaint("\(option) は 2026-11-20 のように書きます") }
    return day
  }

  /// nil, and a word on it, when the content cannot be read: everything but the names on papers can be said without it.
  private func rulebook() throws -> Rulebook? {
    let places = try store.settledPlaces()
    do {
      return try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false)
    } catch {
      Madoguchi.say("\(places.forms) を読めないため、書類に書いた氏名は「－」とし、窓口は id で示します。madoguchi forms check で確かめてください")
      return nil
    }
  }
}
