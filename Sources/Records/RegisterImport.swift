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

  package struct Summary: Hashable, Sendable {
    package let generation: Int
    package let residents: Int
    package let incoming: Int
    package let warnings: [BadRow]
  }

  package enum Failure: Error, Sendable {
    /// The first hundred, and how many there are.
    case badRows([BadRow], count: Int)
    case store(StoreFailure)
  }

  private let folder: String
  private let stamp: DataStamp
  private let asOf: Instant
  private var bad: [BadRow] = []
  private var badCount = 0
  private var warnings: [BadRow] = []
  private var residents = 0
  private var incoming = 0
  private var certificates: Set<String> = []

  /// Reads the files into `register-N.sqlite` in a data folder and, only when every row was good, points the
  /// register at it. `asOf` is the moment of the records, shown on every screen.
  package static func run(
    files: [String], into folder: String, stamp: DataStamp, asOf: Instant
  ) throws(Failure) -> Summary {
    var job = RegisterImport(folder: folder, stamp: stamp, asOf: asOf)
    let generation = (RegisterPointer(folder: folder).generation ?? 0) + 1
    let path = RegisterPointer.path(of: generation, in: folder)
    do {
      try job.load(files, generation: generation, path: path)
      guard job.badCount == 0 else { throw Failure.badRows(job.bad, count: job.badCount) }
      try RegisterPointer(folder: folder).point(to: generation)
    } catch {
      RegisterPointer.removeFiles(at: path)
      if let failure = error as? Failure { throw failure }
      throw .store(StoreFailure(error, path: path))
    }
    return Summary(
      generation: generation, residents: job.residents, incoming: job.incoming, warnings: job.warnings)
  }

  private init(folder: String, stamp: DataStamp, asOf: Instant) {
    self.folder = folder
    self.stamp = stamp
    self.asOf = asOf
  }

  private mutating func load(_ files: [String], generation: Int, path: String) throws {
    RegisterPointer.removeFiles(at: path)
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
        try finish(database, generation: generation)
        return .commit
      }
    }
    try queue.close()
    guard badCount == 0 else { return }
    try DurableFile.flush(path)
  }

  // MARK: Reading

  private mutating func read(_ path: String, into database: Database) throws {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var header: RowReader?
    var layout: Int64 = 0
    do {
      try CSVReader.read(path: path) { record in
        if header == nil {
          header = try RowReader(header: record.fields)
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
      try RowWriter.insert(row, layout: layout, into: database)
    case .incoming:
      incoming += 1
      let number = row[ResidentColumns.certificate]
      if certificates.insert(number).inserted { try RowWriter.insertCertificate(row, into: database) }
      try RowWriter.insertIncoming(row, position: incoming, layout: layout, into: database)
    }
  }

  private func finish(_ database: Database, generation: Int) throws {
    try database.execute(
      sql: """
        INSERT INTO resident SELECT row_number() OVER (ORDER BY reading_key, birth, number), number, household, state, name,
          reading, former_surname, common_name, sex, birth, birth_written, relationship, town, block, building, removal,
          is_protected, position, name_key, reading_key, layout, qualifications FROM staged
        """)
    try database.execute(sql: "DROP TABLE staged")
    try database.execute(sql: RegisterSchema.indexes)
    try RowWriter.fillIndex(database)
    for (key, value) in [
      ("stamp", stamp.rawValue), ("generation", String(generation)), ("asOf", String(asOf.seconds)),
      ("residents", String(residents)), ("incoming", String(incoming)),
    ] {
      try database.execute(sql: "INSERT INTO meta VALUES (?, ?)", arguments: [key, value])
    }
    try database.execute(sql: "ANALYZE")
  }
}
