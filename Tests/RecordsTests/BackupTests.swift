import Counter
import Feel
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct BackupTests {
  private let folder: TemporaryFolder
  private let keys: String
  private let now = Instant(Day(number: 20_000), hour: 18, minute: 0)

  init() throws {
    folder = try TemporaryFolder()
    keys = folder.path + "/keys"
    try DataFolder.make(data)
  }

  private var data: String { folder.path + "/data" }
  private var backup: String { folder.path + "/backup" }

  private func open() throws -> VisitStore {
    let ring = try Installation.keysOrNew(of: data, in: keys)
    let store = try VisitStore(folder: data, stamp: .fictional, keys: ring)
    try store.seal(by: "root", at: now)
    return store
  }

  @discardableResult
  private func begin(_ token: String, in store: VisitStore) throws -> VisitListing {
    try store.begin(
      Entry.Began(
        day: Day(number: 20_000), catalogVersion: "c", programVersion: "0.1.0", registerGeneration: 1),
      by: "a", at: now, token: token)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `a copy that is made while a desk writes is whole, and nobody else reads it`() throws {
    let store = try open()
    let visit = try begin("a", in: store)
    try Backup.make(of: data, to: backup, at: now)
    try store.append(.finished, to: visit.id, by: "a", at: now)
    let ring = try Installation.keysOrNew(of: data, in: keys)
    let copy = try VisitStore(reading: backup, keys: ring)
    #expect(try copy.verification().faults == [] && copy.verification().missingKeys.isEmpty)
    #expect(try copy.journal(of: visit.id).count == 1)
    #expect(mode(backup) == 0o700)
    for name in try FileManager.default.contentsOfDirectory(atPath: backup) {
      #expect(mode(backup + "/" + name) == 0o600, "\(name)")
    }
    #expect(!FileManager.default.fileExists(atPath: backup + "/keys"))
  }

  @Test func `restoring brings back what was, and keeps what it replaces`() throws {
    let store = try open()
    try begin("a", in: store)
    try Backup.make(of: data, to: backup, at: now)
    try begin("b", in: store)
    let away = try #require(try Backup.restore(backup, into: data, stamp: .fictional, at: now))
    #expect(try open().visits(on: nil).map(\.token) == ["a"])
    #expect(try open().verify() == [])
    #expect(try VisitStore(reading: away).visits(on: nil).map(\.token) == ["a", "b"])
  }

  @Test func `nothing is replaced while a desk is open`() throws {
    let store = try open()
    try begin("a", in: store)
    try Backup.make(of: data, to: backup, at: now)
    let desk = try DeskPresence.beside(others: data)
    let other = try DeskPresence.beside(others: data)
    try withExtendedLifetime((desk, other)) {
      #expect(throws: StoreFailure.locked(path: data + "/desks.lock")) {
        try Backup.restore(backup, into: data, stamp: .fictional, at: now)
      }
    }
    #expect(try store.visits(on: nil).count == 1)
  }

  @Test func `a backup that was changed replaces nothing`() throws {
    let store = try open()
    try begin("a", in: store)
    try Backup.make(of: data, to: backup, at: now)
    let path = backup + "/visits.sqlite"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.damaged(path: path)) {
      try Backup.restore(backup, into: data, stamp: .fictional, at: now)
    }
    #expect(try open().visits(on: nil).count == 1)
    #expect(throws: StoreFailure.missing(path: data + "/backup.json")) { try Backup.verify(data) }
  }

  @Test func `data of another purpose are not replaced, and a backup is not written over`() throws {
    try begin("a", in: try open())
    try Backup.make(of: data, to: backup, at: now)
    #expect(throws: StoreFailure.stamped(.fictional, wanted: .real, path: backup)) {
      try Backup.restore(backup, into: data, stamp: .real, at: now)
    }
    #expect(throws: StoreFailure.unreadable(path: backup, reason: "もうあります")) {
      try Backup.make(of: data, to: backup, at: now)
    }
  }
  @Test func `what an ended process left of a backup goes, and does not stand in the way`() throws {
    try begin("a", in: try open())
    let left = backup + ".999999999-1.draft"
    try DataFolder.makeFolder(left)
    _ = try folder.write("backup.999999999-1.draft/visits.sqlite", "x")
    try Backup.make(of: data, to: backup, at: now)
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  /// What a restore left that ended after the journal was set aside, and before or after the new one stood in its place.
  @Test(arguments: [false, true])
  func `a restore that did not end is said, and the next one goes on`(isBrought: Bool) throws {
    let store = try open()
    try begin("a", in: store)
    try Backup.make(of: data, to: backup, at: now)
    try begin("b", in: store)
    let away = data + "/replaced-1"
    try DataFolder.makeFolder(away)
    _ = try folder.write("data/restoring", "replaced-1")
    for end in ["-wal", "-shm", "-mark", ""] {
      try FileManager.default.moveItem(
        atPath: data + "/visits.sqlite" + end, toPath: away + "/visits.sqlite" + end)
    }
    if isBrought {
      try FileManager.default.copyItem(atPath: backup + "/visits.sqlite", toPath: data + "/visits.sqlite")
    }
    #expect(throws: StoreFailure.halfRestored(path: data)) { try open() }
    #expect(throws: StoreFailure.halfRestored(path: data)) { try VisitStore(reading: data) }
    #expect(throws: StoreFailure.halfRestored(path: data)) { try Register(folder: data, stamp: .fictional) }
    #expect(try Backup.restore(backup, into: data, stamp: .fictional, at: now) == away)
    #expect(try open().visits(on: nil).map(\.token) == ["a"] && open().verify() == [])
    #expect(try VisitStore(reading: away).visits(on: nil).map(\.token) == ["a", "b"])
    let names = try FileManager.default.contentsOfDirectory(atPath: data)
    #expect(!names.contains("restoring") && !names.contains { $0.hasPrefix("brought") })
  }
}
