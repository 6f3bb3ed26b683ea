import Crypto
import Foundation

/// The secret of an installation (保護の鍵), kept apart from its data: who has the data alone can neither forge the end of a
/// chain nor read a sealed value.
///
/// When it is lost, the ends of the chains that it bound cannot be proven any more and what it sealed stays sealed; journals
/// are otherwise whole.
package struct InstallationKey: Sendable {
  /// What a key is used for. Each has a key of its own, from which neither the secret nor another follows (HKDF, RFC 5869).
  package enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// Binds where the chains of 受付の記録 and 操作の記録 end.
    case chain
    /// Seals values of protected people (支援措置) in journals.
    case sealing
  }

  /// Which key it is, in 16 hexadecimal digits of a hash of the secret: kept beside what the key closed.
  package let id: String
  private let secret: SymmetricKey

  /// Bytes of the secret.
  static let length = 32

  /// A new secret from the system's random numbers.
  package init() { self.init(secret: SymmetricKey(size: .bits256)) }

  /// Reads `bytes`, or a secret alone, as earlier versions kept it. Nil for bytes that are no secret of ours, or no longer
  /// the one that they were.
  init?(bytes: Data) {
    guard [InstallationKey.length, InstallationKey.length + 8].contains(bytes.count) else { return nil }
    self.init(secret: SymmetricKey(data: bytes.prefix(InstallationKey.length)))
    guard bytes.count == InstallationKey.length || bytes == self.bytes else { return nil }
  }

  private init(secret: SymmetricKey) {
    self.secret = secret
    id = InstallationKey.digest(secret).hexadecimal
  }

  private static func digest(_ secret: SymmetricKey) -> Data {
    Data(secret.withUnsafeBytes { SHA256.hash(data: Data("madoguchi key id".utf8) + Data($0)) }.prefix(8))
  }

  package func key(for purpose: Purpose) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret, info: Data("madoguchi \(purpose.rawValue)".utf8),
      outputByteCount: InstallationKey.length)
  }

  /// The secret, to be written to its file only, with its id in bytes behind it: a key that changed on the disk would seal
  /// what nobody can prove.
  var bytes: Data { secret.withUnsafeBytes { Data($0) } + InstallationKey.digest(secret) }
}

/// The keys of an installation: the newest is used, those before it open what they closed.
package struct KeyRing: Sendable {
  package let current: InstallationKey
  private let byID: [String: InstallationKey]

  /// Keys from the oldest to the newest; nil when there is none.
  init?(_ keys: [InstallationKey]) {
    guard let newest = keys.last else { return nil }
    current = newest
    byID = Dictionary(keys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A ring of one new key that is kept nowhere.
  package init() {
    current = InstallationKey()
    byID = [current.id: current]
  }

  /// The key of an id; nil when it is lost or of another installation.
  package subscript(id: String) -> InstallationKey? { byID[id] }

  package var count: Int { byID.count }
}

extension Sequence<UInt8> {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
