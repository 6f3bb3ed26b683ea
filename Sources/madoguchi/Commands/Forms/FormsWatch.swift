import ArgumentParser
import FormFiles
import Foundation
import Glibc

struct FormsWatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "保存するたびに確かめ直す（Ctrl-C で終わる）")

  @Argument(help: "forms フォルダー") var folder: String?

  mutating func run() throws {
    let path = try FormsOptions.path(folder)
    let watcher = try FolderWatcher(path)
    check(path)
    while true {
      watcher.wait()
      check(path)
    }
  }

  private func check(_ path: String) {
    do throws(Finding) {
      let folder = try FormsFolder(at: path)
      let outcome = CatalogReader.read(folder)
      print(FormsCheck.report(outcome, in: folder))
    } catch { print(error.sentence) }
    print("── 保存を待っています（\(path)） ──\n")
    fflush(nil)
  }
}

/// Tells when a file below a folder is written, moved or taken away (inotify).
final class FolderWatcher {
  private let descriptor: Int32
  private let path: String
  /// Editors write a file in several steps: a change counts once it has been quiet for so many milliseconds.
  private static let quiet: Int32 = 80

  init(_ path: String) throws {
    descriptor = inotify_init1(Int32(O_CLOEXEC))
    self.path = path
    guard descriptor >= 0, FileManager.default.fileExists(atPath: path) else {
      throw Complaint("\(path) を見張れません。場所を確かめてください")
    }
    watchFolders()
  }

  deinit { close(descriptor) }

  /// Watching a folder twice changes nothing, so that new folders are simply added.
  private func watchFolders() {
    let mask =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE)
      | UInt32(IN_CREATE)
    let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for folder in [path] + below.map({ path + "/" + $0 }) {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue {
        inotify_add_watch(descriptor, folder, mask)
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
