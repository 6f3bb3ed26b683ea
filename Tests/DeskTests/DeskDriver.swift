import Counter
import Feel
import FormFiles
import Foundation
import Records
import TestSupport
import Testing

@testable import Desk
@testable import TerminalUI

/// A desk on the shipped forms and the fictional residents, driven by keys. Every key checks what must always hold.
final class DeskDriver {
  var desk: Desk
  let store: VisitStore
  let folder: String
  /// The moment of the next input; a test moves it on.
  var now: Instant
  private let ownsFolder: Bool
  var size = (rows: 24, columns: 80)
  /// What the paper process would answer next.
  private final class Printer {
    var orders: [PrintOrder] = []
    var reports: [PrintReport] = []
    var views: [VisitorView] = []
  }
  private let printer = Printer()

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let rulebook = Result {
    let outcome = CatalogReader.read(try FormsFolder(at: repository + "/forms"))
    return try outcome.rulebook ?? { throw outcome.findings[0] }()
  }

  init(
    columns: Int = 80, rows: Int = 24, window: String = "市民課 窓口2", clerk: String = "佐々木",
    beside other: DeskDriver? = nil, accounts: AccountServices? = nil,
    residents: String? = nil, routes: PrintRoutes = PrintRoutes(),
    changing change: (inout DeskServices) -> Void = { _ in }
  ) throws {
    folder = other?.folder ?? NSTemporaryDirectory() + "madoguchi-desk-\(UUID().uuidString.prefix(8))"
    ownsFolder = other == nil
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    size = (rows, columns)
    // 2026-11-20 14:30 in Japan.
    let today = try #require(Day(iso: "2026-11-20"))
    let now = Instant(seconds: Int(today.number) * 86_400 + 5 * 3600 + 1800)
    self.now = now
    let fiction = Self.repository + "/forms/fiction"
    if other == nil {
      _ = try RegisterImport.run(
        files: [residents ?? fiction + "/residents.csv", fiction + "/incoming.csv"], into: folder,
        stamp: .fictional,
        asOf: Instant(seconds: now.seconds - 8 * 3600 - 1800), keys: .ofTests)
    }
    let register = try Register(folder: folder, stamp: .fictional, keys: .ofTests)
    let store = try VisitStore(folder: folder, stamp: .fictional)
    self.store = store
    let printer = self.printer
    var services = DeskServices(
      register: RegisterServices(
        search: { try register.search($0) }, household: { try register.household($0) },
        neighbours: { try register.residents(atTown: $0, block: $1) }),
      visits: store, token: { "token\((try? store.visits(on: nil).count) ?? 0)abcdefghij" },
      accounts: accounts, jobName: { "job\(printer.orders.count)" },
      print: { printer.orders.append($0) },
      printReports: {
        defer { printer.reports = [] }
        return printer.reports
      }, show: { printer.views.append($0) })
    change(&services)
    let rulebook = try Self.rulebook.get()
    desk = Desk(
      site: Site(
        rulebook: rulebook, stamp: "架空データ", programVersion: "0.1.0", registerGeneration: register.generation,
        registerAsOf: register.asOf, printFolder: "/prints", routes: routes),
      seat: Seat(clerk: clerk, sign: window, windows: rulebook.catalog.municipality.windows),
      services: services, now: now)
  }

  deinit { if ownsFolder { try? FileManager.default.removeItem(atPath: folder) } }

  var frame: Frame {
    var frame = Frame(rows: size.rows, columns: size.columns)
    desk.draw(into: &frame)
    return frame
  }

  var text: String { frame.text }
  var open: OpenVisit? { desk.open }
  var visit: Visit? { open?.visit }
  var fields: [QuestionField] { open?.fields ?? [] }
  var questionCount: Int { open?.questionCount ?? 0 }
  var orders: [PrintOrder] { printer.orders }
  /// What the visitor's screen was told, in order.
  var views: [VisitorView] { printer.views }

  /// Keys by name, texts in double quotes, as in a script.
  func press(_ script: String) {
    for key in Key.inScript(script) { press(key) }
  }

  func press(_ key: Key) { handle(.key(key)) }

  func handle(_ input: Input) {
    desk.handle(input, at: now)
    frame.expectWhole(#_sourceLocation)
    desk.wasShown()
  }

  /// What a printer says of an order.
  func printerSays(_ state: PrintProgress.State, of order: PrintOrder) {
    printer.reports.append(.progress(PrintProgress(job: order.job, visit: order.visit, state: state)))
    handle(.wake)
  }

  /// Every order that was not answered is made.
  func finishPrints() {
    for order in printer.orders {
      printer.reports.append(
        .made(
          PrintOutcome(
            job: order.job, visit: order.visit, ids: order.ids, path: order.path, pages: 3, problems: [],
            failure: nil)))
    }
    handle(.wake)
  }

  /// The outcome of the oldest order that was not answered.
  func finishPrint(failure: String? = nil) {
    guard let order = printer.orders.last else { return }
    printer.reports.append(
      .made(
        PrintOutcome(
          job: order.job, visit: order.visit, ids: order.ids, path: order.path, pages: 3, problems: [],
          failure: failure)))
    handle(.wake)
  }
}

/// Golden text beside the tests. `GOLDEN=rewrite swift test` writes them anew; a new one fails until looked at.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let path = DeskDriver.repository + "/Tests/DeskTests/Golden/\(name).txt"
  let known = try? String(contentsOfFile: path, encoding: .utf8)
  if known != text, ProcessInfo.processInfo.environment["GOLDEN"] == "rewrite" {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
  #expect(known == text, "\(name)", sourceLocation: sourceLocation)
}
