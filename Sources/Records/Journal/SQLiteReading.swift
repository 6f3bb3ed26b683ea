import Counter
import Feel
import Foundation
import GRDB

/// A journal as it is at one moment.
struct SQLiteReading: JournalReading {
  let database: Database

  private static let visits = """
    SELECT visit.id, visit.day, visit.number, visit.token, head.sequence, head.hash, head.closed, head.key, head.seal,
      head.noted
    FROM visit LEFT JOIN head ON head.visit = visit.id
    """

  func visits(on day: Day?) throws -> [KeptVisit] {
    let place = day == nil ? "" : " WHERE visit.day = ?"
    let rows = try database.cachedStatement(
      sql: SQLiteReading.visits + place + " ORDER BY visit.day, visit.number")
    return try Row.fetchAll(rows, arguments: day.map { [$0.number] } ?? []).map(SQLiteReading.visit)
  }

  func visit(_ id: Int64) throws -> KeptVisit? {
    try Row.fetchOne(database, sql: SQLiteReading.visits + " WHERE visit.id = ?", arguments: [id]).map(
      SQLiteReading.visit)
  }

  func visit(ofToken token: String) throws -> KeptVisit? {
    try Row.fetchOne(database, sql: SQLiteReading.visits + " WHERE visit.token = ?", arguments: [token]).map(
      SQLiteReading.visit)
  }

  func unfinished(numbered number: Int, before day: Day) throws -> KeptVisit? {
    try Row.fetchOne(
      database,
      sql: SQLiteReading.visits
        + " WHERE visit.number = ? AND visit.day < ? AND head.closed = 0 ORDER BY visit.day DESC LIMIT 1",
      arguments: [number, day.number]
    ).map(SQLiteReading.visit)
  }

  func nextNumber(on day: Day) throws -> Int {
    1
      + (try Int.fetchOne(
        database, sql: "SELECT max(number) FROM visit WHERE day = ?", arguments: [day.number]) ?? 0)
  }

  func end(of visit: Int64) throws -> ChainEnd? {
    let rows = try database.cachedStatement(
      sql: "SELECT sequence, hash FROM entry WHERE visit = ? ORDER BY sequence DESC LIMIT 1")
    return try Row.fetchOne(rows, arguments: [visit]).map(SQLiteReading.end)
  }

  func links(of visit: Int64, after known: Int) throws -> [Link] {
    let rows = try database.cachedStatement(
      sql: "SELECT sequence, body, hash FROM entry WHERE visit = ? AND sequence > ? ORDER BY sequence")
    return try Row.fetchAll(rows, arguments: [visit, known]).map(SQLiteReading.link)
  }

  func link(of visit: Int64, at sequence: Int) throws -> Link? {
    try Row.fetchOne(
      database, sql: "SELECT sequence, body, hash FROM entry WHERE visit = ? AND sequence = ?",
      arguments: [visit, sequence]
    ).map(SQLiteReading.link)
  }

  func strays() throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT visit FROM entry WHERE visit NOT IN (SELECT id FROM visit)
        UNION SELECT visit FROM head WHERE visit NOT IN (SELECT id FROM visit)
        """)
  }

  func operationEnd() throws -> ChainEnd {
    let rows = try database.cachedStatement(
      sql: "SELECT sequence, hash FROM operation ORDER BY sequence DESC LIMIT 1")
    return try Row.fetchOne(rows).map(SQLiteReading.end) ?? .start
  }

  func operations(after known: Int) throws -> [Link] {
    try Row.fetchAll(
      database, sql: "SELECT sequence, body, hash FROM operation WHERE sequence > ? ORDER BY sequence",
      arguments: [known]
    ).map(SQLiteReading.link)
  }

  func operation(at sequence: Int) throws -> Link? {
    try Row.fetchOne(
      database, sql: "SELECT sequence, body, hash FROM operation WHERE sequence = ?", arguments: [sequence]
    ).map(SQLiteReading.link)
  }

  func operationHead() throws -> Head? {
    try Row.fetchOne(database, sql: "SELECT *, 0 AS closed FROM operation_head WHERE id = 1").map(
      SQLiteReading.head)
  }

  func damage() throws -> [String] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
  }

  private static func visit(_ row: Row) throws -> KeptVisit {
    let day: Int = try row.kept("day")
    // From 1970 to the year 2516.
    guard (0...200_000).contains(day) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    let listing = VisitListing(
      id: try row.kept("id"), day: Day(number: day), number: try row.kept("number"),
      token: try row.kept("token"))
    let isHeadless = (row["sequence"] as DatabaseValue).isNull
    return isHeadless
      ? KeptVisit(listing: listing, head: nil, noted: 0)
      : KeptVisit(listing: listing, head: try head(row), noted: try row.kept("noted"))
  }

  private static func head(_ row: Row) throws -> Head {
    Head(
      end: try end(row), isClosed: try row.kept("closed"), key: try row.kept("key"),
      seal: try row.kept("seal"))
  }

  private static func end(_ row: Row) throws -> ChainEnd {
    ChainEnd(sequence: try row.kept("sequence"), hash: try row.kept("hash"))
  }

  private static func link(_ row: Row) throws -> Link {
    Link(sequence: try row.kept("sequence"), body: try row.kept("body"), hash: try row.kept("hash"))
  }
}

extension Row {
  /// The value of a column; a damaged file can hold any.
  fileprivate func kept<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return value
  }
}
