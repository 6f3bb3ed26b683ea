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
