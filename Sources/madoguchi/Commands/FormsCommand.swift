import ArgumentParser
import FormFiles
import Foundation

struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "手続・質問・書類の内容（forms/）を確かめる", subcommands: [Check.self])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "まちがいを全部いちどに示し、例をすべて確かめる")

    @Argument(help: "forms フォルダー") var folder: String?
    @Option(name: .long, help: "text か json") var format = Format.text

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        PlaceOptions.parse(folder.map { ["--forms", $0] } ?? []), kind: "",
        settings: try Settings.load(environment: environment), environment: environment)
      let outcome = CatalogReader.read(try FormsFolder(at: places.forms))
      var findings = outcome.findings
      if let rulebook = outcome.rulebook {
        findings += ExampleCheck(rulebook: rulebook, examples: outcome.examples).findings()
      }
      findings.sort()
      switch format {
      case .text: report(findings, outcome)
      case .json: try reportJSON(findings)
      }
      if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
    }

    private func report(_ findings: [Finding], _ outcome: CatalogReader.Outcome) {
      for finding in findings { print(finding.sentence) }
      if let catalog = outcome.rulebook?.catalog, findings.isEmpty {
        print(
          "問題はありません（手続 \(catalog.procedures.count)、質問 \(catalog.questions.count)、事実 \(catalog.vocabulary.facts.count)、例 \(outcome.examples.count)）"
        )
      } else {
        print(
          "直すところ \(findings.filter { $0.severity == .error }.count)件、注意 \(findings.filter { $0.severity == .warning }.count)件"
        )
      }
    }

    private struct Row: Encodable {
      let file: String
      let line: Int
      let column: Int
      let severity: String
      let message: String
      let correction: String?
    }

    private func reportJSON(_ findings: [Finding]) throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let rows = findings.map {
        Row(
          file: $0.file, line: $0.line, column: $0.column, severity: $0.severity.rawValue,
          message: $0.message, correction: $0.correction)
      }
      print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    }
  }
}
