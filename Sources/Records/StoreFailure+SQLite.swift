import GRDB

extension StoreFailure {
  /// The failure behind an error of the database.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = (error as? StoreFailure) ?? .unreadable(path: path, reason: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_NOTADB: self = .foreign(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path)
    default: self = .unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}
