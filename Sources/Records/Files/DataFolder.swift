import Foundation

/// The folder of the data: nobody but its owner opens it, nor any file that the program made in it.
package enum DataFolder {
  /// There while a backup takes the place of the content: where what was there is kept.
  static func restoring(_ path: String) -> String { path + "/restoring" }

  /// Throws where a backup was being brought back, and that did not come to its end: what is there belongs to two moments.
  static func refuseHalfRestored(_ path: String) throws(StoreFailure) {
    guard !isHalfRestored(path) else { throw .halfRestored(path: path) }
  }

  /// Whether a backup was being brought back, and that did not come to its end.
  package static func isHalfRestored(_ path: String) -> Bool { access(restoring(path), F_OK) == 0 }

  /// Where desks say what the visitors' screens beside them show: a folder of its own, whose changes wake no other desk.
  package static func screens(of path: String) -> String { path + "/screens" }

  /// Makes the folder with those for prints and screens, and takes away from others what an earlier version, another umask or a
  /// killed process left open to them.
  package static func make(_ path: String) throws(StoreFailure) {
    try makeFolder(path)
    try makeFolder(path + "/prints")
    try makeFolder(screens(of: path))
    tidy(path)
    tidy(path + "/prints") { name in [".pdf", ".part", ".draft"].contains { name.hasSuffix($0) } }
    tidy(screens(of: path)) { $0.hasSuffix(".json") }
    for folder in [path + "/prints", screens(of: path)] { shut(folder, to: 0o700) }
  }

  /// Whether people other than the owner may look into a folder. The program never changes the rights of one that was
  /// there before: it may hold other things.
  package static func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }

  /// The folder of a path; empty for a name alone. Foundation (swift-corelibs, 6.3) traps on a name of one letter.
  static func above(_ path: String) -> String {
    guard let last = path.lastIndex(where: { $0 != "/" }), let end = path[...last].lastIndex(of: "/") else {
      return path.hasPrefix("/") ? "/" : ""
    }
    let above = path[..<end]
    return above.isEmpty ? "/" : String(above)
  }

  /// Makes a folder of the owner's with the folders above it; one that is there stays as it is.
  static func makeFolder(_ path: String) throws(StoreFailure) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    let parent = above(path)
    if !parent.isEmpty, parent != path { try makeFolder(parent) }
    if mkdir(path, 0o700) == 0 {
      shut(path, to: 0o700)
      // What is flushed inside a folder whose own name is lost with the power is lost too. One that may not be read cannot
      // be flushed.
      if access(parent.isEmpty ? "." : parent, R_OK) == 0 { try PrivateFile.flush(parent) }
    } else if errno != EEXIST {
      throw StoreFailure(systemError: errno, path: path)
    }
  }

  private static func isOurs(_ name: String) -> Bool {
    let beginnings = [
      "register", "visits.sqlite", "accounts.sqlite", "catalog.snapshot", "residents-", ".dat.nosync",
      "installation", "heads-",
    ]
    return beginnings.contains { name.hasPrefix($0) }
  }

  /// Removes what processes left half done in the folder, and closes what is ours to others.
  static func tidy(_ path: String) { tidy(path) { isOurs($0) } }

  private static func tidy(_ folder: String, _ isOurs: (String) -> Bool) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where isOurs(name) {
      if PrivateFile.isLeftBehind(name) {
        unlink(folder + "/" + name)
      } else {
        shut(folder + "/" + name, to: 0o600)
      }
    }
  }

  /// Closes a file or folder of this user to all others; links and other people's files stay as they are. Never opens it:
  /// closing it again would drop the locks that SQLite holds on it.
  static func shut(_ path: String, to mode: mode_t) {
    var status = stat()
    guard lstat(path, &status) == 0, [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT),
      status.st_uid == geteuid(), status.st_mode & 0o777 != mode
    else { return }
    chmod(path, mode)
  }
}
