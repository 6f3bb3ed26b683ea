import ArgumentParser
import Counter
import Foundation
import FormFiles

struct PapersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papers", abstract: "書類の見本と控え用紙を作る",
    subcommands: [Preview.self, Fallback.self, Grid.self, Fields.self])

  /// Has the paper process set all orders, in their order; throws the first failure.
  static func printed(_ orders: [PrintOrder]) throws -> [PrintOutcome] {
    let rang = DispatchSemaphore(value: 0)
    let paper = PaperProcess { rang.signal() }
    for order in orders { paper.print(order) }
    for _ in orders {
      guard rang.wait(timeout: .now() + 60) == .success else { throw Complaint("印刷のプログラムから返事がありません") }
    }
    let outcomes = paper.takeReports().compactMap { report in
      if case .made(let outcome) = report { outcome } else { nil as PrintOutcome? }
    }
    if let failure = outcomes.compactMap(\.failure).first { throw Complaint(failure) }
    return outcomes
  }

  struct Preview: ActingCommand {
    static let act = Act.readWrittenVisit
    static let configuration = CommandConfiguration(abstract: "例の1つで書類を埋めて PDF にする")

    @OptionGroup var places: PlaceOptions
    @Argument(help: "書類の id（checklist は手続案内票）") var id: String
    @Option(name: .long, help: "受付ファイル。省くと forms/examples のうち、その書類が要る最初の例") var visit: String?
    @Option(name: .shortAndLong, help: "書き出す PDF") var output = "preview.pdf"
    @Option(name: .long, help: "案内票を刷る時刻（16:40）。省くと10:00") var time: String?
    @Flag(name: .long, help: "手続案内票を大きな字にする") var largeType = false

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      let outcome = CatalogReader.read(try FormsFolder(at: places.forms))
      guard let rulebook = outcome.rulebook else {
        throw Complaint(CatalogLoading.report(outcome.findings, in: places.forms))
      }
      for printed in try PapersCommand.printed([
        try order(rulebook, try examples(outcome, rulebook), papers: places.forms + "/papers")
      ]) {
        for problem in printed.problems { Madoguchi.show("\(problem)") }
        Madoguchi.show("\(printed.path)（\(printed.pages)ページ）")
      }
    }

    private func examples(_ outcome: CatalogReader.Outcome, _ rulebook: Rulebook) throws -> [Example] {
      guard let visit else { return outcome.examples }
      return try VisitFile.examples(at: visit, rulebook.catalog)
    }

    private func order(_ rulebook: Rulebook, _ examples: [Example], papers folder: String)
      throws -> PrintOrder
    {
      for example in examples {
        let determination = rulebook.determine(example.situation)
        let needed = rulebook.papers(for: determination, in: example.situation)
        guard id == rulebook.catalog.checklist.id || needed.contains(where: { $0.form == id }) else {
          continue
        }
        guard let now = Instant(written: "\(example.situation.day.iso)T\(time ?? "10:00")") else {
          throw Complaint("--time は 16:40 のように書きます")
        }
        let papers = needed.filter { $0.form == id }.compactMap { rulebook.fill($0, in: example.situation) }
        let checklist =
          id == rulebook.catalog.checklist.id
          ? rulebook.checklist(
            Visit(example.situation), VisitLabel(number: 1, token: "preview", stamp: "架空データ"), at: now) : nil
        return PrintOrder(
          visit: 0, visitNumber: 1, footer: "受付 0001　見本　様式 \(rulebook.catalog.version.prefix(8))",
          stamp: "架空データ", papers: papers,
          checklist: checklist, isLargeType: largeType, papersFolder: folder, at: now, path: output)
      }
      let ids = rulebook.catalog.papers.map(\.id) + [rulebook.catalog.checklist.id]
      throw Complaint("書類「\(id)」が要る例がありません。書類の id: \(ids.joined(separator: "、"))")
    }
  }
}
