import Counter
import Foundation
import GRDB

/// What a generation of the register says of itself (table `meta`).
struct GenerationRecord {
  /// The version of the tables.
  let version: Int
  /// Its own number; nil for those of earlier versions.
  let generation: Int?
  let stamp: DataStamp
  let asOf: Instant
  let residents: Int
  /// People on 転出証明書情報.
  let incoming: Int
  /// People with a mark of their own.
  let protected: Int
  /// Who declared that the extract has no protection data.
  let noProtectionDataBy: String?
  /// Columns that somebody left out knowingly.
  let leftOut: [String]
  /// Id of the key that sealed where protected people live; nil where nobody is protected.
  let sealedBy: String?
  /// When it was made; for those of earlier versions, the moment of the records.
  let madeAt: Instant
  /// The generations that were in use before, the last first; none for the first, and for those of earlier versions.
  let lineage: [Int]

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
    self.version = version
    generation = number("generation")
    self.stamp = stamp
    asOf = Instant(seconds: number("asOf") ?? 0)
    residents = number("residents") ?? 0
    incoming = number("incoming") ?? 0
    protected =
      try number("protected")
      ?? Int.fetchOne(database, sql: "SELECT count(*) FROM resident WHERE is_protected = 1") ?? 0
    noProtectionDataBy = meta["noProtectionDataBy"]
    leftOut = meta["leftOut"]?.split(separator: "\n").map(String.init) ?? []
    sealedBy = meta["sealedBy"]
    madeAt = Instant(seconds: number("madeAt") ?? number("asOf") ?? 0)
    lineage = (meta["lineage"] ?? meta["previous"] ?? "").split(separator: ",").compactMap { Int($0) }
  }

  /// Reads it from a file that is not otherwise in use.
  static func read(_ path: String) throws(StoreFailure) -> GenerationRecord {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    try PrivateFile.refuseLink(at: path)
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
