import Counter
import Feel
import Foundation
import GRDB

/// A row of `account` with its rights.
struct KeptAccount {
  let id: Int64
  let account: Account
  let hash: PassphraseHash
  let secret: OneTimeSecret?
  /// The step of the code that was used last; -1 for none.
  let usedStep: Int

  static func find(_ key: String, _ database: Database) throws -> KeptAccount? {
    try Row.fetchOne(database, sql: "SELECT * FROM account WHERE key = ?", arguments: [key]).map {
      try KeptAccount($0, database)
    }
  }

  init(_ row: Row, _ database: Database) throws {
    id = row["id"]
    hash = PassphraseHash(
      cost: .init(rounds: row["rounds"], blockSize: row["block_size"], parallelism: row["parallelism"]),
      salt: row["salt"], key: row["hash"])
    secret = (row["secret"] as Data?).map(OneTimeSecret.init(bytes:))
    usedStep = row["used_step"]
    let rights = try KeptAccount.names(in: "account_right", of: id, database).map { name in
      guard let right = Right(rawValue: name) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return right
    }
    account = Account(
      name: row["name"], section: row["section"], rights: Set(rights),
      columns: Set(try KeptAccount.names(in: "account_column", of: id, database)),
      from: (row["first_day"] as Int?).map(Day.init(number:)),
      until: (row["last_day"] as Int?).map(Day.init(number:)), isLocked: row["locked"],
      usesCode: secret != nil)
  }

  private static func names(in table: String, of id: Int64, _ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT name FROM \(table) WHERE account = ?", arguments: [id])
  }

  static func insert(_ account: Account, key: String, hash: PassphraseHash, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO account VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, -1)",
      arguments: [
        key, account.name, account.section, account.from?.number, account.until?.number, account.isLocked,
        hash.cost.rounds, hash.cost.blockSize, hash.cost.parallelism, hash.salt, hash.key,
      ])
    let id = database.lastInsertedRowID
    for right in account.rights {
      try database.execute(sql: "INSERT INTO account_right VALUES (?, ?)", arguments: [id, right.rawValue])
    }
    for column in account.columns {
      try database.execute(sql: "INSERT INTO account_column VALUES (?, ?)", arguments: [id, column])
    }
  }

  static func keep(_ hash: PassphraseHash, of id: Int64, _ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE account SET rounds = ?, block_size = ?, parallelism = ?, salt = ?, hash = ? WHERE id = ?
        """,
      arguments: [
        hash.cost.rounds, hash.cost.blockSize, hash.cost.parallelism, hash.salt, hash.key, id,
      ])
  }
}

extension FailedTries {
  static func find(of who: String, _ database: Database) throws -> FailedTries? {
    try Row.fetchOne(database, sql: "SELECT count, last FROM failure WHERE who = ?", arguments: [who]).map {
      FailedTries(count: $0["count"], last: Instant(seconds: $0["last"]))
    }
  }

  /// nil forgets them.
  static func keep(_ tries: FailedTries?, of who: String, _ database: Database) throws {
    guard let tries else {
      try database.execute(sql: "DELETE FROM failure WHERE who = ?", arguments: [who])
      return
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO failure VALUES (?, ?, ?)",
      arguments: [who, tries.count, tries.last.seconds])
  }
}
