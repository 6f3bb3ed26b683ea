import Feel
import Foundation

/// Random expressions: pieces of the language put together without sense, Japanese and damaged text among them. What
/// comes of them does not matter; that the engine answers, and soon, does.
enum Fuzzing {
  /// Longer than this for one input is a failure.
  private static let limit = 2.0

  static func run(count: Int, seed: UInt64) -> Int32 {
    var random = FuzzSource(seed: seed)
    var (parsed, slowest) = (0, (seconds: 0.0, text: ""))
    for _ in 0..<count {
      let text = random.text()
      let began = Date()
      if let expression = try? Parser.expression(text) {
        parsed += 1
        var evaluator = Evaluator(surroundings: Surroundings(now: nil))
        _ = evaluator.evaluate(Compiler.program(expression, in: Scope()), variables: [], from: NoFacts())
      }
      let seconds = Date().timeIntervalSince(began)
      if seconds > slowest.seconds { slowest = (seconds, text) }
      if seconds > limit {
        print("too slow, \(seconds) s: \(text)")
        return 1
      }
    }
    print("\(count) inputs, \(parsed) of them expressions; slowest \(slowest.seconds) s: \(slowest.text)")
    return 0
  }
}
