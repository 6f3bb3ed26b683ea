import Feel
import Foundation

/// The cases of the DMN Technology Compatibility Kit as flat JSON lines: `folder`, `case`, `expr`, `inputs`, `type`,
/// `expected`.
enum Conformance {
  struct Outcome {
    var folders: [String: Count] = [:]
    var all = Count()
    /// A line for each case that failed: where it stands, the expression, what was expected and what was found.
    var failures: [String] = []
  }

  /// Prints the counts by folder, what failed, and `N passed, N failed` last; answers the exit status.
  static func run(file: String) -> Int32 {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8), let outcome = outcome(of: text)
    else {
      print("\(file) cannot be read, or is no file of cases")
      return 2
    }
    for failure in outcome.failures { print("FAIL \(failure)") }
    for (folder, count) in outcome.folders.sorted(by: { $0.key < $1.key }) { print(count.row(folder)) }
    print(outcome.all.row("all"))
    print("\(outcome.all.passed) passed, \(outcome.all.cases - outcome.all.passed) failed")
    return outcome.failures.isEmpty ? 0 : 1
  }

  /// nil when a line is no case.
  static func outcome(of text: String) -> Outcome? {
    var outcome = Outcome()
    for line in text.split(separator: "\n") {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let expression = object["expr"] as? String
      else { return nil }
      let folder = object["folder"] as? String ?? ""
      let expected = ConformanceValue.value(object["expected"])
      let found = evaluate(expression, object)
      let passed = ConformanceValue.isSame(found, expected)
      outcome.folders[folder, default: Count()].add(passed, isNull: expected == .null)
      outcome.all.add(passed, isNull: expected == .null)
      if !passed {
        let shown = expression.split(separator: "\n").joined(separator: " ")
        outcome.failures.append(
          "\(folder)/\(object["case"] ?? "") \(shown): expected \(expected.text), found \(found.text)")
      }
    }
    return outcome
  }

  struct Count {
    private(set) var cases = 0
    private(set) var passed = 0
    private(set) var withValue = 0
    private(set) var passedWithValue = 0

    mutating func add(_ isPassed: Bool, isNull: Bool) {
      cases += 1
      passed += isPassed ? 1 : 0
      if !isNull {
        withValue += 1
        passedWithValue += isPassed ? 1 : 0
      }
    }

    func row(_ name: String) -> String {
      let shown = name.padding(toLength: 44, withPad: " ", startingAt: 0)
      return "\(shown) \(passed)/\(cases)  not null \(passedWithValue)/\(withValue)"
    }
  }

  private static func evaluate(_ text: String, _ object: [String: Any]) -> Value {
    let inputs = object["inputs"] as? [String: Any] ?? [:]
    var scope = Scope()
    var values: [Value] = []
    var names: [String] = []
    for (name, input) in inputs.sorted(by: { $0.key < $1.key }) {
      scope.add(variable: name, type: .any)
      let value = ConformanceValue.value(input)
      values.append(value)
      names.append(name)
      names += ConformanceValue.names(in: value)
    }
    guard let expression = try? Parser.expression(text, names: names) else { return .null }
    var evaluator = Evaluator(surroundings: .system)
    let program = Compiler.program(expression, in: scope)
    let value = evaluator.evaluate(program, variables: values, from: NoFacts()) ?? .null
    return fitted(value, to: object["type"] as? String, expected: object["expected"])
  }

  /// A result of a declared type: what does not fit is null, a list of one item is the item. A type that the kit
  /// defines for itself is known only by what is expected of it.
  private static func fitted(_ value: Value, to type: String?, expected: Any?) -> Value {
    guard let type else { return value }
    let known: [String: TypeName] = [
      "number": .number, "string": .string, "boolean": .boolean, "date": .date, "time": .time,
      "dateTime": .dateTime, "date and time": .dateTime, "dayTimeDuration": .duration,
      "days and time duration": .duration, "yearMonthDuration": .months, "years and months duration": .months,
    ]
    if let name = known[type] { return name.converted(value) }
    let wantsList = (expected as? [String: Any])?["t"] as? String == "list"
    if !wantsList, case .list(let items) = value, items.count == 1 { return items[0] }
    if wantsList, value != .null {
      if case .list = value { return value }
      return .list([value])
    }
    return value
  }
}

/// Values as the kit writes them: a type of XML Schema and a text.
enum ConformanceValue {
  static func value(_ json: Any?) -> Value {
    guard let object = json as? [String: Any], let type = object["t"] as? String else { return .null }
    if let items = object["v"] as? [Any], type == "list" { return .list(items.map { value($0) }) }
    if let entries = object["v"] as? [String: Any], type == "context" {
      return .context(
        entries.sorted { $0.key < $1.key }.map { ContextEntry(name: $0.key, value: value($0.value)) })
    }
    guard let text = object["v"] as? String else { return .null }
    switch type {
    case "string": return .string(text)
    case "boolean": return .boolean(text == "true")
    case "decimal", "double", "integer", "int", "long":
      return Decimal(literal: text).map { .number($0) } ?? .null
    default: return literal(text)
    }
  }

  private static func literal(_ text: String) -> Value {
    let quoted = "@\"" + text + "\""
    guard let expression = try? Parser.expression(quoted) else { return .null }
    var evaluator = Evaluator(surroundings: .system)
    return evaluator.evaluate(Compiler.program(expression, in: Scope()), variables: [], from: NoFacts())
      ?? .null
  }

  /// Names of entries, which an expression may use after a dot.
  static func names(in value: Value) -> [String] {
    switch value {
    case .list(let items): items.flatMap { names(in: $0) }
    case .context(let entries): entries.flatMap { [$0.name] + names(in: $0.value) }
    default: []
    }
  }

  /// Numbers within 1e-8, everything else by value.
  static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return (first - second).magnitude <= Decimal(coefficient: 1, exponent: -8)
    case (.list(let first), .list(let second)):
      return first.count == second.count && zip(first, second).allSatisfy(isSame)
    case (.context(let first), .context(let second)):
      return first.count == second.count
        && first.allSatisfy { entry in
          second.contains { $0.name == entry.name && isSame(entry.value, $0.value) }
        }
    default: return left == right
    }
  }
}
