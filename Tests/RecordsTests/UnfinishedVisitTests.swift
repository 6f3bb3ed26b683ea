import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct UnfinishedVisitTests {
  private let today = Day(number: 20_010)

  /// A visit with number 1 of a day, with what happened in it.
  private func begin(_ day: Int, _ entries: [Entry], in store: VisitStore) throws -> VisitListing {
    let began = Entry.Began(
      day: Day(number: day), catalogVersion: "c", programVersion: "0", registerGeneration: 1)
    let listing = try store.begin(began, by: "a", at: Instant(seconds: 1), token: "\(day)")
    for entry in entries { try store.append(entry, to: listing.id, by: "a", at: Instant(seconds: 2)) }
    return listing
  }

  @Test func `the latest earlier visit of a number that is not closed is found`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    _ = try begin(20_000, [], in: store)
    let open = try begin(20_005, [.opened(desk: "窓口"), .left(desk: "窓口")], in: store)
    _ = try begin(20_007, [.finished], in: store)
    _ = try begin(20_008, [.voided(reason: "二重"), .left(desk: "窓口")], in: store)
    _ = try begin(20_010, [], in: store)
    #expect(try store.unfinished(numbered: 1, before: today) == open)
    #expect(try store.unfinished(numbered: 2, before: today) == nil)
    #expect(try store.unfinished(numbered: 1, before: Day(number: 20_000)) == nil)
  }

  @Test func `a visit that was opened again is not closed until it is finished again`() throws {
    let folder = try TemporaryFolder()
    let store = try VisitStore(folder: folder.path, stamp: .fictional)
    let visit = try begin(20_001, [.finished, .reopened(reason: "誤り")], in: store)
    #expect(try store.unfinished(numbered: 1, before: today) == visit)
    try store.append(.finished, to: visit.id, by: "a", at: Instant(seconds: 3))
    #expect(try store.unfinished(numbered: 1, before: today) == nil)
  }

  @Test func `who reads makes nothing, and an empty file stays empty`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/visits.sqlite"
    #expect(throws: StoreFailure.missing(path: path)) { try VisitStore(reading: folder.path) }
    #expect(!FileManager.default.fileExists(atPath: path))
    _ = try folder.write("visits.sqlite", "")
    #expect(throws: StoreFailure.missing(path: path)) { try VisitStore(reading: folder.path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
  }

  @Test func `who reads sees the stamp and what a desk writes meanwhile`() throws {
    let folder = try TemporaryFolder()
    let desk = try VisitStore(folder: folder.path, stamp: .training)
    let reader = try VisitStore(reading: folder.path)
    let listing = try begin(20_001, [], in: desk)
    #expect(try reader.stamp == .training && reader.visits(on: nil) == [listing])
    #expect(throws: StoreFailure.self) {
      try reader.append(.finished, to: listing.id, by: "a", at: Instant(seconds: 3))
    }
  }
}
