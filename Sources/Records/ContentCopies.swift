import CZlib
import Foundation

/// Copies of the content (`forms/`) that visits were decided with, by the hash that their journals name: `catalogs/HASH`, packed.
/// They go with the last visit that names them.
package struct ContentCopies: Sendable {
  private let folder: String

  package init(data: String) { folder = data + "/catalogs" }

  private func path(of version: String) -> String { folder + "/" + version }

  package func has(_ version: String) -> Bool { access(path(of: version), F_OK) == 0 }

  /// Keeps the files of a version, texts by path; one that is kept stays as it is.
  package func keep(_ files: [(path: String, text: String)], of version: String) throws(StoreFailure) {
    guard !has(version) else { return }
    try DataFolder.makeFolder(folder)
    let listed = files.map { [$0.path, $0.text] }
    do {
      try PrivateFile.write(try Packing.packed(JSONEncoder().encode(listed)), to: path(of: version))
    } catch {
      throw (error as? StoreFailure) ?? StoreFailure(ofSystem: error, path: path(of: version))
    }
  }

  /// The files of a version; `missing` when they are not kept, `damaged` when they cannot be read.
  package func files(of version: String) throws(StoreFailure) -> [(path: String, text: String)] {
    let path = path(of: version)
    guard has(version) else { throw .missing(path: path) }
    do {
      let bytes = try Packing.unpacked(Data(contentsOf: URL(fileURLWithPath: path)))
      return try JSONDecoder().decode([[String]].self, from: bytes).map { pair in
        guard pair.count == 2 else { throw StoreFailure.damaged(path: path) }
        return (pair[0], pair[1])
      }
    } catch {
      throw .damaged(path: path)
    }
  }

  /// Removes those that no visit names.
  package func prune(keeping versions: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let isAbandoned = name.hasSuffix(".draft") && PrivateFile.isLeftBehind(name)
      if isAbandoned || !name.hasSuffix(".draft") && !versions.contains(name) { unlink(path(of: name)) }
    }
  }
}

/// zlib's own form (RFC 1950), after eight bytes with the length.
private enum Packing {
  /// Longer than any `forms/`.
  static let limit = 256 << 20

  struct Unreadable: Error {}

  static func packed(_ data: Data) throws -> Data {
    var size = compressBound(uLong(data.count))
    var packed = Data(count: Int(size))
    let result = packed.withUnsafeMutableBytes { to in
      data.withUnsafeBytes { from in
        compress2(
          to.bindMemory(to: Bytef.self).baseAddress, &size, from.bindMemory(to: Bytef.self).baseAddress,
          uLong(data.count), Z_BEST_COMPRESSION)
      }
    }
    guard result == Z_OK else { throw Unreadable() }
    return withUnsafeBytes(of: UInt64(data.count).bigEndian) { Data($0) } + packed.prefix(Int(size))
  }

  static func unpacked(_ data: Data) throws -> Data {
    let length = data.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard data.count > 8, length <= limit else { throw Unreadable() }
    var size = uLong(length)
    var unpacked = Data(count: Int(length))
    let body = Data(data.dropFirst(8))
    let result = unpacked.withUnsafeMutableBytes { to in
      body.withUnsafeBytes { from in
        uncompress(
          to.bindMemory(to: Bytef.self).baseAddress, &size, from.bindMemory(to: Bytef.self).baseAddress,
          uLong(body.count))
      }
    }
    guard result == Z_OK, size == length else { throw Unreadable() }
    return unpacked
  }
}
