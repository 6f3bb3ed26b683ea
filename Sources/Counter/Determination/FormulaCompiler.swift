import Feel

/// Compiles formulas of the catalogue into one code book and gathers what is wrong in them.
struct FormulaCompiler {
  let scope: Scope
  private(set) var problems: [RuleProblem] = []
  private(set) var formulas: [Formula] = []
  var book: Codebook
  /// Conditions that were met before, by what they say: equal ones are decided once.
  private var shared: [SharedKey: Int32] = [:]
  private var conditions: [Int32: Int32] = [:]
  /// Entries of the distinct conditions, by their number.
  private(set) var distinct: [Int32] = []
  private struct SharedKey: Hashable {
    let form: Formula.Form
    let type: ValueType
  }

  init(scope: Scope) {
    self.scope = scope
    book = Codebook()
  }

  /// The program of a formula; nil after a problem, which is kept.
  mutating func program(_ formula: Formula, wanting type: ValueType) -> CompiledFormula? {
    var entry: Int32 = CompiledFormula.general
    if let same = shared[SharedKey(form: formula.form, type: type)] {
      entry = same
    } else {
      do {
        let expression = try FormulaCompiler.expression(of: formula, in: scope)
        switch Compiler.compile(expression, in: scope, wanting: type) {
        case .success(let program):
          entry = book.add(program) ?? CompiledFormula.general
          shared[SharedKey(form: formula.form, type: type)] = entry
        case .failure(let diagnostics):
          problems += diagnostics.list.map { RuleProblem(formula: formula, diagnostic: $0) }
          return nil
        }
      } catch {
        problems.append(RuleProblem(formula: formula, diagnostic: error))
        return nil
      }
    }
    formulas.append(formula)
    return CompiledFormula(number: Int32(formulas.count - 1), entry: entry, condition: number(of: entry))
  }

  private mutating func number(of entry: Int32) -> Int32 {
    guard entry != CompiledFormula.general else { return CompiledFormula.general }
    if let known = conditions[entry] { return known }
    conditions[entry] = Int32(distinct.count)
    distinct.append(entry)
    return Int32(distinct.count - 1)
  }

  /// The facts that a formula can look at which only the general evaluator runs.
  func reads(of formula: CompiledFormula) -> Set<String> {
    let expression = try? FormulaCompiler.expression(of: formulas[Int(formula.number)], in: scope)
    return expression.map { scope.facts(readBy: $0) } ?? []
  }

  mutating func condition(_ formula: Formula?) -> CompiledFormula? {
    formula.flatMap { program($0, wanting: .boolean) }
  }

  /// A formula parsed; places of a row are counted as `Formula.testOffsets` says.
  static func expression(of formula: Formula, in scope: Scope) throws(Diagnostic) -> Expression {
    switch formula.form {
    case .expression(let text): return try Parser.expression(text)
    case .row(let subject, let tests, _):
      return try row(subject, Array(zip(tests, formula.testOffsets)), in: scope)
    }
  }

  /// A row: texts of a coded fact are texts, はい and いいえ are truth values, anything else is a unary test.
  private static func row(_ subject: String, _ tests: [(String, Int)], in scope: Scope) throws(Diagnostic)
    -> Expression
  {
    let left = try Parser.expression(subject)
    var checker = Checker(scope: scope)
    let type = checker.type(of: left)
    if let wrong = checker.diagnostics.first { throw wrong }
    var parsed: [UnaryTest] = []
    for (test, offset) in tests {
      let place = offset..<offset + test.unicodeScalars.count
      if type == .boolean, test == "はい" || test == "いいえ" {
        parsed.append(.matching(.literal(.boolean(test == "はい"), place)))
      } else if RowTest.isPlainText(test, for: type) {
        parsed.append(.matching(.literal(.string(test), place)))
      } else {
        parsed.append(contentsOf: try Parser.unaryTests(test, at: offset))
      }
    }
    return .membership(left, parsed, left.place)
  }
}

enum RowTest {
  /// Whether a row's right side is a text as it stands rather than a test such as `< 法.…`.
  static func isPlainText(_ test: String, for type: ValueType) -> Bool {
    switch type {
    case .code, .string, .list(.code): break
    default: return false
    }
    let operators: Set<Character> = ["<", ">", "=", "!", "[", "(", "\"", "]"]
    return test.first.map { !operators.contains($0) } ?? true
  }
}
