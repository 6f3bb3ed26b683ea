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
    let before = FileManager.default.contents(atPath: path) ?? Data()
    // A process that was ended may have left half a line.
    let line = (before.isEmpty || before.last == 10 ? "" : "\n") + head.text + "\n"
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
    if before.isEmpty { try PrivateFile.flush(folder) }
  }

  /// All heads, from the oldest to the newest; lines that are none are passed over.
  package func heads() -> [LogHead] { files.flatMap(HeadFile.heads) }

  /// Lines that are no heads, each as «file:line»: they were heads once, and prove nothing now. A line that a process did
  /// not bring to its end is none of them: the head follows.
  package func unreadableLines() -> [String] {
    files.flatMap { path in
      let lines = HeadFile.lines(of: path)
      return lines.indices.filter { index in
        let (line, next) = (lines[index], index + 1 < lines.count ? lines[index + 1] : Data())
        let isUnfinished = next.starts(with: line) || index == lines.count - 1
        return LogHead(text: String(decoding: line, as: UTF8.self)) == nil && !isUnfinished
      }.map { "\(path):\($0 + 1)" }
    }
  }

  private var files: [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasPrefix("heads-") && $0.hasSuffix(".txt")
    }
    return names.sorted().map { folder + "/" + $0 }
  }

  /// The heads of one file.
  package static func heads(in path: String) -> [LogHead] {
    lines(of: path).compactMap { LogHead(text: String(decoding: $0, as: UTF8.self)) }
  }

  /// With what follows the last end of a line: nothing, where that was brought to its end.
  private static func lines(of path: String) -> [Data] {
    (FileManager.default.contents(atPath: path) ?? Data()).split(
      separator: 10, omittingEmptySubsequences: false)
  }
}
