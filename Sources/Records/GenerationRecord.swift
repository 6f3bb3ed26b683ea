import Counter
import Foundation
import GRDB

/// What a generation of the register says of itself (table `meta`).
struct GenerationRecord {
  let stamp: DataStamp
  let asOf: Instant
  let residents: Int
  /// People with a mark of their own.
  let protected: Int
  /// Who declared that the extract has no protection data.
  let noProtectionDataBy: String?
  /// The generation that was in use before; nil for the first, and for those of earlier versions.
  let previous: Int?

  /// Throws what makes the file none that can be used, whatever version wrote it.
  init(_ database: Database, path: String) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == RegisterSchema.applicationID else {
      throw StoreFailure.foreign(path: path)
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= RegisterSchema.version else { throw StoreFailure.tooNew(path: path, version: version) }
    let meta = try Row.fetchAll(database, sql: "SELECT key, value FROM meta").reduce(into: [String: String]())
    {
      $0[$1["key"]] = $1["value"]
    }
    func number(_ key: String) -> Int? { meta[key].flatMap { Int($0) } }
    guard let stamp = meta["stamp"].flatMap(DataStamp.init(rawValue:)) else {
      throw StoreFailure.foreign(path: path)
    }
    self.stamp = stamp
    asOf = Instant(seconds: number("asOf") ?? 0)
    residents = number("residents") ?? 0
    protected =
      try number("protected")
      ?? Int.fetchOne(database, sql: "SELECT count(*) FROM resident WHERE is_protected = 1") ?? 0
    noProtectionDataBy = meta["noProtectionDataBy"]
    previous = number("previous")
  }

  /// Reads it from a file that is not otherwise in use.
  static func read(_ path: String) throws(StoreFailure) -> GenerationRecord {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration).read {
        try GenerationRecord($0, path: path)
      }
    } catch {
      throw StoreFailure(error, path: path)
    }
  }
}
