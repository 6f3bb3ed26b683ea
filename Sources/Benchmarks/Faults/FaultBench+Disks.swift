import Feel
import Foundation

// A disk that is full or takes no writing, and files that somebody took the rights from.
extension FaultBench {
  /// A small disk in memory that only this run and its programs see; nil where it cannot be had.
  private func smallDisk() throws -> String? {
    guard Mount.isOwn else { return nil }
    let path = try folder()
    return Mount.make(path, kilobytes: FaultBench.roomy) ? path : nil
  }

  /// Kilobytes of a disk with room for everything.
  private static let roomy = 65_536
  /// What somebody does who does not know of the fault yet.
  private static let acts: [SiteOperation] = [.append, .takeIn, .heads, .backup]
  private static let noDisk = FaultOutcome(skipped: "a small disk needs root and mount namespaces")

  /// An act on a disk with little room: it says so, and goes on when there is room.
  func fillDisk(_ random: inout FuzzSource) throws -> FaultOutcome {
    let operation = SiteOperation.allCases[random.below(SiteOperation.allCases.count)]
    let (before, after) = try states(of: operation)
    let room = random.below(3) == 0 ? 900 : 260
    guard let disk = try smallDisk() else { return FaultBench.noDisk }
    defer { Mount.end(disk) }
    let site = try fresh(in: disk + "/site")
    try operation.prepare(site)
    Mount.resize(disk, kilobytes: Mount.used(disk) + 4 * random.below(room / 4))
    let child = try operation.start(on: site, with: planted)
    var outcome = FaultOutcome()
    while operation == .append, let line = child.line() {
      guard line.hasPrefix("!") else { continue }
      if !line.contains("diskFull") {
        outcome.raw += 1
        outcome.sentences.append("of a full disk: \(line)")
      }
      Mount.resize(disk, kilobytes: FaultBench.roomy)
      child.say("go")
    }
    let ending = child.wait()
    Mount.resize(disk, kilobytes: FaultBench.roomy)
    outcome.add(FaultBench.examined(ending))
    outcome.add(
      try judge(
        operation, on: site, before: before, after: after,
        told: operation == .append ? FaultBench.lines(ending) : [],
        isDone: ending.status == 0 && operation != .append))
    if operation == .append, FaultBench.lines(ending).count != SiteOperation.count {
      outcome.lost += 1
      outcome.sentences.append("the writer did not go on when there was room: \(ending.out.suffix(200))")
    }
    return outcome
  }

  private static func lines(_ ending: Child.Ending) -> [String] {
    ending.out.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("!") }
  }

  /// What an act begins and ends with; recorded where that can be, else the site as it is.
  private func states(of operation: SiteOperation) throws -> (SiteState, SiteState) {
    if let recording = try recording(of: operation) { return (recording.before, recording.after) }
    return (state, state)
  }

  /// A writer was killed, and the disk takes no more writing: acts say so, and go on when it does.
  func refuseWriting(_ random: inout FuzzSource) throws -> FaultOutcome {
    guard let disk = try smallDisk() else { return FaultBench.noDisk }
    defer { Mount.end(disk) }
    let site = try fresh(in: disk + "/site")
    let told = try work(on: site, &random)
    let act = FaultBench.acts[random.below(FaultBench.acts.count)]
    guard Mount.set(disk, isReadOnly: true) else { return FaultOutcome(skipped: "the disk stays writable") }
    var outcome = FaultBench.examined(try act.start(on: site, with: planted).wait())
    guard Mount.set(disk, isReadOnly: false) else { return FaultOutcome(skipped: "the disk stays read-only") }
    outcome.add(
      try judge(.append, on: site, before: state, after: try states(of: act).1, told: told, isDone: false))
    return outcome
  }

  /// A file or folder loses its rights while nobody, or a writer, works on it; they are given back.
  func takeRights(_ random: inout FuzzSource) throws -> FaultOutcome {
    let other: UInt32? = geteuid() == 0 ? 65_534 : nil
    guard
      other == nil
        || (try? Child(["setpriv", "--version"], environment: [:], input: "/dev/null").wait())?.status == 0
    else { return FaultOutcome(skipped: "root is bound by no rights, and setpriv is missing") }
    let path = try folder()
    let site = try fresh(in: path, as: other)
    defer { site.remove() }
    if let other { try FaultBench.give(path, to: other) }
    guard try site.run("--version").status == 0 else {
      return FaultOutcome(skipped: "another user cannot run \(site.tools.program)")
    }
    let told = try work(on: site, &random)
    let victims = ["data", "keys", "heads"] + site.files
    let victim = path + "/" + victims[random.below(victims.count)]
    var status = stat()
    guard lstat(victim, &status) == 0 else { return FaultOutcome() }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    chmod(victim, [0, isFolder ? 0o555 : 0o444, isFolder ? 0o666 : 0o222][random.below(3)])
    let act = FaultBench.acts[random.below(FaultBench.acts.count)]
    var outcome = FaultBench.examined(try act.start(on: site, with: planted).wait())
    chmod(victim, status.st_mode & 0o777)
    outcome.add(
      try judge(.append, on: site, before: state, after: try states(of: act).1, told: told, isDone: false))
    if !outcome.isGood { outcome.sentences.insert("rights of \(victim.dropFirst(path.count + 1))", at: 0) }
    return outcome
  }

  private static func give(_ path: String, to user: UInt32) throws {
    for name in [""] + (FileManager.default.subpaths(atPath: path) ?? []) {
      guard lchown(path + "/" + name, user, user) == 0 else { throw Broken(description: "chown \(name)") }
    }
  }

  /// A writer that comes to its end, or is killed before.
  private func work(on site: FaultSite, _ random: inout FuzzSource) throws -> [String] {
    let child = try SiteOperation.append.start(on: site, with: planted)
    for _ in 0..<random.below(SiteOperation.count) { _ = child.line() }
    if random.below(2) == 0 { child.end() }
    return FaultBench.lines(child.wait())
  }
}
