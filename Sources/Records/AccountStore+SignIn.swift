import Counter
import Crypto
import Foundation
import GRDB

extension AccountStore {
  /// Signs in, or says why not. A `code` of nil or of blanks is none.
  ///
  /// The failure is written before the passphrase is looked at and taken back when it was right, so that no number of
  /// desks at once gets more tries. A name without an account costs the same time, and its failures count alike.
  package func signIn(name: String, passphrase: String, code: String?, at time: Instant) throws -> SignIn {
    let key = AccountStore.key(of: name)
    switch try write({ try begin(key, at: time, $0) }) {
    case .shut(let until): return .shut(until: until)
    case .begun(let kept, let failed):
      let hash = kept?.hash ?? .ofNobody(cost: cost)
      let isRight = try telling { try hash.matches(passphrase, by: derive) }
      guard isRight, kept != nil else { return policy.answer(to: failed) }
      let renewed = hash.cost == cost ? nil : try PassphraseHash(passphrase, cost: cost, by: derive)
      let typed = code.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
      return try write { database in
        // What was changed in the meantime holds.
        guard let kept = try KeptAccount.find(key, database), kept.hash == hash else {
          return policy.answer(to: failed)
        }
        if let renewed { try KeptAccount.keep(renewed, of: kept.id, database) }
        return try settle(kept, key: key, code: typed, failed: failed, at: time, database)
      }
    }
  }

  private enum Beginning {
    case shut(until: Instant)
    /// With the failure that this attempt is until it is settled.
    case begun(KeptAccount?, FailedTries)
  }

  private func begin(_ key: String, at time: Instant, _ database: Database) throws -> Beginning {
    let kept = try KeptAccount.find(key, database)
    let who = kept == nil ? AccountStore.nobody(key) : key
    let tries = try FailedTries.find(of: who, database)
    if let until = policy.end(of: tries, at: time) { return .shut(until: until) }
    let failed = policy.adding(to: tries, at: time)
    try FailedTries.keep(failed, of: who, database)
    return .begun(kept, failed)
  }

  /// The passphrase was right.
  private func settle(
    _ kept: KeptAccount, key: String, code: String?, failed: FailedTries, at time: Instant,
    _ database: Database
  ) throws -> SignIn {
    if let hindrance = kept.account.hindrance(on: time.day) {
      try takeBack(key, database)
      return SignIn(hinderedBy: hindrance)
    }
    if let secret = kept.secret {
      guard let code else {
        try takeBack(key, database)
        return .needsCode
      }
      guard let step = secret.step(of: code, at: time, after: kept.usedStep) else {
        return policy.answer(to: failed)
      }
      try database.execute(
        sql: "UPDATE account SET used_step = ? WHERE id = ?", arguments: [step, kept.id])
    }
    try FailedTries.keep(nil, of: key, database)
    return .signedIn(kept.account)
  }

  /// One failure less: earlier ones stay, or the passphrase alone would allow codes to be tried without end.
  private func takeBack(_ key: String, _ database: Database) throws {
    let tries = try FailedTries.find(of: key, database)
    let less = tries.flatMap { $0.count > 1 ? FailedTries(count: $0.count - 1, last: $0.last) : nil }
    try FailedTries.keep(less, of: key, database)
  }

  /// Under which the failures of a name without an account are counted: one of 65,536, as a passphrase that was typed
  /// into the wrong field must not be kept, and so that the table does not grow. No name has a control in it.
  private static func nobody(_ key: String) -> String {
    let digest = Array(SHA256.hash(data: Data(key.utf8)))
    return "\u{1}\(Int(digest[0]) << 8 | Int(digest[1]))"
  }
}
