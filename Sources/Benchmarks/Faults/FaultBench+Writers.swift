import Feel
import Foundation

// Several who write at once, and what is left of a write-ahead log.
extension FaultBench {
  /// Two or three writers on one visit, one of which may be ended: each acknowledged entry stands there once.
  func race(_ random: inout FuzzSource) throws -> FaultOutcome {
    let site = try fresh()
    defer { site.remove() }
    guard let token = state.visits.keys.sorted().first else { return FaultOutcome() }
    let labels = Array(["left", "right", "third"].prefix(2 + random.below(2)))
    let children = try labels.map { try site.worker(["race", token, $0, "12"], with: planted) }
    if random.below(2) == 0 {
      for _ in 0..<random.below(10) { _ = children[0].line() }
      children[0].end()
    }
    let endings = children.map { $0.wait() }
    var outcome = FaultOutcome()
    for ending in endings { outcome.add(FaultBench.examined(ending)) }
    let (found, looked) = try FaultBench.look(at: site)
    outcome.add(looked)
    guard let found else { return outcome }
    outcome.add(
      SiteOperation.append.judge(
        found.without(token), before: state.without(token), after: state.without(token), isDone: true))
    let entries = found.visits[token] ?? []
    outcome.lost += state.visits[token].map { entries.starts(with: $0) ? 0 : $0.count } ?? 0
    for (label, ending) in zip(labels, endings) {
      let told = ending.out.split(separator: "\n").filter { !$0.hasPrefix("!") }
      for number in 1...12 {
        let count = entries.count { $0.contains("\"\(label)-\(number)\"") }
        if told.contains("\(label) \(number)") ? count != 1 : count > 1 {
          outcome.lost += 1
          outcome.sentences.append("\(label) \(number) stands there \(count) times")
        }
      }
    }
    return outcome
  }

  /// A desk is killed, and what it left beside its journal is damaged.
  func damageLog(_ random: inout FuzzSource) throws -> FaultOutcome {
    let site = try fresh()
    defer { site.remove() }
    let child = try SiteOperation.append.start(on: site, with: planted)
    for _ in 0..<1 + random.below(SiteOperation.count - 1) { _ = child.line() }
    child.end()
    let told = child.wait().out.split(separator: "\n").map(String.init)
    let (log, index) = (site.data + "/visits.sqlite-wal", site.data + "/visits.sqlite-shm")
    let way = random.below(4)
    let isIndex = way > 1
    switch way {
    case 0: Damage.cut(log, to: random.below(1 + Damage.size(of: log)))
    case 1: unlink(log)
    case 2: Damage.flip(index, &random, times: 64)
    default: Damage.cut(index, to: random.below(1 + Damage.size(of: index)))
    }
    var (found, outcome) = try FaultBench.look(at: site)
    guard let found else { return outcome }
    let sentence =
      "\(["log cut", "log removed", "index flipped", "index cut"][way]): \(found.told) \(found.faults)"
    let missing = Acknowledged(lines: told).missing(in: found)
    // Without its log a journal is what it was before: that must be said. The index is made again from the log.
    if missing > 0, isIndex || found.told.isEmpty && found.faults.isEmpty {
      outcome.lost += missing
      outcome.sentences.append("\(missing) of \(told.count) gone, \(sentence)")
    }
    if !found.untold.isEmpty {
      outcome.raw += 1
      outcome.sentences.append("\(sentence) \(found.untold)")
    }
    let start = try SiteOperation.heads.start(on: site).wait()
    outcome.add(FaultBench.examined(start))
    return outcome
  }
}

extension SiteState {
  /// Without one visit.
  func without(_ token: String) -> SiteState {
    var rest = self
    rest.visits[token] = nil
    return rest
  }
}
