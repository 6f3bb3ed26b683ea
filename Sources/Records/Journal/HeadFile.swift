import Counter
import Feel
import Foundation

/// Heads of 操作の記録 by day, a line each in `heads-YYYY-MM.txt`: best in a folder that who can change the data cannot.
package struct HeadFile: Sendable {
  private let folder: String

  package init(folder: String) { self.folder = folder }

  /// Adds the head of a day to the file of its month; the same line is not added again.
  package func add(_ head: LogHead) throws(StoreFailure) {
    try DataFolder.makeFolder(folder)
    let path = "\(folder)/heads-\(head.day.iso.prefix(7)).txt"
    let line = head.text + "\n"
    let before = FileManager.default.contents(atPath: path) ?? Data()
    guard !String(decoding: before, as: UTF8.self).split(separator: "\n").contains(Substring(head.text))
    else {
      return
    }
    let descriptor = try PrivateFile.open(path, O_WRONLY | O_CREAT | O_APPEND)
    defer { close(descriptor) }
    let bytes = Array(line.utf8)
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw StoreFailure(systemError: errno, path: path)
    }
  }

  /// All heads, from the oldest to the newest; lines that are none are passed over.
  package func heads() -> [LogHead] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasPrefix("heads-") && $0.hasSuffix(".txt")
    }
    return names.sorted().flatMap { HeadFile.heads(in: folder + "/" + $0) }
  }

  /// The heads of one file.
  package static func heads(in path: String) -> [LogHead] {
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").compactMap { LogHead(text: String($0)) }
  }
}
