import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// The shipped `forms/`, found from this file.
enum ShippedForms {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("forms").path

  static func folder() throws -> FormsFolder { try FormsFolder(at: path) }
  static func outcome() throws -> CatalogReader.Outcome { CatalogReader.read(try folder()) }

  static func rulebook() throws -> Rulebook { try #require(try outcome().rulebook) }

  /// A copy with one file's text changed; the change must change something.
  static func changed(_ path: String, _ change: (String) -> String) throws -> CatalogReader.Outcome {
    let files = try folder().files.map { file in
      file.path == path ? (file.path, change(file.text)) : (file.path, file.text)
    }
    #expect(files.map { $0.1 } != (try folder().files.map(\.text)))
    return CatalogReader.read(FormsFolder(files: files))
  }
}

@Suite struct ShippedFormsTests {
  @Test func `nothing is wrong and every example comes out`() throws {
    let outcome = try ShippedForms.outcome()
    #expect(outcome.findings.map(\.sentence) == [])
    #expect(outcome.examples.count >= 30)
  }

  @Test(arguments: ["domain-coverage-a", "domain-coverage-b"])
  func `every id of the domain reference is covered or left for a reason`(table: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: table, withExtension: "tsv", subdirectory: "Resources"))
    let ids = Set(try ShippedForms.rulebook().catalog.procedures.map(\.id))
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#")
    {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      #expect(columns.count == 3, "\(line)")
      if columns[1] == "-" {
        #expect(!columns[2].isEmpty, "\(columns[0]) is left without a reason")
      } else {
        for id in columns[1].split(separator: ",") {
          let id = id.trimmingCharacters(in: .whitespaces)
          #expect(ids.contains(id), "\(columns[0]) names \(id)")
        }
      }
    }
  }

  @Test func `the tables name every id of moving in, moving and moving out`() throws {
    var named: Set<String> = []
    for table in ["domain-coverage-a", "domain-coverage-b"] {
      let url = try #require(
        Bundle.module.url(forResource: table, withExtension: "tsv", subdirectory: "Resources"))
      for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
        named.insert(String(line.prefix { $0 != "\t" }))
      }
    }
    let movingIn =
      (1...43).map { "TI-" + ($0 < 10 ? "0\($0)" : "\($0)") }.filter { $0 != "TI-07" } + ["TI-07a", "TI-07b"]
      + (1...4).map { "TI-X\($0)" }
    let movingOut =
      (1...27).map { "TO-" + ($0 < 10 ? "0\($0)" : "\($0)") }.filter { $0 != "TO-05" } + ["TO-05a", "TO-05b"]
    let moving = (1...21).map { "TE-" + ($0 < 10 ? "0\($0)" : "\($0)") }
    #expect((movingIn + movingOut + moving).filter { !named.contains($0) } == [])
  }

  @Test func `a catalogue survives its snapshot`() throws {
    let catalog = try ShippedForms.rulebook().catalog
    let bytes = try BinaryEncoder.encode(catalog)
    #expect(try BinaryDecoder.decode(Catalog.self, from: bytes[...]) == catalog)
    for length in stride(from: 0, to: bytes.count, by: bytes.count / 50) {
      #expect(throws: (any Error).self) { try BinaryDecoder.decode(Catalog.self, from: bytes[..<length]) }
    }
  }

  @Test func `a changed file ends a snapshot`() throws {
    let folder = try TemporaryFolder()
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: ShippedForms.path, toPath: forms)
    let rulebook = try ShippedForms.rulebook()
    let snapshot = try CatalogSnapshot(of: forms, at: folder.path + "/snapshot", program: "1")
    #expect(snapshot.read() == nil)
    try snapshot.write(rulebook)
    #expect(snapshot.read()?.catalog == rulebook.catalog)
    #expect(try CatalogSnapshot(of: forms, at: folder.path + "/snapshot", program: "2").read() == nil)
    try "x".write(toFile: forms + "/law.yaml", atomically: true, encoding: .utf8)
    #expect(try CatalogSnapshot(of: forms, at: folder.path + "/snapshot", program: "1").read() == nil)
  }

  @Test func `a damaged snapshot is not believed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/snapshot"
    let snapshot = try CatalogSnapshot(of: ShippedForms.path, at: path, program: "1")
    try snapshot.write(try ShippedForms.rulebook())
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(snapshot.read() == nil)
  }
}
