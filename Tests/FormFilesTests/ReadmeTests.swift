import Counter
import Foundation
import Testing

@testable import FormFiles

/// The examples in forms/README.md are read out of it and checked like any file.
@Suite struct ReadmeTests {
  /// Fenced blocks by the kind after ```yaml.
  private func blocks() throws -> [(kind: String, text: String)] {
    let readme = try String(contentsOfFile: ShippedForms.path + "/README.md", encoding: .utf8)
    var blocks: [(String, String)] = []
    var kind: String?
    var lines: [Substring] = []
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```yaml ") {
        kind = String(line.dropFirst(8))
        lines = []
      } else if line.hasPrefix("```"), let open = kind {
        blocks.append((open, lines.joined(separator: "\n")))
        kind = nil
      } else {
        lines.append(line)
      }
    }
    return blocks
  }

  @Test func `every kind of file has an example`() throws {
    let kinds = Set(try blocks().map(\.kind))
    let wanted: Set = [
      "vocabulary", "law", "municipality", "towns", "codes", "events", "questions", "procedures", "papers",
      "people", "examples", "groups", "wording",
    ]
    #expect(wanted.subtracting(kinds) == [])
  }

  /// Lists are added beside the shipped files; single files replace them or are merged by appending.
  @Test func `every example is free of findings in its place`() throws {
    for (index, block) in try blocks().enumerated() where !block.kind.hasPrefix("file ") {
      var files = try ShippedForms.folder().files
      let added = "\(block.kind)/readme-\(index).yaml"
      switch block.kind {
      case "law", "towns":
        let name = block.kind + ".yaml"
        let body = block.text.split(separator: "\n").dropFirst().joined(separator: "\n").replacing(
          "転入届の日数", with: "見本の日数")
        files = files.map { $0.path == name ? ($0.path, $0.text + "\n" + body + "\n") : $0 }
      case "municipality", "people": continue
      case "papers": files.append((added, block.text))
      default: files.append((added, block.text))
      }
      // What the example adds has no example of its own and no question, and no rule that reads its value.
      let found = CatalogReader.read(FormsFolder(files: files)).findings.filter {
        !["coverage", "supply", "setting"].contains($0.check)
          && !($0.check == "translation" && $0.message.contains("sample"))
      }
      #expect(found.map(\.sentence) == [], "README の \(block.kind) の例")
    }
  }

  @Test func `the allowance that the manual adds passes, is decided, told and filled in`() throws {
    let added = try blocks().filter { $0.kind.hasPrefix("file ") }.map {
      (path: String($0.kind.dropFirst(5)), text: $0.text)
    }
    #expect(added.count == 3)
    let outcome = CatalogReader.read(FormsFolder(files: try ShippedForms.folder().files + added))
    #expect(outcome.findings.map(\.sentence) == [])
    let rulebook = try #require(outcome.rulebook)
    let example = try #require(outcome.examples.first { $0.name == "双子のいる家族の転入" })
    let determination = rulebook.determine(example.situation)
    let decision = try #require(
      determination.decision("twin-allowance.claim", .household(0), in: rulebook.catalog))
    let reason = ReasonText(rulebook, example.situation).sentences(of: decision).map(\.text)
    #expect(reason.first == "新しい世帯は、「双子手当の申請」ができます。")
    #expect(reason.contains { $0.contains("海さんの生年月日（令和6年6月7日）と同じ日") }, "\(reason)")
    let paper = try #require(
      rulebook.papers(for: determination, in: example.situation).first { $0.form == "twin-allowance" })
    let filled = try #require(rulebook.fill(paper, in: example.situation))
    let texts = filled.pages.flatMap(\.items).compactMap {
      if case .text(let text) = $0 { text.text } else { nil }
    }
    #expect(texts.contains("若葉 空") && filled.emptyBoxes == [])
    // 令和 is circled for each of the two children and their parents, and the parts of the day stand in their boxes.
    let rings = filled.pages.flatMap(\.items).count { if case .ring = $0 { true } else { false } }
    #expect(rings == 4 && Set(["6", "7"]).isSubset(of: texts), "\(texts)")
  }

  @Test func `each step of the manual without the next is a finding that says what is missing`() throws {
    let added = try blocks().filter { $0.kind.hasPrefix("file ") }.map {
      (path: String($0.kind.dropFirst(5)), text: $0.text)
    }
    let first = CatalogReader.read(FormsFolder(files: try ShippedForms.folder().files + added.prefix(1)))
      .findings
    #expect(first.contains { $0.check == "reference" && $0.message.contains("twin-allowance") })
    #expect(first.contains { $0.check == "coverage" && $0.message.contains("twin-allowance.claim") })
    let second = CatalogReader.read(FormsFolder(files: try ShippedForms.folder().files + added.prefix(2)))
      .findings
    #expect(Set(second.map(\.check)) == ["coverage"])
  }

  @Test func `the municipality and people examples are read without findings`() throws {
    for block in try blocks() where block.kind == "municipality" || block.kind == "people" {
      let load = FormsLoad(FormsFolder(files: [(path: block.kind, text: block.text)]))
      let file = try #require(YAMLFile(path: block.kind, text: block.text, load: load))
      let section = try #require(file.section(of: block.kind, load: load))
      if block.kind == "people" {
        #expect(EventReader.identity(section).documents.count == 3)
      } else {
        let windows = MunicipalityReader.municipality(section, holidays: ["祝日": []]).windows
        #expect(windows.map(\.hours?.exceptions.count) == [1, 0])
        #expect(windows.map(\.payments.count) == [2, 1])
      }
      #expect(load.findings.map(\.sentence) == [])
    }
  }
}
