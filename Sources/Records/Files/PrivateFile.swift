import Foundation

/// Files of the data folder: readable by their owner only whatever the umask, and there as a whole or not at all.
package enum PrivateFile {
  /// Makes an empty file that was not there; a link in its place is not followed. A failure carries the path.
  static func create(_ path: String) throws(StoreFailure) {
    close(try open(path, O_RDWR | O_CREAT | O_EXCL))
  }

  /// Opens a file for `flags`, made with the mode 0600; the caller closes it.
  static func open(_ path: String, _ flags: Int32) throws(StoreFailure) -> Int32 {
    let descriptor = Foundation.open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFailure(systemError: errno, path: path) }
    guard flags & O_CREAT == 0 || fchmod(descriptor, 0o600) == 0 else {
      let reason = errno
      close(descriptor)
      throw StoreFailure(systemError: reason, path: path)
    }
    return descriptor
  }

  /// Reads a small file; nil when there is none. A link, a pipe and a larger file are refused.
  static func read(_ path: String, atMost limit: Int) throws(StoreFailure) -> Data? {
    let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StoreFailure(systemError: errno, path: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      throw .damaged(path: path)
    }
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = pread(descriptor, &buffer, limit, 0)
    guard count >= 0 else { throw StoreFailure(systemError: errno, path: path) }
    return Data(buffer[..<count])
  }

  /// Throws where a link, or anything but a file, is at a path, so that what opens it by name does not follow it.
  static func refuseLink(at path: String) throws(StoreFailure) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw StoreFailure(systemError: ELOOP, path: path)
  }

  /// Gives a file that was made under another name its own, where no file is yet.
  static func place(_ draft: String, at path: String) throws(StoreFailure) {
    var status = stat()
    guard lstat(path, &status) != 0 else { throw StoreFailure(systemError: EEXIST, path: path) }
    guard rename(draft, path) == 0 else { throw StoreFailure(systemError: errno, path: path) }
  }

  /// Replaces a file: when this returns, the new content is on the disk; until then readers see the old. What may be lost
  /// with the power is not flushed.
  package static func write(_ data: Data, to path: String, flushes: Bool = true) throws(StoreFailure) {
    let draft = draft(of: path)
    do throws(StoreFailure) {
      try fill(draft, with: data, flushes: flushes)
      guard rename(draft, path) == 0 else { throw StoreFailure(systemError: errno, path: path) }
      if flushes { try flush(DataFolder.above(path)) }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func fill(_ draft: String, with data: Data, flushes: Bool) throws(StoreFailure) {
    let descriptor = try open(draft, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(descriptor) }
    try write(data, to: descriptor, path: draft)
    guard !flushes || fsync(descriptor) == 0 else { throw StoreFailure(systemError: errno, path: draft) }
  }

  /// Makes a file that was not there from pieces, each handed to `append`; it goes again when `body` throws.
  package static func make(_ path: String, _ body: ((Data) throws -> Void) throws -> Void) throws {
    let descriptor = try open(path, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(descriptor) }
    do { try body { try write($0, to: descriptor, path: path) } } catch {
      unlink(path)
      throw error
    }
  }

  private static func write(_ data: Data, to descriptor: Int32, path: String) throws(StoreFailure) {
    var offset = 0
    while offset < data.count {
      let count = data.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), data.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StoreFailure(systemError: errno, path: path) }
      offset += count
    }
  }

  /// Puts onto the disk what was written to a file, or the names of a folder.
  static func flush(_ path: String) throws(StoreFailure) {
    let descriptor = Foundation.open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreFailure(systemError: errno, path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreFailure(systemError: errno, path: path) }
  }

  // MARK: Drafts

  private static let draftEnd = ".draft"

  /// A name that nobody can foresee, with the process that writes it.
  static func draft(of path: String) -> String {
    "\(path).\(getpid())-\(UInt64.random(in: 0 ... .max))\(draftEnd)"
  }

  /// What Foundation puts before the names of its own drafts, with the process in hexadecimal.
  private static let foundationDraft = ".dat.nosync"

  /// Whether a file is a draft that its process left behind, ours or one that an earlier version made through Foundation.
  static func isLeftBehind(_ name: String) -> Bool {
    let process: pid_t?
    if name.hasPrefix(foundationDraft) {
      process = name.dropFirst(foundationDraft.count).split(separator: ".").first.flatMap {
        pid_t($0, radix: 16)
      }
    } else if name.hasSuffix(draftEnd) {
      process = name.dropLast(draftEnd.count).split(separator: ".").last?.split(separator: "-").first.flatMap
      { pid_t($0) }
    } else {
      return false
    }
    guard let process else { return false }
    return kill(process, 0) != 0 && errno == ESRCH || isZombie(process)
  }

  /// Whether a process has ended, and nobody took note of it yet: in some containers nobody ever does.
  private static func isZombie(_ process: pid_t) -> Bool {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    // «4106 (madoguchi) Z 1 …»; a name may hold brackets.
    return line.split(separator: ")").last?.split(separator: " ").first == "Z"
  }
}

/// A file that only one process at a time may hold; given back when the value goes or its process ends.
final class LockFile {
  private let descriptor: Int32

  /// Throws `locked` while another process holds it.
  init(_ path: String) throws(StoreFailure) {
    descriptor = try PrivateFile.open(path, O_RDWR | O_CREAT)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .locked(path: path)
    }
  }

  deinit { close(descriptor) }
}

extension StoreFailure {
  /// What the system answered (`errno`) about a path.
  init(systemError: Int32, path: String) {
    switch systemError {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EEXIST: self = .unreadable(path: path, reason: "もうあります")
    case ENOENT: self = .unreadable(path: path, reason: "ファイルかフォルダーがありません")
    case EACCES, EPERM: self = .unreadable(path: path, reason: "権限がありません")
    case EROFS: self = .unreadable(path: path, reason: "書き込めないディスクです")
    case ELOOP: self = .unreadable(path: path, reason: "ファイルではなくリンクです")
    default: self = .unreadable(path: path, reason: String(cString: strerror(systemError)))
    }
  }
}

extension StoreFailure {
  /// An error of Foundation or of the system behind it.
  package init(ofSystem error: any Error, path: String) {
    let error = error as NSError
    let below = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let posix = [error, below].compactMap({ $0 }).first(where: { $0.domain == NSPOSIXErrorDomain }) {
      self.init(systemError: Int32(posix.code), path: path)
    } else if error.domain == NSCocoaErrorDomain, error.code == CocoaError.fileWriteOutOfSpace.rawValue {
      self = .diskFull(path: path)
    } else {
      self = .unreadable(path: path, reason: "読み書きできません")
    }
  }
}
