import Counter
import Crypto
import Foundation
import Moji

/// The secret that the clerk's telephone shares with the store, and its codes (TOTP, RFC 6238: SHA-1, 30 seconds, six
/// digits).
package struct OneTimeSecret: Hashable, Sendable {
  let bytes: Data

  init(bytes: Data) { self.bytes = bytes }

  /// A new secret of 160 bits, as RFC 4226, 4 recommends.
  package static func random() -> OneTimeSecret {
    OneTimeSecret(bytes: Data((0..<20).map { _ in UInt8.random(in: .min ... .max) }))
  }

  /// The number of the 30 seconds that a moment is in.
  static func step(at time: Instant) -> Int { time.seconds / 30 }

  /// The code of a step, 0..<1,000,000 (RFC 4226, 5.3).
  func code(atStep step: Int) -> Int {
    let counter = withUnsafeBytes(of: Int64(step).bigEndian) { Data($0) }
    let digest = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes)))
    let offset = Int(digest[digest.count - 1] & 0xF)
    let number = digest[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    return number % 1_000_000
  }

  /// The step whose code was typed, at most one away from now and later than the one that was used last; nil when the
  /// code is wrong. Blanks and full-width digits are taken.
  func step(of typed: String, at time: Instant, after used: Int) -> Int? {
    let digits = typed.widthFolded.filter { !$0.isWhitespace }
    guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let code = Int(digits)
    else { return nil }
    let now = OneTimeSecret.step(at: time)
    return (now - 1...now + 1).first { $0 > used && self.code(atStep: $0) == code }
  }

  /// For typing into the telephone (RFC 4648, 6), without filling.
  package var base32: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    return String(
      stride(from: 0, to: bits.count, by: 5).map { start in
        letters[(start..<start + 5).reduce(0) { $0 << 1 | ($1 < bits.count ? Int(bits[$1]) : 0) }]
      })
  }

  /// What the QR code for the telephone holds: `otpauth://totp/…`.
  package func uri(for name: String) -> String {
    let label = name.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
    return
      "otpauth://totp/madoguchi:\(label)?secret=\(base32)&issuer=madoguchi&algorithm=SHA1&digits=6&period=30"
  }
}
