import Feel
import Foundation

// FEEL on the command line.
//
//   feel eval 'EXPRESSION'      the value of one expression
//   feel tck FILE               the cases of a conformance file, a JSON object a line
//   feel fuzz COUNT [SEED]      random inputs: none may crash or hang
let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("eval", 2): exit(Evaluation.run(arguments[1]))
case ("tck", 2): exit(Conformance.run(file: arguments[1]))
case ("fuzz", 2), ("fuzz", 3):
  guard let count = Int(arguments[1]), let seed = UInt64(arguments.count == 3 ? arguments[2] : "1") else {
    fallthrough
  }
  exit(Fuzzing.run(count: count, seed: seed))
default:
  print("usage: feel eval 'EXPRESSION' | feel tck FILE | feel fuzz COUNT [SEED]")
  exit(2)
}
