import Foundation

/// Where the keys of one installation stand: `key-1`, `key-2`, … of 40 bytes each (of earlier versions 32), the
/// highest number in use.
package struct KeyFolder: Sendable {
  package let path: String

  /// `keys` holds the folders of all installations of a user; `installation` is the id of one.
  package init(keys: String, installation: String) { path = keys + "/" + installation }

  /// The keys that are there; nothing is made. Throws `missing` where there is none.
  package func ring() throws(StoreFailure) -> KeyRing {
    var keys: [InstallationKey] = []
    for number in numbers() { keys.append(try key(number)) }
    guard let ring = KeyRing(keys) else { throw .missing(path: path) }
    return ring
  }

  /// Puts a new key after those that are there; those stay, so that what they closed can be opened.
  @discardableResult
  package func rotate() throws(StoreFailure) -> KeyRing {
    try DataFolder.makeFolder(path)
    let number = (numbers().last ?? 0) + 1
    try PrivateFile.publish(InstallationKey().bytes, as: file(number))
    return try ring()
  }

  /// Copies the keys into a folder of somebody who keeps them elsewhere.
  package func copy(to folder: String) throws(StoreFailure) {
    _ = try ring()
    try DataFolder.makeFolder(folder)
    for number in numbers() {
      try PrivateFile.publish(try key(number).bytes, as: folder + "/" + name(number))
    }
  }

  /// Takes the folder away again: of a key that nothing was closed with.
  func discard() {
    for number in numbers() { unlink(file(number)) }
    rmdir(path)
  }

  private func name(_ number: Int) -> String { "key-\(number)" }
  private func file(_ number: Int) -> String { path + "/" + name(number) }

  private func numbers() -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasPrefix("key-") }.compactMap { Int($0.dropFirst(4)) }.filter { $0 > 0 }
      .sorted()
  }

  private func key(_ number: Int) throws(StoreFailure) -> InstallationKey {
    let path = file(number)
    var status = stat()
    guard lstat(path, &status) == 0 else { throw StoreFailure(systemError: errno, path: path) }
    guard status.st_mode & 0o077 == 0 else {
      throw .unreadable(path: path, reason: "鍵をほかの利用者も読めます")
    }
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw StoreFailure(ofSystem: error, path: path)
    }
    guard let key = InstallationKey(bytes: bytes) else { throw .damaged(path: path) }
    return key
  }
}
