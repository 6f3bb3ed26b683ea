import Counter
import FormFiles
import Foundation

/// A packet, the checklist and eight forms, as the printing process sets it: the first from its start, then one after another.
enum PaperBenchmarks {
  struct NoPacket: Error {}

  static func run(_ report: inout Report, programs: String) throws {
    let outcome = CatalogReader.read(try FormsFolder(at: Shipped.forms))
    guard let rulebook = outcome.rulebook else { throw NoPacket() }
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let order = packet(rulebook, outcome.examples, in: folder) else { throw NoPacket() }
    let line = try JSONEncoder().encode(order) + Data("\n".utf8)
    let firsts = try milliseconds(9) { try Press(programs).print(line) }
    report.add(
      "a first packet: checklist and 8 forms", firsts.median, budget: 150, "ms",
      note: "with the process's start")
    let press = try Press(programs)
    try press.print(line)
    let next = try milliseconds(25) { try press.print(line) }
    report.add(
      "the next packet", next.median, budget: 50, "ms", note: "p99 \(String(format: "%.1f", next.p99))")
  }

  /// Of the first example that needs so many forms.
  private static func packet(_ rulebook: Rulebook, _ examples: [Example], in folder: String) -> PrintOrder? {
    for example in examples {
      let situation = example.situation
      let needed = rulebook.papers(for: rulebook.determine(situation), in: situation)
      guard needed.count >= 8 else { continue }
      let now = Instant(situation.day, hour: 10, minute: 0)
      let label = VisitLabel(number: 1, token: "abcdef234567", stamp: "架空データ")
      return PrintOrder(
        visit: 1, visitNumber: 1, footer: "受付 0001", stamp: "架空データ",
        papers: needed.prefix(8).compactMap { rulebook.fill($0, in: situation) },
        checklist: rulebook.checklist(Visit(situation), label, at: now), at: now, path: folder + "/packet.pdf"
      )
    }
    return nil
  }

  /// The printing process at the end of two pipes.
  private final class Press {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    init(_ programs: String) throws {
      process.executableURL = URL(fileURLWithPath: programs + "/madoguchi-paper")
      process.standardInput = input
      process.standardOutput = output
      try process.run()
    }

    deinit {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }

    /// Gives an order and waits for its answer.
    func print(_ line: Data) throws {
      try input.fileHandleForWriting.write(contentsOf: line)
      var answer = Data()
      while answer.last != 0x0A {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { throw NoPacket() }
        answer += part
      }
      guard case .made(let outcome) = try JSONDecoder().decode(PrintReport.self, from: answer) else {
        throw NoPacket()
      }
      if outcome.failure != nil || outcome.pages == 0 { throw NoPacket() }
    }
  }
}
