import Foundation

/// The file `register` that names the generation in use; replaced by renaming, so a reader sees the old or the new.
struct RegisterPointer {
  let folder: String

  var generation: Int? {
    guard let data = FileManager.default.contents(atPath: folder + "/register"),
      let text = String(bytes: data, encoding: .utf8)
    else { return nil }
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  func point(to generation: Int) throws {
    let draft = folder + "/register.new"
    try Data("\(generation)\n".utf8).write(to: URL(fileURLWithPath: draft))
    try DurableFile.flush(draft)
    guard rename(draft, folder + "/register") == 0 else {
      throw StoreFailure.unreadable(path: draft, reason: String(cString: strerror(errno)))
    }
    try DurableFile.flush(folder)
    if generation > 2 {
      RegisterPointer.removeFiles(at: RegisterPointer.path(of: generation - 2, in: folder))
    }
  }

  static func path(of generation: Int, in folder: String) -> String {
    folder + "/register-\(generation).sqlite"
  }

  /// Removes a database with its side files; those that are not there do not matter.
  static func removeFiles(at path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }
}

/// Puts what was written onto the disk.
enum DurableFile {
  static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw StoreFailure.missing(path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StoreFailure.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
