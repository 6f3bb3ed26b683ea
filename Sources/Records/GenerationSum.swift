import Crypto
import Foundation

/// The checksums of a generation's file as it was made, kept beside it: a changed byte shows.
struct GenerationSum: Codable, Hashable {
  static let end = ".sum"
  /// Bytes at the beginning of the file that are looked at whenever it is opened: the tables and what the generation says
  /// of itself.
  private static let headLength = 1 << 16

  let size: Int
  /// SHA-256 in hexadecimal.
  let head: String
  let whole: String

  /// Reads a file through.
  init(of path: String) throws(StoreFailure) {
    let descriptor = try PrivateFile.open(path, O_RDONLY)
    defer { close(descriptor) }
    var (size, hash, head) = (0, SHA256(), "")
    var buffer = [UInt8](repeating: 0, count: GenerationSum.headLength * 16)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StoreFailure(systemError: errno, path: path) }
      if count == 0 { break }
      if size == 0 { head = GenerationSum.sum(buffer[..<min(count, GenerationSum.headLength)]) }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      size += count
    }
    (self.size, self.head, whole) = (size, head, GenerationSum.text(hash.finalize()))
  }

  /// The sums noted beside a generation; nil where an earlier version made it.
  static func noted(beside path: String) throws(StoreFailure) -> GenerationSum? {
    guard let data = try PrivateFile.read(path + end, atMost: 4096) else { return nil }
    do { return try JSONDecoder().decode(GenerationSum.self, from: data) } catch {
      throw .damaged(path: path)
    }
  }

  func note(beside path: String) throws {
    try PrivateFile.write(try JSONEncoder().encode(self), to: path + GenerationSum.end)
  }

  /// Throws `damaged` where a generation does not have the size and the beginning that it had; nothing where none is noted.
  static func checkHead(of path: String) throws(StoreFailure) {
    guard let noted = try noted(beside: path) else { return }
    let descriptor = try PrivateFile.open(path, O_RDONLY)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == noted.size else {
      throw .damaged(path: path)
    }
    var buffer = [UInt8](repeating: 0, count: min(headLength, noted.size))
    guard pread(descriptor, &buffer, buffer.count, 0) == buffer.count, sum(buffer[...]) == noted.head else {
      throw .damaged(path: path)
    }
  }

  /// Throws `damaged` where any byte of a generation is another than it was; nothing where no sum is noted.
  static func checkWhole(of path: String) throws(StoreFailure) {
    guard let noted = try noted(beside: path) else { return }
    guard try GenerationSum(of: path) == noted else { throw .damaged(path: path) }
  }

  private static func sum(_ bytes: ArraySlice<UInt8>) -> String { text(SHA256.hash(data: bytes)) }

  private static func text(_ digest: SHA256Digest) -> String {
    digest.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
  }
}
