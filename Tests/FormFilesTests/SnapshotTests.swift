import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import FormFiles

@Suite struct SnapshotTests {
  /// The shipped catalogue as a snapshot in a folder of its own.
  private struct Written {
    let folder: TemporaryFolder
    let rulebook: Rulebook
    let snapshot: CatalogSnapshot

    init() throws {
      folder = try TemporaryFolder()
      rulebook = try ShippedForms.rulebook()
      snapshot = try CatalogSnapshot(of: ShippedForms.path, at: folder.path + "/snapshot", program: "1")
      try snapshot.write(rulebook)
    }

    var file: URL { URL(fileURLWithPath: folder.path + "/snapshot") }
  }

  @Test func `a catalogue survives its snapshot`() throws {
    let written = try Written()
    let read = try #require(written.snapshot.read())
    #expect(read.catalog == written.rulebook.catalog)
  }

  @Test func `rules decide the same out of a snapshot`() throws {
    let written = try Written()
    let read = try #require(written.snapshot.read())
    for example in try ShippedForms.outcome().examples {
      let wanted = written.rulebook.determine(example.situation)
      let found = read.determine(example.situation)
      #expect(found.decisions == wanted.decisions)
      #expect(
        read.interview(example.situation, found).items
          == written.rulebook.interview(example.situation, wanted).items)
      for decision in wanted.applying {
        #expect(
          read.detail(of: decision, in: example.situation)
            == written.rulebook.detail(of: decision, in: example.situation))
      }
    }
  }

  @Test func `papers are filled the same out of a snapshot`() throws {
    let written = try Written()
    let read = try #require(written.snapshot.read())
    for example in try ShippedForms.outcome().examples {
      let wanted = written.rulebook.determine(example.situation)
      #expect(
        read.papers(for: read.determine(example.situation), in: example.situation)
          == written.rulebook.papers(for: wanted, in: example.situation))
    }
  }

  @Test func `a changed file ends a snapshot`() throws {
    let folder = try TemporaryFolder()
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: ShippedForms.path, toPath: forms)
    let snapshot = try CatalogSnapshot(of: forms, at: folder.path + "/snapshot", program: "1")
    try snapshot.write(try ShippedForms.rulebook())
    try "x".write(toFile: forms + "/law.yaml", atomically: true, encoding: .utf8)
    #expect(try CatalogSnapshot(of: forms, at: folder.path + "/snapshot", program: "1").read() == nil)
  }

  @Test func `another build of the program ends a snapshot`() throws {
    let written = try Written()
    let path = written.folder.path + "/snapshot"
    #expect(try CatalogSnapshot(of: ShippedForms.path, at: path, program: "2").read() == nil)
  }

  @Test func `no snapshot is no rulebook`() throws {
    let folder = try TemporaryFolder()
    let snapshot = try CatalogSnapshot(of: ShippedForms.path, at: folder.path + "/snapshot", program: "1")
    #expect(snapshot.read() == nil)
  }

  @Test(arguments: [0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0])
  func `a damaged snapshot is not believed`(place: Double) throws {
    let written = try Written()
    var bytes = try Data(contentsOf: written.file)
    bytes[Int(Double(bytes.count - 1) * place)] ^= 1
    try bytes.write(to: written.file)
    #expect(written.snapshot.read() == nil)
  }

  @Test func `a procedure that is damaged before anybody asked for it is not believed`() throws {
    let written = try Written()
    var bytes = try Data(contentsOf: written.file)
    let last = try #require(written.rulebook.catalog.procedures.last)
    let place = try #require(bytes.range(of: Data(last.name.utf8))).lowerBound
    bytes[place] ^= 0x10
    try bytes.write(to: written.file)
    #expect(written.snapshot.read() == nil)
  }

  @Test func `a snapshot that was cut off is not believed`() throws {
    let written = try Written()
    let bytes = try Data(contentsOf: written.file)
    for length in stride(from: 0, to: bytes.count, by: bytes.count / 50) {
      try bytes.prefix(length).write(to: written.file)
      #expect(written.snapshot.read() == nil)
    }
  }

  @Test func `no bytes lead outside a snapshot, even with a sum that is right`() throws {
    let written = try Written()
    let bytes = try SnapshotBytes.bytes(of: written.rulebook.catalog, for: "key")
    for length in stride(from: 16, to: bytes.count, by: bytes.count / 50) {
      let cut = SnapshotBytes.summed(Array(bytes[8..<length]))
      try Data(cut).write(to: written.file)
      let kept = try #require(SnapshotBytes(at: written.file.path))
      #expect(throws: Malformed.self) {
        let page = try kept.page(for: "key")
        _ = try Catalog(try #require(page), nil)
      }
    }
  }

  @Test func `a snapshot that is replaced stays whole for those who read it`() throws {
    let written = try Written()
    let read = try #require(written.snapshot.read())
    try Data("x".utf8).write(to: written.file, options: .atomic)
    #expect(read.catalog.procedures.last == written.rulebook.catalog.procedures.last)
  }

  @Test func `an item that several threads ask for at once is one`() async throws {
    let written = try Written()
    let read = try #require(written.snapshot.read())
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { read.catalog.procedures.map(\.name) } }
      return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
    }
    #expect(names == [written.rulebook.catalog.procedures.map(\.name)])
  }
}
