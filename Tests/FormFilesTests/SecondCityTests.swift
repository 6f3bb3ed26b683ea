import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// The same catalogue in another city, 海原市: another prefecture, other windows on one floor, other opening days and
/// another value for nearly everything that a city decides. Only municipality.yaml and towns.yaml are its own.
@Suite struct SecondCityTests {
  private static func second() throws -> CatalogReader.Outcome {
    var folder = try ShippedForms.folder()
    for name in ["municipality.yaml", "towns.yaml"] {
      let url = try #require(
        Bundle.module.url(
          forResource: name, withExtension: nil, subdirectory: "Resources/second-city"))
      folder = folder.replacing(name, with: try String(contentsOf: url, encoding: .utf8))
    }
    return CatalogReader.read(folder)
  }

  @Test func `another city needs no other rule`() throws {
    let outcome = try SecondCityTests.second()
    // The examples state what the first city makes of them, and a scheme that a city has not can never apply there.
    #expect(Set(outcome.findings.map(\.check)).isSubset(of: ["example", "reach"]))
    let (first, second) = (
      try ShippedForms.rulebook().catalog.municipality, outcome.rulebook?.catalog.municipality
    )
    let other = try #require(second)
    #expect(first.prefecture != other.prefecture)
    #expect(Set(first.values.map(\.name)) == Set(other.values.map(\.name)))
    #expect(Set(other.windows.map(\.floor)).count == 1 && other.windows.count < first.windows.count)
  }

  @Test func `the same visits differ exactly where the cities differ`() throws {
    let first = try ShippedForms.outcome()
    let second = try SecondCityTests.second()
    let (here, there) = (try #require(first.rulebook), try #require(second.rulebook))
    #expect(first.examples.map(\.name) == second.examples.map(\.name))
    let dependent = try dependent(here.catalog, there.catalog)
    // Most rules know nothing of a city: were they excused, the comparison would say nothing.
    #expect(dependent.count < here.catalog.procedures.count / 3, "\(dependent.count)")
    var (differing, equal) = (0, 0)
    for (one, other) in zip(first.examples, second.examples) {
      let (mine, theirs) = (deadlines(one, here), deadlines(other, there))
      if mine == theirs { equal += 1 } else { differing += 1 }
      for id in Set(mine.keys).union(theirs.keys) where mine[id] != theirs[id] {
        guard !dependent.contains(id) else { continue }
        // Without a value of the city's in it, only its closed days can move a deadline.
        let days = [mine[id] ?? nil, theirs[id] ?? nil].compactMap { $0 }
        let areBoth = mine[id] != nil && theirs[id] != nil && days.count == 2
        #expect(areBoth, "\(one.name): \(id) が一方の市でだけ必要です")
        guard areBoth, let earlier = days.min(), let later = days.max() else { continue }
        let slower = mine[id] == .some(later) ? here : there
        let moved = (earlier.number..<later.number).allSatisfy {
          !slower.catalog.municipality.calendar.isOpen(on: Day(number: $0))
        }
        #expect(moved, "\(one.name): \(id) の期限が \(earlier.iso) と \(later.iso) です")
      }
    }
    #expect(differing >= 40 && equal >= 40, "違う例 \(differing)、同じ例 \(equal)")
  }

  /// First deadlines of the procedures that apply, nil for those without a day.
  private func deadlines(_ example: Example, _ rulebook: Rulebook) -> [String: Day?] {
    var found: [String: Day?] = [:]
    for decision in rulebook.determine(example.situation).applying {
      let id = rulebook.catalog.procedures[decision.procedure].id
      let day = rulebook.detail(of: decision, in: example.situation).firstDeadline?.day
      if let known = found[id] { found[id] = [known, day].compactMap { $0 }.min() } else { found[id] = day }
    }
    return found
  }

  /// Ids of the procedures that look at a value of the city's that is another there, or ask whether something is still in time,
  /// which its closed days decide, however indirectly.
  private func dependent(_ here: Catalog, _ there: Catalog) throws -> Set<String> {
    let values = Dictionary(
      there.municipality.values.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let changed = Set(here.municipality.values.filter { values[$0.name] != $0.value }.map(\.name)).union([
      "都道府県", "名前",
    ])
    let uses = FormulaUse.all(in: here)
    let facts = FactDependencies(here, uses)
    func reads(_ use: FormulaUse) -> Bool {
      (use.expression?.parts ?? []).contains { part in
        switch part {
        case .path(.name("市", _), let name, _): changed.contains(name)
        case .call("日数の期限", _, _), .call("月数の期限", _, _): true
        default: false
        }
      }
    }
    var (ofFacts, ofSelectors, ofProcedures) = (Set<String>(), Set<String>(), Set<Int>())
    for use in uses where reads(use) {
      switch use.owner {
      case .fact(let name): ofFacts.insert(name)
      case .selector(let name): ofSelectors.insert(name)
      case .procedure(let index): ofProcedures.insert(index)
      case .paper, .event, .question: break
      }
    }
    return Set(
      here.procedures.indices.filter { index in
        ofProcedures.contains(index) || ofSelectors.contains(here.procedures[index].who)
          || !facts.facts(ofProcedure: index).isDisjoint(with: ofFacts)
      }.map { here.procedures[$0].id })
  }
}
