import Counter
import Foundation
import Testing
import Yams

@testable import FormFiles

/// Lists that municipalities print, against what the program shows to a household that satisfies all of their conditions, from the
/// event that a resident would name, and to one that satisfies none.
@Suite struct PublicListTests {
  private struct Item {
    let name: String
    let procedures: [String]
    let isOutside: Bool
    let isOfOneCity: Bool
  }

  private struct List {
    let id: String
    /// Visits that satisfy every condition between them.
    let households: [String]
    /// Visits of households that satisfy none.
    let plain: [String]
    let items: [Item]
    /// Conditional ids that the plain household must not see.
    let absent: [String]
  }

  private static func lists() throws -> [List] {
    let url = try #require(
      Bundle.module.url(
        forResource: "public-lists.yaml", withExtension: nil, subdirectory: "Resources"))
    let load = FormsLoad(FormsFolder(files: []))
    let file = try #require(
      YAMLFile(path: "public-lists.yaml", text: try String(contentsOf: url, encoding: .utf8), load: load))
    return try #require(file.root.sequence).map { node in
      List(
        id: node["id"]?.string ?? "",
        households: visits("世帯", in: node), plain: visits("なにもない世帯", in: node),
        items: node["項目"]?.sequence?.map { item in
          Item(
            name: item["名"]?.string ?? "", procedures: item["手続"]?.sequence?.compactMap(\.string) ?? [],
            isOutside: item["庁外"]?.string == "はい", isOfOneCity: item["独自"] != nil)
        } ?? [], absent: node["ない"]?.sequence?.compactMap(\.string) ?? [])
    }
  }

  /// «世帯», «世帯2» …
  private static func visits(_ key: String, in node: Node) -> [String] {
    node.mapping?.filter { $0.key.string?.hasPrefix(key) ?? false }.compactMap { $0.value.string } ?? []
  }

  /// Ids that a visit shows: what applies, and what is told of as open.
  private static func shown(_ text: String) throws -> Set<String> {
    let rulebook = try ShippedForms.rulebook()
    let situation = try WrittenVisit.read(text, rulebook)
    return Set(
      rulebook.determine(situation).decisions.filter { $0.verdict == .applies }.map {
        rulebook.catalog.procedures[$0.procedure].id
      })
  }

  @Test func `nearly all that a city hall does of what cities print is shown`() throws {
    var (listed, shown, outside, shownOutside): (Int, Int, Int, Int) = (0, 0, 0, 0)
    var missed: [String] = []
    for list in try Self.lists() {
      let ids = try list.households.map(Self.shown).reduce(into: Set()) { $0.formUnion($1) }
      for item in list.items where !item.isOfOneCity {
        let isShown = item.procedures.contains { ids.contains($0) }
        if item.isOutside {
          outside += 1
          shownOutside += isShown ? 1 : 0
        } else {
          listed += 1
          shown += isShown ? 1 : 0
        }
        if !isShown { missed.append("\(list.id) \(item.name)") }
      }
    }
    print("公表の一覧：庁内 \(shown)/\(listed)、庁外 \(shownOutside)/\(outside)")
    #expect(listed >= 150, "\(listed)")
    #expect(Double(shown) >= 0.98 * Double(listed), "\(missed)")
    #expect(Double(shownOutside) >= 0.9 * Double(outside), "\(missed)")
  }

  @Test func `a household that needs nothing is shown nothing conditional`() throws {
    for list in try Self.lists() {
      let shown = try list.plain.map(Self.shown).reduce(into: Set()) { $0.formUnion($1) }
      #expect(!list.plain.isEmpty && list.absent.filter(shown.contains) == [], "\(list.id)")
    }
  }
}
