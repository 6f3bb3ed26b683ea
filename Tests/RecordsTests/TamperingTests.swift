import Counter
import Feel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Records

/// A counter of two days, and everything that somebody with the file but without the key can do to it.
@Suite struct TamperingTests {
  private let folder: TemporaryFolder
  private let keys = KeyRing()

  init() throws { folder = try TemporaryFolder() }

  private func open() throws -> VisitStore {
    let store = try VisitStore(folder: folder.path, stamp: .fictional, keys: keys)
    try store.seal(by: "root", at: Instant(seconds: 1))
    return store
  }

  private var database: DatabaseQueue {
    get throws {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      return try DatabaseQueue(path: folder.path + "/visits.sqlite", configuration: configuration)
    }
  }

  private func answer(_ number: Int) -> Entry {
    .answered([FactAnswer(FactKey("人.犬の数", of: .person(0)), .value(.number(number)))])
  }

  /// Three visits: one left, one closed, one that a desk still has open.
  private func fill() throws {
    let store = try open()
    for (number, end) in [Entry.left(desk: "窓口"), .finished, nil].enumerated() {
      let began = Entry.Began(
        day: Day(number: 20_000), catalogVersion: "c", programVersion: "0.1.0", registerGeneration: 1)
      let visit = try store.begin(began, by: "a", at: Instant(seconds: 10), token: "token\(number)")
      for count in 1...3 { try store.append(answer(count), to: visit.id, by: "a", at: Instant(seconds: 11)) }
      if let end { try store.append(end, to: visit.id, by: "a", at: Instant(seconds: 12)) }
    }
    try store.record(.searched(reason: "受付", hits: 1), by: "a", at: Instant(seconds: 13))
  }

  /// What somebody does to the file, with a name for the test.
  struct Deed: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sql: String

    init(_ name: String, _ sql: String) {
      testDescription = name
      self.sql = sql
    }
  }

  static let deeds = [
    Deed("the last entry removed", "DELETE FROM entry WHERE visit = 3 AND sequence = 4"),
    Deed(
      "the last entry removed and the head set back",
      """
      DELETE FROM entry WHERE visit = 3 AND sequence = 4;
      UPDATE head SET sequence = 3, hash = (SELECT hash FROM entry WHERE visit = 3 AND sequence = 3) WHERE visit = 3
      """),
    Deed("an entry in the middle removed", "DELETE FROM entry WHERE visit = 1 AND sequence = 3"),
    Deed("all entries of a visit removed", "DELETE FROM entry WHERE visit = 1"),
    Deed(
      "all entries of a visit and its head removed",
      "DELETE FROM entry WHERE visit = 1; DELETE FROM head WHERE visit = 1"),
    Deed(
      "a whole visit removed",
      "DELETE FROM entry WHERE visit = 3; DELETE FROM head WHERE visit = 3; DELETE FROM visit WHERE id = 3"),
    Deed(
      "two journals exchanged",
      "UPDATE entry SET visit = visit + 90 WHERE visit IN (1, 2); UPDATE entry SET visit = 93 - visit WHERE visit > 90"
    ),
    Deed(
      "two journals exchanged with their heads",
      """
      UPDATE entry SET visit = visit + 90 WHERE visit IN (1, 2); UPDATE entry SET visit = 93 - visit WHERE visit > 90;
      UPDATE head SET visit = visit + 90 WHERE visit IN (1, 2); UPDATE head SET visit = 93 - visit WHERE visit > 90
      """),
    Deed("a number changed", "UPDATE visit SET number = 9 WHERE id = 3"),
    Deed("a day changed", "UPDATE visit SET day = 19000 WHERE id = 3"),
    Deed("a token changed", "UPDATE visit SET token = 'mine' WHERE id = 3"),
    Deed("an open visit shown as closed", "UPDATE head SET closed = 1 WHERE visit = 3"),
    Deed(
      "the end of the operation log removed",
      "DELETE FROM operation WHERE sequence = (SELECT max(sequence) FROM operation)"),
    Deed(
      "the end of the operation log removed and its head set back",
      """
      DELETE FROM operation WHERE sequence = (SELECT max(sequence) FROM operation);
      UPDATE operation_head SET sequence = (SELECT max(sequence) FROM operation),
        hash = (SELECT hash FROM operation ORDER BY sequence DESC LIMIT 1)
      """),
    Deed("all of the operation log removed", "DELETE FROM operation"),
    Deed(
      "all of the operation log and its head removed", "DELETE FROM operation; DELETE FROM operation_head"),
    Deed(
      "a time changed",
      """
      UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '"time":11', '"time":12') AS BLOB) WHERE visit = 1
      """),
    Deed("a byte of a hash flipped", "UPDATE entry SET hash = zeroblob(32) WHERE visit = 2 AND sequence = 5"),
    Deed("a byte of a head flipped", "UPDATE head SET hash = zeroblob(32) WHERE visit = 2"),
    Deed("a seal flipped", "UPDATE head SET seal = zeroblob(32) WHERE visit = 3"),
    Deed("a seal taken off", "UPDATE head SET seal = x'', key = '' WHERE visit = 3"),
    Deed("a visit without a journal put there", "INSERT INTO visit VALUES (9, 20000, 9, 'ninth')"),
    Deed(
      "entries without a visit put there",
      "INSERT INTO entry SELECT 9, sequence, body, hash FROM entry WHERE visit = 1"),
    Deed("the seals of the log taken off", "UPDATE operation_head SET seal = x'', key = ''"),
  ]

  @Test(arguments: deeds)
  func `what is changed by hand is seen`(deed: Deed) throws {
    try fill()
    #expect(try open().verify() == [])
    try database.write { try $0.execute(sql: deed.sql) }
    #expect(try VisitStore(reading: folder.path, keys: keys).verify() != [])
  }

  @Test(arguments: deeds)
  func `work that goes on does not cover it up`(deed: Deed) throws {
    try fill()
    try database.write { try $0.execute(sql: deed.sql) }
    let store = try open()
    let began = Entry.Began(
      day: Day(number: 20_001), catalogVersion: "c", programVersion: "0.1.0", registerGeneration: 1)
    let visit = try store.begin(began, by: "a", at: Instant(seconds: 90_000), token: "next")
    try store.append(.finished, to: visit.id, by: "a", at: Instant(seconds: 90_001))
    for visit in 1...3 {
      do {
        try store.append(.left(desk: "窓口"), to: Int64(visit), by: "a", at: Instant(seconds: 90_002))
      } catch {
        #expect(error as? StoreFailure == .damaged(path: folder.path + "/visits.sqlite"))
      }
    }
    #expect(try VisitStore(reading: folder.path, keys: keys).verify() != [])
  }

  @Test(arguments: [0, 40_000])
  func `a write-ahead log that was cut or emptied is seen, noted, and not covered up`(length: Int) throws {
    try fill()
    let store = try open()
    let before = try store.logHead(on: Day(number: 20_000))
    for number in 4...30 { try store.append(answer(number), to: 3, by: "a", at: Instant(seconds: 20)) }
    let copy = try TemporaryFolder()
    for end in ["", "-wal", "-mark"] {
      let name = "/visits.sqlite" + end
      try FileManager.default.copyItem(atPath: folder.path + name, toPath: copy.path + name)
    }
    #expect(truncate(copy.path + "/visits.sqlite-wal", length) == 0)
    let cut = try VisitStore(folder: copy.path, stamp: .fictional, keys: keys)
    #expect(try cut.verify() == [.endLost])
    try cut.noteLostEnd(by: "a", at: Instant(seconds: 30))
    #expect(cut.hasLostEnd)
    #expect(try cut.verify() == [.operationsBroken(Instant(seconds: 30))])
    #expect(try store.verify() == [] && before == store.logHead(on: Day(number: 20_000)))
  }

  @Test func `who only reads sees what was before a change that was half written`() throws {
    try fill()
    let copy = try TemporaryFolder()
    try database.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;
          UPDATE entry SET body = zeroblob(9000)
          """)
      for end in ["", "-journal", "-mark"] {
        let name = "/visits.sqlite" + end
        try FileManager.default.copyItem(atPath: folder.path + name, toPath: copy.path + name)
      }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(try VisitStore(reading: copy.path, keys: keys).verify() == [])
  }

  @Test func `a visit that was purged leaves no lost end`() throws {
    try fill()
    let store = try open()
    try store.append(answer(9), to: 3, by: "a", at: Instant(seconds: 20))
    let mark = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/visits.sqlite-mark"))
    try store.purge(before: Day(number: 20_001), by: "a", at: Instant(seconds: 100_000_000))
    try mark.write(to: URL(fileURLWithPath: folder.path + "/visits.sqlite-mark"))
    #expect(try store.verify() == [])
  }

  @Test func `a visit of another installation copied in is seen`() throws {
    try fill()
    let other = try TemporaryFolder()
    let theirs = try VisitStore(folder: other.path, stamp: .fictional, keys: KeyRing())
    try theirs.seal(by: "root", at: Instant(seconds: 1))
    let began = Entry.Began(
      day: Day(number: 20_000), catalogVersion: "c", programVersion: "0.1.0", registerGeneration: 1)
    for token in ["one", "two", "three", "four"] {
      _ = try theirs.begin(began, by: "b", at: Instant(seconds: 10), token: token)
    }
    try database.writeWithoutTransaction {
      try $0.execute(sql: "ATTACH ? AS other", arguments: [other.path + "/visits.sqlite"])
      try $0.execute(
        sql: """
          INSERT INTO visit SELECT * FROM other.visit WHERE id = 4;
          INSERT INTO entry SELECT * FROM other.entry WHERE visit = 4;
          INSERT INTO head SELECT * FROM other.head WHERE visit = 4
          """)
    }
    let day = Day(number: 20_000)
    #expect(try open().verification().missingKeys.isEmpty == false)
    #expect(try open().verify().contains(.visitUnknown(day: day, number: 4)))
  }

  @Test func `an older copy put back shows by the mark beside it, and against a head from outside`() throws {
    try fill()
    let copy = folder.path + "/copy.sqlite"
    try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
    let store = try open()
    try store.record(.searched(reason: "受付", hits: 9), by: "a", at: Instant(seconds: 20))
    let head = try #require(try store.logHead(on: Day(number: 20_000)))
    for end in ["", "-wal", "-shm"] { unlink(folder.path + "/visits.sqlite" + end) }
    try FileManager.default.moveItem(atPath: copy, toPath: folder.path + "/visits.sqlite")
    let older = try VisitStore(reading: folder.path, keys: keys)
    #expect(try older.verify() == [.endLost])
    unlink(folder.path + "/visits.sqlite-mark")
    #expect(try older.verify() == [])
    #expect(try older.verification(against: [head]).faults == [.operationsHead(head)])
  }

  @Test func `without the key nothing is called proven`() throws {
    try fill()
    let verification = try VisitStore(reading: folder.path).verification()
    #expect(verification.faults == [] && verification.missingKeys == [keys.current.id])
    let other = try VisitStore(reading: folder.path, keys: KeyRing()).verification()
    #expect(other.missingKeys == [keys.current.id])
  }

  /// Every byte of the file in turn would take too long; a seeded choice of places in every page is flipped.
  @Test(arguments: 0..<8)
  func `flipped bytes are seen or change nothing that is read`(seed: Int) throws {
    try fill()
    try database.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
    }
    let path = folder.path + "/visits.sqlite"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let before = try content()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for _ in 0..<24 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var changed = whole
      let place = Int(state >> 33) % whole.count
      changed[place] ^= UInt8(1 << (state >> 20 & 7))
      try changed.write(to: URL(fileURLWithPath: path))
      do {
        let faults = try VisitStore(reading: folder.path, keys: keys).verify()
        if faults.isEmpty { #expect(try content() == before, "byte \(place)") }
      } catch let failure as StoreFailure {
        #expect(failure != .missing(path: path))
      }
    }
  }

  private func content() throws -> [[JournalEntry]] {
    let store = try VisitStore(reading: folder.path, keys: keys)
    return try store.visits(on: nil).map { try store.journal(of: $0.id) }
  }
}
