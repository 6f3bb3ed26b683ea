import Counter
import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// What the catalogue covers of the domain's procedures, and of the national survey's.
@Suite struct CoverageTests {
  private func table(_ name: String) throws -> String {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Resources"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// Ids of procedures by the reference that they cite.
  private func citing() throws -> [String: Set<String>] {
    var citing: [String: Set<String>] = [:]
    for procedure in try ShippedForms.rulebook().catalog.procedures {
      for reference in procedure.references { citing[reference, default: []].insert(procedure.id) }
    }
    return citing
  }

  /// A line: id, name, the procedures that cover it, and what is said of it or why it is left.
  @Test func `every id of the domain reference is covered or left for a reason`() throws {
    let citing = try citing()
    var seen: Set<String> = []
    var left: [String] = []
    for line in try table("domain-coverage").split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      #expect(columns.count == 4, "\(line)")
      guard columns.count == 4 else { continue }
      #expect(seen.insert(columns[0]).inserted, "\(columns[0]) stands twice")
      let named = Set(columns[2].split(separator: ",").map(String.init))
      #expect(named == citing[columns[0]] ?? [], "\(columns[0])")
      if named.isEmpty {
        left.append(columns[0])
        #expect(!columns[3].isEmpty, "\(columns[0]) is left without a reason")
      }
    }
    #expect(seen.count == 354)
    #expect(left.count <= 3, "\(left)")
  }

  /// A row's はい was decided before its 参照: whether a city's counter takes it does not hang on what is covered.
  @Test func `nearly all of the survey's procedures that a counter takes are covered`() throws {
    let citing = try citing()
    let lines = try table("national-procedures").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let rows = lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
    #expect(rows.count == 388)
    let taken = rows.filter { $0["窓口"] == "はい" }
    #expect(rows.allSatisfy { ["はい", "いいえ"].contains($0["窓口"]) && !($0["理由"] ?? "").isEmpty })
    let covered = taken.filter { row in
      let references = (row["参照"] ?? "").split(separator: " ").map(String.init) + [row["手続ID"] ?? ""]
      return references.contains { citing[$0] != nil }
    }
    for row in taken {
      for reference in (row["参照"] ?? "").split(separator: " ") {
        #expect(
          citing[String(reference)] != nil, "\(row["手続ID"] ?? "") names \(reference), which nothing cites")
      }
    }
    let open = taken.filter { row in !covered.contains { $0["手続ID"] == row["手続ID"] } }.compactMap {
      $0["手続名"]
    }
    #expect(Double(covered.count) >= 0.95 * Double(taken.count), "\(open)")
  }
}
