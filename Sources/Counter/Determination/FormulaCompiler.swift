import Feel

/// Compiles formulas of the catalogue and gathers what is wrong in them.
struct FormulaCompiler {
  let scope: Scope
  var problems: [RuleProblem] = []

  init(scope: Scope) { self.scope = scope }

  /// The program of a formula; nil after a problem, which is kept.
  mutating func program(_ formula: Formula, wanting type: ValueType) -> CompiledFormula? {
    do {
      let expression = try expression(of: formula)
      switch Compiler.compile(expression, in: scope, wanting: type) {
      case .success(let program): return CompiledFormula(formula: formula, program: program)
      case .failure(let diagnostics):
        problems.append(contentsOf: diagnostics.list.map { RuleProblem(formula: formula, diagnostic: $0) })
      }
    } catch {
      problems.append(RuleProblem(formula: formula, diagnostic: error))
    }
    return nil
  }

  mutating func condition(_ formula: Formula?) -> CompiledFormula? {
    formula.flatMap { program($0, wanting: .boolean) }
  }

  private func expression(of formula: Formula) throws(Diagnostic) -> Expression {
    switch formula.form {
    case .expression(let text): return try Parser.expression(text)
    case .row(let subject, let tests, let isList): return try row(subject, tests, isList: isList)
    }
  }

  /// A row: texts of a coded fact are texts, はい and いいえ are truth values, anything else is a unary test.
  private func row(_ subject: String, _ tests: [String], isList: Bool) throws(Diagnostic) -> Expression {
    let left = try Parser.expression(subject)
    var checker = Checker(scope: scope)
    let type = checker.type(of: left)
    if let wrong = checker.diagnostics.first { throw wrong }
    let place = left.place
    var parsed: [UnaryTest] = []
    for test in tests {
      if type == .boolean, test == "はい" || test == "いいえ" {
        parsed.append(.matching(.literal(.boolean(test == "はい"), place)))
      } else if RowTest.isPlainText(test, for: type) {
        parsed.append(.matching(.literal(.string(test), place)))
      } else {
        parsed.append(contentsOf: try Parser.unaryTests(test))
      }
    }
    return .membership(left, parsed, place)
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

/// A formula with its program. A class, since it is handed about thousands of times in one determination.
final class CompiledFormula: Sendable {
  let formula: Formula
  let program: Program

  init(formula: Formula, program: Program) {
    self.formula = formula
    self.program = program
  }
}
