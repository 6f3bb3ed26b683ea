import Counter
import Desk
import Feel
import FormFiles
import Foundation
import Records
import TerminalUI

/// Keys of the clerk's desk, from the input to the finished picture.
enum DeskBenchmarks {
  static func run(_ report: inout Report) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let rulebook = CatalogReader.read(try FormsFolder(at: Shipped.forms)).rulebook,
      let day = Day(iso: "2026-11-20")
    else { return }
    let now = Instant(seconds: Int(day.number) * 86_400)
    let keys = KeyRing()
    _ = try RegisterImport.run(
      files: [Shipped.forms + "/fiction/residents.csv", Shipped.forms + "/fiction/incoming.csv"],
      into: folder, stamp: .fictional, asOf: now, keys: keys)
    let register = try Register(folder: folder, stamp: .fictional, keys: keys)
    let store = try VisitStore(folder: folder, stamp: .fictional, keys: keys)
    let services = DeskServices(
      register: RegisterServices(
        search: { try register.search($0) }, household: { try register.household($0) },
        neighbours: { try register.residents(atTown: $0, block: $1) }),
      visits: store, token: { "token" }, print: { _ in }, printReports: { [] })
    var desk = Desk(
      site: Site(
        rulebook: rulebook, stamp: "架空データ", programVersion: "0", registerGeneration: 1, registerAsOf: now,
        printFolder: folder),
      seat: Seat(clerk: "b", sign: "b", windows: rulebook.catalog.municipality.windows), services: services,
      now: now)
    func press(_ key: Key) {
      desk.handle(.key(key), at: now)
      var frame = Frame(rows: 24, columns: 80)
      desk.draw(into: &frame)
      desk.wasShown()
    }
    for scalar in "wakaba".unicodeScalars { press(.character(scalar)) }
    for key: Key in [
      .enter, .character("1"), .character("1"), .character("1"), .character("1"), .character("1"),
      .function(10),
    ] { press(key) }
    var moves: [Double] = []
    for index in 0..<400 { moves += milliseconds(1) { press(index % 2 == 0 ? .down : .up) } }
    moves.sort()
    report.add(
      "key that appends nothing, board, family of 4", moves.median, budget: 0.1, "ms",
      note: "p99 \(String(format: "%.3f", moves.p99)) of 1")
    while case let item? = desk.open?.conclusions.interview.items.first, item.fact != "人.他の健康保険" {
      if item.fact == "届出.異動日" { for scalar in "11/18".unicodeScalars { press(.character(scalar)) } }
      if item.fact == "届出.新住所" {
        for scalar in "minamidai3 91-2".unicodeScalars { press(.character(scalar)) }
      }
      press(item.fact == "届出.異動日" || item.fact == "届出.新住所" ? .enter : .character("1"))
    }
    var answers: [Double] = []
    for _ in 0..<40 {
      answers += milliseconds(1) { press(.character("1")) }
      press(.control("z"))
    }
    answers.sort()
    report.add(
      "key that appends: one flush and the new board", answers.median, budget: 3, "ms",
      note: "p99 \(String(format: "%.3f", answers.p99)); budget one flush + 1 ms")
  }
}
