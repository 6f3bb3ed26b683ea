import Feel
import Foundation

// What comes in the middle of an act: the end of its process, or of the power.
extension FaultBench {
  func kill(_ operation: SiteOperation, _ random: inout FuzzSource) throws -> FaultOutcome {
    guard let recording = try recording(of: operation), let recorder else {
      guard operation == .append else {
        return FaultOutcome(skipped: "no C compiler: \(operation.rawValue) cannot be ended at a change")
      }
      return try killWriter(&random)
    }
    if operation == .append, random.below(2) == 0 { return try killWriter(&random) }
    let site = try recording.site.copy(to: try folder())
    defer { site.remove() }
    let end = recorder.ending(
      site.path, at: 1 + random.below(recording.log.changes), after: random.below(1001))
    let child = try operation.start(on: site, with: end.merging(planted) { $1 })
    let ending = child.wait()
    var outcome = FaultBench.examined(ending)
    let told = ending.out.split(separator: "\n").map(String.init)
    outcome.add(
      try judge(
        operation, on: site, before: recording.before, after: recording.after,
        told: operation == .append ? told : [], isDone: ending.status == 0 && operation != .append))
    return outcome
  }

  /// A desk that is ended from outside, at any moment after so many acknowledgements.
  private func killWriter(_ random: inout FuzzSource) throws -> FaultOutcome {
    let site = try fresh()
    defer { site.remove() }
    let child = try SiteOperation.append.start(on: site, with: planted)
    var told: [String] = []
    for _ in 0..<random.below(SiteOperation.count) { if let line = child.line() { told.append(line) } }
    child.end()
    let ending = child.wait()
    told = ending.out.split(separator: "\n").map(String.init)
    var outcome = FaultBench.examined(ending)
    outcome.add(
      try judge(.append, on: site, before: state, after: state, told: told, isDone: false))
    return outcome
  }

  /// Looks at what an interruption left, and whether the act can be done now.
  func judge(
    _ operation: SiteOperation, on site: FaultSite, before: SiteState, after: SiteState, told: [String],
    isDone: Bool
  ) throws -> FaultOutcome {
    var (found, outcome) = try FaultBench.look(at: site)
    guard let found else { return outcome }
    // A restore that was ended says so until it is done again.
    let isHalfway = operation == .restore && found.told.values.contains { $0.contains("halfRestored") }
    if !isHalfway {
      outcome.add(operation.judge(found, before: before, after: after, isDone: isDone))
      let missing = Acknowledged(lines: told).missing(in: found)
      if missing > 0, found.told.isEmpty {
        outcome.lost += missing
        outcome.sentences.append("\(missing) of \(told.count) acknowledged entries are gone")
      }
    }
    guard plant == nil else { return outcome }
    outcome.add(try again(operation, on: site, before: before, after: after))
    return outcome
  }

  /// The act once more, undisturbed: what was interrupted must not stand in its way.
  private func again(_ operation: SiteOperation, on site: FaultSite, before: SiteState, after: SiteState)
    throws
    -> FaultOutcome
  {
    var outcome = FaultOutcome()
    // A backup that was made before somebody could say so stays.
    if operation != .backup || access(site.path + "/taken", F_OK) != 0 {
      let ending = try operation.start(on: site).wait()
      outcome.add(FaultBench.examined(ending))
      if ending.status != 0 {
        outcome.halves += 1
        outcome.sentences.append("cannot go on: \(ending.err)\(ending.out)")
      }
    }
    let (found, looked) = try FaultBench.look(at: site)
    outcome.add(looked)
    if let found { outcome.add(operation.judge(found, before: before, after: after, isDone: true)) }
    if operation == .backup {
      let checked = try site.worker(["verify-backup", site.path + "/taken"]).wait()
      outcome.add(FaultBench.examined(checked))
      if checked.out.hasPrefix("!") {
        outcome.halves += 1
        outcome.sentences.append("the backup is not whole: \(checked.out)")
      }
    }
    return outcome
  }

  /// The power goes at a random change of an act, with a random rest of what was not flushed.
  func losePower(_ random: inout FuzzSource) throws -> FaultOutcome {
    let drawn = SiteOperation.allCases[random.below(SiteOperation.allCases.count)]
    let operation = plant == nil ? drawn : .append
    guard let recording = try recording(of: operation) else {
      return FaultOutcome(skipped: "no C compiler: nothing records what is flushed")
    }
    var disk = try PowerDisk(recording.site.path, files: recording.log.first)
    let cut = random.below(recording.log.records.count + 1)
    for record in recording.log.records.prefix(cut) { disk.take(record) }
    disk.lose(PowerDisk.Rest.allCases[random.below(3)], &random)
    let path = try folder()
    try disk.write(to: path)
    let site = try FaultSite.moved(to: path, tools: recording.site.tools)
    defer { site.remove() }
    return try judge(
      operation, on: site, before: recording.before, after: recording.after, told: disk.acknowledged,
      isDone: cut == recording.log.records.count && operation != .append)
  }
}
