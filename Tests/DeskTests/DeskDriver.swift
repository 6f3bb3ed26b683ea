import Counter
import Feel
import FormFiles
import Foundation
import Records
import Testing

@testable import Desk
@testable import TerminalUI

/// A desk on the shipped forms and the fictional residents, driven by keys. Every key checks what must always hold.
final class DeskDriver {
  private(set) var desk: Desk
  let store: VisitStore
  let folder: String
  private let now: Instant
  var size = (rows: 24, columns: 80)
  /// What the paper process would answer next.
  private final class Printer {
    var orders: [PrintOrder] = []
    var outcomes: [PrintOutcome] = []
  }
  private let printer = Printer()

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static let rulebook = Result {
    let outcome = CatalogReader.read(try FormsFolder(at: repository + "/forms"))
    return try outcome.rulebook ?? { throw outcome.findings[0] }()
  }

  init(columns: Int = 80, rows: Int = 24) throws {
    folder = NSTemporaryDirectory() + "madoguchi-desk-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    size = (rows, columns)
    // 2026-11-20 14:30 in Japan.
    let today = try #require(Day(iso: "2026-11-20"))
    let now = Instant(seconds: Int(today.number) * 86_400 + 5 * 3600 + 1800)
    self.now = now
    let fiction = Self.repository + "/forms/fiction"
    _ = try RegisterImport.run(
      files: [fiction + "/residents.csv", fiction + "/incoming.csv"], into: folder, stamp: .fictional,
      asOf: Instant(seconds: now.seconds - 8 * 3600 - 1800))
    let register = try Register(folder: folder, stamp: .fictional)
    let store = try VisitStore(folder: folder, stamp: .fictional)
    self.store = store
    let printer = self.printer
    let services = DeskServices(
      search: { try register.search($0) }, household: { try register.household($0) },
      neighbours: { try register.residents(atTown: $0, block: $1) },
      begin: { try store.begin($0, by: "佐々木", at: $1, token: "token-\(try store.visits(on: nil).count)") },
      append: { try store.append($0, to: $1, by: "佐々木", at: $2) }, journal: { try store.journal(of: $0) },
      visits: { try store.visits(on: now.day) },
      record: { try store.record($0, by: "佐々木", at: $1) }, print: { printer.orders.append($0) },
      finishedPrints: {
        defer { printer.outcomes = [] }
        return printer.outcomes
      })
    desk = Desk(
      context: DeskContext(
        rulebook: try Self.rulebook.get(), clerk: "佐々木", window: "市民課 窓口2", stamp: "架空データ",
        programVersion: "0.1.0", registerGeneration: register.generation,
        registerAsOf: register.asOf, printFolder: "/prints", now: now), services: services)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var frame: Frame {
    var frame = Frame(rows: size.rows, columns: size.columns)
    desk.draw(into: &frame)
    return frame
  }

  var text: String { frame.text }
  var visit: Visit? { desk.context.open?.visit }
  var orders: [PrintOrder] { printer.orders }

  /// Keys by name, texts in double quotes, as in a script.
  func press(_ script: String) {
    for (index, part) in script.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        for scalar in part.unicodeScalars { press(.character(scalar)) }
      } else {
        for name in part.split(separator: " ") {
          if let key = Key(named: String(name)) { press(key) } else { Issue.record("\(name) is no key") }
        }
      }
    }
  }

  func press(_ key: Key) { handle(.key(key)) }

  func handle(_ input: Input) {
    desk.handle(input, at: now)
    checkPicture()
  }

  /// The outcome of the oldest order that was not answered.
  func finishPrint(failure: String? = nil) {
    guard let order = printer.orders.last else { return }
    printer.outcomes.append(
      PrintOutcome(
        visit: order.visit, ids: order.ids, path: order.path, pages: 3, problems: [], failure: failure))
    handle(.wake)
  }

  /// Cursor on the screen and in the focus, whole wide characters, nothing past the last column.
  private func checkPicture() {
    let frame = self.frame
    #expect((0..<frame.rows).contains(frame.cursor.row) && (0..<frame.columns).contains(frame.cursor.column))
    if let focus = frame.focus {
      #expect(focus.row == frame.cursor.row && focus.columns.contains(frame.cursor.column), "\(frame.text)")
    }
    #expect(frame.orphanedHalves == [])
    #expect(frame.lines.allSatisfy { $0.columns <= frame.columns })
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
