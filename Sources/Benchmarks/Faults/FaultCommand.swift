import Feel
import Foundation

/// `Benchmarks faults COUNT [--seed S] [--kind K] [--first N] [--plant P]`: so many faults at random moments, each against the
/// real program or its stores in a fresh copy of a small site. Everything that is drawn follows from the seed and the number of
/// the fault, so that a failure repeats by these.
struct FaultCommand {
  private var count = 0
  private var seed: UInt64 = 1
  private var first = 0
  private var kind: FaultKind?
  private var plant: FaultOutcome.Plant?

  /// Answers whether nothing was lost, half, accepted in silence, raw or hung.
  static func run(_ arguments: [String], programs: String) throws -> Bool {
    if arguments.first == "worker" { return try FaultWorker.run(Array(arguments.dropFirst())) }
    guard let command = FaultCommand(arguments) else {
      print(
        "Benchmarks faults COUNT [--seed S] [--kind \(FaultKind.allCases.map(\.rawValue).joined(separator: "|"))] [--first N]"
      )
      return false
    }
    return try command.run(programs)
  }

  private init?(_ arguments: [String]) {
    guard let count = arguments.first.flatMap({ Int($0) }), arguments.count % 2 == 1 else { return nil }
    self.count = count
    for place in stride(from: 1, to: arguments.count, by: 2) {
      let value = arguments[place + 1]
      switch arguments[place] {
      case "--seed": seed = UInt64(value) ?? seed
      case "--first": first = Int(value) ?? first
      case "--kind":
        guard let named = FaultKind(rawValue: value) else { return nil }
        kind = named
      case "--plant":
        guard let named = FaultOutcome.Plant(rawValue: value) else { return nil }
        plant = named
      default: return nil
      }
    }
  }

  /// At once, also into a file: a run takes long.
  private static func tell(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private func run(_ programs: String) throws -> Bool {
    // A child that was ended no longer reads.
    signal(SIGPIPE, SIG_IGN)
    let scratch = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let bench = try FaultBench(
      scratch: scratch, tools: FaultSite.Tools(programs: programs, forms: Shipped.forms), plant: plant)
    var table = FaultTable()
    for number in first..<first + count {
      let kind = kind ?? FaultKind.order[number % FaultKind.order.count]
      var random = FuzzSource(seed: seed &* 1_000_003 &+ UInt64(number))
      let outcome = try bench.fault(kind, &random)
      table.add(outcome, of: kind)
      guard !outcome.isGood else { continue }
      Self.tell("Benchmarks faults 1 --seed \(seed) --first \(number) --kind \(kind.rawValue)")
      for sentence in outcome.sentences.prefix(4) { Self.tell("  \(sentence.prefix(300))") }
    }
    Self.tell(table.text)
    return table.isGood
  }
}

extension FaultBench {
  func fault(_ kind: FaultKind, _ random: inout FuzzSource) throws -> FaultOutcome {
    if let operation = kind.operation { return try kill(operation, &random) }
    switch kind {
    case .fullDisk: return try fillDisk(&random)
    case .readOnly: return try refuseWriting(&random)
    case .permissions: return try takeRights(&random)
    case .writers: return try race(&random)
    case .log: return try damageLog(&random)
    case .damage: return try damage(&random)
    case .image: return try copyDisk(&random)
    case .power, .killedAppend, .killedImport, .killedBackup, .killedRestore, .killedPurge, .killedHeads,
      .killedMigration:
      return try losePower(&random)
    }
  }
}

/// What came of the faults, by kind.
struct FaultTable {
  private var rows: [FaultKind: (faults: Int, sum: FaultOutcome)] = [:]

  mutating func add(_ outcome: FaultOutcome, of kind: FaultKind) {
    var row = rows[kind] ?? (0, FaultOutcome())
    row.faults += outcome.skipped == nil ? 1 : 0
    row.sum.add(outcome)
    rows[kind] = row
  }

  var isGood: Bool { rows.values.allSatisfy { $0.sum.isGood } }

  var text: String {
    var lines = ["kind             faults   lost   half  silent   raw  hung"]
    func line(_ name: String, _ faults: Int, _ sum: FaultOutcome) -> String {
      let numbers = [
        (faults, 6), (sum.lost, 6), (sum.halves, 6), (sum.silent, 7), (sum.raw, 5), (sum.hung, 5),
      ]
      return name.padding(toLength: 16, withPad: " ", startingAt: 0)
        + numbers.map { " " + String(repeating: " ", count: max(0, $1 - "\($0)".count)) + "\($0)" }.joined()
    }
    var all = (faults: 0, sum: FaultOutcome())
    for kind in FaultKind.allCases {
      guard let row = rows[kind] else { continue }
      lines.append(line(kind.rawValue, row.faults, row.sum) + (row.sum.skipped.map { "  (\($0))" } ?? ""))
      all.faults += row.faults
      all.sum.add(row.sum)
    }
    lines.append(line("all", all.faults, all.sum))
    return lines.joined(separator: "\n")
  }
}
