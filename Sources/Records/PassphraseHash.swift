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

  /// How a key is made of bytes, a salt and a cost: scrypt. A test counts its calls, since their number is the time that an
  /// answer takes.
  typealias Derivation = @Sendable (_ bytes: [UInt8], _ salt: Data, Cost) throws -> SymmetricKey

  static let scrypt: Derivation = { bytes, salt, cost in
    try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
  }

  /// A new salt each time.
  init(_ passphrase: String, cost: Cost, by derive: Derivation = PassphraseHash.scrypt) throws {
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let key = try derive(PassphraseHash.bytes(passphrase), salt, cost)
    self.init(cost: cost, salt: salt, key: key.withUnsafeBytes { Data($0) })
  }

  /// A hash that no passphrase matches and that takes as long to find so.
  static func ofNobody(cost: Cost) -> PassphraseHash {
    PassphraseHash(cost: cost, salt: Data(count: 16), key: Data(count: 32))
  }

  /// Compared in constant time, which `==` of `SymmetricKey` promises.
  func matches(_ passphrase: String, by derive: Derivation = PassphraseHash.scrypt) throws -> Bool {
    try derive(PassphraseHash.bytes(passphrase), salt, cost) == SymmetricKey(data: key)
  }

  private static func bytes(_ passphrase: String) -> [UInt8] {
    // The binding cannot take an empty passphrase; one byte 0, which no passphrase may contain, stands for it.
    passphrase.isEmpty ? [0] : Array(prepared(passphrase).utf8)
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
