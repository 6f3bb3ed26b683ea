import Counter
import Feel
import Foundation
import GRDB

/// The accounts of `accounts.sqlite` (職員のアカウント) with their passphrases, secrets and failures.
///
/// An account is found by the key of its name in NFC, so that no two accounts differ only in how a name is typed or
/// encoded; the name itself is kept as it was written. A call that takes a passphrase takes about 80 ms and 32 MB.
package final class AccountStore: Sendable {
  private let queue: DatabaseQueue
  private let path: String
  let policy = SignInPolicy.standard
  let cost: PassphraseHash.Cost
  let derive: PassphraseHash.Derivation

  /// `application_id`: «MDGA».
  static let applicationID = 0x4D44_4741
  static let version = 1

  private static let schema = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE account (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, section TEXT NOT NULL,
      first_day INTEGER, last_day INTEGER, locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
      rounds INTEGER NOT NULL, block_size INTEGER NOT NULL, parallelism INTEGER NOT NULL,
      salt BLOB NOT NULL CHECK (length(salt) = 16), hash BLOB NOT NULL CHECK (length(hash) = 32),
      secret BLOB CHECK (length(secret) >= 16), used_step INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE account_right (
      account INTEGER NOT NULL REFERENCES account, name TEXT NOT NULL, PRIMARY KEY (account, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE account_column (
      account INTEGER NOT NULL REFERENCES account, name TEXT NOT NULL, PRIMARY KEY (account, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE failure (who TEXT PRIMARY KEY, count INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// Why a change was not made.
  package enum Refusal: Error, Hashable, Sendable {
    /// Empty, too long, or with what is no letter of a name.
    case nameUnusable
    /// `by`: the name as it is written there.
    case nameTaken(by: String)
    /// The first account was made by somebody else meanwhile.
    case notFirst
    case noAccount(name: String)
    case passphrase(SignInPolicy.PassphraseRefusal)
  }

  /// Opens the store of a data folder, making it when there is none.
  package convenience init(folder: String, stamp: DataStamp) throws(StoreFailure) {
    try self.init(folder: folder, stamp: stamp, cost: .standard)
  }

  /// `cost` of the passphrases set from now on; one that was set at another cost is kept again when it signs in.
  init(
    folder: String, stamp: DataStamp, cost: PassphraseHash.Cost,
    by derive: @escaping PassphraseHash.Derivation = PassphraseHash.scrypt
  ) throws(StoreFailure) {
    self.derive = derive
    path = folder + "/accounts.sqlite"
    self.cost = cost
    queue = try StoreFile(
      path: path, applicationID: AccountStore.applicationID, version: AccountStore.version,
      schema: AccountStore.schema
    ).open(stamp: stamp)
  }

  /// All accounts by section and name.
  package func accounts() throws -> [Account] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY section, name").map {
        try KeptAccount($0, database).account
      }
    }
  }

  /// The account of a name however it is typed; nil when there is none.
  package func account(named name: String) throws -> Account? {
    try read { try KeptAccount.find(AccountStore.key(of: name), $0)?.account }
  }

  /// Makes an account. It takes no code until a secret is set, whatever `usesCode` says.
  /// `places` are names that everybody guesses, such as the city's.
  package func add(_ account: Account, passphrase: String, places: [String] = []) throws {
    try add(account, passphrase: passphrase, places: places, isFirst: false)
  }

  /// Makes the account that makes the others; refused as soon as there is any.
  package func addFirst(_ account: Account, passphrase: String, places: [String] = []) throws {
    try add(account, passphrase: passphrase, places: places, isFirst: true)
  }

  private func add(_ account: Account, passphrase: String, places: [String], isFirst: Bool) throws {
    guard Account.isUsable(name: account.name) else { throw Refusal.nameUnusable }
    let hash = try hash(of: passphrase, for: account, places)
    let key = AccountStore.key(of: account.name)
    try write { database in
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM account") ?? 0
      if isFirst, count > 0 { throw Refusal.notFirst }
      if let other = try KeptAccount.find(key, database) { throw Refusal.nameTaken(by: other.account.name) }
      try KeptAccount.insert(account, key: key, hash: hash, database)
    }
  }

  /// Locks or unlocks an account; unlocking forgets its failures.
  package func setLocked(_ isLocked: Bool, of name: String) throws {
    try change(name, forgetsFailures: !isLocked) { id, database in
      try database.execute(sql: "UPDATE account SET locked = ? WHERE id = ?", arguments: [isLocked, id])
    }
  }

  /// Sets a new passphrase and forgets the failures. Whether the old one was known is for the caller to ask.
  package func changePassphrase(_ passphrase: String, of name: String, places: [String] = []) throws {
    guard let account = try account(named: name) else { throw Refusal.noAccount(name: name) }
    let hash = try hash(of: passphrase, for: account, places)
    try change(name, forgetsFailures: true) { try KeptAccount.keep(hash, of: $0, $1) }
  }

  /// Sets the secret for codes; nil and the account takes none.
  package func setSecret(_ secret: OneTimeSecret?, of name: String) throws {
    try change(name, forgetsFailures: false) { id, database in
      try database.execute(
        sql: "UPDATE account SET secret = ?, used_step = -1 WHERE id = ?", arguments: [secret?.bytes, id])
    }
  }

  private func change(_ name: String, forgetsFailures: Bool, _ body: (Int64, Database) throws -> Void) throws
  {
    let key = AccountStore.key(of: name)
    try write { database in
      guard let kept = try KeptAccount.find(key, database) else { throw Refusal.noAccount(name: name) }
      try body(kept.id, database)
      if forgetsFailures { try FailedTries.keep(nil, of: key, database) }
    }
  }

  private func hash(of passphrase: String, for account: Account, _ places: [String]) throws -> PassphraseHash
  {
    let strength = PassphraseStrength(
      names: [account.name, account.section] + places, isCommon: CommonWords.contain)
    if let refusal = policy.refusal(of: PassphraseHash.prepared(passphrase), for: account.name, strength) {
      throw Refusal.passphrase(refusal)
    }
    return try PassphraseHash(passphrase, cost: cost, by: derive)
  }

  static func key(of name: String) -> String {
    Account.key(of: name).precomposedStringWithCanonicalMapping
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try telling {
      let mark = try mark.text()
      return try queue.read { database in
        try check(database, mark)
        return try body(database)
      }
    }
  }

  /// One transaction.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try telling {
      let before = try mark.text()
      let (value, changes) = try queue.write { database in
        try check(database, before)
        return (try body(database), try AccountSum.note(database))
      }
      mark.note("\(changes)")
      return value
    }
  }

  private var mark: StoreMark { StoreMark(of: path) }

  /// Throws for rows that are not what was written, and for those of an earlier moment: somebody may have been locked since.
  private func check(_ database: Database, _ mark: String?) throws {
    try AccountSum.check(database)
    if let changes = mark.flatMap({ Int($0) }), try AccountSum.changes(database) < changes {
      throw StoreFailure.older(path: path)
    }
  }

  /// Failures of the database as `StoreFailure`.
  func telling<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let refusal as Refusal { throw refusal } catch {
      throw StoreFailure(error, path: path)
    }
  }
}
