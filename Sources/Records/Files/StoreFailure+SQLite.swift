import Foundation
import GRDB

extension StoreFailure {
  /// The failure behind an error of the database.
  init(_ error: any Error, path: String) {
    if error is DecodingError || error is RowDecodingError {
      self = .damaged(path: path)
      return
    }
    guard let error = error as? DatabaseError else {
      self = (error as? StoreFailure) ?? StoreFailure(ofSystem: error, path: path)
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_NOTADB: self = .foreign(path: path)
    case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA: self = .damaged(path: path)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self =
        StoreFailure.isFull(path)
        ? .diskFull(path: path)
        : StoreFailure.refusal(of: path) ?? .unreadable(path: path, reason: "ディスクを読み書きできません")
    default:
      self = .unreadable(path: path, reason: "データベースの誤り \(error.extendedResultCode.rawValue)")
    }
  }

  /// Why the system lets nobody write a file or what SQLite makes beside it; nil when it would.
  private static func refusal(of path: String) -> StoreFailure? {
    let folder = DataFolder.above(path)
    if access(path, R_OK | W_OK) != 0 { return StoreFailure(systemError: errno, path: path) }
    if access(folder.isEmpty ? "." : folder, W_OK | X_OK) != 0 {
      return StoreFailure(systemError: errno, path: folder)
    }
    return nil
  }

  /// Whether the disk of a file has no room for a page of it: SQLite says of some writes only that they failed.
  private static func isFull(_ path: String) -> Bool {
    var status = statvfs()
    let folder = DataFolder.above(path)
    guard statvfs(folder.isEmpty ? "." : folder, &status) == 0 else { return false }
    return Int(status.f_bavail) * Int(status.f_frsize) < 65_536 || status.f_files > 0 && status.f_favail == 0
  }
}
