import Counter
import Feel
import Foundation
import GRDB
import Moji
import Synchronization

/// The residents' register (住民記録), read-only to desks.
package final class Register: Sendable {
  private let path: String
  private let queue: DatabaseQueue
  private let reading: RecordReading
  private let wholeness = Mutex(Wholeness.unread)

  /// What is known of the whole file, of which only the beginning is looked at when it is opened.
  private enum Wholeness { case unread, read, broken }

  package let generation: Int
  package let stamp: DataStamp
  /// The moment the records were true.
  package let asOf: Instant
  package let residentCount: Int
  /// People with a mark of 支援措置 of their own.
  package let protectedCount: Int
  /// Who declared that this city's extract tells nothing of 支援措置; nil where the records tell it.
  package let noProtectionDataBy: String?
  /// Columns of the extract that somebody left out knowingly.
  package let leftOut: [String]

  /// Opens the generation in use. Throws when there is none, or it is stamped for another purpose.
  ///
  /// `keys` open what is sealed: with the wrong ones `sealed` is thrown now, without any when somebody protected is read.
  package convenience init(folder: String, stamp wanted: DataStamp, keys: KeyRing? = nil) throws(StoreFailure)
  {
    guard let generation = try RegisterPointer(folder: folder).current() else {
      throw .missing(path: folder + "/register")
    }
    try self.init(generation: generation, folder: folder, stamp: wanted, keys: keys)
  }

  init(generation: Int, folder: String, stamp wanted: DataStamp, keys: KeyRing? = nil) throws(StoreFailure) {
    let path = RegisterPointer.path(of: generation, in: folder)
    try PrivateFile.refuseLink(at: path)
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    try GenerationSum.checkHead(of: path)
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA mmap_size = 268435456") }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let record = try queue.read { database in
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let record = try GenerationRecord(database, path: path)
        guard version == RegisterSchema.version else { throw StoreFailure.outdated(path: path) }
        return record
      }
      guard record.stamp == wanted else {
        throw StoreFailure.stamped(record.stamp, wanted: wanted, path: path)
      }
      // A file under another's number is none that was made here.
      guard record.generation ?? generation == generation else { throw StoreFailure.damaged(path: path) }
      if let keys, let id = record.sealedBy, keys[id] == nil { throw StoreFailure.sealed(path: path) }
      let sealer = keys.map { AddressSealer(keys: $0) }
      reading = try queue.read { try RecordReading($0, opening: sealer, path: path) }
      self.generation = generation
      stamp = record.stamp
      asOf = record.asOf
      residentCount = record.residents
      protectedCount = record.protected
      noProtectionDataBy = record.noProtectionDataBy
      leftOut = record.leftOut
      self.path = path
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Whether a folder has a register that keeps what this version needs; whether it is whole is told when it is opened.
  ///
  /// The version is read from the header of the file (SQLite's file format, 1.3: `user_version` at byte 60).
  package static func isCurrent(in folder: String) -> Bool {
    guard let generation = try? RegisterPointer(folder: folder).current(),
      let file = FileHandle(forReadingAtPath: RegisterPointer.path(of: generation, in: folder)),
      let header = try? file.read(upToCount: 64), header.count == 64
    else { return false }
    return header[60..<64].reduce(0) { $0 << 8 | Int($1) } == RegisterSchema.version
  }

  /// Reads the whole file: throws `damaged` where it is no longer what was made. Takes a second for a city of 140,000.
  package func verify() throws(StoreFailure) {
    try GenerationSum.checkWhole(of: path)
    do {
      guard try queue.read({ try RegisterSchema.isWhole($0) }) else { throw StoreFailure.damaged(path: path) }
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Reads the whole file the first time it is called, a large one beside what is asked meanwhile. From when a changed byte is
  /// found on, nothing is answered any more.
  package func readThrough() {
    let isFirst = wholeness.withLock { known in
      defer { if known == .unread { known = .read } }
      return known == .unread
    }
    guard isFirst else { return }
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 1 << 20 else { return look() }
    DispatchQueue.global(qos: .utility).async { self.look() }
  }

  private func look() {
    do throws(StoreFailure) { try GenerationSum.checkWhole(of: path) } catch {
      // One that cannot be read now is told by what asks for it.
      if case .damaged = error { wholeness.withLock { $0 = .broken } }
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard wholeness.withLock({ $0 != .broken }) else { throw StoreFailure.damaged(path: path) }
    return try queue.read(body)
  }

  /// Whether a file of the data folder is one of the register.
  package static func owns(_ path: String) -> Bool {
    (path as NSString).lastPathComponent.hasPrefix("register")
  }

  // MARK: Search

  /// The first fifty hits by reading and birth, and how many there are up to a thousand.
  package func search(_ query: ResidentQuery) throws -> SearchResult {
    guard !query.words.isEmpty else { return SearchResult(residents: [], certificates: [], count: 0) }
    return try read { database in
      let search = ResidentSearch(query, reading)
      let ranks = try search.ranks(database)
      let shown = try search.residents(ranks.prefix(SearchResult.shown), database)
      return SearchResult(
        residents: shown, certificates: try search.certificates(database), count: ranks.count)
    }
  }

  /// Everyone of a household who is a resident, in 世帯員の並び順.
  package func household(_ number: String) throws -> [Resident] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM resident WHERE household = ? AND state = '住民' ORDER BY position, birth, number",
        arguments: [number]
      ).map(reading.resident)
    }
  }

  /// Residents of one house, for a family that moves in with them. Protected people are left out: that they live
  /// there is itself protected.
  package func residents(atTown town: String, block: String) throws -> [Resident] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM resident WHERE town = ? AND block = ? AND state = '住民' AND is_protected = 0
          ORDER BY household, position, birth
          """, arguments: [town, block]
      ).map(reading.resident)
    }
  }

  /// 支援措置 of everybody who has a mark of their own, in the order of the register.
  package func measures() throws -> [ProtectionMeasure] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM resident WHERE is_marked = 1 ORDER BY rank").compactMap {
        try reading.resident($0).measure
      }
    }
  }

  package func certificate(_ number: String) throws -> MoveOutCertificate? {
    try read { try reading.certificate(number, $0) }
  }
}
