import Counter
import Crypto
import Foundation

/// Seals texts with the installation's key (AES-GCM): «key id.base64». What an earlier key sealed is opened by that.
struct AddressSealer: Sealer {
  let keys: KeyRing

  func seal(_ text: String) throws -> String {
    let key = keys.current
    let box = try AES.GCM.seal(Data(text.utf8), using: key.key(for: .sealing))
    guard let bytes = box.combined else { throw CryptoKitError.incorrectParameterSize }
    return key.id + "." + bytes.base64EncodedString()
  }

  func open(_ sealed: String) -> String? {
    let parts = sealed.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let key = keys[String(parts[0])],
      let bytes = Data(base64Encoded: String(parts[1])),
      let box = try? AES.GCM.SealedBox(combined: bytes),
      let text = try? AES.GCM.open(box, using: key.key(for: .sealing))
    else { return nil }
    return String(data: text, encoding: .utf8)
  }
}
