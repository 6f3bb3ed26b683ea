import Feel
import Foundation

/// Many random inputs of one kind, one seed each, so that any of them can be made again.
struct FuzzRun {
  let kind: FuzzKind
  let first: UInt64
  let count: Int

  struct Outcome: Codable {
    var inputs = 0
    var overBudget = 0
    var slowest = 0.0
    var slowestSeed: UInt64 = 0
  }

  /// `begin` hears each seed before its input is made.
  func run(_ targets: FuzzTargets, begin: (UInt64) -> Void = { _ in }) throws -> Outcome {
    let clock = ContinuousClock()
    var outcome = Outcome()
    for seed in first..<first + UInt64(count) {
      begin(seed)
      var random = FuzzSource(seed: seed)
      let elapsed = try clock.measure { try targets.run(kind, &random) }
      let milliseconds = elapsed / .milliseconds(1)
      outcome.inputs += 1
      if milliseconds > kind.budget { outcome.overBudget += 1 }
      if milliseconds > outcome.slowest { (outcome.slowest, outcome.slowestSeed) = (milliseconds, seed) }
    }
    return outcome
  }
}

/// `Benchmarks fuzz COUNT [SEED [KIND]]`: so many inputs, spread over the kinds, each batch in a process of its own: one that
/// ends it or hangs is told by its seed, and the others go on.
enum FuzzCommand {
  private static let batch = 100_000
  /// Seconds after which an input is taken to hang.
  private static let patience: UInt32 = 30

  /// Answers whether every input was answered.
  static func run(_ arguments: [String]) throws -> Bool {
    if arguments.first == "batch" { return try runBatch(Array(arguments.dropFirst())) }
    guard let total = arguments.first.flatMap({ Int($0) }),
      let seed = UInt64(arguments.count > 1 ? arguments[1] : "1")
    else { return false }
    let kinds = arguments.count > 2 ? [FuzzKind(rawValue: arguments[2])].compactMap { $0 } : FuzzKind.allCases
    var isGood = !kinds.isEmpty
    for kind in kinds {
      var sum = FuzzRun.Outcome()
      var next = seed
      let end = seed + UInt64(total / kinds.count)
      while next < end {
        let count = min(batch, Int(end - next))
        let (outcome, fatal) = try child(kind, next, count)
        if let outcome {
          sum.inputs += outcome.inputs
          sum.overBudget += outcome.overBudget
          if outcome.slowest > sum.slowest {
            (sum.slowest, sum.slowestSeed) = (outcome.slowest, outcome.slowestSeed)
          }
        }
        if let fatal {
          isGood = false
          print(
            "\(kind.rawValue): seed \(fatal) ended the program: Benchmarks fuzz 1 \(fatal) \(kind.rawValue)")
          next = fatal + 1
        } else {
          next += UInt64(count)
        }
      }
      print(
        "\(kind.rawValue): \(sum.inputs) inputs, \(sum.overBudget) over \(kind.budget) ms; slowest \(sum.slowest) ms, seed \(sum.slowestSeed)"
      )
      isGood = isGood && sum.overBudget == 0
    }
    return isGood
  }

  /// Runs a batch in a process of its own; answers what it told and the seed at which it ended, nil when it did not.
  private static func child(_ kind: FuzzKind, _ first: UInt64, _ count: Int) throws -> (
    FuzzRun.Outcome?, fatal: UInt64?
  ) {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["fuzz", "batch", kind.rawValue, "\(first)", "\(count)", folder]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let told = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationReason == .exit, process.terminationStatus == 0 {
      return (try JSONDecoder().decode(FuzzRun.Outcome.self, from: told), nil)
    }
    let reached = FileManager.default.contents(atPath: folder + "/seed").map {
      String(decoding: $0, as: UTF8.self)
    }
    return (nil, reached.flatMap { UInt64($0.trimmingCharacters(in: .whitespaces)) } ?? first)
  }

  private static func runBatch(_ arguments: [String]) throws -> Bool {
    guard arguments.count == 4, let kind = FuzzKind(rawValue: arguments[0]), let first = UInt64(arguments[1]),
      let count = Int(arguments[2])
    else { return false }
    let targets = try FuzzTargets(forms: Shipped.forms, scratch: arguments[3])
    let descriptor = open(arguments[3] + "/seed", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let outcome = try FuzzRun(kind: kind, first: first, count: count).run(targets) { seed in
      alarm(patience)
      let text = "\(seed)                    "
      _ = text.withCString { pwrite(descriptor, $0, 20, 0) }
    }
    alarm(0)
    print(String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self))
    return true
  }
}
