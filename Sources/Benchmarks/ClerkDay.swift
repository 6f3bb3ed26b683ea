import Counter
import Feel
import Foundation
import Moji
import Records
import TerminalUI

/// A clerk's day at the real program in a pseudo-terminal: every shipped visit from the search to its end, every key timed
/// and every picture checked.
struct ClerkDay {
  /// A visit that was taken to its end.
  private struct Row {
    let script: VisitScript
    let questions: Int
    let papers: Int
    /// Milliseconds to the last byte, and the key.
    let longest: (milliseconds: Double, key: String)
  }

  private struct Times {
    var first: [Double] = []
    var last: [Double] = []
    var bytes: [Double] = []

    mutating func add(_ first: Double, _ stroke: ClerkTerminal.Stroke) {
      self.first.append(first)
      last.append(stroke.last)
      bytes.append(Double(stroke.bytes))
    }

    func joined(_ other: Times) -> Times {
      Times(first: first + other.first, last: last + other.last, bytes: bytes + other.bytes)
    }
  }

  private let clerk: ClerkTerminal
  private let store: VisitStore
  private var rows: [Row] = []
  private var (plain, appending) = (Times(), Times())
  /// Keys that painted nothing.
  private var silent = 0
  private var faults: [String] = []
  private var keys = 0
  private var seenChanges = 0
  private let today = Day(iso: "2026-11-20")

  static let arguments = ["demo", "--forms", Shipped.forms, "--now", "2026-11-20T14:30", "--pace", "1"]

  static func run(_ report: inout Report, programs: String) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = folder + "/data"
    // The first start makes the residents.
    try ClerkTerminal(programs + "/madoguchi", arguments + ["--data", data], silence: 20).program.stop()
    let starts = try (0..<9).map { _ in
      let clerk = try ClerkTerminal(programs + "/madoguchi", arguments + ["--data", data], silence: 20)
      clerk.program.stop()
      return clerk.start
    }.sorted()
    report.add("process start to the first full screen", starts.median, budget: 20, "ms")
    let clerk = try ClerkTerminal(programs + "/madoguchi", arguments + ["--data", data], silence: 15)
    defer { clerk.program.stop() }
    var day = ClerkDay(clerk: clerk, store: try VisitStore(folder: data, stamp: .fictional))
    var lost: [(name: String, why: String)] = []
    for script in try VisitScript.shipped("visits") {
      do { try day.take(script) } catch let error as ClerkTerminal.Lost {
        lost.append((script.name, error.description))
        try clerk.giveUp()
      }
    }
    print(day.table)
    for (name, why) in lost { print("\n\(name)：最後まで行けませんでした。\(why)") }
    for fault in day.faults.prefix(10) { print("\n\(fault)") }
    day.add(to: &report, lost: lost.count)
  }

  private init(clerk: ClerkTerminal, store: VisitStore) {
    self.clerk = clerk
    self.store = store
    seenChanges = (try? store.foreignChanges()) ?? 0
  }

  // MARK: One visit

  private mutating func take(_ script: VisitScript) throws {
    let before = try store.visits(on: today).count
    var number: Int?
    var longest = (milliseconds: 0.0, key: "")
    for step in script.steps {
      switch step {
      case .expect(let text): try clerk.wait(for: text)
      case .data(let scalar): try press(.character(scalar), script, &longest)
      case .key(let key): try press(key, script, &longest)
      }
      number = clerk.visitNumber ?? number
    }
    try clerk.wait(for: ClerkTerminal.list)
    let listings = try store.visits(on: today)
    guard listings.count == before + 1, let listing = listings.first(where: { $0.number == number }) else {
      throw ClerkTerminal.Lost(
        sentence: "始まった受付が1件ではありません（\(listings.count - before)件）", screen: clerk.screen.text)
    }
    let visit = Visit(try store.journal(of: listing.id))
    guard visit.isClosed || visit.errands.contains(where: \.isOpen) else {
      throw ClerkTerminal.Lost(sentence: "受付が終わっていません", screen: clerk.screen.text)
    }
    rows.append(
      Row(script: script, questions: visit.answered.count, papers: visit.printed.count, longest: longest))
  }

  private mutating func press(
    _ key: Key, _ script: VisitScript, _ longest: inout (milliseconds: Double, key: String)
  ) throws {
    let stroke = clerk.press(key)
    keys += 1
    let changes = try store.foreignChanges()
    let appends = changes != seenChanges
    seenChanges = changes
    if let first = stroke.first {
      if appends { appending.add(first, stroke) } else { plain.add(first, stroke) }
    } else {
      silent += 1
    }
    if stroke.last > longest.milliseconds { longest = (stroke.last, key.name) }
    var found = clerk.faults
    // On a machine that is busy with other things a repaint can be cut in two.
    if !found.isEmpty {
      clerk.listen(milliseconds: 100)
      found = clerk.faults
    }
    // What a printing brings, and the minutes of the list, come by themselves.
    if keys % 10 == 0, !clerk.shows("印刷しています"), !clerk.shows(ClerkTerminal.list) {
      let late = clerk.listen(milliseconds: 300)
      if late > 0 { found.append("静かになってから \(late) バイト") }
    }
    if !found.isEmpty {
      faults.append("\(script.name) \(key.name)：\(found.joined(separator: "、"))\n\(clerk.screen.text)")
    }
  }

  // MARK: Figures

  private var table: String {
    let head = "受付".fitted(toColumns: 34) + "キー  データ  聞いたこと  紙  最長"
    let lines = rows.map { row in
      let figures = [row.script.keyCount, row.script.dataCount, row.questions, row.papers]
      return row.script.name.fitted(toColumns: 34)
        + zip(figures, [4, 8, 12, 4]).map { String(format: "%\($1)d", $0) }.joined()
        + String(format: "%7.1f ms ", row.longest.milliseconds) + row.longest.key
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private func add(to report: inout Report, lost: Int) {
    func note(_ values: [Double]) -> String {
      String(format: "p50 %.1f, most %.1f", values.sorted().median, values.max() ?? .nan)
    }
    report.add("visits that did not come to their end", Double(lost), budget: 0, "")
    report.add(
      "keys after which the picture was wrong", Double(faults.count), budget: 0, "", note: "of \(keys)")
    let all = plain.joined(appending)
    report.add("key to first byte, p95", all.first.p95, budget: .infinity, "ms", note: note(all.first))
    report.add("key to last byte, p95", all.last.p95, budget: .infinity, "ms", note: note(all.last))
    report.add(
      "key that appends nothing to last byte, p95", plain.last.p95, budget: 5, "ms",
      note: "\(plain.last.count) keys, \(note(plain.last))")
    report.add(
      "key that appends to last byte, p95", appending.last.p95, budget: 20, "ms",
      note: "\(appending.last.count) keys, \(note(appending.last))")
    report.add(
      "bytes for a key, p50", all.bytes.sorted().median, budget: 400, "B",
      note: "most \(Int(all.bytes.max() ?? 0))")
    report.add("keys that painted nothing", Double(silent), budget: .infinity, "")
    report.add(
      "memory of the desk at the end of the day, most", clerk.program.memory("VmHWM") ?? .infinity,
      budget: 40, "MB",
      note: "\(rows.count) visits, \(keys) keys")
  }
}
