import Counter
import Feel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Records

/// What is done to the whole of the records: ends of days, purges, the clock, earlier versions.
@Suite struct KeepingTests {
  private let folder: TemporaryFolder
  private let keys = KeyRing()
  private let day = Day(number: 20_000)

  init() throws { folder = try TemporaryFolder() }

  private func open() throws -> VisitStore {
    let store = try VisitStore(folder: folder.path, stamp: .fictional, keys: keys)
    try store.seal(by: "root", at: moment(0))
    return store
  }

  private func moment(_ days: Int, _ hour: Int = 9) -> Instant {
    Instant(Day(number: day.number + days), hour: hour, minute: 0)
  }

  private func begin(_ days: Int, _ token: String, in store: VisitStore) throws -> VisitListing {
    try store.begin(
      Entry.Began(
        day: Day(number: day.number + days), catalogVersion: "content-\(token)", programVersion: "0.1.0",
        registerGeneration: 1), by: "a", at: moment(days), token: token)
  }

  @Test func `the first start of a day exports the end of the day before, once`() throws {
    let store = try open()
    let visit = try begin(0, "a", in: store)
    try store.append(.printed(paper: "p"), to: visit.id, by: "a", at: moment(0, 10))
    let end = try #require(try store.logHead(on: day))
    var exported: [LogHead] = []
    try store.endDay(by: "a", at: moment(0, 18)) { exported.append($0) }
    #expect(exported == [])
    try store.endDay(by: "a", at: moment(1)) { exported.append($0) }
    try store.endDay(by: "a", at: moment(1, 10)) { exported.append($0) }
    #expect(exported == [end])
    #expect(try store.has(end) && store.verify() == [])
    let notes = try store.operations().compactMap { operation -> [VisitNote]? in
      if case .dayEnded(day, let notes) = operation.operation { notes } else { nil }
    }
    #expect(notes.count == 1 && notes.first?.map(\.count) == [2])
  }

  @Test func `what is older than the city keeps goes, is noted, and the rest stays proven`() throws {
    let store = try open()
    let old = try begin(0, "a", in: store)
    try store.append(.finished, to: old.id, by: "a", at: moment(0, 10))
    let present = try begin(90, "b", in: store)
    #expect(try store.purge(before: Day(number: day.number + 1), by: "a", at: moment(91)) == 1)
    #expect(try store.purge(before: Day(number: day.number + 1), by: "a", at: moment(91)) == 0)
    #expect(try store.visits(on: nil) == [present])
    #expect(try store.journal(of: old.id) == [])
    #expect(try store.verify() == [])
    #expect(try store.catalogVersions() == ["content-b"])
    guard case .purged(_, let notes)? = try store.operations().last?.operation else {
      Issue.record("the purge is not in the log")
      return
    }
    #expect(notes.map(\.count) == [2] && notes.map(\.number) == [1])
    for end in ["", "-wal"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/visits.sqlite" + end))
      #expect(bytes.range(of: Data("content-a".utf8)) == nil)
    }
  }

  @Test func `a clock that stepped back is noted with its seconds`() throws {
    let store = try open()
    try store.record(.started(desk: "窓口"), by: "a", at: moment(0, 10))
    #expect(try store.noteClock(by: "a", at: moment(0, 11)) == nil)
    #expect(try store.noteClock(by: "a", at: moment(0, 9)) == 3600)
    #expect(try store.operations().last?.operation == .clockStepped(back: 3600))
    #expect(try store.noteClock(by: "a", at: moment(0, 9)) == nil)
  }

  @Test func `a clock that steps back while a desk works is noted once`() throws {
    let store = try open()
    let visit = try begin(0, "a", in: store)
    for hour in [10, 9, 9, 11] {
      try store.append(.printed(paper: "p"), to: visit.id, by: "a", at: moment(0, hour))
    }
    let steps = try store.operations().map(\.operation).filter { $0 == .clockStepped(back: 3600) }
    #expect(steps.count == 1)
    #expect(try store.verify() == [])
  }

  @Test func `two stores that write by turns keep one chain`() throws {
    let (mine, theirs) = (try open(), try open())
    let visit = try begin(0, "a", in: mine)
    for count in 1...4 {
      let store = count % 2 == 0 ? mine : theirs
      try store.append(.printed(paper: "\(count)"), to: visit.id, by: "a", at: moment(0, 9 + count))
      try store.record(.searched(reason: "受付", hits: count), by: "a", at: moment(0, 9 + count))
      _ = try begin(0, "v\(count)", in: store)
    }
    #expect(try mine.visits(on: day).map(\.number) == [1, 2, 3, 4, 5])
    #expect(try mine.journal(of: visit.id).count == 5)
    #expect(try mine.verify() == [] && theirs.verify() == [])
  }

  /// The file of version 1 with three visits, as that version wrote it.
  private func makeFirstVersion() throws {
    let database = try DatabaseQueue(path: folder.path + "/visits.sqlite")
    try database.write { database in
      try database.execute(
        sql: """
          PRAGMA application_id = \(0x4D44_4756); PRAGMA user_version = 1;
          CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
          CREATE TABLE visit (
            id INTEGER PRIMARY KEY, day INTEGER NOT NULL, number INTEGER NOT NULL, token TEXT NOT NULL UNIQUE,
            UNIQUE (day, number)) STRICT;
          CREATE TABLE entry (
            visit INTEGER NOT NULL REFERENCES visit, sequence INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (visit, sequence)) STRICT, WITHOUT ROWID;
          CREATE TABLE operation (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
          INSERT INTO meta VALUES ('stamp', '架空');
          INSERT INTO visit VALUES (1, 20000, 1, 'a'), (2, 20000, 2, 'b'), (3, 20001, 1, 'c')
          """)
      let lines = try WrittenFormTests.lines("journal-v1")
      for (visit, count) in [(1, lines.count), (2, 2), (3, lines.count - 1)] {
        var end = ChainEnd.start
        for line in lines.prefix(count) {
          let link = Chain.link(Data(line.utf8), after: end)
          try database.execute(
            sql: "INSERT INTO entry VALUES (?, ?, ?, ?)",
            arguments: [visit, link.sequence, link.body, link.hash])
          end = link.end
        }
      }
      let operation = Chain.link(
        Data(try #require(WrittenFormTests.lines("operations-1").first).utf8), after: .start)
      try database.execute(
        sql: "INSERT INTO operation VALUES (1, ?, ?)", arguments: [operation.body, operation.hash])
    }
  }

  @Test func `a file of version 1 is read as it is`() throws {
    try makeFirstVersion()
    let path = URL(fileURLWithPath: folder.path + "/visits.sqlite")
    let before = try Data(contentsOf: path)
    let reader = try VisitStore(reading: folder.path)
    #expect(try reader.verify() == [])
    #expect(try reader.heads(on: day).map(\.isClosed) == [true, false])
    #expect(try reader.operations().count == 1)
    #expect(try Data(contentsOf: path) == before)
  }

  @Test func `a file of version 1 is brought to this one, and a copy of it stays`() throws {
    try makeFirstVersion()
    let store = try open()
    #expect(try store.heads(on: day).map(\.isClosed) == [true, false])
    #expect(try store.unfinished(numbered: 2, before: Day(number: 20_001))?.token == "b")
    #expect(try store.verification().missingKeys.isEmpty && store.verification().sealedSince != nil)
    #expect(try store.verify() == [])
    try store.append(.printed(paper: "p"), to: 2, by: "a", at: moment(1))
    #expect(try store.journal(of: 2).map(\.sequence) == [1, 2, 3])
    let copy = folder.path + "/visits.sqlite.v1"
    #expect(try DatabaseQueue(path: copy).read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
    var status = stat()
    #expect(stat(copy, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func `a file of a later version is refused`() throws {
    _ = try open()
    try DatabaseQueue(path: folder.path + "/visits.sqlite").writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = 9")
    }
    let path = folder.path + "/visits.sqlite"
    #expect(throws: StoreFailure.tooNew(path: path, version: 9)) { try open() }
    #expect(throws: StoreFailure.tooNew(path: path, version: 9)) { try VisitStore(reading: folder.path) }
  }

  @Test(arguments: [
    "2026-11-20 操作の記録 123件 9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08",
    "2026-11-20　操作の記録 123件 9F86D081884C7D65",
  ])
  func `a head is read from paper`(text: String) throws {
    let head = try #require(LogHead(text: text))
    #expect(head.count == 123 && head.hash.hasPrefix("9f86d081884c7d65"))
    #expect(LogHead(text: head.text) == head)
    #expect(LogHead(text: "2026-11-20 操作の記録 123件 9f86") == nil)
  }

  @Test func `heads are kept by month and read back`() throws {
    let file = HeadFile(folder: folder.path + "/heads")
    let heads = [("2026-11-30", 5), ("2026-12-01", 9)].map { day, count in
      LogHead(day: Day(iso: day) ?? self.day, count: count, hash: String(repeating: "ab", count: 32))
    }
    for head in heads + heads { try file.add(head) }
    #expect(file.heads() == heads && file.unreadableLines().isEmpty)
    let path = folder.path + "/heads/heads-2026-12.txt"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + text.dropLast(60)).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(file.heads() == heads && file.unreadableLines().isEmpty)
    let next = LogHead(
      day: Day(number: heads[1].day.number + 1), count: 11, hash: String(repeating: "cd", count: 32))
    try file.add(next)
    #expect(file.heads() == heads + [next] && file.unreadableLines() == ["\(path):2"])
    try (Data(text.utf8) + Data(next.text.utf8).prefix(14)).write(to: URL(fileURLWithPath: path))
    try file.add(next)
    #expect(file.heads() == heads + [next] && file.unreadableLines().isEmpty)
  }

  @Test func `a copy of the content is read back as it was, and goes with its last visit`() throws {
    let copies = ContentCopies(data: folder.path)
    let files = [(path: "municipality.yaml", text: "市区町村: 架空市\n"), (path: "law.yaml", text: "")]
    try copies.keep(files, of: "a")
    try copies.keep(files, of: "b")
    #expect(try copies.files(of: "a").map(\.text) == files.map(\.text))
    copies.prune(keeping: ["b"])
    #expect(!copies.has("a") && copies.has("b"))
    let path = folder.path + "/catalogs/b"
    try Data([0, 0, 0, 0, 0, 0, 1, 0, 9]).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.damaged(path: path)) { try copies.files(of: "b") }
    #expect(throws: StoreFailure.missing(path: folder.path + "/catalogs/a")) { try copies.files(of: "a") }
  }
}
