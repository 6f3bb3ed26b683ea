import Foundation

/// Which installation a data folder belongs to: 16 random hexadecimal digits in the file `installation`, by which its keys are
/// found.
package enum Installation {
  package static func file(in folder: String) -> String { folder + "/installation" }

  /// Nil where none was made yet.
  package static func id(of folder: String) throws(StoreFailure) -> String? {
    let path = file(in: folder)
    var status = stat()
    if lstat(path, &status) != 0, errno == ENOENT { return nil }
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw StoreFailure(ofSystem: error, path: path)
    }
    let id = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard id.utf8.count == 16, id.allSatisfy(\.isHexDigit) else { throw .damaged(path: path) }
    return id
  }

  /// The keys of a data folder that is there; nil before the first start, `missing` when they are lost.
  package static func keys(of folder: String, in keys: String) throws(StoreFailure) -> KeyRing? {
    guard let id = try id(of: folder) else { return nil }
    return try KeyFolder(keys: keys, installation: id).ring()
  }

  /// The keys of a data folder, made at its first start. Of one that had keys none are made: `missing` says that they are lost.
  package static func keysOrNew(of folder: String, in keys: String) throws(StoreFailure) -> KeyRing {
    if let ring = try self.keys(of: folder, in: keys) { return ring }
    let id = (0..<8).map { _ in UInt8.random(in: 0 ... .max) }.hexadecimal
    let made = KeyFolder(keys: keys, installation: id)
    try made.rotate()
    do throws(StoreFailure) {
      try PrivateFile.publish(Data((id + "\n").utf8), as: file(in: folder))
    } catch {
      made.discard()
      // Another desk was first.
      if let ring = try self.keys(of: folder, in: keys) { return ring }
      throw error
    }
    return try made.ring()
  }
}

extension PrivateFile {
  /// Makes a file that was not there, whole from its first moment on and on the disk when this returns.
  static func publish(_ data: Data, as path: String) throws(StoreFailure) {
    let draft = "\(path).\(getpid())-\(UInt64.random(in: 0 ... .max)).draft"
    defer { unlink(draft) }
    try write(data, to: draft)
    guard link(draft, path) == 0 else { throw StoreFailure(systemError: errno, path: path) }
    try flush(DataFolder.above(path))
  }
}
