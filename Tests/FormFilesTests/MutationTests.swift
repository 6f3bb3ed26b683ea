import Foundation
import Testing

@testable import FormFiles

/// Broken copies of the shipped `forms/`, one mistake each: what the checker finds, and where.
///
/// `MUTANTS=1000` makes so many; the test itself takes a few of every kind.
@Suite struct MutationTests {
  struct Score {
    var made = 0
    var found = 0
    var placed = 0
    var mended = 0
    var mendable = 0
  }

  @Test
  func `mistakes of every kind are found at their lines, and corrections that take no thought mend them`()
    throws
  {
    let count = ProcessInfo.processInfo.environment["MUTANTS"].flatMap { Int($0) } ?? Mutator.checks.count
    let folder = try ShippedForms.folder()
    var mutator = Mutator(folder, seed: 20_261_121)
    var scores = Mutator.checks.map { _ in Score() }
    var missed: [String] = []
    var number = 0
    while number < count {
      let kind = number % Mutator.checks.count
      var drawn: Mutant?
      for _ in 0..<500 where drawn == nil { drawn = mutator.mutant(of: kind) }
      let mutant = try #require(drawn, "\(Mutator.checks[kind]) makes no mutant")
      number += 1
      let copy = folder.replacing(mutant.file, with: mutant.text)
      let findings = CatalogReader.read(copy).findings
      let own = findings.filter { $0.check == mutant.check }
      // A name given twice is found at the second place, and the finding names the first.
      let isPlaced = own.contains { finding in
        mutant.places.contains("\(finding.file):\(finding.line)")
          || mutant.places.contains { place in
            finding.correction?.contains(place.replacing(":", with: " の") + "行目") ?? false
          }
      }
      scores[kind].made += 1
      scores[kind].found += own.isEmpty ? 0 : 1
      scores[kind].placed += isPlaced ? 1 : 0
      if !isPlaced {
        missed.append(
          "\(mutant.check) \(mutant.places.sorted()) \(mutant.what)\n    "
            + findings.prefix(3).map { "[\($0.check)] \($0.sentence)" }.joined(separator: "\n    "))
      }
      if own.contains(where: { $0.replacement != nil && mutant.places.contains("\($0.file):\($0.line)") }) {
        scores[kind].mendable += 1
        let left = left(in: copy, findings, whole: folder)
        scores[kind].mended += left.isEmpty ? 1 : 0
        if let first = left.first {
          missed.append(
            "（直らない）\(mutant.what)\n    [\(first.check)] \(first.sentence)\n    \(own.map { "\($0.replacement as Any)" })"
          )
        }
      }
    }
    for (check, score) in zip(Mutator.checks, scores)
    where ProcessInfo.processInfo.environment["MUTANTS"] != nil {
      print("\(check)\t\(score.made)\t\(score.found)\t\(score.placed)\t\(score.mendable)\t\(score.mended)")
    }
    let found = scores.map(\.found).reduce(0, +)
    let placed = scores.map(\.placed).reduce(0, +)
    #expect(Double(found) >= 0.99 * Double(number), "\(missed.joined(separator: "\n"))")
    #expect(Double(placed) >= 0.98 * Double(number), "\(missed.joined(separator: "\n"))")
    #expect(
      scores.map(\.mended).reduce(0, +) == scores.map(\.mendable).reduce(0, +),
      "\(missed.joined(separator: "\n"))")
  }

  /// Applies corrections until none is left, one at a time, since a mended line may show the next mistake; answers what is found
  /// then. Nothing is found in the shipped folder.
  private func left(in copy: FormsFolder, _ found: [Finding], whole: FormsFolder) -> [Finding] {
    var (folder, findings) = (copy, found)
    for _ in 0..<20 {
      guard let next = findings.first(where: { $0.replacement != nil }), let mended = folder.mended(next)
      else { break }
      folder = mended
      if folder.version == whole.version { return [] }
      findings = CatalogReader.read(folder).findings
    }
    return findings
  }

  @Test func `the mutator makes every kind of mistake that is checked`() {
    #expect(Checks.all.map { $0.name }.sorted() == Mutator.checks.sorted())
  }
}
