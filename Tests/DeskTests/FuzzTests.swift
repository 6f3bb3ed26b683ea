import Feel
import Foundation
import Testing

@testable import Benchmarks

/// A hundred thousand random inputs to everything that reads any; `Benchmarks fuzz 10000000` gives ten million. An input that
/// ends the program ends this run too; the command tells its seed.
@Suite struct FuzzTests {
  @Test(arguments: FuzzKind.allCases)
  func `twenty thousand senseless inputs are all answered`(kind: FuzzKind) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let targets = try FuzzTargets(forms: Shipped.forms, scratch: folder)
    let outcome = try FuzzRun(kind: kind, first: 20_261_130, count: 20_000).run(targets)
    #expect(outcome.inputs == 20_000)
  }

  @Test func `a seed makes the same input again`() {
    func table(_ seed: UInt64) -> [UInt8] {
      var random = FuzzSource(seed: seed)
      return random.table()
    }
    #expect(table(7) == table(7))
    #expect(table(7) != table(8))
  }
}
