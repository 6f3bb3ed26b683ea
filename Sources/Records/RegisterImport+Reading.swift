import Counter
import GRDB

/// Reading the files of an import, row by row.
extension RegisterImport {
  mutating func read(_ index: Int, _ path: String, into database: Database) throws {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    files.append(FileCount(file: file))
    people.begin(file)
    var checks: RowChecks?
    var numbers = HeldNumbers()
    var layout: Int64 = 0
    do {
      let isWhole = try CSVReader.read(path: path) { record in
        guard let rows = checks else {
          let reader = try RowReader(
            header: record, terms: terms, holdingNumbers: holdingNumbers[index] ?? [])
          checks = RowChecks(reader, today: terms.now?.day)
          numbers = HeldNumbers(reader)
          layout = try begin(reader, file, database)
          return
        }
        guard !record.isBlank else {
          if record.count > 1 { warnings.add(Problem("空の行があります。読み飛ばしました"), file, line: record.line) }
          return
        }
        do {
          let row = try rows.reader.row(record)
          if let problem = rows.refusal(of: row) { throw problem }
          for warning in rows.warnings(on: row) { warnings.add(warning, file, line: record.line) }
          numbers.add(record)
          try take(row, rows.reader.kind, layout, database)
        } catch let problem as Problem {
          bad.add(problem, file, line: record.line)
        }
      }
      if checks == nil { throw CSVReader.Failure.noHeader }
      if !numbers.columns.isEmpty { throw FoundNumbers(file: index, columns: numbers.columns) }
      for (line, problem) in people.warnings() { warnings.add(problem, file, line: line) }
      if !isWhole {
        warnings.add(Problem("最後の行に改行がありません。途中で切れていないか、元のファイルと件数を比べてください"), file, line: 0)
      }
    } catch let failure as CSVReader.Failure {
      bad.add(Problem(failure.sentence), file, line: failure.line)
    } catch let problem as Problem {
      bad.add(problem, file, line: 1)
    }
  }

  /// Says what of a header is not taken in.
  private mutating func begin(_ reader: RowReader, _ file: String, _ database: Database) throws -> Int64 {
    leftOut.formUnion(reader.dropped.filter { $0.reason == .asked }.map { ColumnName($0.name) })
    for column in reader.dropped { warnings.add(Problem(column.sentence), file, line: 1) }
    if reader.namelessCount > 0 {
      warnings.add(Problem("右端に名前のない列が\(reader.namelessCount)列あります。空のときだけ読み飛ばします"), file, line: 1)
    }
    if !reader.unknown.isEmpty {
      let (shown, rest) = (
        reader.unknown.prefix(ImportFindings.shown), reader.unknown.count - ImportFindings.shown
      )
      let more = rest > 0 ? "、ほか\(rest)列" : ""
      warnings.add(
        Problem("「\(shown.joined(separator: "」「"))」\(more)は、この市の内容（forms）で使わない列です。名前が違っていないか確かめてください"),
        file, line: 1)
    }
    try database.execute(
      sql: "INSERT INTO layout (columns) VALUES (?)", arguments: [reader.layout.joined(separator: "\n")])
    return database.lastInsertedRowID
  }

  private mutating func take(
    _ row: RowReader.Row, _ kind: RowReader.Kind, _ layout: Int64, _ database: Database
  ) throws {
    let file = files.count - 1
    switch kind {
    case .residents:
      files[file].residents += 1
      if row.isMarked { protected += 1 }
      if let problem = people.add(row) { throw problem }
      // What will not be kept is only looked at.
      if bad.count == 0 { try RowWriter.insert(row, layout: layout, into: database) }
    case .incoming:
      files[file].incoming += 1
      guard bad.count == 0 else { return }
      let number = row[.certificate]
      if certificates.insert(number).inserted { try RowWriter.insertCertificate(row, into: database) }
      try RowWriter.insertIncoming(row, position: incoming, layout: layout, into: database)
    }
  }

  /// A column that was to be left out and is not there was perhaps typed wrongly, and another is there.
  mutating func checkLeftOut() {
    for name in terms.leftOut where !leftOut.contains(ColumnName(name)) {
      let isOwn = ResidentColumn.allCases.contains { ColumnName($0.header) == ColumnName(name) }
      bad.add(
        Problem(isOwn ? "「\(name)」は除けない列です" : "「\(name)」という列はどのファイルにもありません。名前を確かめてください"),
        "--drop-column", line: 0)
    }
  }
}

extension RowReader.Dropped {
  var sentence: String {
    switch reason {
    case .stateNumber: "「\(name)」の列は取り込みません"
    case .holdsStateNumbers: "「\(name)」の列には個人番号が入っているようです。取り込みません"
    case .asked: "「\(name)」の列は、--drop-column により取り込みません"
    }
  }
}
