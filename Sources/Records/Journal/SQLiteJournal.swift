import Counter
import Feel
import Foundation
import GRDB

/// The bytes of journals in `visits.sqlite`: WAL with `synchronous=FULL`, so that what was committed is on the disk.
package final class SQLiteJournal: JournalStore {
  private let queue: DatabaseQueue
  package let path: String
  package let stamp: DataStamp

  /// `application_id`: «MDGV».
  static let applicationID = 0x4D44_4756
  static let version = 2

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

    """ + heads

  private static let heads = """
    CREATE TABLE head (
      visit INTEGER PRIMARY KEY REFERENCES visit, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
      closed INTEGER NOT NULL CHECK (closed IN (0, 1)), key TEXT NOT NULL, seal BLOB NOT NULL,
      noted INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE operation_head (
      id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL, hash BLOB NOT NULL, key TEXT NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;
    """

  /// Heads of version 1, which had none, as its chains say. Kinds that open or close a visit are those of that version.
  private static let formerHeads = """
    SELECT visit, sequence, hash,
      EXISTS (
        SELECT 1 FROM entry AS e WHERE e.visit = entry.visit
        AND json_extract(CAST(e.body AS TEXT), '$.entry.kind') IN ('finished', 'voided')
        AND NOT EXISTS (
          SELECT 1 FROM entry AS later WHERE later.visit = e.visit AND later.sequence > e.sequence
          AND json_extract(CAST(later.body AS TEXT), '$.entry.kind') IN ('reopened', 'resumed', 'held', 'undone'))
      ) AS closed, '' AS key, x'' AS seal, 0 AS noted
    FROM entry WHERE sequence = (SELECT max(sequence) FROM entry AS e WHERE e.visit = entry.visit)
    """
  private static let formerOperationHead = """
    SELECT 1 AS id, sequence, hash, '' AS key, x'' AS seal FROM operation
    WHERE sequence = (SELECT max(sequence) FROM operation)
    """

  private static func file(in folder: String) -> StoreFile {
    StoreFile(
      path: folder + "/visits.sqlite", applicationID: applicationID, version: version, schema: schema,
      steps: [
        1: StoreFile.Step(
          change: heads + """
            INSERT INTO head \(formerHeads);
            INSERT INTO operation_head \(formerOperationHead);
            """,
          views: """
            CREATE TEMP VIEW head AS \(formerHeads);
            CREATE TEMP VIEW operation_head AS \(formerOperationHead);
            """)
      ])
  }

  /// Opens the store of a data folder, making it when there is none; one of an earlier version is brought to this one, and
  /// a copy of it kept.
  package init(folder: String, stamp: DataStamp, flushing: Flushing = .full) throws(StoreFailure) {
    let file = SQLiteJournal.file(in: folder)
    path = file.path
    try DataFolder.refuseHalfRestored(folder)
    queue = try file.open(stamp: stamp, flushing: flushing)
    self.stamp = stamp
  }

  /// Opens a store that is there to read it, whatever its stamp; nothing is made or written.
  package init(reading folder: String) throws(StoreFailure) {
    let file = SQLiteJournal.file(in: folder)
    path = file.path
    try DataFolder.refuseHalfRestored(folder)
    (queue, stamp) = try file.openToRead()
  }

  package func reading<Value>(_ body: (any JournalReading) throws -> Value) throws -> Value {
    do { return try queue.read { try body(SQLiteReading(database: $0)) } } catch {
      throw StoreFailure(error, path: path)
    }
  }

  package func foreignChanges() throws -> Int {
    do { return try queue.read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 } } catch {
      throw StoreFailure(error, path: path)
    }
  }

  package func isBehind() throws -> Bool {
    // The mark first: what others write meanwhile is behind neither.
    guard let mark = try StoreMark(of: path).text() else { return false }
    return try reading { try JournalMark.isGone(mark, in: $0) }
  }

  /// `synchronous=FULL`, read back.
  package func isDurable() throws -> Bool {
    do { return try queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") == 2 } } catch {
      throw StoreFailure(error, path: path)
    }
  }

  package func commit(_ change: JournalChange) throws -> CommitOutcome {
    var outcome = CommitOutcome.done(nil)
    var mark: JournalMark?
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          let writing = SQLiteWriting(database: database, path: path)
          outcome = try writing.write(change)
          guard case .done(let visit) = outcome else { return .rollback }
          mark = try writing.mark(change, visit)
          return .commit
        }
        if let mark { StoreMark(of: path).note(mark.text) }
        // What went is not left beside the file either; while somebody reads, the next checkpoint does it.
        if !change.purged.isEmpty { try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      }
    } catch {
      throw StoreFailure(error, path: path)
    }
    return outcome
  }
}
