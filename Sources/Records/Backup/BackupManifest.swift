import Counter
import Crypto
import Foundation

/// What a backup holds: `backup.json` beside its files.
package struct BackupManifest: Codable, Hashable, Sendable {
  package static let name = "backup.json"
  static let version = 1

  let version: Int
  package let time: Instant
  /// 実, 架空 or 訓練.
  let stamp: String
  /// The installation whose key its ends are sealed with; nil for data without one.
  package let installation: String?
  /// SHA-256 of each file, hexadecimal, by path inside the backup.
  let files: [String: String]

  private enum CodingKeys: String, CodingKey { case version, time, stamp, installation, files }

  static func digest(of path: String) throws(StoreFailure) -> String {
    guard access(path, F_OK) == 0, let stream = InputStream(fileAtPath: path) else {
      throw .missing(path: path)
    }
    stream.open()
    defer { stream.close() }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = stream.read(&buffer, maxLength: buffer.count)
      guard count >= 0 else { throw .unreadable(path: path, reason: "読み込めません") }
      if count == 0 { break }
      hash.update(data: buffer[..<count])
    }
    return hash.finalize().hexadecimal
  }

  static func read(_ folder: String) throws(StoreFailure) -> BackupManifest {
    let path = folder + "/" + name
    guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path: path) }
    let manifest: BackupManifest
    do { manifest = try JSONDecoder().decode(BackupManifest.self, from: data) } catch {
      throw .damaged(path: path)
    }
    guard manifest.version <= version else { throw .tooNew(path: path, version: manifest.version) }
    return manifest
  }

  /// Throws `damaged` with the first file that is not as it was written, `missing` with one that is not there.
  func check(_ folder: String, except isLeftOut: (String) -> Bool = { _ in false }) throws(StoreFailure) {
    for (name, digest) in files.sorted(by: { $0.key < $1.key }) where !isLeftOut(name) {
      // No way out of the backup.
      guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
        throw .damaged(path: folder + "/" + BackupManifest.name)
      }
      guard try BackupManifest.digest(of: folder + "/" + name) == digest else {
        throw .damaged(path: folder + "/" + name)
      }
    }
  }
}
