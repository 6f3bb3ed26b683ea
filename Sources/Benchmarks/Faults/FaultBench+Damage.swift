import Feel
import Foundation

// A file of the site that is not what was written.
extension FaultBench {
  /// Files that hold nothing that could be damaged, or only what shows a screen at this moment.
  private static let passing = [".lock", "-shm", "-wal", ".json", ".pdf"]

  func damage(_ random: inout FuzzSource) throws -> FaultOutcome {
    let site = try fresh()
    defer { site.remove() }
    let files = site.files.filter { name in !FaultBench.passing.contains { name.hasSuffix($0) } }
    var (name, way) = ("", Damage.flipped)
    if plant == .accepted {
      name = files.last { $0.hasPrefix("data/register-") && $0.hasSuffix(".sqlite") } ?? ""
      unlink(site.path + "/\(name).sum")
      _ = way.happen(to: site.path + "/" + name, older: "", &random)
    } else {
      repeat {
        name = files[random.below(files.count)]
        way = Damage.allCases[random.below(Damage.allCases.count)]
      } while !way.happen(
        to: site.path + "/" + name, older: site.path + "/older/" + name.dropFirst(5), &random)
    }
    var outcome = try judgeDamage(name, way, on: site)
    outcome.add(try ask(FaultBench.question(about: name, &random), about: name, of: site))
    if name.hasPrefix("data/"), plant == nil, random.below(3) == 0 { outcome.add(try bringBack(site)) }
    if !outcome.isGood { outcome.sentences.insert("\(way.rawValue) \(name)", at: 0) }
    return outcome
  }

  /// Whatever is damaged, the backup can be brought back, and is whole then.
  private func bringBack(_ site: FaultSite) throws -> FaultOutcome {
    let ending = try site.run("restore", site.backup)
    var outcome = FaultBench.examined(ending)
    let (found, looked) = try FaultBench.look(at: site)
    outcome.add(looked)
    if ending.status != 0 || found?.told.isEmpty != true || found?.faults.isEmpty != true {
      outcome.halves += 1
      outcome.sentences.append("not brought back: \(ending.err) \(found?.told ?? [:]) \(found?.faults ?? [])")
    }
    return outcome
  }

  private func judgeDamage(_ name: String, _ way: Damage, on site: FaultSite) throws -> FaultOutcome {
    var (found, outcome) = try FaultBench.look(at: site)
    guard let found else { return outcome }
    for (part, failure) in found.untold {
      outcome.raw += 1
      outcome.sentences.append("\(part): \(failure)")
    }
    let stem = (name as NSString).lastPathComponent.prefix { $0.isLetter || $0.isNumber }
    // The file that names the key is told by the key that it names, or by what that key would open.
    let names = name == "data/installation" ? [String(stem), "/keys/", "sealed("] : [String(stem)]
    for (part, failure) in found.told where !names.contains(where: { failure.contains($0) }) {
      outcome.raw += 1
      outcome.sentences.append("\(part) names another file: \(failure)")
    }
    for part in SiteState.Part.allCases where found.told[part.rawValue] == nil {
      if part == .visits, !found.faults.isEmpty { continue }
      // Fewer heads, or the beginning of a hash, prove less and nothing wrong.
      let isLess = found.heads.allSatisfy { head in state.heads.contains { $0.hasPrefix(head) } }
      if part == .heads, isLess || !found.faults.isEmpty { continue }
      guard !found.equals(state, in: part) else { continue }
      outcome.silent += 1
      outcome.sentences.append("\(part) shows something else")
    }
    return outcome
  }

  // MARK: What people would run

  /// A command, or the keys of a clerk who looks for somebody.
  enum Question: Hashable {
    case command([String])
    case desk
  }

  private static func question(about name: String, _ random: inout FuzzSource) -> Question {
    let day = "2026-11-19"
    let all: [Question]
    switch name {
    case "data/visits.sqlite":
      all = [
        .command(["visits", "verify"]), .command(["visits", "show", day, "1"]), .command(["visits", "list"]),
        .desk,
      ]
    case "data/accounts.sqlite": all = [.command(["accounts", "list"]), .desk]
    case _ where name.hasPrefix("keys/"), "data/installation":
      all = [.command(["visits", "verify"]), .command(["keys", "show"]), .desk]
    case _ where name.hasPrefix("heads/"): all = [.command(["visits", "verify"]), .desk]
    case _ where name.hasPrefix("data/catalogs/"): all = [.command(["visits", "replay", day, "1"])]
    case "settings.yaml": all = [.command(["visits", "list"]), .desk]
    default: all = [.desk]
    }
    return all[random.below(all.count)]
  }

  /// Asks a damaged site what is known of a whole one: the same answer, or a word on it.
  ///
  /// How many heads there are to compare with is part of the answer.
  private func ask(_ question: Question, about name: String, of site: FaultSite) throws -> FaultOutcome {
    let expected = try answer(question)
    let (ending, shown) = try FaultBench.answer(question, of: site)
    var outcome = FaultBench.examined(ending)
    let isSaid =
      name.hasPrefix("heads/") || ending.status != 0 || ending.err != expected.err
      || ["【注意】", "壊れて"].contains { shown.contains($0) }
    if !isSaid, shown != expected.shown {
      outcome.silent += 1
      outcome.sentences.append("\(question) shows something else")
    }
    return outcome
  }

  /// What a whole site answers, asked once.
  private func answer(_ question: Question) throws -> (shown: String, err: String) {
    if let known = answers[question] { return known }
    let whole = try fresh()
    defer { whole.remove() }
    let (ending, shown) = try FaultBench.answer(question, of: whole)
    guard ending.status == 0 else { throw Broken(description: "\(question): \(ending.err)") }
    answers[question] = (shown, ending.err)
    return (shown, ending.err)
  }

  private static func answer(_ question: Question, of site: FaultSite) throws -> (Child.Ending, shown: String)
  {
    switch question {
    case .command(let words):
      let ending = try site.start(words, input: "/dev/null").wait()
      return (ending, ending.out.replacingOccurrences(of: site.path, with: "SITE"))
    case .desk:
      let script = site.path + "/look.txt"
      try """
      "\(FaultSite.clerk)" Enter "\(FaultSite.passphrase)" Enter
      "watanabe" Enter
      :save-screen \(site.path)/screen.txt
      """.write(toFile: script, atomically: true, encoding: .utf8)
      let ending = try site.start(
        ["desk", "--now", "2026-11-20T16:00", "--script", script], input: "/dev/null"
      ).wait()
      let screen = FileManager.default.contents(atPath: site.path + "/screen.txt") ?? Data()
      return (ending, String(decoding: screen, as: UTF8.self))
    }
  }
}
