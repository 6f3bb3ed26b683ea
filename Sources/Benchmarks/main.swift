import FormFiles
import Counter
import Foundation
let folder = try FormsFolder(at: CommandLine.arguments[1])
let t0 = Date()
let outcome = CatalogReader.read(folder)
for f in outcome.findings { print(f.sentence) }
if let rb = outcome.rulebook {
  let ex = ExampleCheck(rulebook: rb, examples: outcome.examples).findings()
  for f in ex { print(f.sentence) }
  print(rb.catalog.procedures.count, outcome.examples.count, ex.count)
}
print(Date().timeIntervalSince(t0))
