import Foundation
import GRDB

/// A database file of the data folder that is this program's own, known by its `application_id`, version and stamp.
struct StoreFile {
  let path: String
  let applicationID: Int
  let version: Int
  /// Statements that make the tables, one of them `meta (key, value)`.
  let schema: String

  /// Opens the file, making it readable by its owner only when there is none. What a transaction wrote is on the disk:
  /// WAL with `synchronous=FULL`.
  func open(stamp: DataStamp) throws(StoreFailure) -> DatabaseQueue {
    do {
      try makePrivate()
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(2)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try prepare(queue, stamp: stamp)
      // GRDB leaves NORMAL in WAL mode, in which the last entries can be lost with the power.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return queue
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Opens a file that is there and has been used, for reading only; answers its stamp.
  func openToRead() throws(StoreFailure) -> (DatabaseQueue, DataStamp) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(2)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let stamp = try queue.read { database in
        guard try id(database) == applicationID else {
          throw StoreFailure.foreign(path: path)
        }
        return try self.stamp(database)
      }
      return (queue, stamp)
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// 0 for a file in which no program has made anything.
  private func id(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
  }

  /// What the file is stamped; throws for one that this version cannot read.
  private func stamp(_ database: Database) throws -> DataStamp {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= version else { throw StoreFailure.tooNew(path: path, version: found) }
    let written = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'stamp'")
    guard let stamp = written.flatMap(DataStamp.init(rawValue:)) else {
      throw StoreFailure.foreign(path: path)
    }
    return stamp
  }

  /// An empty file is an empty database to SQLite. One that is there is not touched: closing it would drop the locks that
  /// this process holds on it. What somebody else linked there is refused.
  private func makePrivate() throws {
    do throws(StoreFailure) { try PrivateFile.create(path) } catch {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK || status.st_uid == geteuid() else {
        throw error
      }
    }
  }

  private func prepare(_ queue: DatabaseQueue, stamp: DataStamp) throws {
    try queue.writeWithoutTransaction { database in
      if try id(database) == 0 {
        // Locked before it is looked at again: of two processes that start at once, one makes the tables.
        try database.inTransaction(.immediate) {
          guard try id(database) == 0 else { return .rollback }
          guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
            throw StoreFailure.foreign(path: path)
          }
          try database.execute(
            sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
          try database.execute(sql: schema)
          try database.execute(sql: "INSERT INTO meta VALUES ('stamp', ?)", arguments: [stamp.rawValue])
          return .commit
        }
      }
      guard try id(database) == applicationID else { throw StoreFailure.foreign(path: path) }
      let found = try self.stamp(database)
      guard found == stamp else { throw StoreFailure.stamped(found, wanted: stamp, path: path) }
    }
  }
}
