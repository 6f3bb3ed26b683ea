import ArgumentParser
import Counter
import FormFiles
import Foundation

struct FormsDiff: ActingCommand {
  static let act = Act.workOnContent
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "2つの forms フォルダーの違いを文で示す",
    discussion: "手続・質問・書類・値の違いと、どの例の判定・期限・書類が変わるかを示します。どちらにも、直すところがあると比べられません。")

  @Argument(help: "前の forms フォルダー") var old: String
  @Argument(help: "新しい forms フォルダー") var new: String
  @Option(name: .long, parsing: .upToNextOption, help: "例の代わりに比べる受付ファイル") var visits: [String] = []

  mutating func run() throws {
    let (before, after) = (try FormsDiff.read(old), try FormsDiff.read(new))
    let (first, second) = (
      try visits.flatMap { try VisitFile.examples(at: $0, before.rulebook.catalog) },
      try visits.flatMap { try VisitFile.examples(at: $0, after.rulebook.catalog) }
    )
    Madoguchi.show(
      FormsDifference(
        from: before.outcome, before.rulebook, to: after.outcome, after.rulebook,
        visits: visits.isEmpty ? nil : (first, second)
      ).text)
  }

  private static func read(_ path: String) throws -> (outcome: CatalogReader.Outcome, rulebook: Rulebook) {
    let folder = try FormsFolder(at: path)
    let outcome = CatalogReader.read(folder)
    guard let rulebook = outcome.rulebook else {
      throw Complaint("\(path) に直すところがあるため、比べられません。madoguchi forms check \(path) で確かめてください")
    }
    return (outcome, rulebook)
  }
}
