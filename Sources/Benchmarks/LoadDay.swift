import Counter
import Feel
import FormFiles
import Foundation
import Records

/// A city hall's day from 8:30 to 16:30 in a few minutes: so many visits at twenty desks, each a process of its own on one data
/// folder. `PACE` says how many times faster than the clock it goes, `VISITS` how many come.
///
/// Visits begin at the first window of the city, one after the other in equal steps, and go on to the windows that take on the
/// screen, as a visitor walks. A clerk types evenly over most of the time that a visit has.
struct LoadDay {
  static let visits = number("VISITS") ?? 521
  static let desks = 20
  /// Of the desks, those at which visits begin.
  static let entrances = 12
  static let seconds = 8 * 3600

  private let programs: String
  private let data: String
  private let pace: Int
  private let hall: Hall
  private let clock = ContinuousClock()

  static func run(_ report: inout Report, programs: String) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let day = try LoadDay(programs: programs, data: folder + "/data", pace: number("PACE") ?? 240)
    try day.run(&report)
  }

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private init(programs: String, data: String, pace: Int) throws {
    (self.programs, self.data, self.pace) = (programs, data, pace)
    // The first start makes the residents.
    try ClerkTerminal(programs + "/madoguchi", ClerkDay.arguments + ["--data", data], silence: 20).program
      .stop()
    hall = Hall(
      store: try VisitStore(folder: data, stamp: .fictional), scripts: try VisitScript.shipped("visits"))
  }

  /// Real time of the whole day.
  private var length: Duration { .milliseconds(Self.seconds * 1000 / pace) }

  private func run(_ report: inout Report) throws {
    let terminals = try seats().map { seat in
      (
        seat,
        try ClerkTerminal(
          programs + "/madoguchi",
          [
            "demo", "--forms", Shipped.forms, "--data", data, "--now", "2026-11-20T08:30", "--pace",
            "\(pace)",
            "--window", seat.window, "--clerk", seat.clerk,
          ], silence: 4)
      )
    }
    let children = terminals.map { $0.1.program.child }
    let began = clock.now
    let everyone = DispatchGroup()
    for (number, (seat, terminal)) in terminals.enumerated() {
      let desk = LoadDesk(
        clerk: terminal, section: seat.section, hall: hall, began: began, length: length)
      everyone.enter()
      Thread.detachNewThread {
        seat.section == nil ? desk.receive(from: number) : desk.serve()
        everyone.leave()
      }
    }
    var memory: [[Double]] = []
    for share in [0.1, 0.5] {
      _ = everyone.wait(timeout: .now() + (began + length * share - clock.now) / .seconds(1))
      memory.append(children.map { TerminalProgram.memory("VmRSS", of: $0) ?? 0 })
    }
    everyone.wait()
    let took = (clock.now - began) / .seconds(1)
    memory.append(children.map { TerminalProgram.memory("VmRSS", of: $0) ?? 0 })
    let processor = children.map(Self.processorSeconds).reduce(0, +)
    for (_, terminal) in terminals { terminal.program.stop() }
    try add(to: &report, memory, took: took, processor: processor)
  }

  private struct Seat {
    let window: String
    let clerk: String
    /// The window's id, nil where visits begin.
    let section: String?
  }

  private func seats() throws -> [Seat] {
    let forms = try FormsFolder(at: Shipped.forms)
    guard let city = CatalogReader.read(forms).rulebook?.catalog.municipality else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let clerks = try FictionNames(forms).surnames.map(\.kanji)
    let sections = city.windows.filter(\.takesOnScreen)
    return (0..<Self.desks).map { number in
      let isEntrance = number < Self.entrances
      let place = isEntrance ? number : (number - Self.entrances) / sections.count
      let window = isEntrance ? city.windows[0] : sections[(number - Self.entrances) % sections.count]
      return Seat(
        window: "\(window.name) 窓口\(place + 1)", clerk: clerks[number % clerks.count],
        section: isEntrance ? nil : window.id)
    }
  }

  /// Seconds of processor that a process has used.
  private static func processorSeconds(_ child: pid_t) -> Double {
    let stat = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  // MARK: Figures

  private func add(to report: inout Report, _ memory: [[Double]], took: Double, processor: Double) throws {
    let outcome = hall.outcome
    for failure in outcome.failures.prefix(5) { print(failure + "\n") }
    let day = Day(iso: "2026-11-20")
    let visits = try hall.store.visits(on: day).map { Visit(try hall.store.journal(of: $0.id)) }
    report.add(
      "visits that did not come to their end", Double(outcome.failures.count), budget: 0, "",
      note: "of \(Self.visits) at \(Self.desks) desks, \(pace) times the clock")
    report.add(
      "minutes behind the clock at the end", (took - Double(Self.seconds) / Double(pace)) * Double(pace) / 60,
      budget: 15,
      "min", note: String(format: "of 480; %.0f s of real time", took))
    let times = outcome.times.sorted()
    report.add(
      "key to repaint finished, p95", times.p95, budget: 50, "ms",
      note: String(
        format: "p50 %.1f, p99 %.1f, most %.1f, %d keys", times.median, times.p99, times.last ?? .nan,
        times.count))
    for (share, held) in zip(["10 %", "50 %", "the end"], memory) {
      report.add(
        "memory of a desk at \(share), most", held.max() ?? .nan, budget: 40, "MB",
        note: String(format: "median %.1f", held.sorted().median))
    }
    let growth = zip(memory[1], memory[2]).map { $1 - $0 }
    report.add(
      "growth of a desk from 50 % to the end, most", growth.max() ?? .nan, budget: 2, "MB",
      note: String(format: "median %.1f", growth.sorted().median))
    report.add(
      "processor for a visit, all desks", processor * 1000 / Double(max(1, visits.count)), budget: .infinity,
      "ms",
      note: String(format: "%.0f %% of one core at the true pace", processor * 100 / Double(Self.seconds)))
    report.add("chains that are not whole", Double(try hall.store.verify().count), budget: 0, "")
    report.add(
      "visits that were left unfinished", Double(visits.count { $0.status != .finished }), budget: 0, "",
      note: "of \(visits.count)")
    let errands = visits.flatMap(\.errands)
    report.add(
      "procedures sent that nobody took or finished", Double(errands.count { $0.isOpen }), budget: 0, "",
      note: "of \(errands.count)")
  }
}
