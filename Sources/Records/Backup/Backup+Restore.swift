import Counter
import Foundation

extension Backup {
  /// Replaces what a data folder holds by a backup; answers the folder that what was there is kept in, nil where nothing was.
  /// Throws `locked` while a desk is open. Heads of days after the backup stay.
  ///
  /// What is brought back is copied beside the data first. From then until the last file has its place, nothing opens the
  /// journal or the register (`halfRestored`): when the process or the power ends meanwhile, the next restore goes on.
  package static func restore(_ folder: String, into data: String, stamp: DataStamp, at time: Instant)
    throws(StoreFailure) -> String?
  {
    let manifest = try verify(folder)
    guard let found = DataStamp(rawValue: manifest.stamp) else {
      throw .damaged(path: folder + "/" + BackupManifest.name)
    }
    guard found == stamp else { throw .stamped(found, wanted: stamp, path: folder) }
    try DataFolder.make(data)
    let presence = try DeskPresence.alone(in: data)
    defer { withExtendedLifetime(presence) {} }
    removeLeftBehind(of: data + "/brought")
    let brought = PrivateFile.draft(of: data + "/brought")
    defer { try? FileManager.default.removeItem(atPath: brought) }
    for name in manifest.files.keys.sorted() { try copyFile(folder + "/" + name, to: brought + "/" + name) }
    try manifest.check(brought)
    try flushFolders(of: manifest, in: brought)
    return try Exchange(data: data, brought: brought, at: time).run()
  }
}

/// The content of a data folder that takes the place of another.
private struct Exchange {
  let data: String
  /// A folder inside it with what is brought.
  let brought: String
  /// The folder that what was there is kept in.
  let away: String

  /// Goes on with one that did not come to its end.
  init(data: String, brought: String, at time: Instant) throws(StoreFailure) {
    (self.data, self.brought) = (data, brought)
    let clock = time.clock
    let fresh = "replaced-\(time.day.iso)-\(clock.hour)-\(clock.minute)-\(UInt32.random(in: 0 ... .max))"
    let begun = try PrivateFile.read(DataFolder.restoring(data), atMost: 256).map {
      String(decoding: $0, as: UTF8.self)
    }
    away = data + "/" + (begun?.split(separator: "/").last.map(String.init) ?? fresh)
  }

  func run() throws(StoreFailure) -> String? {
    let old = try Backup.replaceable(in: data)
    guard !old.isEmpty || access(away, F_OK) == 0 else {
      try bring()
      try PrivateFile.flush(data)
      return nil
    }
    try PrivateFile.write(Data((away as NSString).lastPathComponent.utf8), to: DataFolder.restoring(data))
    try DataFolder.makeFolder(away)
    try PrivateFile.flush(data)
    let kept = old.filter { isBrought($0) && !isFolder($0) }
    do throws(StoreFailure) {
      // What stands beside a database belongs to the old one alone; accounts stay until the new take their place, so that
      // somebody can sign in to go on.
      for name in old where !kept.contains(name) { try moveAway(name) }
      for name in kept { try keep(name) }
      try PrivateFile.flush(away)
      try bring()
      try PrivateFile.flush(data)
    } catch {
      try takeBack()
      try end()
      throw error
    }
    try end()
    return away
  }

  private func isBrought(_ name: String) -> Bool { access(brought + "/" + name, F_OK) == 0 }

  private func isFolder(_ name: String) -> Bool {
    var status = stat()
    return lstat(data + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What is kept from before the interruption is what was there; what stands in its place now was brought.
  private func moveAway(_ name: String) throws(StoreFailure) {
    if access(away + "/" + name, F_OK) == 0 {
      do { try FileManager.default.removeItem(atPath: data + "/" + name) } catch {
        throw StoreFailure(ofSystem: error, path: data + "/" + name)
      }
    } else {
      try Backup.move(data + "/" + name, to: away + "/" + name)
    }
  }

  private func keep(_ name: String) throws(StoreFailure) {
    guard link(data + "/" + name, away + "/" + name) == 0 || errno == EEXIST else {
      throw StoreFailure(systemError: errno, path: away + "/" + name)
    }
  }

  private func bring() throws(StoreFailure) {
    for name in try Backup.names(in: brought).sorted() {
      if name.hasPrefix("heads-"), access(data + "/" + name, F_OK) == 0 { continue }
      try Backup.move(brought + "/" + name, to: data + "/" + name)
    }
  }

  /// Puts back what was there.
  private func takeBack() throws(StoreFailure) {
    let kept = try Backup.names(in: away)
    for name in try Backup.replaceable(in: data) where !kept.contains(name) || isFolder(name) {
      try? FileManager.default.removeItem(atPath: data + "/" + name)
    }
    for name in kept { try Backup.move(away + "/" + name, to: data + "/" + name) }
    rmdir(away)
  }

  private func end() throws(StoreFailure) {
    unlink(DataFolder.restoring(data))
    try PrivateFile.flush(data)
  }
}
