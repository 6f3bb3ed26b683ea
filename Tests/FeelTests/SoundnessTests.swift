import Foundation
import Testing

@testable import Feel

/// The law of unknowns: a definite answer is the answer of every completion. Random conditions × random facts × random
/// blanks; the general evaluator, the compact code and the plain oracle must agree.
///
/// `CASES=10000000 swift test -c release --filter SoundnessTests` runs ten million.
@Suite struct SoundnessTests {
  @Test func `a definite answer stands whatever the blanks turn out to be`() throws {
    let wanted = ProcessInfo.processInfo.environment["CASES"].flatMap { Int($0) } ?? 100_000
    var random = FuzzSource(seed: 20_261_121)
    var tally = Tally()
    while tally.cases < wanted {
      let condition = Condition.random(&random, depth: 3, people: ["人"])
      for _ in 0..<20 {
        let household = Household(&random)
        tally.cases += 1
        guard let fault = check(condition, household, &tally) else { continue }
        Issue.record("\(shrunk(condition, household).text): \(fault)")
        return
      }
    }
    // A test that never met an unknown, or never a definite answer among blanks, would prove nothing.
    #expect(tally.undecided > wanted / 20)
    #expect(tally.decidedAmongBlanks > wanted / 5)
    #expect(tally.compact > wanted * 9 / 10)
  }

  struct Tally {
    var cases = 0
    var undecided = 0
    var decidedAmongBlanks = 0
    var compact = 0
  }

  /// What is wrong with one case; nil when nothing is.
  private func check(_ condition: Condition, _ household: Household, _ tally: inout Tally) -> String? {
    guard let expression = try? Parser.expression(condition.text),
      case .success(let program) = Compiler.compile(expression, in: Household.scope)
    else { return "does not compile" }
    let plain = PlainEvaluator(facts: household.complete).value(expression, household.names)
    let known = household.evaluate(program, blanks: false)
    guard known.general == plain else {
      return "general \(String(describing: known.general)), plain \(plain)"
    }
    if let compact = known.compact {
      guard compact == plain else { return "compact \(String(describing: compact)), plain \(plain)" }
      tally.compact += 1
    }
    let open = household.evaluate(program, blanks: true)
    if let compact = open.compact, let value = compact {
      // Compact code may know less than the general evaluator, never other than it.
      guard open.general == value else {
        return "compact \(value), general \(String(describing: open.general))"
      }
    }
    guard let definite = open.general else {
      tally.undecided += 1
      return open.needs.isEmpty ? "waits for nothing" : nil
    }
    if household.hasBlanks { tally.decidedAmongBlanks += 1 }
    for completion in 0..<3 {
      let facts = household.completed(UInt64(completion))
      let value = PlainEvaluator(facts: facts).value(expression, household.names)
      guard value == definite else { return "definite \(definite), but \(value) for \(facts)" }
    }
    return nil
  }

  /// A smaller condition that fails with the same facts.
  private func shrunk(_ condition: Condition, _ household: Household) -> Condition {
    var smallest = condition
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for part in smallest.parts {
        var tally = Tally()
        guard check(part, household, &tally) != nil else { continue }
        smallest = part
        isShrinking = true
        break
      }
    }
    return smallest
  }
}

/// A condition as a text with the conditions inside it.
private struct Condition {
  let text: String
  let parts: [Condition]

  /// A truth value over the people whose names are given.
  static func random(_ random: inout FuzzSource, depth: Int, people: [String]) -> Condition {
    guard depth > 0 else { return leaf(&random, people) }
    func inner() -> Condition { Condition.random(&random, depth: depth - 1, people: people) }
    switch random.below(9) {
    case 0, 1:
      let parts = (0..<2 + random.below(2)).map { _ in inner() }
      return Condition(text: "(" + parts.map(\.text).joined(separator: " and ") + ")", parts: parts)
    case 2, 3:
      let parts = (0..<2 + random.below(2)).map { _ in inner() }
      return Condition(text: "(" + parts.map(\.text).joined(separator: " or ") + ")", parts: parts)
    case 4:
      let part = inner()
      return Condition(text: "not(\(part.text))", parts: [part])
    case 5:
      let (condition, yes, no) = (inner(), inner(), inner())
      return Condition(
        text: "(if \(condition.text) then \(yes.text) else \(no.text))", parts: [condition, yes, no])
    case 6, 7:
      let name = "家族\(depth)"
      let part = Condition.random(&random, depth: depth - 1, people: people + [name])
      let owner = people[random.below(people.count)]
      let quantifier = random.below(2) == 0 ? "some" : "every"
      let filter = random.below(3) == 0 ? "[item.年齢 >= \(random.below(80))]" : ""
      return Condition(
        text: "(\(quantifier) \(name) in \(owner).世帯員\(filter) satisfies \(part.text))", parts: [])
    default: return leaf(&random, people)
    }
  }

  private static func leaf(_ random: inout FuzzSource, _ people: [String]) -> Condition {
    let person = people[random.below(people.count)]
    let other = people[random.below(people.count)]
    let signs = ["=", "!=", "<", "<=", ">", ">="]
    let sign = signs[random.below(signs.count)]
    let low = random.below(70)
    let leaves = [
      "\(person).国保 = true", "\(person).国保", "\(person).国保 != \(other).国保",
      "\(person).年齢 \(sign) \(random.below(90))", "\(person).年齢 + \(random.below(9)) \(sign) \(other).年齢",
      "\(person).年齢 between \(low) and \(low + random.below(30))",
      "\(person).年齢 in [\(low)..\(low + random.below(30)))", "\(person).年齢 in (\(low), > \(low + 20))",
      "\(person).種別 = \"転入\"", "\(person).種別 in (\"転入\", \"転居\")", "\(person).種別 in [\"転出\", \(other).種別]",
      "\(person).誕生 \(sign) @\"19\(50 + random.below(50))-04-01\"", "\(person).国保 = null",
      "count(\(person).世帯員) \(sign) \(random.below(4))",
    ]
    return Condition(text: leaves[random.below(leaves.count)], parts: [])
  }
}

/// Facts of a household, with some of them blank.
private struct Household {
  static let names = ["国保", "年齢", "種別", "誕生", "世帯員"]
  static let types: [ValueType] = [.boolean, .number, .code(list: "種別"), .date, .list(.record("人"))]
  static let scope: Scope = {
    var scope = Scope()
    scope.add(variable: "人", type: .record("人"))
    scope.properties["人"] = Dictionary(
      uniqueKeysWithValues: names.indices.map { (names[$0], Scope.Property(index: $0, type: types[$0])) })
    scope.codes["種別"] = ["転入", "転居", "転出"]
    return scope
  }()

  let complete: [[String: Value]]
  private let blank: Set<Need>
  let names: [String: Value] = ["人": .record(0)]

  init(_ random: inout FuzzSource) {
    let size = 1 + random.below(4)
    complete = (0..<size).map { _ in
      Dictionary(uniqueKeysWithValues: Household.names.map { ($0, Household.value($0, size, &random)) })
    }
    let share = random.below(4)
    var blank: Set<Need> = []
    for record in 0..<size {
      for property in Household.names.indices where random.below(4) < share {
        blank.insert(Need(record: record, property: property))
      }
    }
    self.blank = blank
  }

  var hasBlanks: Bool { !blank.isEmpty }

  private static func value(_ name: String, _ size: Int, _ random: inout FuzzSource) -> Value {
    // Members are always a list here: what null means as a domain is no matter of unknowns.
    if name != "世帯員", random.below(8) == 0 { return .null }
    switch name {
    case "国保": return .boolean(random.below(2) == 0)
    case "年齢": return .number(random.below(90))
    case "種別": return .string(["転入", "転居", "転出"][random.below(3)])
    case "誕生": return .date(Day(number: random.below(20_000)))
    default: return .list((0..<random.below(size + 1)).map { _ in .record(random.below(size)) })
    }
  }

  /// The facts with the blanks filled by something else.
  func completed(_ seed: UInt64) -> [[String: Value]] {
    var random = FuzzSource(seed: seed)
    var facts = complete
    for need in blank.sorted() {
      let name = Household.names[need.property]
      facts[need.record][name] = Household.value(name, complete.count, &random)
    }
    return facts
  }

  /// The general evaluator's answer and the compact code's; the latter nil where it gives up.
  func evaluate(_ program: Program, blanks: Bool) -> (general: Value?, compact: Value??, needs: [Need]) {
    let source = Source(household: self, blank: blanks ? blank : [])
    var evaluator = Evaluator()
    let general = evaluator.evaluate(program, variables: [.record(0)], from: source)
    var book = Codebook()
    guard let entry = book.add(program) else { return (general, nil, evaluator.needs) }
    let unknown = [Cell](repeating: .unknown, count: Household.names.count)
    let machine = Machine(book, records: complete.map { _ in unknown })
    machine.set(variable: 0, to: .record(0))
    for record in complete.indices {
      for (property, name) in Household.names.enumerated()
      where !source.blank.contains(Need(record: record, property: property)) {
        machine[record, property] = complete[record][name].flatMap { machine.cell(of: $0) } ?? .null
      }
    }
    guard let cell = machine.run(entry) else { return (general, nil, evaluator.needs) }
    return (general, .some(machine.value(of: cell)), evaluator.needs)
  }

  private final class Source: FactSource {
    let household: Household
    let blank: Set<Need>

    init(household: Household, blank: Set<Need>) {
      self.household = household
      self.blank = blank
    }

    func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? {
      let need = Need(record: record, property: property)
      guard blank.contains(need) else {
        return household.complete[record][Household.names[property]] ?? .null
      }
      needs.append(need)
      return nil
    }
  }
}
