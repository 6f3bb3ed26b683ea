import Crypto
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct InstallationKeyTests {
  private func bytes(_ key: SymmetricKey) -> Data { key.withUnsafeBytes { Data($0) } }

  @Test func `the first start makes a key that others cannot read, later ones find it`() throws {
    let (data, keys) = (try TemporaryFolder(), try TemporaryFolder())
    #expect(try Installation.keys(of: data.path, in: keys.path) == nil)
    let made = try Installation.keysOrNew(of: data.path, in: keys.path)
    let found = try #require(try Installation.keys(of: data.path, in: keys.path))
    #expect(found.current.id == made.current.id)
    #expect(try Installation.keysOrNew(of: data.path, in: keys.path).count == 1)
    let id = try #require(try Installation.id(of: data.path))
    var status = stat()
    #expect(stat("\(keys.path)/\(id)/key-1", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600 && status.st_size == 40)
  }

  @Test func `each purpose has a key of its own, the same every time`() throws {
    let key = try #require(InstallationKey(bytes: Data(repeating: 7, count: 32)))
    let again = try #require(InstallationKey(bytes: Data(repeating: 7, count: 32)))
    #expect(key.id == again.id)
    #expect(bytes(key.key(for: .chain)) == bytes(again.key(for: .chain)))
    #expect(bytes(key.key(for: .chain)) != bytes(key.key(for: .sealing)))
    #expect(!InstallationKey.Purpose.allCases.contains { bytes(key.key(for: $0)) == key.bytes.prefix(32) })
    #expect(InstallationKey(bytes: Data(repeating: 7, count: 31)) == nil)
  }

  @Test func `a new key takes over and the old one is kept by its id`() throws {
    let (data, keys) = (try TemporaryFolder(), try TemporaryFolder())
    let first = try Installation.keysOrNew(of: data.path, in: keys.path).current
    let id = try #require(try Installation.id(of: data.path))
    let ring = try KeyFolder(keys: keys.path, installation: id).rotate()
    #expect(ring.current.id != first.id)
    #expect(ring[first.id]?.bytes == first.bytes)
    #expect(ring["0000000000000000"] == nil)
  }

  @Test func `a lost key is said and not replaced in silence`() throws {
    let (data, keys) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try Installation.keysOrNew(of: data.path, in: keys.path)
    let id = try #require(try Installation.id(of: data.path))
    let folder = KeyFolder(keys: keys.path, installation: id)
    let elsewhere = try TemporaryFolder()
    try folder.copy(to: elsewhere.path + "/copy")
    folder.discard()
    #expect(throws: StoreFailure.missing(path: folder.path)) {
      try Installation.keysOrNew(of: data.path, in: keys.path)
    }
    try FileManager.default.moveItem(atPath: elsewhere.path + "/copy", toPath: folder.path)
    #expect(try Installation.keysOrNew(of: data.path, in: keys.path).count == 1)
  }

  @Test func `a key that others can read, and one that was changed or cut, are refused`() throws {
    let (data, keys) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try Installation.keysOrNew(of: data.path, in: keys.path)
    let id = try #require(try Installation.id(of: data.path))
    let path = "\(keys.path)/\(id)/key-1"
    chmod(path, 0o644)
    #expect(throws: StoreFailure.unreadable(path: path, reason: "鍵をほかの利用者も読めます")) {
      try Installation.keys(of: data.path, in: keys.path)
    }
    chmod(path, 0o600)
    var changed = try Data(contentsOf: URL(fileURLWithPath: path))
    changed[9] ^= 4
    let secret = changed.prefix(32)
    try changed.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreFailure.damaged(path: path)) { try Installation.keys(of: data.path, in: keys.path) }
    #expect(InstallationKey(bytes: secret)?.bytes.prefix(32) == secret)
    truncate(path, 16)
    #expect(throws: StoreFailure.damaged(path: path)) { try Installation.keys(of: data.path, in: keys.path) }
  }
}
