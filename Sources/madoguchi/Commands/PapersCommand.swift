import ArgumentParser
import Counter
import Foundation
import FormFiles

struct PapersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papers", abstract: "書類の見本を作る", subcommands: [Preview.self])

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "例の1つで書類を埋めて PDF にする")

    @OptionGroup var places: PlaceOptions
    @Argument(help: "書類の id（checklist は手続案内票）") var id: String
    @Option(name: .long, help: "受付ファイル。省くと forms/examples のうち、その書類が要る最初の例") var visit: String?
    @Option(name: .shortAndLong, help: "書き出す PDF") var output = "preview.pdf"

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      let outcome = CatalogReader.read(try FormsFolder(at: places.forms))
      guard let rulebook = outcome.rulebook else {
        throw Complaint(CatalogLoading.report(outcome.findings, in: places.forms))
      }
      let order = try order(rulebook, try examples(outcome, rulebook))
      let rang = DispatchSemaphore(value: 0)
      let paper = PaperProcess { rang.signal() }
      paper.print(order)
      guard rang.wait(timeout: .now() + 60) == .success, let printed = paper.takeOutcomes().first else {
        throw Complaint("印刷のプログラムから返事がありません")
      }
      if let failure = printed.failure { throw Complaint(failure) }
      for problem in printed.problems { print(problem) }
      print("\(printed.path)（\(printed.pages)ページ）")
    }

    private func examples(_ outcome: CatalogReader.Outcome, _ rulebook: Rulebook) throws -> [Example] {
      guard let visit else { return outcome.examples }
      guard let data = FileManager.default.contents(atPath: visit) else { throw Complaint("\(visit) を開けません") }
      let read = ExampleReader(catalog: rulebook.catalog).examples(
        path: visit, text: String(decoding: data, as: UTF8.self))
      guard read.findings.isEmpty else {
        throw Complaint(read.findings.map(\.sentence).joined(separator: "\n"))
      }
      return read.examples
    }

    private func order(_ rulebook: Rulebook, _ examples: [Example]) throws -> PrintOrder {
      for example in examples {
        let determination = rulebook.determine(example.situation)
        let needed = rulebook.papers(for: determination, in: example.situation)
        guard id == rulebook.catalog.checklist.id || needed.contains(where: { $0.form == id }) else {
          continue
        }
        let now = Instant(written: example.situation.day.iso + "T10:00") ?? Instant(seconds: 0)
        let papers = needed.filter { $0.form == id }.compactMap { rulebook.fill($0, in: example.situation) }
        let checklist =
          id == rulebook.catalog.checklist.id
          ? rulebook.checklist(
            Visit(example.situation), VisitLabel(number: 1, token: "preview", stamp: "架空データ"), at: now) : nil
        return PrintOrder(
          visit: 0, visitNumber: 1, footer: "受付 0001　見本　様式 \(rulebook.catalog.version.prefix(8))",
          stamp: "架空データ", papers: papers,
          checklist: checklist, at: now, path: output)
      }
      let ids = rulebook.catalog.papers.map(\.id) + [rulebook.catalog.checklist.id]
      throw Complaint("書類「\(id)」が要る例がありません。書類の id: \(ids.joined(separator: "、"))")
    }
  }
}
