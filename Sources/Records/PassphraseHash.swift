import Crypto
import CryptoExtras
import Foundation

/// A passphrase as it is kept: scrypt (RFC 7914) with the salt and the cost it was made at.
struct PassphraseHash: Equatable {
  /// The parameters N, r and p of scrypt.
  struct Cost: Hashable, Sendable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// 32 MB for about 80 ms.
    static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 1)
  }

  let cost: Cost
  /// 16 bytes.
  let salt: Data
  /// 32 bytes.
  let key: Data

  init(cost: Cost, salt: Data, key: Data) {
    self.cost = cost
    self.salt = salt
    self.key = key
  }

  /// A new salt each time.
  init(_ passphrase: String, cost: Cost) throws {
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let key = try PassphraseHash.derive(passphrase, salt: salt, cost: cost)
    self.init(cost: cost, salt: salt, key: key.withUnsafeBytes { Data($0) })
  }

  /// A hash that no passphrase matches and that takes as long to find so.
  static func ofNobody(cost: Cost) -> PassphraseHash {
    PassphraseHash(cost: cost, salt: Data(count: 16), key: Data(count: 32))
  }

  /// Compared in constant time, which `==` of `SymmetricKey` promises.
  func matches(_ passphrase: String) throws -> Bool {
    try PassphraseHash.derive(passphrase, salt: salt, cost: cost) == SymmetricKey(data: key)
  }

  private static func derive(_ passphrase: String, salt: Data, cost: Cost) throws -> SymmetricKey {
    // The binding cannot take an empty passphrase; one byte 0, which no passphrase may contain, stands for it.
    let bytes = passphrase.isEmpty ? [0] : Array(prepared(passphrase).utf8)
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
  }

  /// The passphrase whose UTF-8 bytes are hashed: NFC, every blank as U+0020, and nothing else changed (RFC 8265, 4.2).
  /// So terminals that send が as one scalar or as two, and both space bars of an input method, give the same bytes,
  /// while width and case count.
  static func prepared(_ passphrase: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in passphrase.unicodeScalars {
      scalars.append(scalar.properties.generalCategory == .spaceSeparator ? " " : scalar)
    }
    return String(scalars).precomposedStringWithCanonicalMapping
  }
}
