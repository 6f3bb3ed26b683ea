import Foundation
import Testing

@testable import Feel
@testable import FeelTool

/// The published conformance cases; where they are from, and under which licence, says `Conformance/README.md`.
@Suite struct ConformanceTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent(
      "Conformance/tck-cases.jsonl")

  /// Cases that ask for types, or results of types, which the kit defines in its models and the lines do not carry.
  private static let undefined: Set<String> = [
    "0070-feel-instance-of/string_013", "0070-feel-instance-of/list_013", "0070-feel-instance-of/list_014",
    "0070-feel-instance-of/list_014_a", "0070-feel-instance-of/list_017",
    "0070-feel-instance-of/context_013", "0070-feel-instance-of/context_015",
    "0070-feel-instance-of/context_016", "0082-feel-coercion/decision_003",
    "0082-feel-coercion/decision_005", "0082-feel-coercion/decision_006_a",
    "0082-feel-coercion/literal_004",
  ]

  private static let outcome = Result {
    try #require(Conformance.outcome(of: try String(contentsOf: file, encoding: .utf8)))
  }

  @Test func `every published case passes but those whose types are not in the file`() throws {
    let outcome = try Self.outcome.get()
    let failed = Set(outcome.failures.map { String($0.prefix { $0 != " " }) })
    #expect(failed == Self.undefined, "\(outcome.failures.joined(separator: "\n"))")
    #expect(outcome.failures.count == Self.undefined.count)
  }

  @Test func `the cases are all there, and most of those that pass have a value`() throws {
    let all = try Self.outcome.get().all
    #expect(all.cases == 2060 && all.passed == 2060 - Self.undefined.count)
    #expect(all.withValue == 1133 && all.passedWithValue == 1125)
  }
}
