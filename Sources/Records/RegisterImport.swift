import Counter
import Feel
import Foundation
import GRDB
import Moji

/// Makes a new generation of the register from CSV files: all of it, or nothing.
package struct RegisterImport {
  /// A row that cannot be taken; never with a name in it.
  package struct BadRow: Hashable, Sendable {
    package let file: String
    /// From 1; 0 speaks of the whole file.
    package let line: Int
    package let reason: String
  }

  package struct Summary: Sendable {
    package let generation: Int
    package let residents: Int
    package let incoming: Int
    /// People with a mark of 支援措置 of their own, and those who are guarded with them because they live together.
    package let protected: Int
    package let guarded: Int
    /// Residents and protected people of the generation before; nil where there was none to compare with.
    package let before: (residents: Int, protected: Int)?
    package let warnings: [BadRow]
  }

  package enum Failure: Error, Sendable {
    /// The first hundred, and how many there are.
    case badRows([BadRow], count: Int)
    case refused(ImportTerms.Refusal)
    case store(StoreFailure)
  }

  private let stamp: DataStamp
  private let asOf: Instant
  private let terms: ImportTerms
  private let before: ImportTerms.Count?
  private let previous: Int?
  private var bad: [BadRow] = []
  private var badCount = 0
  private var warnings: [BadRow] = []
  private var residents = 0
  private var protected = 0
  private var guarded = 0
  private var incoming = 0
  private var certificates: Set<String> = []

  /// Reads the files into `register-N.sqlite` in a data folder and, only when every row was good and the terms hold,
  /// points the register at it. `asOf` is the moment of the records, shown on every screen.
  package static func run(
    files: [String], into folder: String, stamp: DataStamp, asOf: Instant, terms: ImportTerms = ImportTerms()
  ) throws(Failure) -> Summary {
    let pointer = RegisterPointer(folder: folder)
    do {
      let lock = try pointer.lock()
      defer { withExtendedLifetime(lock) {} }
      var job = try RegisterImport(after: pointer, stamp: stamp, asOf: asOf, terms: terms)
      return try job.make(files, pointer)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .store(StoreFailure(error, path: folder))
    }
  }

  private init(after pointer: RegisterPointer, stamp: DataStamp, asOf: Instant, terms: ImportTerms) throws {
    self.stamp = stamp
    self.asOf = asOf
    self.terms = terms
    previous = pointer.generation
    guard let previous else {
      before = nil
      return
    }
    do throws(StoreFailure) {
      let record = try GenerationRecord.read(pointer.path(of: previous))
      guard record.stamp == stamp else {
        throw .stamped(record.stamp, wanted: stamp, path: pointer.path(of: previous))
      }
      before = ImportTerms.Count(residents: record.residents, protected: record.protected)
    } catch {
      if case .stamped = error { throw error }
      guard terms.acceptsFewer else { throw Failure.refused(.nothingToCompare) }
      before = nil
    }
  }

  private mutating func make(_ files: [String], _ pointer: RegisterPointer) throws -> Summary {
    let generation = pointer.next
    let path = pointer.path(of: generation)
    do {
      try load(files, generation: generation, path: path)
      guard badCount == 0 else { throw Failure.badRows(bad, count: badCount) }
      try pointer.point(to: generation)
    } catch {
      RegisterPointer.removeFiles(at: path)
      throw (error as? Failure) ?? .store(StoreFailure(error, path: path))
    }
    pointer.prune()
    return Summary(
      generation: generation, residents: residents, incoming: incoming, protected: protected,
      guarded: guarded,
      before: before.map { ($0.residents, $0.protected) }, warnings: warnings)
  }

  private mutating func load(_ files: [String], generation: Int, path: String) throws {
    RegisterPointer.removeFiles(at: path)
    // Made before SQLite opens it, so that it is never readable by others, nor a link that somebody put there.
    try PrivateFile.create(path)
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql:
          "PRAGMA application_id = \(RegisterSchema.applicationID); PRAGMA user_version = \(RegisterSchema.version)"
      )
      try database.execute(sql: RegisterSchema.statements)
      try database.execute(sql: "CREATE TEMP TABLE staged AS SELECT * FROM resident")
      try database.inTransaction {
        for file in files { try read(file, into: database) }
        guard badCount == 0 else { return .rollback }
        let count = ImportTerms.Count(residents: residents, protected: protected)
        if let refusal = terms.refusal(of: count, before: before) { throw Failure.refused(refusal) }
        try findDuplicates(database)
        guard badCount == 0 else { return .rollback }
        try finish(database, generation: generation)
        return .commit
      }
    }
    try queue.close()
    guard badCount == 0 else { return }
    try PrivateFile.flush(path)
  }

  // MARK: Reading

  private mutating func read(_ path: String, into database: Database) throws {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var header: RowReader?
    var layout: Int64 = 0
    do {
      let isWhole = try CSVReader.read(path: path) { record in
        if header == nil {
          header = try RowReader(
            header: record.fields, lacksProtection: terms.noProtectionDataBy != nil)
          warnings += header?.dropped.map { BadRow(file: file, line: 1, reason: "「\($0)」の列は取り込みません") } ?? []
          try database.execute(
            sql: "INSERT INTO layout (columns) VALUES (?)",
            arguments: [header?.layout.joined(separator: "\n") ?? ""])
          layout = database.lastInsertedRowID
          return
        }
        guard let header, !(record.fields.count == 1 && record.fields[0].isEmpty) else { return }
        do {
          try insert(header.row(record), header, layout, database)
        } catch let problem as RowReader.Problem {
          badCount += 1
          if bad.count < 100 { bad.append(BadRow(file: file, line: record.line, reason: problem.sentence)) }
        }
      }
      if header == nil { throw CSVReader.Failure.noHeader }
      if !isWhole {
        warnings.append(BadRow(file: file, line: 0, reason: "最後の行に改行がありません。途中で切れていないか、元のファイルと件数を比べてください"))
      }
    } catch let failure as CSVReader.Failure {
      badCount += 1
      bad.append(RegisterImport.badFile(failure, file))
    } catch let problem as RowReader.Problem {
      badCount += 1
      bad.append(BadRow(file: file, line: 1, reason: problem.sentence))
    }
  }

  private static func badFile(_ failure: CSVReader.Failure, _ file: String) -> BadRow {
    switch failure {
    case .cannotOpen: BadRow(file: file, line: 0, reason: "ファイルを開けません。名前と読む権限を確かめてください")
    case .notAFile: BadRow(file: file, line: 0, reason: "ふつうのファイルではありません（フォルダーや装置など）。CSV のファイルを指定してください")
    case .malformed(let line): BadRow(file: file, line: line, reason: "CSV の形ではありません。引用符 \" の閉じ忘れを見てください")
    case .notUTF8(let line): BadRow(file: file, line: line, reason: "文字コードが UTF-8 ではありません。UTF-8 で書き出し直してください")
    case .noHeader: BadRow(file: file, line: 0, reason: "中身がありません。1行目に列の名前が要ります")
    }
  }

  private mutating func insert(
    _ row: RowReader.Row, _ header: RowReader, _ layout: Int64, _ database: Database
  ) throws {
    switch header.kind {
    case .residents:
      residents += 1
      if row.isMarked { protected += 1 }
      try RowWriter.insert(row, layout: layout, into: database)
    case .incoming:
      incoming += 1
      let number = row[ResidentColumns.certificate]
      if certificates.insert(number).inserted { try RowWriter.insertCertificate(row, into: database) }
      try RowWriter.insertIncoming(row, position: incoming, layout: layout, into: database)
    }
  }

  /// A person who stands in the files twice: which of the rows is true nobody knows.
  private mutating func findDuplicates(_ database: Database) throws {
    try database.execute(sql: "CREATE INDEX temp.staged_number ON staged (number)")
    let numbers = try String.fetchAll(
      database, sql: "SELECT number FROM staged GROUP BY number HAVING count(*) > 1 ORDER BY number LIMIT 100"
    )
    badCount += numbers.count
    bad += numbers.map {
      BadRow(file: "住民情報", line: 0, reason: "宛名番号 \($0) の行が2つ以上あります。最新の行だけを書き出してください")
    }
  }

  private mutating func finish(_ database: Database, generation: Int) throws {
    try database.execute(
      sql: """
        INSERT INTO resident SELECT row_number() OVER (ORDER BY reading_key, birth, number), number, household, state, name,
          reading, former_surname, common_name, sex, birth, birth_written, relationship, town, block, building, removal,
          household IN (SELECT household FROM staged WHERE is_marked = 1), is_marked, position, name_key, reading_key,
          layout, qualifications FROM staged
        """)
    try database.execute(sql: "DROP TABLE staged")
    try database.execute(sql: RegisterSchema.indexes)
    try RowWriter.fillIndex(database)
    guarded =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM resident WHERE is_protected = 1 AND is_marked = 0") ?? 0
    for (key, value) in [
      ("stamp", stamp.rawValue), ("generation", String(generation)), ("asOf", String(asOf.seconds)),
      ("residents", String(residents)), ("incoming", String(incoming)), ("protected", String(protected)),
      ("previous", previous.map(String.init)), ("noProtectionDataBy", terms.noProtectionDataBy),
    ] {
      guard let value else { continue }
      try database.execute(sql: "INSERT INTO meta VALUES (?, ?)", arguments: [key, value])
    }
    try database.execute(sql: "ANALYZE")
  }
}
