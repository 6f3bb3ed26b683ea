import Counter
import Foundation
import GRDB

/// A copy of all that is kept of an installation, made while desks work: journals, accounts, the generation of the register in
/// use, heads, and the content that visits were decided with. Never the keys: they are kept elsewhere.
package enum Backup {
  /// Makes a backup in a folder that is not there yet, and verifies it.
  package static func make(of data: String, to folder: String, at time: Instant) throws(StoreFailure) {
    guard access(folder, F_OK) != 0 else { throw .unreadable(path: folder, reason: "もうあります") }
    let draft = PrivateFile.draft(of: folder)
    removeLeftBehind(of: folder)
    try DataFolder.makeFolder(draft)
    do {
      let stamp = try SQLiteJournal(reading: data).stamp
      var files: [String: String] = [:]
      for name in try contents(of: data) {
        try copy(name, from: data, to: draft)
        files[name] = try BackupManifest.digest(of: draft + "/" + name)
      }
      let manifest = BackupManifest(
        version: BackupManifest.version, time: time, stamp: stamp.rawValue,
        installation: try Installation.id(of: data), files: files)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      try PrivateFile.write(try encoder.encode(manifest), to: draft + "/" + BackupManifest.name)
      try verify(draft)
      try flushFolders(of: manifest, in: draft)
      guard rename(draft, folder) == 0 else { throw StoreFailure(systemError: errno, path: folder) }
      try PrivateFile.flush(DataFolder.above(folder))
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw StoreFailure(error, path: folder)
    }
  }

  /// Removes what processes that were ended left of a backup of this name: nobody else would.
  static func removeLeftBehind(of folder: String) {
    let parent = DataFolder.above(folder)
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    for other in names where other.hasPrefix(name + ".") && PrivateFile.isLeftBehind(other) {
      try? FileManager.default.removeItem(atPath: parent.isEmpty ? other : parent + "/" + other)
    }
  }

  /// Whether a backup is whole: every byte as it was written, every database sound.
  @discardableResult
  package static func verify(_ folder: String) throws(StoreFailure) -> BackupManifest {
    let manifest = try BackupManifest.read(folder)
    try manifest.check(folder)
    for name in manifest.files.keys.sorted() where name.hasSuffix(".sqlite") {
      try checkDatabase(folder + "/" + name)
    }
    return manifest
  }

  // MARK: Files

  /// What of a data folder belongs into a backup, by path inside it.
  private static func contents(of data: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: data)
    var files = ["visits.sqlite", "accounts.sqlite", "installation"].filter { names.contains($0) }
    files += names.filter { $0.hasPrefix("heads-") && $0.hasSuffix(".txt") }
    let pointer = RegisterPointer(folder: data)
    if let generation = try pointer.current() {
      let name = (pointer.path(of: generation) as NSString).lastPathComponent
      files += ["register", name] + names.filter { $0 == name + ".sum" }
    }
    let catalogs = (try? FileManager.default.contentsOfDirectory(atPath: data + "/catalogs")) ?? []
    return files + catalogs.filter { !$0.hasSuffix(".draft") }.map { "catalogs/" + $0 }
  }

  /// What a restore takes away.
  static func replaceable(in data: String) throws(StoreFailure) -> [String] {
    try names(in: data).filter { name in
      ["installation", "register", "register" + StoreMark.end, "catalogs"].contains(name)
        || ["visits.sqlite", "accounts.sqlite"].contains { name.hasPrefix($0) }
        || name.hasPrefix("register-") && name.contains(".sqlite")
    }
  }

  static func names(in folder: String) throws(StoreFailure) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw StoreFailure(ofSystem: error, path: folder)
    }
  }

  private static func copy(_ name: String, from data: String, to folder: String) throws {
    let target = folder + "/" + name
    // A generation of the register is never written again: its bytes are what its checksum is of.
    guard name.hasSuffix(".sqlite"), !name.hasPrefix("register-") else {
      return try copyFile(data + "/" + name, to: target)
    }
    try PrivateFile.create(target)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let source = try DatabaseQueue(path: data + "/" + name, configuration: configuration)
    let copy = try DatabaseQueue(path: target)
    try source.backup(to: copy)
    // One file: nothing of it stands beside it.
    try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try copy.close()
    try PrivateFile.flush(target)
  }

  /// Makes sure of the names of the files of a backup.
  static func flushFolders(of manifest: BackupManifest, in folder: String) throws(StoreFailure) {
    for folder in Set(manifest.files.keys.map { DataFolder.above(folder + "/" + $0) }) {
      try PrivateFile.flush(folder)
    }
  }

  static func copyFile(_ source: String, to target: String) throws(StoreFailure) {
    try DataFolder.makeFolder(DataFolder.above(target))
    guard access(source, F_OK) == 0, let stream = InputStream(fileAtPath: source) else {
      throw .missing(path: source)
    }
    stream.open()
    defer { stream.close() }
    do {
      try PrivateFile.make(target) { append in
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
          let count = stream.read(&buffer, maxLength: buffer.count)
          guard count >= 0 else { throw StoreFailure.unreadable(path: source, reason: "読み込めません") }
          if count == 0 { break }
          try append(Data(buffer[..<count]))
        }
      }
    } catch {
      throw (error as? StoreFailure) ?? StoreFailure(ofSystem: error, path: target)
    }
    try PrivateFile.flush(target)
  }

  static func move(_ source: String, to target: String) throws(StoreFailure) {
    guard rename(source, target) == 0 else { throw StoreFailure(systemError: errno, path: source) }
  }

  private static func checkDatabase(_ path: String) throws(StoreFailure) {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let faults = try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(1)") }
      guard faults == ["ok"] else { throw StoreFailure.damaged(path: path) }
    } catch {
      throw StoreFailure(error, path: path)
    }
  }
}
