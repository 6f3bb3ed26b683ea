import Counter
import Feel
import Foundation
import GRDB
import Moji

/// The residents' register (住民記録), read-only to desks.
package final class Register: Sendable {
  private let queue: DatabaseQueue
  private let reading: RecordReading
  package let generation: Int
  package let stamp: DataStamp
  /// The moment the records were true.
  package let asOf: Instant
  package let residentCount: Int

  /// Opens the generation in use. Throws when there is none, or it is stamped for another purpose.
  package init(folder: String, stamp wanted: DataStamp) throws(StoreFailure) {
    guard let generation = RegisterPointer(folder: folder).generation else {
      throw .missing(path: folder + "/register")
    }
    let path = RegisterPointer.path(of: generation, in: folder)
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA mmap_size = 268435456") }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let meta = try queue.read { database in
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == RegisterSchema.applicationID else {
          throw StoreFailure.foreign(path: path)
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= RegisterSchema.version else {
          throw StoreFailure.tooNew(path: path, version: version)
        }
        return try Row.fetchAll(database, sql: "SELECT key, value FROM meta").reduce(into: [String: String]())
        {
          $0[$1["key"]] = $1["value"]
        }
      }
      reading = try queue.read { try RecordReading($0) }
      guard let stamp = meta["stamp"].flatMap(DataStamp.init(rawValue:)) else {
        throw StoreFailure.foreign(path: path)
      }
      guard stamp == wanted else { throw StoreFailure.stamped(stamp, wanted: wanted, path: path) }
      self.generation = generation
      self.stamp = stamp
      asOf = Instant(seconds: meta["asOf"].flatMap { Int($0) } ?? 0)
      residentCount = meta["residents"].flatMap { Int($0) } ?? 0
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// Whether a folder has a register at all, in whatever state.
  package static func isThere(in folder: String) -> Bool {
    RegisterPointer(folder: folder).generation.map {
      FileManager.default.fileExists(atPath: RegisterPointer.path(of: $0, in: folder))
    } ?? false
  }

  // MARK: Search

  /// The first fifty hits by reading and birth, and how many there are up to a thousand.
  package func search(_ query: ResidentQuery) throws -> SearchResult {
    guard !query.words.isEmpty else { return SearchResult(residents: [], certificates: [], count: 0) }
    return try queue.read { database in
      let search = ResidentSearch(query, reading)
      let ranks = try search.ranks(database)
      let shown = try search.residents(ranks.prefix(SearchResult.shown), database)
      return SearchResult(
        residents: shown, certificates: try search.certificates(database), count: ranks.count)
    }
  }

  /// Everyone of a household who is a resident, in 世帯員の並び順.
  package func household(_ number: String) throws -> [Resident] {
    try queue.read { database in
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
    try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM resident WHERE town = ? AND block = ? AND state = '住民' AND is_protected = 0
          ORDER BY household, position, birth
          """, arguments: [town, block]
      ).map(reading.resident)
    }
  }

  package func certificate(_ number: String) throws -> MoveOutCertificate? {
    try queue.read { try reading.certificate(number, $0) }
  }
}
