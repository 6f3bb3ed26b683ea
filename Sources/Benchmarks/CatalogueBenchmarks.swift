import Counter
import Feel
import FormFiles
import Foundation

/// Reading, checking and deciding over the shipped catalogue.
enum CatalogueBenchmarks {
  static func run(_ report: inout Report) throws {
    let folder = try FormsFolder(at: Shipped.forms)
    let outcome = CatalogReader.read(folder)
    guard let rulebook = outcome.rulebook else { throw outcome.findings[0] }
    let check = milliseconds(7) { _ = CatalogReader.read(folder) }
    report.add(
      "forms check, all of it with \(outcome.examples.count) examples", check.median, budget: 1000, "ms")

    let path = try Shipped.temporaryFolder() + "/snapshot"
    let snapshot = try CatalogSnapshot(of: Shipped.forms, at: path, program: "bench")
    try snapshot.write(rulebook)
    // What was read is kept: a desk frees its catalogue when it ends.
    var kept: [Rulebook?] = []
    let read = milliseconds(31) { kept.append(snapshot.read()) }
    let compile = milliseconds(31) { _ = try? Rulebook(rulebook.catalog) }
    report.add("catalogue from its snapshot, with its conditions compiled", read.median, budget: 2, "ms")
    report.add(
      "its conditions checked and compiled anew", compile.median, budget: 4, "ms",
      note: "only when a file changed")

    guard let example = outcome.examples.first(where: { $0.isFamilyMovingIn })
    else { return }
    let determine = milliseconds(301) { _ = rulebook.determine(example.situation) }
    report.add(
      "determination, \(rulebook.catalog.procedures.count) procedures, family of 4, event row first, with needs",
      determine.median,
      budget: 0.1, "ms", note: "p99 \(String(format: "%.3f", determine.p99))")
    let deliberation = Deliberation(rulebook, example.situation)
    _ = deliberation.determine()
    let asked = example.situation.facts.first { $0.key.fact == "人.国保" } ?? example.situation.facts.first
    if let asked {
      let learn = milliseconds(301) {
        deliberation.learn(asked.key, as: nil)
        deliberation.learn(asked.key, as: asked.value)
      }
      report.add("one changed answer, and what it can change", learn.median / 2, budget: 0.02, "ms")
    }
    let determination = rulebook.determine(example.situation)
    let reasons = milliseconds(51) {
      let deliberation = Deliberation(rulebook, example.situation)
      for decision in determination.decisions { _ = rulebook.reason(of: decision, deliberation) }
    }
    report.add("the same with full reason trees", reasons.median, budget: 1, "ms")
    try RuleWorkload(rulebook.catalog, example.situation).measure(&report)
  }

  /// False when the arguments are no name and count.
  static func repeating(_ arguments: [String]) throws -> Bool {
    let outcome = CatalogReader.read(try FormsFolder(at: Shipped.forms))
    if arguments.count == 2, arguments[0] == "snapshot", let rulebook = outcome.rulebook,
      let count = Int(arguments[1])
    {
      let path = try Shipped.temporaryFolder() + "/snapshot"
      let snapshot = try CatalogSnapshot(of: Shipped.forms, at: path, program: "bench")
      try snapshot.write(rulebook)
      for _ in 0..<count { guard snapshot.read() != nil else { return false } }
      return true
    }
    guard arguments.count == 2, let count = Int(arguments[1]), let rulebook = outcome.rulebook,
      let example = outcome.examples.first(where: { $0.isFamilyMovingIn }),
      let work = try RuleWorkload(rulebook.catalog, example.situation).work(named: arguments[0])
    else { return false }
    for _ in 0..<count { work() }
    return true
  }
}

extension Example {
  /// The visit that the budgets speak of: a family of four that moves in.
  fileprivate var isFamilyMovingIn: Bool {
    situation.filings.first?.kind == "転入" && situation.filings.first?.people.count == 4
  }
}
