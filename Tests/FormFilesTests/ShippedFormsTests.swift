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

  /// Read once: a reading takes a second.
  private static let whole = Result {
    let folder = try FormsFolder(at: path)
    return (folder: folder, outcome: CatalogReader.read(folder))
  }

  static func folder() throws -> FormsFolder { try whole.get().folder }
  static func outcome() throws -> CatalogReader.Outcome { try whole.get().outcome }

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

  @Test func `what is done at a window is written on a form, on another's, or says why not`() throws {
    let catalog = try ShippedForms.rulebook().catalog
    let bare = catalog.procedures.filter { procedure in
      guard case .window = procedure.office, procedure.nature != .possible else { return false }
      return procedure.papers.isEmpty && procedure.includedIn.isEmpty && procedure.noPaper == nil
    }
    #expect(bare.map(\.id) == [])
  }
}
