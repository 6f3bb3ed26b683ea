import ArgumentParser
import Counter
import Feel
import FormFiles
import Foundation

struct DetermineCommand: ActingCommand {
  static let act = Act.readWrittenVisit
  static let configuration = CommandConfiguration(
    commandName: "determine", abstract: "受付ファイルの判定を、窓口を開かずに見る")

  @OptionGroup var places: PlaceOptions
  @Argument(help: "受付ファイル（書き方は forms/README.md の「例」）") var files: [String] = []
  @Option(name: .long, help: "判定する日。省くとファイルの「日」") var day: String?
  @Option(name: .long, help: "text か json") var format = ReportFormat.text
  @Flag(name: .long, help: "json の決まり（JSON Schema）を出す") var schema = false

  mutating func run() throws {
    if schema {
      Madoguchi.give(json: Data(PackageResources.determination_schema_json))
      return
    }
    guard !files.isEmpty else { throw Complaint("受付ファイルを書いてください（madoguchi determine ファイル）") }
    let environment = ProcessInfo.processInfo.environment
    let places = try Places(
      places, kind: "", settings: try Settings.load(environment: environment), environment: environment)
    let rulebook = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false)
    let examples = try files.flatMap { try VisitFile.examples(at: $0, rulebook.catalog) }
    let chosen = try day.map { text -> Day in
      guard let day = Day(iso: text) else { throw Complaint("--day は 2026-11-20 のように書きます") }
      return day
    }
    var reports: [DeterminationReport] = []
    for example in examples {
      var situation = example.situation
      if let chosen { situation.day = chosen }
      reports.append(
        DeterminationReport(
          name: example.name, rulebook: rulebook, situation: situation, tellsDenials: format == .json))
    }
    switch format {
    case .text:
      for report in reports { Madoguchi.show(report.text) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Madoguchi.give(json: try encoder.encode(reports))
    }
  }
}
