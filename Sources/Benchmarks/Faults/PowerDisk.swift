import Feel
import Foundation

/// A disk that may lose its power: what was flushed stays, of what was not anything may be there.
///
/// The bytes of a file are flushed by the file, its names by their folder.
struct PowerDisk {
  /// What of all that was not flushed is there after the loss.
  enum Rest: CaseIterable {
    case nothing
    /// The first part of the writes of each file.
    case first
    /// Any of the writes, torn at pieces of 512 bytes.
    case torn
  }

  private struct File {
    var kept: [UInt8] = []
    var waiting: [PowerLog.Change] = []
  }

  private var files: [Int: File] = [:]
  private var names: [String: Int] = [:]
  private var folders: Set<String> = []
  /// Changes of names that no folder's flush has made sure of, in order.
  private var waitingNames: [PowerLog.Record] = []
  private(set) var acknowledged: [String] = []

  /// The files of a folder, all flushed.
  init(_ folder: String, files numbers: [String: Int]) throws {
    for (name, number) in numbers {
      names[name] = number
      files[number] = File(kept: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))))
    }
    for name in FileManager.default.subpaths(atPath: folder) ?? [] {
      var status = stat()
      if lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { folders.insert(name) }
    }
  }

  mutating func take(_ record: PowerLog.Record) {
    switch record.change {
    case .write(let file, _, _), .truncate(let file, _):
      files[file, default: File()].waiting.append(record.change)
    case .flush(let file?): flush(file)
    case .flush(nil):
      let isHere = { (waiting: PowerLog.Record) in PowerDisk.folder(of: waiting) == record.path }
      for waiting in waitingNames where isHere(waiting) { rename(waiting) }
      waitingNames.removeAll(where: isHere)
    case .create, .remove, .rename, .link, .makeFolder, .removeFolder: waitingNames.append(record)
    case .acknowledge(let text):
      acknowledged += text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("!") }
    }
  }

  /// The folder whose flush makes sure of a name.
  private static func folder(of record: PowerLog.Record) -> String {
    let path =
      switch record.change {
      case .rename(let other), .link(let other): other
      default: record.path
      }
    return path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private mutating func flush(_ number: Int) {
    guard var file = files[number] else { return }
    for change in file.waiting { PowerDisk.apply(change, to: &file.kept) }
    file.waiting = []
    files[number] = file
  }

  private static func apply(_ change: PowerLog.Change, to bytes: inout [UInt8], piece: Range<Int>? = nil) {
    switch change {
    case .write(_, let offset, let written):
      let piece = piece ?? 0..<written.count
      let end = offset + piece.upperBound
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset + piece.lowerBound..<end, with: written[piece])
    case .truncate(_, let length):
      if bytes.count > length { bytes.removeLast(bytes.count - length) }
      if bytes.count < length { bytes += [UInt8](repeating: 0, count: length - bytes.count) }
    default: return
    }
  }

  private mutating func rename(_ record: PowerLog.Record) {
    switch record.change {
    case .create(let file): names[record.path] = file
    case .remove: names[record.path] = nil
    case .link(let other): names[other] = names[record.path]
    case .makeFolder: folders.insert(record.path)
    case .removeFolder: folders.remove(record.path)
    case .rename(let other):
      if let file = names.removeValue(forKey: record.path) { names[other] = file }
      // A folder takes what is in it along.
      guard folders.remove(record.path) != nil else { return }
      folders.insert(other)
      let isInside = { (name: String) in name.hasPrefix(record.path + "/") }
      for folder in folders.filter(isInside) {
        folders.remove(folder)
        folders.insert(other + folder.dropFirst(record.path.count))
      }
      for (name, file) in names where isInside(name) {
        names[name] = nil
        names[other + name.dropFirst(record.path.count)] = file
      }
    case .write, .truncate, .flush, .acknowledge: return
    }
  }

  // MARK: The loss

  /// The power goes: what is left is decided.
  mutating func lose(_ rest: Rest, _ random: inout FuzzSource) {
    for waiting in waitingNames.prefix(rest == .nothing ? 0 : random.below(waitingNames.count + 1)) {
      rename(waiting)
    }
    waitingNames = []
    for number in files.keys.sorted() {
      guard var file = files[number], !file.waiting.isEmpty else { continue }
      switch rest {
      case .nothing: break
      case .first:
        for change in file.waiting.prefix(random.below(file.waiting.count + 1)) {
          PowerDisk.apply(change, to: &file.kept)
        }
      case .torn:
        for change in file.waiting where random.below(2) == 0 { tear(change, &file.kept, &random) }
      }
      file.waiting = []
      files[number] = file
    }
  }

  private func tear(_ change: PowerLog.Change, _ bytes: inout [UInt8], _ random: inout FuzzSource) {
    guard case .write(_, _, let written) = change else { return PowerDisk.apply(change, to: &bytes) }
    for start in stride(from: 0, to: written.count, by: 512) where random.below(10) < 7 {
      PowerDisk.apply(change, to: &bytes, piece: start..<min(start + 512, written.count))
    }
  }

  /// Puts what is left into a folder. The index of a write-ahead log is memory, and gone.
  func write(to folder: String) throws {
    for name in folders.sorted() {
      try FileManager.default.createDirectory(
        atPath: folder + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
      )
    }
    for (name, number) in names where !name.hasSuffix("-shm") {
      let parent = name.split(separator: "/").dropLast().joined(separator: "/")
      guard parent.isEmpty || folders.contains(parent) else { continue }
      let path = folder + "/" + name
      guard
        FileManager.default.createFile(
          atPath: path, contents: Data(files[number]?.kept ?? []), attributes: [.posixPermissions: 0o600])
      else { throw FaultBench.Broken(description: "cannot write \(name)") }
    }
  }
}
