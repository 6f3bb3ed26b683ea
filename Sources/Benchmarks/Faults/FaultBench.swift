import Feel
import Foundation

/// What the faults of a run share: the site that each gets a copy of, what it shows, and what an act does to it.
final class FaultBench {
  let scratch: String
  let site: FaultSite
  let plant: FaultOutcome.Plant?
  let state: SiteState
  /// Nil where nothing compiles C.
  let recorder: Recorder?
  private var recordings: [SiteOperation: Recording] = [:]
  private var copies = 0
  /// What a whole site answers to each question.
  var answers: [Question: (shown: String, err: String)] = [:]

  /// An act as it was recorded once.
  struct Recording {
    /// The site before it.
    let site: FaultSite
    let before: SiteState
    let after: SiteState
    let log: PowerLog
  }

  struct Broken: Error, CustomStringConvertible { let description: String }

  init(scratch: String, tools: FaultSite.Tools, plant: FaultOutcome.Plant?) throws {
    self.scratch = scratch
    self.plant = plant
    site = try FaultSite(making: scratch + "/site", tools: tools)
    recorder = try Recorder(in: scratch)
    state = try FaultBench.look(at: site).state ?? SiteState()
    guard state.told.isEmpty, state.untold.isEmpty, state.faults.isEmpty, !state.visits.isEmpty else {
      throw Broken(description: "the site shows \(state.told) \(state.untold) \(state.faults)")
    }
  }

  /// A fresh copy, which the caller removes.
  func fresh(in folder: String? = nil, as user: UInt32? = nil) throws -> FaultSite {
    copies += 1
    return try site.copy(to: folder ?? scratch + "/\(copies)", as: user)
  }

  /// A folder of its own.
  func folder() throws -> String {
    copies += 1
    let path = scratch + "/\(copies)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  var planted: [String: String] { plant.map { ["FAULT_PLANT": $0.rawValue] } ?? [:] }

  /// What a site shows; a state only where the process that looked came to its end.
  static func look(at site: FaultSite, _ folder: String? = nil) throws -> (
    state: SiteState?, outcome: FaultOutcome
  ) {
    let ending = try site.worker(["look"] + (folder.map { [$0] } ?? [])).wait()
    let outcome = examined(ending)
    return (try? JSONDecoder().decode(SiteState.self, from: Data(ending.out.utf8)), outcome)
  }

  func recording(of operation: SiteOperation) throws -> Recording? {
    if let recording = recordings[operation] { return recording }
    guard let recorder else { return nil }
    let before = try fresh()
    try operation.prepare(before)
    let working = try before.copy(to: try folder())
    let log = scratch + "/\(operation.rawValue).log"
    let files = try PowerLog.numbers(of: working.path)
    let ending = try operation.start(
      on: working, with: recorder.recording(working.path, to: log).merging(planted) { $1 }
    ).wait()
    guard ending.status == 0 else { throw Broken(description: "\(operation): \(ending.err)\(ending.out)") }
    guard let shown = try FaultBench.look(at: before).state, let then = try FaultBench.look(at: working).state
    else {
      throw Broken(description: "\(operation) leaves nothing to look at")
    }
    let recording = Recording(
      site: before, before: shown, after: then,
      log: try PowerLog(reading: log, root: working.path, files: files))
    working.remove()
    recordings[operation] = recording
    return recording
  }

  // MARK: What a program said

  /// Words that nobody at a counter understands.
  private static let rawWords = [
    "SQLite", "sqlite error", "Error", "error:", "Fatal", "NSCocoa", "NSPOSIX", "Optional(", "SELECT",
    "UNIQUE",
    "constraint", "No space left", "Read-only file", "Permission denied", "Input/output", "No such file",
    "データベースの誤り", "Swift",
  ]

  /// What an ending tells by itself: a trap, a text that is none, a program that never ends.
  static func examined(_ ending: Child.Ending) -> FaultOutcome {
    var outcome = FaultOutcome()
    if ending.isHung { outcome.hung += 1 }
    if ending.isTrap {
      outcome.raw += 1
      outcome.sentences.append("ended by signal \(ending.status - 128)")
    }
    for line in (ending.err + "\n" + ending.out).split(separator: "\n")
    where !line.hasPrefix("{") && rawWords.contains(where: { line.contains($0) }) {
      outcome.raw += 1
      outcome.sentences.append("raw: \(line)")
    }
    if ending.status != 0, !ending.isKilled, !ending.isTrap, ending.err.isEmpty, ending.out.isEmpty {
      outcome.raw += 1
      outcome.sentences.append("ended with \(ending.status) without a word")
    }
    return outcome
  }
}
