import Foundation

/// The YAML files below a folder, walked by the calls of the system: it is done at every start, and Foundation's walk takes
/// a multiple of everything else that is done with the files.
struct FolderWalk {
  /// Paths inside the folder, in no order; hidden files and folders hold settings of editors and are left out.
  private(set) var paths: [String] = []
  /// Whether the folder itself could be opened.
  private(set) var isThere = true

  init(_ folder: String) {
    isThere = walk(folder, prefix: "")
  }

  private mutating func walk(_ folder: String, prefix: String) -> Bool {
    guard let stream = opendir(folder) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      // A folder of a file's name is told as what it is when it is read.
      if FolderWalk.isFolder(path, Int32(entry.pointee.d_type)), !name.hasSuffix(".yaml") {
        _ = walk(path, prefix: prefix + name + "/")
      } else if name.hasSuffix(".yaml") {
        paths.append(prefix + name)
      }
    }
    return true
  }

  /// Some file systems do not tell in the entry what it is. Links to folders are not followed.
  private static func isFolder(_ path: String, _ type: Int32) -> Bool {
    guard type == Int32(DT_UNKNOWN) else { return type == Int32(DT_DIR) }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
