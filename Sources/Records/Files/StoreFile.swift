import Foundation
import GRDB

/// When what a transaction wrote is on the disk. All but `full` are for runs that must see what would be lost.
package enum Flushing: String, Sendable {
  /// When it returns.
  case full = "FULL"
  case normal = "NORMAL"
  case off = "OFF"
}

/// A database file of the data folder that is this program's own, known by its `application_id`, version and stamp.
struct StoreFile {
  /// What brings a file of one version to the next.
  struct Step {
    /// Statements, once and for all.
    let change: String
    /// Temporary views of what the next version has, for those who only read.
    let views: String
  }

  let path: String
  let applicationID: Int
  let version: Int
  /// Statements that make the tables, one of them `meta (key, value)`.
  let schema: String
  /// By the version that they begin with.
  var steps: [Int: Step] = [:]

  /// Opens the file, making it readable by its owner only when there is none. What a transaction wrote is on the disk:
  /// WAL with `synchronous=FULL`.
  func open(stamp: DataStamp, flushing: Flushing = .full) throws(StoreFailure) -> DatabaseQueue {
    do {
      try makePrivate()
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(2)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try prepare(queue, stamp: stamp)
      // GRDB leaves NORMAL in WAL mode, in which the last entries can be lost with the power.
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = \(flushing.rawValue); PRAGMA secure_delete = ON")
      }
      return queue
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Opens a file that is there and has been used, for reading only; answers its stamp.
  func openToRead() throws(StoreFailure) -> (DatabaseQueue, DataStamp) {
    guard hasContent else { throw .missing(path: path) }
    do {
      try takeBackUnfinished()
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
      try showAsPresent(queue)
      return (queue, stamp)
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Lets SQLite take back a change that a process which was ended left half written beside its rollback journal, as when the
  /// file was brought to WAL: who only reads may not.
  private func takeBackUnfinished() throws {
    guard access(path + "-journal", F_OK) == 0 else { return }
    var configuration = Configuration()
    configuration.busyMode = .timeout(2)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    _ = try queue.read { try id($0) }
    try queue.close()
  }

  /// Whether there is a file and something was ever written to it.
  private var hasContent: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  /// 0 for a file in which no program has made anything.
  private func id(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
  }

  /// What the file is stamped; throws for one that this version cannot read.
  private func stamp(_ database: Database) throws -> DataStamp {
    let found = try written(database)
    guard found <= version else { throw StoreFailure.tooNew(path: path, version: found) }
    let written = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'stamp'")
    guard let stamp = written.flatMap(DataStamp.init(rawValue:)) else {
      throw StoreFailure.foreign(path: path)
    }
    return stamp
  }

  private func written(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// An empty file is an empty database to SQLite. One that is there is not touched: closing it would drop the locks that
  /// this process holds on it. What somebody else linked there is refused.
  private func makePrivate() throws {
    // SQLite gives what it makes beside the file the rights that the file had then.
    for end in ["-wal", "-shm"] { DataFolder.shut(path + end, to: 0o600) }
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
          // Of a file that is gone; this one begins anew.
          StoreMark(of: path).remove()
          return .commit
        }
      }
      guard try id(database) == applicationID else { throw StoreFailure.foreign(path: path) }
      let found = try self.stamp(database)
      guard found == stamp else { throw StoreFailure.stamped(found, wanted: stamp, path: path) }
      if try written(database) < version { try bringUp(database) }
    }
  }

  // MARK: Earlier versions

  /// Where the file of an earlier version is kept when it is brought to this one.
  static func copy(of path: String, version: Int) -> String { "\(path).v\(version)" }

  /// Brings a file of an earlier version to this one, and keeps a copy of it as it was.
  private func bringUp(_ database: Database) throws {
    try keepCopy(database, of: try written(database))
    try database.inTransaction(.immediate) {
      var found = try written(database)
      // Another desk may have done it meanwhile.
      while found < version {
        guard let step = steps[found] else { throw StoreFailure.foreign(path: path) }
        try database.execute(sql: step.change)
        found += 1
      }
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  private func keepCopy(_ database: Database, of version: Int) throws {
    let draft = "\(path).\(getpid())-\(UInt64.random(in: 0 ... .max)).draft"
    defer { unlink(draft) }
    try PrivateFile.create(draft)
    try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
    try PrivateFile.flush(draft)
    // Another desk was first: what was copied is the new file.
    guard try StoreFile.version(of: draft) == version else { return }
    guard rename(draft, StoreFile.copy(of: path, version: version)) == 0 else {
      throw StoreFailure(systemError: errno, path: path)
    }
  }

  /// The version in the header of a file that nobody writes to: bytes 60 to 63.
  private static func version(of path: String) throws -> Int {
    let header = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(64)
    return header.suffix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  /// Lets a file of an earlier version be read like one of this; it stays as it is.
  private func showAsPresent(_ queue: DatabaseQueue) throws {
    try queue.read { database in
      let found = try written(database)
      guard found < version else { return }
      for step in found..<version {
        guard let step = steps[step] else { throw StoreFailure.foreign(path: path) }
        try database.execute(sql: step.views)
      }
    }
  }
}
