import Crypto
import Foundation

/// How far a database had come when it was last written, noted in a file beside it after the change is on the disk and never
/// flushed itself: it may be behind the database, never before it. A database that is behind its mark has lost its end, as with
/// its write-ahead log, or is an older copy.
struct StoreMark {
  static let end = "-mark"
  /// More than any mark is long.
  private static let length = 256

  private let path: String

  /// `database` is the path of the file that is marked.
  init(of database: String) { path = database + StoreMark.end }

  /// Nil where none was noted, or what is there is none: a mark that is lost proves nothing.
  func text() throws(StoreFailure) -> String? {
    guard let data = try PrivateFile.read(path, atMost: StoreMark.length) else { return nil }
    let parts = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard parts.count > 1, parts[0] == StoreMark.sum(of: String(parts[1])) else { return nil }
    return String(parts[1])
  }

  /// Notes a line. What cannot be noted now, as on a full disk, is noted with the next change. A mark that goes back is flushed
  /// before what it marks does.
  func note(_ line: String, flushes: Bool = false) {
    let text = StoreMark.sum(of: line) + "\n" + line + "\n"
    let bytes = Array(text.utf8) + [UInt8](repeating: 0x20, count: max(0, StoreMark.length - text.utf8.count))
    guard let descriptor = try? PrivateFile.open(path, O_WRONLY | O_CREAT) else { return }
    defer { close(descriptor) }
    if pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, flushes { fsync(descriptor) }
  }

  func remove() { unlink(path) }

  private static func sum(of line: String) -> String {
    SHA256.hash(data: Data(line.utf8)).prefix(8).hexadecimal
  }
}
