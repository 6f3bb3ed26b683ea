import Foundation

/// An act on a site that a fault can come into.
enum SiteOperation: String, CaseIterable {
  case append, takeIn, backup, restore, purge, heads, migration

  /// The visit that is written on.
  static let token = "fault"
  /// Entries that are appended.
  static let count = 24

  /// What is done to the site before.
  func prepare(_ site: FaultSite) throws {
    guard self == .migration else { return }
    try EarlierJournal.make(of: site)
  }

  /// Begins it; its environment may carry a recorder.
  func start(on site: FaultSite, with environment: [String: String] = [:]) throws -> Child {
    switch self {
    case .append:
      try site.worker(["append", SiteOperation.token, "\(SiteOperation.count)"], with: environment)
    case .takeIn:
      try site.start(
        ["residents", "import", "--accept-fewer", "--as-of", "2026-11-21T06:00", "--now", "2026-11-21T08:00"]
          + site.nextRegister, with: environment, input: "/dev/null")
    case .backup: try site.start(["backup", site.path + "/taken"], with: environment, input: "/dev/null")
    case .restore: try site.start(["restore", site.backup], with: environment, input: "/dev/null")
    case .purge:
      try site.start(["visits", "purge", "--now", "2027-06-01T08:00"], with: environment, input: "/dev/null")
    case .heads, .migration:
      try site.start(
        ["desk", "--now", "2026-11-21T08:00", "--script", site.path + "/nobody.txt"], with: environment,
        input: "/dev/null")
    }
  }

  /// What is wrong with what an interruption left: `before` is what the site showed, `after` what it shows when the act was
  /// done, `isDone` whether somebody was told so.
  func judge(_ found: SiteState, before: SiteState, after: SiteState, isDone: Bool) -> FaultOutcome {
    var outcome = FaultOutcome()
    // Who is told that something is broken has lost nothing in silence; what an act must leave whole is another matter.
    for (part, failure) in found.told {
      outcome.halves += 1
      outcome.sentences.append("\(part): \(failure)")
    }
    for (part, failure) in found.untold {
      outcome.raw += 1
      outcome.sentences.append("\(part): \(failure)")
    }
    // A journal without seals has none until the next start.
    let faults = found.faults.filter { self != .migration || isDone || !$0.contains("Seal") }
    if !faults.isEmpty {
      outcome.halves += 1
      outcome.sentences += faults
    }
    guard outcome.isGood else { return outcome }
    let states = isDone && self != .append ? [after] : [before, after]
    for part in [SiteState.Part.register, .accounts]
    where !states.contains(where: { $0.equals(found, in: part) }) {
      outcome.halves += 1
      outcome.sentences.append("\(part) is neither what was nor what was to be")
    }
    // Other visits, which the act does not write: all as before, or all as after.
    let isWhole = states.contains { state in
      state.visits.allSatisfy { $0.key == SiteOperation.token || found.visits[$0.key] == $0.value }
        && found.visits.keys.allSatisfy { $0 == SiteOperation.token || state.visits[$0] != nil }
    }
    if !isWhole {
      outcome.lost += 1
      outcome.sentences.append("visits are neither what was nor what was to be")
    }
    return outcome
  }
}

/// What a writer was told to be on the disk.
struct Acknowledged {
  /// «fault 3»
  var lines: [String]

  /// How many of them a site does not have.
  func missing(in state: SiteState) -> Int {
    let entries = state.visits[SiteOperation.token] ?? []
    return lines.count { line in
      guard let number = line.split(separator: " ").last.flatMap({ Int($0) }) else { return false }
      let text = number == 1 ? "\"began\"" : "\"\(SiteOperation.token)-\(number)\""
      return !(entries.indices.contains(number - 1) && entries[number - 1].contains(text))
    }
  }
}
