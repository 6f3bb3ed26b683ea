import Glibc
import Feel

// One FEEL expression on the command line: `feel '1 + 2'`.
let arguments = CommandLine.arguments.dropFirst()
guard let text = arguments.first, arguments.count == 1 else {
  print("usage: feel 'EXPRESSION'")
  exit(2)
}

/// No record stands behind a bare expression.
final class NoFacts: FactSource {
  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? { .null }
}

do {
  switch Compiler.compile(try Parser.expression(text), in: Scope()) {
  case .success(let program):
    var evaluator = Evaluator()
    print(evaluator.evaluate(program, variables: [], from: NoFacts()).map(\.text) ?? "unknown")
    for fault in evaluator.faults { print("error in \(fault.function) at \(fault.place.lowerBound + 1)") }
  case .failure(let diagnostics):
    for diagnostic in diagnostics.list {
      print("at \(diagnostic.place.lowerBound + 1): \(diagnostic.problem)")
    }
    exit(1)
  }
} catch {
  print("at \(error.place.lowerBound + 1): \(error.problem)")
  exit(1)
}
