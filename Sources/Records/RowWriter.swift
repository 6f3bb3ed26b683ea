import Counter
import Feel
import GRDB
import Moji

/// Rows of a file as rows of the register.
enum RowWriter {
  static func insert(_ row: RowReader.Row, layout: Int64, into database: Database) throws {
    let (name, reading) = (row[.name], row[.reading])
    let others = [row[.formerSurname], row[.commonName]].filter { !$0.isEmpty }
    let statement = try database.cachedStatement(
      sql:
        "INSERT INTO staged VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, '')"
    )
    try statement.execute(arguments: [
      row.padded(.number), row.padded(.household), row[.state],
      name, reading,
      row[.formerSurname], row[.commonName], row[.sex],
      row.day(.birth).map { Int($0.number) }, row[.birthWritten],
      row[.relationship], row[.town], row[.block],
      row[.building], removal(row), row.isMarked ? 1 : 0,
      rank(ofRelationship: row[.relationship]),
      ([name] + others).map(SearchKey.kanji).joined(separator: "\n"), SearchKey.kana(reading),
      layout, row.qualificationFields, row.protection.text,
    ])
  }

  static func insertCertificate(_ row: RowReader.Row, into database: Database) throws {
    let address = [ResidentColumn.oldCity, .oldTown, .oldBlock].map { row[$0] }
      .joined()
    let building = row[.oldBuilding]
    try database.cachedStatement(sql: "INSERT INTO certificate VALUES (?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row[.certificate], row[.oldPrefecture],
        address + (building.isEmpty ? "" : "　" + building), row[.oldHead],
        row.day(.planned).map { Int($0.number) }, row[.byCard] == "1" ? 1 : 0,
      ])
  }

  static func insertIncoming(_ row: RowReader.Row, position: Int, layout: Int64, into database: Database)
    throws
  {
    try database.cachedStatement(sql: "INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(
        arguments: [
          row[.certificate], position, row[.name], row[.reading],
          row[.sex], row.day(.birth).map { Int($0.number) },
          row[.relationship], SearchKey.kanji(row[.name]),
          SearchKey.kana(row[.reading]), layout, row.qualificationFields,
        ])
  }

  /// One token a character: a phrase of the index finds any part of a name.
  static func fillIndex(_ database: Database) throws {
    let insert = try database.makeStatement(
      sql: "INSERT INTO name_index (rowid, name, reading) VALUES (?, ?, ?)")
    let rows = try Row.fetchCursor(
      database, sql: "SELECT rank, name_key, reading_key FROM resident ORDER BY rank")
    while let row = try rows.next() {
      let (rank, name, reading): (Int64, String, String) = (row[0], row[1], row[2])
      try insert.execute(arguments: [rank, spaced(name), spaced(reading)])
    }
    try database.execute(sql: "INSERT INTO name_index (name_index) VALUES ('optimize')")
  }

  static func spaced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !result.isEmpty { result.append(" ") }
      result.append(scalar == "\n" ? "|" : scalar)
    }
    return String(result)
  }

  private static func removal(_ row: RowReader.Row) -> String {
    guard row[.state] == "除票" else { return "" }
    return [row[.reasonDay], row[.reason]].filter { !$0.isEmpty }.joined(
      separator: " ")
  }

  /// 世帯員の並び順: 世帯主, 配偶者, 子, others (住民記録システム標準仕様書 5.2).
  private static func rank(ofRelationship text: String) -> Int {
    switch text {
    case CoreCode.head: 0
    case "夫", "妻", "夫（未届）", "妻（未届）": 1
    case "子": 2
    case _ where text.hasPrefix("子の"): 3
    case "父", "母", "兄", "弟", "姉", "妹": 4
    default: 5
    }
  }
}
