import Counter
import Foundation
import GRDB

/// A change of a journal within a transaction.
struct SQLiteWriting {
  let database: Database
  let path: String

  private var reading: SQLiteReading { SQLiteReading(database: database) }

  func write(_ change: JournalChange) throws -> CommitOutcome {
    if let appended = change.operation {
      guard try follows(appended, reading.operationEnd()) else { return .operationsMoved }
      try put(operation: appended)
    }
    for (visit, head) in change.sealed { try seal(head, of: visit) }
    for (visit, sequence) in change.noted {
      try database.execute(
        sql: "UPDATE head SET noted = max(noted, ?) WHERE visit = ?", arguments: [sequence, visit])
    }
    for visit in change.purged { try purge(visit) }
    switch change.journal {
    case .begins(let day, let number, let token, let appended)?:
      guard try reading.nextNumber(on: day) <= number else { return .numberTaken }
      try database.execute(
        sql: "INSERT INTO visit (day, number, token) VALUES (?, ?, ?)",
        arguments: [day.number, number, token])
      let visit = database.lastInsertedRowID
      try put(appended, of: visit)
      return .done(visit)
    case .goesOn(let visit, let appended)?:
      guard let end = try reading.end(of: visit) else { throw StoreFailure.damaged(path: path) }
      guard try follows(appended, end) else { return .journalMoved }
      try put(appended, of: visit)
      return .done(visit)
    case nil: return .done(nil)
    }
  }

  /// What the journal's mark says after a change.
  func mark(_ change: JournalChange, _ visit: Int64?) throws -> JournalMark {
    let appended: Appended? =
      switch change.journal {
      case .begins(_, _, _, let appended)?, .goesOn(_, let appended)?: appended
      case nil: nil
      }
    let end = visit.flatMap { visit in appended.map { (id: visit, end: $0.link.end) } }
    return JournalMark(visit: end, operations: try reading.operationEnd())
  }

  /// False where others were first. An end of the right length with another hash is no end that anybody read.
  private func follows(_ appended: Appended, _ end: ChainEnd) throws -> Bool {
    guard appended.link.sequence == end.sequence + 1 else { return false }
    guard appended.previous == end.hash else { throw StoreFailure.damaged(path: path) }
    return true
  }

  private func put(_ appended: Appended, of visit: Int64) throws {
    try database.cachedStatement(sql: "INSERT INTO entry VALUES (?, ?, ?, ?)").execute(arguments: [
      visit, appended.link.sequence, appended.link.body, appended.link.hash,
    ])
    try put(appended.head, of: visit, noted: appended.isNoted ? appended.link.sequence : nil)
  }

  /// `noted` nil leaves that as it was.
  private func put(_ head: Head, of visit: Int64, noted: Int?) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO head VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, 0))
        ON CONFLICT (visit) DO UPDATE SET sequence = ?2, hash = ?3, closed = ?4, key = ?5, seal = ?6,
          noted = coalesce(?7, noted)
        """
    ).execute(
      arguments: [visit, head.end.sequence, head.end.hash, head.isClosed, head.key, head.seal, noted])
  }

  private func put(operation appended: Appended) throws {
    try database.cachedStatement(sql: "INSERT INTO operation VALUES (?, ?, ?)").execute(arguments: [
      appended.link.sequence, appended.link.body, appended.link.hash,
    ])
    let head = appended.head
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO operation_head VALUES (1, ?, ?, ?, ?)")
      .execute(arguments: [head.end.sequence, head.end.hash, head.key, head.seal])
  }

  private func seal(_ head: Head, of visit: Int64) throws {
    try database.execute(
      sql: "UPDATE head SET key = ?1, seal = ?2, noted = ?3 WHERE visit = ?4 AND sequence = ?3",
      arguments: [head.key, head.seal, head.end.sequence, visit])
  }

  /// What goes is written over, not only let go of.
  private func purge(_ visit: Int64) throws {
    for table in ["entry", "head"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE visit = ?", arguments: [visit])
    }
    try database.execute(sql: "DELETE FROM visit WHERE id = ?", arguments: [visit])
  }
}
