import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsCheck: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "まちがいを全部いちどに示し、例をすべて確かめる",
    discussion: "まちがいがあれば 1 で終わります。注意だけなら 0 です。")

  @Argument(help: "forms フォルダー") var folder: String?
  @Option(name: .long, help: "text か json") var format = ReportFormat.text
  @Flag(name: .long, help: "例ごとに聞く質問の数、届出ごとの手続の数、訳の確認、だれも読まない事実を示す") var stats = false

  mutating func run() throws {
    let folder = try FormsFolder(at: FormsOptions.path(folder))
    let outcome = CatalogReader.read(folder)
    switch format {
    case .text: Madoguchi.show(FormsCheck.report(outcome, in: folder))
    case .json: Madoguchi.give(json: try FormsCheck.json(outcome.findings))
    }
    if stats, let rulebook = outcome.rulebook {
      Madoguchi.show(
        FormsStatistics(
          rulebook: rulebook, examples: outcome.examples, translations: outcome.translations
        ).text)
    }
    if outcome.hasErrors { throw ExitCode.failure }
  }

  static func report(_ outcome: CatalogReader.Outcome, in folder: FormsFolder) -> String {
    guard outcome.findings.isEmpty, let catalog = outcome.rulebook?.catalog else {
      let errors = outcome.findings.filter { $0.severity == .error }.count
      return FindingReport(folder).text(outcome.findings)
        + "\n直すところ \(errors)件、注意 \(outcome.findings.count - errors)件"
    }
    return
      "問題はありません（手続 \(catalog.procedures.count)、質問 \(catalog.questions.count)、事実 \(catalog.vocabulary.facts.count)、例 \(outcome.examples.count)）"
  }

  private struct Row: Encodable {
    let check: String
    let file: String
    let line: Int
    let column: Int
    let severity: String
    let message: String
    let correction: String?
    /// What stands at the place and what to put there, where the correction takes no thought.
    let original: String?
    let replacement: String?
  }

  private static func json(_ findings: [Finding]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let rows = findings.map {
      Row(
        check: $0.check, file: $0.file, line: $0.line, column: $0.column, severity: $0.severity.rawValue,
        message: $0.message, correction: $0.correction, original: $0.replacement?.original,
        replacement: $0.replacement?.text)
    }
    return try encoder.encode(rows)
  }
}
