import Foundation
import Glibc

/// Tells when a file of some folders is written, moved or taken away (inotify).
final class FolderWatcher {
  /// Which files count, and when.
  enum Scope {
    /// Files in the folder and below it, once they are written to the end.
    case below
    /// Files in the folder itself, at every write: a database is never closed.
    case writes
  }

  /// Can be read when something happened.
  let descriptor: Int32
  private let paths: [String]
  private let scope: Scope
  /// Editors write a file in several steps: a change counts once it has been quiet for so many milliseconds.
  private static let quiet: Int32 = 80

  init(_ paths: [String], _ scope: Scope = .below) throws {
    descriptor = inotify_init1(Int32(O_CLOEXEC | (scope == .writes ? O_NONBLOCK : 0)))
    self.paths = paths
    self.scope = scope
    for path in paths where descriptor < 0 || !FileManager.default.fileExists(atPath: path) {
      throw Complaint("\(path) を見張れません。場所を確かめてください")
    }
    watchFolders()
  }

  deinit { close(descriptor) }

  /// Watching a folder twice changes nothing, so that new folders are simply added.
  private func watchFolders() {
    if scope == .writes {
      for path in paths { inotify_add_watch(descriptor, path, UInt32(IN_MODIFY) | UInt32(IN_MOVED_TO)) }
      return
    }
    let mask =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE)
      | UInt32(IN_CREATE)
    for path in paths {
      let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      for folder in [path] + below.map({ path + "/" + $0 }) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue {
          inotify_add_watch(descriptor, folder, mask)
        }
      }
    }
  }

  /// Returns after something changed and nothing more has for a moment.
  func wait() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    guard read(descriptor, &bytes, bytes.count) > 0 else { return }
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, FolderWatcher.quiet) > 0 { _ = read(descriptor, &bytes, bytes.count) }
    watchFolders()
  }
}
