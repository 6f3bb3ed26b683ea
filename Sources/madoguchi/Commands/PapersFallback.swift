import ArgumentParser
import Counter
import FormFiles
import Foundation

extension PapersCommand {
  /// 控え用紙, printed ahead of an outage and kept in a drawer.
  struct Fallback: ActingCommand {
    static let act = Act.readContent
    static let configuration = CommandConfiguration(
      abstract: "止まったときのために、届出ごとに聞き取り票・白紙の申請書・手続案内票を PDF にしておく")

    @OptionGroup var places: PlaceOptions
    @Option(name: .long, parsing: .upToNextOption, help: "届出の種別か id。省くと全部") var event: [String] = []
    @Option(name: .shortAndLong, help: "書き出すフォルダー") var output: String
    @Option(name: .long, help: "紙に入れる日時（2026-11-20T14:30）。省くと今") var now: String?

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      guard let moment = now.map({ Instant(written: $0) }) ?? Instant.wallClock else {
        throw Complaint("--now は 2026-11-20T14:30 のように書きます")
      }
      let outcome = CatalogReader.read(try FormsFolder(at: places.forms))
      guard let rulebook = outcome.rulebook else {
        throw Complaint(CatalogLoading.report(outcome.findings, in: places.forms))
      }
      let events = try chosen(rulebook.catalog)
      try makeFolder()
      let printed = try PapersCommand.printed(events.map { order(rulebook, $0, at: moment) })
      for outcome in printed { Madoguchi.show("\(outcome.path)（\(outcome.pages)ページ）") }
    }

    private func chosen(_ catalog: Catalog) throws -> [Event] {
      guard !event.isEmpty else { return Array(catalog.events) }
      return try event.map { name in
        guard let found = catalog.events.first(where: { $0.kind == name || $0.id == name }) else {
          throw Complaint("届出「\(name)」がありません。種別: \(catalog.events.map(\.kind).joined(separator: "、"))")
        }
        return found
      }
    }

    private func makeFolder() throws {
      do {
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
      } catch {
        throw Complaint("フォルダー \(output) を作れません。場所と権限を確かめてください")
      }
    }

    private func order(_ rulebook: Rulebook, _ event: Event, at now: Instant) -> PrintOrder {
      let catalog = rulebook.catalog
      let stamp = "控え用紙" + (catalog.municipality.isFictional ? "・架空データ" : "")
      let set = rulebook.fallback(for: event, on: now.day, stamp: stamp)
      return PrintOrder(
        visit: 0, visitNumber: 0,
        footer: "控え用紙　\(event.name)　\(catalog.eras.long(now.day))　様式 \(catalog.version.prefix(8))",
        stamp: stamp,
        papers: set.papers, checklist: set.checklist, questions: set.questions, at: now,
        path: "\(output)/\(event.id.replacing("/", with: "-")).pdf")
    }
  }
}
