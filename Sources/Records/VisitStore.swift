import Counter
import Crypto
import Feel
import Foundation
import GRDB

/// The chains of `visits.sqlite`: 受付の記録 a chain per visit, 操作の記録 one chain for the installation.
///
/// What `append` returned from is on the disk: WAL with `synchronous=FULL`.
package final class VisitStore: VisitKeeping, Sendable {
  private let queue: DatabaseQueue
  private let path: String
  package let stamp: DataStamp

  /// `application_id`: «MDGV».
  static let applicationID = 0x4D44_4756
  static let version = 1

  private static let schema = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE visit (
      id INTEGER PRIMARY KEY, day INTEGER NOT NULL, number INTEGER NOT NULL, token TEXT NOT NULL UNIQUE,
      UNIQUE (day, number)
    ) STRICT;
    CREATE TABLE entry (
      visit INTEGER NOT NULL REFERENCES visit, sequence INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL,
      PRIMARY KEY (visit, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE operation (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
    """

  /// Opens the store of a data folder, making it when there is none.
  package init(folder: String, stamp: DataStamp) throws(StoreFailure) {
    let file = VisitStore.file(in: folder)
    path = file.path
    queue = try file.open(stamp: stamp)
    self.stamp = stamp
  }

  /// Opens a store that is there to read it, whatever its stamp; nothing is made or written.
  package init(reading folder: String) throws(StoreFailure) {
    let file = VisitStore.file(in: folder)
    path = file.path
    (queue, stamp) = try file.openToRead()
  }

  private static func file(in folder: String) -> StoreFile {
    StoreFile(
      path: folder + "/visits.sqlite", applicationID: applicationID, version: version, schema: schema)
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.read(body) } catch { throw StoreFailure(error, path: path) }
  }

  /// One transaction.
  private func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.write(body) } catch { throw StoreFailure(error, path: path) }
  }

  /// 0 OFF, 1 NORMAL, 2 FULL, 3 EXTRA: for `doctor` and the test that reads it back.
  package func synchronousLevel() throws -> Int {
    try read { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? 0 }
  }

  // MARK: Visits

  /// Begins a visit: draws its 受付番号 and writes its first entry in one transaction. `token` is random, for the QR code.
  package func begin(_ began: Entry.Began, by actor: String, at time: Instant, token: String) throws
    -> VisitListing
  {
    try write { database in
      // What was taken on paper belongs to the list of the day on which it is entered.
      let day = began.takenOnPaper == nil ? began.day : time.day
      let number =
        1
        + (try Int.fetchOne(
          database, sql: "SELECT max(number) FROM visit WHERE day = ?", arguments: [day.number]) ?? 0)
      try database.execute(
        sql: "INSERT INTO visit (day, number, token) VALUES (?, ?, ?)",
        arguments: [day.number, number, token])
      let id = database.lastInsertedRowID
      let entry = JournalEntry(sequence: 1, time: time, actor: actor, entry: .began(began))
      try VisitStore.append(entry, to: id, after: Data(), database)
      return VisitListing(id: id, day: day, number: number, token: token)
    }
  }

  /// Appends an entry; when this returns it is on the disk.
  @discardableResult
  package func append(_ entry: Entry, to visit: Int64, by actor: String, at time: Instant) throws
    -> JournalEntry
  {
    guard case .appended(let appended) = try append(entry, to: visit, after: nil, by: actor, at: time) else {
      throw StoreFailure.damaged(path: path)
    }
    return appended
  }

  /// Appends an entry if the journal still ends with the sequence number `known`; nil appends in any case.
  package func append(_ entry: Entry, to visit: Int64, after known: Int?, by actor: String, at time: Instant)
    throws -> AppendOutcome
  {
    try write { database in
      let last = try Row.fetchOne(
        database, sql: "SELECT sequence, hash FROM entry WHERE visit = ? ORDER BY sequence DESC LIMIT 1",
        arguments: [visit])
      guard let last else { throw StoreFailure.damaged(path: path) }
      let sequence: Int = last["sequence"]
      if let known, known < sequence {
        return .behind(try VisitStore.entries(of: visit, after: known, database))
      }
      let appended = JournalEntry(sequence: sequence + 1, time: time, actor: actor, entry: entry)
      try VisitStore.append(appended, to: visit, after: last["hash"], database)
      return .appended(appended)
    }
  }

  private static func append(_ entry: JournalEntry, to visit: Int64, after hash: Data, _ database: Database)
    throws
  {
    let body = try Chain.body(entry)
    let linked = Chain.hash(after: hash, sequence: entry.sequence, body: body)
    try database.execute(
      sql: "INSERT INTO entry VALUES (?, ?, ?, ?)", arguments: [visit, entry.sequence, body, linked])
  }

  /// Entries of a visit in order; those after a sequence number only, when one is given.
  package func journal(of visit: Int64, after known: Int) throws -> [JournalEntry] {
    try read { try VisitStore.entries(of: visit, after: known, $0) }
  }

  /// The whole journal.
  package func journal(of visit: Int64) throws -> [JournalEntry] { try journal(of: visit, after: 0) }

  private static func entries(of visit: Int64, after known: Int, _ database: Database) throws
    -> [JournalEntry]
  {
    try Row.fetchAll(
      database, sql: "SELECT sequence, body FROM entry WHERE visit = ? AND sequence > ? ORDER BY sequence",
      arguments: [visit, known]
    )
    .map { try Chain.entry(sequence: $0["sequence"], body: $0["body"]) }
  }

  /// Visits of a day by 受付番号 with where their journals end, without reading the journals. Of those that `known` says
  /// nothing new of, it is believed.
  package func heads(on day: Day, known: [Int64: VisitHead] = [:]) throws -> [VisitHead] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT *, (SELECT max(sequence) FROM entry WHERE visit = visit.id) AS last
          FROM visit WHERE day = ? ORDER BY number
          """, arguments: [day.number]
      ).map { row in
        let (listing, last): (VisitListing, Int) = (VisitStore.listing(row), row["last"])
        if let head = known[listing.id], head.lastSequence == last { return head }
        let kind = try String.fetchOne(
          database,
          sql:
            "SELECT json_extract(CAST(body AS TEXT), '$.entry.kind') FROM entry WHERE visit = ? AND sequence = ?",
          arguments: [listing.id, last])
        return VisitHead(
          listing: listing, lastSequence: last, isClosed: ["finished", "voided"].contains(kind))
      }
    }
  }

  package func summary(of visit: Int64) throws -> VisitSummary {
    let journal = try read { database in
      try Row.fetchAll(
        database, sql: "SELECT sequence, body FROM entry WHERE visit = ? ORDER BY sequence",
        arguments: [visit]
      )
      .map { try Chain.entry(sequence: $0["sequence"], body: $0["body"], namesOnly: true) }
    }
    return VisitSummary(Visit(journal))
  }

  /// The visit whose checklist bears a token; nil when there is none.
  package func visit(ofToken token: String) throws -> VisitListing? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM visit WHERE token = ?", arguments: [token]).map(
        VisitStore.listing)
    }
  }

  package func unfinished(numbered number: Int, before day: Day) throws -> VisitListing? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM visit WHERE number = ? AND day < ? AND NOT EXISTS (
            SELECT 1 FROM entry WHERE visit = visit.id AND \(VisitStore.kind) IN ('finished', 'voided')
            AND NOT EXISTS (
              SELECT 1 FROM entry AS later WHERE later.visit = entry.visit AND later.sequence > entry.sequence
              AND json_extract(CAST(later.body AS TEXT), '$.entry.kind') IN ('reopened', 'resumed', 'held', 'undone')))
          ORDER BY day DESC LIMIT 1
          """, arguments: [number, day.number]
      ).map(VisitStore.listing)
    }
  }

  /// Kind of the entry of a row of `entry`.
  private static let kind = "json_extract(CAST(entry.body AS TEXT), '$.entry.kind')"

  /// Changes whenever another connection has written.
  package func foreignChanges() throws -> Int {
    try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
  }

  private static func listing(_ row: Row) -> VisitListing {
    VisitListing(id: row["id"], day: Day(number: row["day"]), number: row["number"], token: row["token"])
  }

  /// Visits of a day by 受付番号; all visits when `day` is nil.
  package func visits(on day: Day?) throws -> [VisitListing] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM visit WHERE ?1 IS NULL OR day = ?1 ORDER BY day, number",
        arguments: [day?.number]
      ).map(VisitStore.listing)
    }
  }

  // MARK: Operations

  /// Appends to 操作の記録.
  package func record(_ operation: DeskOperation, by actor: String, at time: Instant) throws {
    try write { database in
      let last = try Row.fetchOne(
        database, sql: "SELECT sequence, hash FROM operation ORDER BY sequence DESC LIMIT 1")
      let sequence: Int = (last?["sequence"] ?? 0) + 1
      let body = try Chain.body(operation, time: time, actor: actor)
      let hash = Chain.hash(after: last?["hash"] ?? Data(), sequence: sequence, body: body)
      try database.execute(sql: "INSERT INTO operation VALUES (?, ?, ?)", arguments: [sequence, body, hash])
    }
  }

  /// 操作の記録 in order: when, who, what.
  package func operations() throws -> [(time: Instant, actor: String, operation: DeskOperation)] {
    try read { database in
      try Data.fetchAll(database, sql: "SELECT body FROM operation ORDER BY sequence").map(Chain.operation)
    }
  }

  /// What is wrong in the chains; empty when every hash follows from the one before.
  package func verify() throws -> [ChainFault] {
    try read { database in
      var faults: [ChainFault] = []
      let visits = try Row.fetchAll(database, sql: "SELECT id, day, number FROM visit ORDER BY id")
      for visit in visits {
        let rows = try Row.fetchAll(
          database, sql: "SELECT sequence, body, hash FROM entry WHERE visit = ? ORDER BY sequence",
          arguments: [visit["id"] as Int64])
        if let sequence = Chain.firstFault(rows.map { ($0["sequence"], $0["body"], $0["hash"]) }) {
          faults.append(.visit(day: Day(number: visit["day"]), number: visit["number"], sequence: sequence))
        }
      }
      let operations = try Row.fetchAll(
        database, sql: "SELECT sequence, body, hash FROM operation ORDER BY sequence")
      if let sequence = Chain.firstFault(operations.map { ($0["sequence"], $0["body"], $0["hash"]) }) {
        faults.append(.operations(sequence: sequence))
      }
      return faults
    }
  }
}

/// A broken link.
package enum ChainFault: Hashable, Sendable {
  case visit(day: Day, number: Int, sequence: Int)
  case operations(sequence: Int)
}
