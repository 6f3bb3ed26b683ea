import Foundation

/// The file `register` that names the generation in use; replaced by renaming, so a reader sees the old or the new.
struct RegisterPointer {
  /// How many generations before the one in use are kept.
  static let kept = 4

  let folder: String

  var generation: Int? {
    guard let data = FileManager.default.contents(atPath: folder + "/register"),
      let text = String(bytes: data, encoding: .utf8)
    else { return nil }
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// A number that no generation has had, also after one was taken back.
  var next: Int { max(files.max() ?? 0, generation ?? 0) + 1 }

  func point(to generation: Int) throws(StoreFailure) {
    try PrivateFile.write(Data("\(generation)\n".utf8), to: folder + "/register")
  }

  /// Held while a generation is made or taken back.
  func lock() throws(StoreFailure) -> LockFile { try LockFile(folder + "/register.lock") }

  /// The generation that was in use before one, by what that says of itself, else by its number; nil when none is left.
  func predecessor(of generation: Int, _ record: GenerationRecord?) -> Int? {
    if let previous = record?.previous {
      return FileManager.default.fileExists(atPath: path(of: previous)) ? previous : nil
    }
    return files.filter { $0 < generation }.max()
  }

  /// Removes old generations. The last ones stay, and before a generation that followed one that was taken back, those
  /// that were in use.
  func prune() {
    guard let generation else { return }
    var kept = Set(files.sorted().suffix(RegisterPointer.kept + 1) + [generation])
    var last = generation
    for _ in 0..<RegisterPointer.kept {
      guard let previous = predecessor(of: last, record(of: last)) else { break }
      kept.insert(previous)
      last = previous
    }
    for old in files where !kept.contains(old) { RegisterPointer.removeFiles(at: path(of: old)) }
  }

  /// What a generation says of itself; nil for a damaged one, which is one from which people go back.
  func record(of generation: Int) -> GenerationRecord? {
    do throws(StoreFailure) { return try GenerationRecord.read(path(of: generation)) } catch { return nil }
  }

  /// Numbers of the generations whose files are there.
  private var files: [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard name.hasPrefix("register-"), name.hasSuffix(".sqlite") else { return nil }
      return Int(name.dropFirst("register-".count).dropLast(".sqlite".count))
    }
  }

  func path(of generation: Int) -> String { RegisterPointer.path(of: generation, in: folder) }

  static func path(of generation: Int, in folder: String) -> String {
    folder + "/register-\(generation).sqlite"
  }

  /// Removes a database with its side files; those that are not there do not matter.
  static func removeFiles(at path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }
}
