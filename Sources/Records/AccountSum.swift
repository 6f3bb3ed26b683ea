import Crypto
import Foundation
import GRDB

/// The sum over everything that `accounts.sqlite` keeps, noted in it with each change, and how many changes there were: a right
/// or a lock that the disk changed opens nothing.
enum AccountSum {
  private static let tables = [
    "account ORDER BY id", "account_right ORDER BY account, name", "account_column ORDER BY account, name",
    "failure ORDER BY who",
  ]

  /// Throws where the rows are not those that were written; nothing where no sum was noted, as by earlier versions.
  static func check(_ database: Database) throws {
    guard let noted = try value("sum", database) else { return }
    guard try noted == sum(database) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
  }

  /// Notes the sum after a change; answers how many changes there were.
  static func note(_ database: Database) throws -> Int {
    let count = try changes(database) + 1
    for (key, value) in [("changes", "\(count)"), ("sum", try sum(database, changes: count))] {
      try database.execute(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)", arguments: [key, value])
    }
    return count
  }

  /// 0 before any was counted.
  static func changes(_ database: Database) throws -> Int {
    try value("changes", database).flatMap { Int($0) } ?? 0
  }

  private static func value(_ key: String, _ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
  }

  private static func sum(_ database: Database, changes: Int? = nil) throws -> String {
    var hash = SHA256()
    hash.update(data: Data("\(try changes ?? self.changes(database))".utf8))
    for table in tables {
      for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table)") {
        for value in row.databaseValues {
          let bytes =
            switch value.storage {
            case .null: Data("-".utf8)
            case .int64(let number): Data("\(number)".utf8)
            case .double(let number): Data("\(number)".utf8)
            case .string(let text): Data(text.utf8)
            case .blob(let data): data
            }
          hash.update(data: Data("\(bytes.count):".utf8) + bytes)
        }
      }
    }
    return Data(hash.finalize()).hexadecimal
  }
}
