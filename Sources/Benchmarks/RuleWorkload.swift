import Counter
import Feel
import FormFiles
import Foundation

/// One workload for the speed of rules, the same on every machine: 300 procedures of three conditions each (the event
/// first, then ages, flags, code lists, counts, days and a quantifier over the household), a household of four, a
/// third of the answers not given yet.
struct RuleWorkload {
  let catalog: Catalog
  let situation: Situation

  init(_ shipped: Catalog, _ family: Situation) {
    var random = FuzzSource(seed: 300)
    let pensions = shipped.codeLists.first { $0.name == "年金種別" }?.codes.map(\.value) ?? []
    let place = Place(file: "workload", line: 1)
    func row(_ subject: String, _ tests: [String]) -> Formula {
      Formula(.row(subject: subject, tests: tests, isList: tests.count > 1), at: place)
    }
    func condition() -> Formula {
      let (low, flag) = (random.below(60), random.below(2) == 0 ? "はい" : "いいえ")
      switch random.below(8) {
      case 0: return row("年齢(人, 届出.異動日)", ["< \(low + 10)"])
      case 1: return row("年齢(人, 届出.異動日)", ["[\(low)..\(low + 20)]"])
      case 2: return row("人.国保", [flag])
      case 3: return row("人.要介護認定", [flag])
      case 4: return row("人.年金種別", Array(pensions.prefix(2)))
      case 5: return row("人.犬の数", ["> \(random.below(3))"])
      case 6: return Formula(.expression("日数(届出.異動日, 届出.届出日) <= \(low)"), at: place)
      default:
        return Formula(
          .expression("some 子 in 世帯.員 satisfies 年齢(子, 届出.異動日) < \(low / 3 + 1) and 子.他の健康保険 = false"),
          at: place)
      }
    }
    // Three kinds of event, as the budget was set.
    let events = shipped.events.prefix(3).map(\.kind)
    let window = shipped.procedures[0].office
    var catalog = shipped
    catalog.procedures = Listing(
      (0..<300).map { number in
        let kinds =
          [events[number % events.count]] + (number % 5 == 0 ? [events[(number + 1) % events.count]] : [])
        return Procedure(
          id: "workload.\(number)", name: "手続\(number)", nature: .duty, office: window, unit: .person,
          who: "異動する人",
          conditions: [row("届出.種別", kinds), condition(), condition()], deadlines: [], whenLate: nil,
          basis: "",
          evidence: .statute, includedIn: [], papers: [], thingsToBring: [], thingsToReturn: [],
          thingsToReceive: [],
          fee: nil, aliases: [], after: [], validity: nil, references: [], place: place)
      })
    self.catalog = catalog
    var situation = family
    for (index, key) in family.facts.keys.sorted().enumerated()
    where index % 3 == 0 && key.fact != CoreFact.movers {
      situation.facts[key] = nil
    }
    self.situation = situation
  }

  func measure(_ report: inout Report) throws {
    let compile = milliseconds(31) { _ = try? Rulebook(catalog) }
    let rulebook = try Rulebook(catalog)
    let plain = try Rulebook(shippedWithoutProcedures)
    let base = milliseconds(31) { _ = try? Rulebook(shippedWithoutProcedures) }
    _ = plain
    report.add(
      "workload: parse, check and compile 300 procedures", compile.median - base.median, budget: 3, "ms")
    let determine = milliseconds(301) { _ = rulebook.determine(situation) }
    let determination = rulebook.determine(situation)
    report.add(
      "workload: verdicts with needs", determine.median, budget: 0.1, "ms",
      note: "\(determination.decisions.count) verdicts, \(determination.undecided.count) undecided")
    let reasons = milliseconds(51) {
      let deliberation = Deliberation(rulebook, situation)
      for decision in determination.decisions { _ = rulebook.reason(of: decision, deliberation) }
    }
    report.add("workload: with full reason trees", reasons.median, budget: 1, "ms")
    let deliberation = Deliberation(rulebook, situation)
    _ = deliberation.determine()
    // Every fact that the conditions read of a person, for each person in turn.
    var changes: [(name: String, time: Double)] = []
    let facts: [(String, FactValue)] = [
      ("人.国保", .yesNo(true)), ("人.要介護認定", .yesNo(true)), ("人.犬の数", .number(1)), ("人.他の健康保険", .yesNo(false)),
      ("人.年金種別", .text(catalog.codeLists.first { $0.name == "年金種別" }?.codes.first?.value ?? "")),
    ]
    for (fact, value) in facts {
      for person in 0..<situation.personCount {
        let key = FactKey(fact, of: .person(person))
        let before = situation.facts[key]
        let times = milliseconds(101) {
          deliberation.learn(key, as: KnownFact(value, from: .reception))
          deliberation.learn(key, as: before)
        }
        changes.append((fact, times.median / 2))
      }
    }
    changes.sort { $0.time < $1.time }
    report.add(
      "workload: one changed answer, median of \(changes.count)", changes[changes.count / 2].time,
      budget: 0.02, "ms",
      note: "most \(changes.last.map { String(format: "%.3f", $0.time) + " " + $0.name } ?? "")")
    let plan = milliseconds(101) { _ = rulebook.interview(deliberation, determination) }
    report.add("workload: which question next", plan.median, budget: 0.5, "ms")
    let naive = milliseconds(31) { _ = naiveVerdicts(rulebook.scope) }
    report.add(
      "workload: the same conditions by a plain walk over the trees", naive.median, budget: .infinity, "ms",
      note: "\(Int(naive.median / determine.median)) times the compact code")
  }

  /// Does one thing so many times and nothing else, for counting its instructions; nil for a name nobody knows.
  func work(named name: String) throws -> (() -> Void)? {
    let rulebook = try Rulebook(catalog)
    let deliberation = Deliberation(rulebook, situation)
    let determination = deliberation.determine()
    switch name {
    case "verdicts": return { _ = rulebook.determine(situation) }
    case "reasons":
      return {
        let deliberation = Deliberation(rulebook, situation)
        for decision in determination.decisions { _ = rulebook.reason(of: decision, deliberation) }
      }
    case "answer":
      var flag = false
      return {
        flag.toggle()
        deliberation.learn(
          FactKey("人.国保", of: .person(0)), as: flag ? KnownFact(.yesNo(true), from: .reception) : nil)
      }
    case "question": return { _ = rulebook.interview(deliberation, determination) }
    case "compile": return { _ = try? Rulebook(catalog) }
    case "plain": return { _ = naiveVerdicts(rulebook.scope) }
    default: return nil
    }
  }

  private var shippedWithoutProcedures: Catalog {
    var bare = catalog
    bare.procedures = []
    return bare
  }

  /// Every condition of every procedure for everyone, without the event's index and without remembering.
  private func naiveVerdicts(_ scope: Scope) -> Int {
    let source = NaiveFacts(situation, scope)
    var (evaluator, held) = (Evaluator(), 0)
    let programs = NaiveFacts.programs(of: catalog, scope)
    for conditions in programs {
      for person in 0..<situation.personCount {
        let variables = source.variables(person)
        let holds = conditions.allSatisfy {
          evaluator.evaluate($0, variables: variables, from: source) == .boolean(true)
        }
        if holds { held += 1 }
      }
    }
    return held
  }
}

/// Facts looked up by name each time.
private final class NaiveFacts: FactSource {
  private let situation: Situation
  private let names: [[String]]
  private static let kinds = Subject.Kind.allCases

  init(_ situation: Situation, _ scope: Scope) {
    self.situation = situation
    names = NaiveFacts.kinds.map { kind in
      (scope.properties[kind.rawValue] ?? [:]).sorted { $0.value.index < $1.value.index }.map {
        "\(kind.rawValue).\($0.key)"
      }
    }
  }

  /// People are records after the kinds.
  func variables(_ person: Int) -> [Value] {
    NaiveFacts.kinds.enumerated().map { .record($1 == .person ? NaiveFacts.kinds.count + person : $0) }
  }

  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? {
    let count = NaiveFacts.kinds.count
    let kind = record < count ? record : Subject.Kind.person.ordinal
    let subject: Subject = record < count ? .filing(0) : .person(record - count)
    switch situation.value(names[kind][property], of: subject) {
    case .yesNo(let flag)?: return .boolean(flag)
    case .number(let number)?: return .number(number)
    case .day(let day)?: return .date(day)
    case .text(let text)?: return .string(text)
    default:
      needs.append(Need(record: record, property: property))
      return nil
    }
  }

  nonisolated(unsafe) private static var compiled: [[Program]] = []

  /// Compiled once, so that only the walking is measured.
  static func programs(of catalog: Catalog, _ scope: Scope) -> [[Program]] {
    if compiled.isEmpty {
      compiled = catalog.procedures.map { procedure in
        procedure.conditions.compactMap { formula in
          switch formula.form {
          case .expression(let text):
            (try? Parser.expression(text)).map { Compiler.program($0, in: scope) }
          case .row(let subject, let tests, _):
            (try? Parser.expression("\(subject) in (\(tests.map(term).joined(separator: ", ")))"))
              .map { Compiler.program($0, in: scope) }
          }
        }
      }
    }
    return compiled
  }

  private static func term(_ test: String) -> String {
    if test == "はい" || test == "いいえ" { return test == "はい" ? "true" : "false" }
    return "<>[=".contains(test.first ?? " ") ? test : "\"\(test)\""
  }
}
