import Counter
import Foundation
import GRDB

/// Makes a new generation of the register from CSV files: all of it, or nothing.
package struct RegisterImport {
  typealias Problem = ImportFindings.Problem

  /// Columns in which 個人番号 were found: the files are read again without them.
  struct FoundNumbers: Error {
    let file: Int
    let columns: Set<Int>
  }

  private let stamp: DataStamp
  private let asOf: Instant
  /// Seals what tells where protected people live, and opens what the earlier generation sealed.
  private let keys: KeyRing
  let terms: ImportTerms
  private let earlier: EarlierGeneration
  /// Whether nothing is to be kept.
  private let isTrial: Bool
  let holdingNumbers: [Int: Set<Int>]

  var bad = ImportFindings()
  var warnings = ImportFindings()
  var people = PeopleOfFiles()
  var files: [FileCount] = []
  var leftOut: Set<ColumnName> = []
  var protected = 0
  private var guarded = 0
  private var comparison: Comparison?
  private var refusals: [ImportTerms.Refusal] = []
  var certificates: Set<String> = []

  private var residents: Int { files.reduce(0) { $0 + $1.residents } }
  var incoming: Int { files.reduce(0) { $0 + $1.incoming } }

  /// Reads the files into `register-N.sqlite` in a data folder and, only when every row was good and the terms hold,
  /// points the register at it. `asOf` is the moment of the records, shown on every screen.
  package static func run(
    files: [String], into folder: String, stamp: DataStamp, asOf: Instant, keys: KeyRing,
    terms: ImportTerms = ImportTerms()
  ) throws(Failure) -> Summary {
    try perform(files, folder, stamp, asOf, keys, terms, isTrial: false)
  }

  /// Reads the files as `run` does, and writes nothing: what stands against them is in the summary.
  package static func examine(
    files: [String], against folder: String, stamp: DataStamp, asOf: Instant, keys: KeyRing,
    terms: ImportTerms = ImportTerms()
  ) throws(Failure) -> Summary {
    try perform(files, folder, stamp, asOf, keys, terms, isTrial: true)
  }

  private static func perform(
    _ files: [String], _ folder: String, _ stamp: DataStamp, _ asOf: Instant, _ keys: KeyRing,
    _ terms: ImportTerms, isTrial: Bool
  ) throws(Failure) -> Summary {
    let pointer = RegisterPointer(folder: folder)
    var holdingNumbers: [Int: Set<Int>] = [:]
    do {
      let lock = isTrial ? nil : try pointer.lock()
      defer { withExtendedLifetime(lock) {} }
      if !isTrial { DataFolder.tidy(folder) }
      let earlier = try EarlierGeneration(of: pointer, stamp: stamp)
      while true {
        var job = RegisterImport(
          stamp: stamp, asOf: asOf, keys: keys, terms: terms, earlier: earlier, isTrial: isTrial,
          holdingNumbers: holdingNumbers)
        do { return try job.make(files, pointer) } catch let found as FoundNumbers {
          holdingNumbers[found.file, default: []].formUnion(found.columns)
        }
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .store(StoreFailure(error, path: folder))
    }
  }

  private init(
    stamp: DataStamp, asOf: Instant, keys: KeyRing, terms: ImportTerms, earlier: EarlierGeneration,
    isTrial: Bool,
    holdingNumbers: [Int: Set<Int>]
  ) {
    self.stamp = stamp
    self.asOf = asOf
    self.keys = keys
    self.terms = terms
    self.earlier = earlier
    self.isTrial = isTrial
    self.holdingNumbers = holdingNumbers
  }

  private mutating func make(_ paths: [String], _ pointer: RegisterPointer) throws -> Summary {
    let generation = pointer.next(after: earlier.lineage.first)
    let path = pointer.path(of: generation)
    // SQLite keeps a database without a name in a file without a name, which goes with it.
    let draft = isTrial ? "" : PrivateFile.draft(of: path)
    var isKept = false
    do {
      try load(paths, generation: generation, draft: draft)
      guard bad.count == 0 else { throw Failure.badRows(bad.rows, count: bad.count) }
      if !isTrial {
        guard refusals.isEmpty else { throw Failure.refused(refusals) }
        try keep(draft, at: path)
        isKept = true
        try pointer.point(to: generation)
      }
    } catch {
      if !isTrial { RegisterPointer.removeFiles(at: draft) }
      // A pointer that was put there, but not made sure of, still names it.
      if isKept, (try? pointer.current()) != generation { RegisterPointer.removeFiles(at: path) }
      if error is FoundNumbers { throw error }
      throw (error as? Failure) ?? .store(StoreFailure(error, path: path))
    }
    if !isTrial { pointer.prune(keeping: terms.measure.generationDays, at: terms.now ?? asOf) }
    return Summary(
      generation: generation, asOf: asOf, residents: residents, incoming: incoming, protected: protected,
      guarded: guarded, before: earlier.record.map { ($0.residents, $0.incoming, $0.protected) },
      comparison: comparison,
      files: files, warnings: warnings.rows, refusals: refusals)
  }

  /// Gives a whole generation its name, with its sum beside it; nothing points at it yet.
  private func keep(_ draft: String, at path: String) throws {
    try PrivateFile.flush(draft)
    let sum = try GenerationSum(of: draft)
    try sum.note(beside: path)
    do { try PrivateFile.place(draft, at: path) } catch {
      unlink(path + GenerationSum.end)
      throw error
    }
  }

  private mutating func load(_ paths: [String], generation: Int, draft: String) throws {
    // Made before SQLite opens it, so that it is never readable by others, nor a link that somebody put there.
    if !isTrial { try PrivateFile.create(draft) }
    var configuration = Configuration()
    let sealer = AddressSealer(keys: keys)
    configuration.prepareDatabase { database in
      database.addSealing(sealer)
      try database.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE")
    }
    let queue = try DatabaseQueue(path: draft, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql:
          "PRAGMA application_id = \(RegisterSchema.applicationID); PRAGMA user_version = \(RegisterSchema.version)"
      )
      try database.execute(sql: RegisterSchema.statements)
      try database.execute(sql: "CREATE TEMP TABLE staged AS SELECT * FROM resident")
      let comparison = try compared(database)
      try database.inTransaction {
        for (index, path) in paths.enumerated() { try read(index, path, into: database) }
        checkLeftOut()
        guard bad.count == 0 else { return .rollback }
        try finish(database, generation: generation, comparison)
        return refusals.isEmpty ? .commit : .rollback
      }
      guard bad.count == 0, refusals.isEmpty, !isTrial else { return }
      guard try RegisterSchema.isWhole(database) else { throw StoreFailure.damaged(path: draft) }
    }
    try queue.close()
  }

  private func compared(_ database: Database) throws -> RegisterComparison? {
    guard case .readable(let record, _, let path) = earlier else { return nil }
    return try RegisterComparison(with: path, of: record, to: database)
  }

  private mutating func finish(_ database: Database, generation: Int, _ comparison: RegisterComparison?)
    throws
  {
    for (file, line) in people.withoutHead() {
      warnings.add(Problem("世帯主のいない世帯です"), file, line: line)
    }
    try database.execute(
      sql: """
        INSERT INTO resident SELECT rank, number, household, state, name, reading, former_surname, common_name, sex, birth,
          birth_written, relationship, iif(guarded, '', town), iif(guarded, '', block), iif(guarded, '', building), removal,
          guarded, is_marked, position, name_key, reading_key, layout, iif(guarded, '', qualifications),
          iif(guarded, '', protection), iif(guarded, sealed(town, block, building, qualifications, protection), '')
        FROM (SELECT *, row_number() OVER (ORDER BY reading_key, birth, number) AS rank,
            household IN (SELECT household FROM staged WHERE is_marked = 1) AS guarded
          FROM staged)
        """)
    try database.execute(sql: "DROP TABLE staged")
    try database.execute(sql: RegisterSchema.indexes)
    guarded =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM resident WHERE is_protected = 1 AND is_marked = 0") ?? 0
    try compare(comparison, database)
    guard refusals.isEmpty else { return }
    try RowWriter.fillIndex(database)
    for (key, value) in [
      ("stamp", stamp.rawValue), ("generation", String(generation)), ("asOf", String(asOf.seconds)),
      ("residents", String(residents)), ("incoming", String(incoming)), ("protected", String(protected)),
      ("madeAt", String((terms.now ?? asOf).seconds)),
      ("sealedBy", guarded + protected > 0 ? keys.current.id : nil),
      ("previous", earlier.lineage.first.map(String.init)),
      ("lineage", earlier.lineage.map(String.init).joined(separator: ",")),
      ("noProtectionDataBy", terms.noProtectionDataBy),
      ("leftOut", terms.leftOut.isEmpty ? nil : terms.leftOut.joined(separator: "\n")),
    ] {
      guard let value else { continue }
      try database.execute(sql: "INSERT INTO meta VALUES (?, ?)", arguments: [key, value])
    }
    try database.execute(sql: "ANALYZE main")
  }

  private mutating func compare(_ comparison: RegisterComparison?, _ database: Database) throws {
    if let counts = try comparison?.counts(database) {
      self.comparison = counts.all
      // Layouts are numbered as the files are.
      for index in files.indices where files[index].residents > 0 {
        files[index].comparison = counts.byLayout[Int64(index + 1)]
      }
    }
    let before = earlier.record.map {
      ImportTerms.Measured(asOf: $0.asOf, residents: $0.residents, protected: $0.protected)
    }
    refusals = terms.refusals(
      of: ImportTerms.Measured(asOf: asOf, residents: residents, protected: protected), before: before,
      unprotected: self.comparison?.noLongerProtected ?? 0)
    if case .unreadable = earlier, !terms.acceptsFewer { refusals.append(.nothingToCompare) }
  }
}
