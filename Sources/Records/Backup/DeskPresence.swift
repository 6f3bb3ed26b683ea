import Foundation

/// Held by everything that works on a data folder, for as long as it lives; who replaces the folder's content holds it alone.
package final class DeskPresence: Sendable {
  private let descriptor: Int32

  /// Beside others; throws `locked` while the content is replaced.
  package static func beside(others folder: String) throws(StoreFailure) -> DeskPresence {
    try DeskPresence(folder, LOCK_SH)
  }

  /// Throws `locked` while a desk is open.
  package static func alone(in folder: String) throws(StoreFailure) -> DeskPresence {
    try DeskPresence(folder, LOCK_EX)
  }

  private init(_ folder: String, _ kind: Int32) throws(StoreFailure) {
    let path = folder + "/desks.lock"
    descriptor = try PrivateFile.open(path, O_RDWR | O_CREAT)
    guard flock(descriptor, kind | LOCK_NB) == 0 else {
      close(descriptor)
      throw .locked(path: path)
    }
  }

  deinit { close(descriptor) }
}
