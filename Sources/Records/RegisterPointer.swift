import Counter
import Foundation

/// The file `register` that names the generation in use; replaced by renaming, so a reader sees the old or the new.
struct RegisterPointer {
  /// How many generations before the one in use are kept, however old.
  static let kept = 4

  let folder: String
  private var path: String { folder + "/register" }

  /// What the pointer named last. Who goes back notes it before, who goes on after: the pointer is never behind it.
  private var mark: StoreMark { StoreMark(of: path) }

  /// The generation in use; nil when there has been none. Throws for a link and for a file that names none, and `older` for
  /// one that named another before and was not taken back: an older copy may protect fewer.
  func current() throws(StoreFailure) -> Int? {
    try DataFolder.refuseHalfRestored(folder)
    let named = try named()
    guard let named, try isBehind(named) else { return named }
    // Somebody may have gone on or back between the two looks.
    guard let again = try self.named(), try isBehind(again) else { return try self.named() }
    throw .older(path: path)
  }

  private func isBehind(_ generation: Int) throws(StoreFailure) -> Bool {
    try mark.text().flatMap { Int($0) }.map { generation < $0 } ?? false
  }

  private func named() throws(StoreFailure) -> Int? {
    guard let data = try PrivateFile.read(path, atMost: 64) else { return nil }
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let generation = Int(text), generation > 0 else { throw .damaged(path: path) }
    return generation
  }

  /// A number that no generation has had, also after one was taken back.
  func next(after generation: Int?) -> Int { max(files.max() ?? 0, generation ?? 0) + 1 }

  func point(to generation: Int) throws(StoreFailure) {
    if let noted = try mark.text().flatMap({ Int($0) }), generation < noted {
      mark.note("\(generation)", flushes: true)
    }
    try PrivateFile.write(Data("\(generation)\n".utf8), to: path)
    mark.note("\(generation)")
  }

  /// Held while a generation is made or taken back.
  func lock() throws(StoreFailure) -> LockFile { try LockFile(folder + "/register.lock") }

  /// The generation that was in use before one, by what that says of itself, else by its number; nil when none is left.
  func predecessor(of generation: Int, _ record: GenerationRecord?) -> Int? {
    let there = Set(files)
    if let lineage = record?.lineage, !lineage.isEmpty { return lineage.first { there.contains($0) } }
    return there.filter { $0 < generation }.max()
  }

  /// Removes old generations: kept are the one in use with the last before it, the last that were made, and, of each day
  /// of so many before `now`, the last that was made or in use.
  func prune(keeping days: Int, at now: Instant) {
    guard let generation = try? current() else { return }
    let lineage = record(of: generation)?.lineage ?? []
    let there = files.sorted()
    var kept = Set(there.suffix(RegisterPointer.kept + 1) + [generation])
    kept.formUnion(lineage.filter(there.contains).prefix(RegisterPointer.kept))
    if kept.count < there.count {
      // Those in use come last and so stay for their day before one that was taken back.
      var lastOfDay: [Int: Int] = [:]
      for old in there.filter({ !lineage.contains($0) }) + lineage.reversed() where there.contains(old) {
        guard let made = record(of: old)?.madeAt else { continue }
        let age = now.day.number - made.day.number
        if age < days { lastOfDay[age] = old }
      }
      kept.formUnion(lastOfDay.values)
    }
    for old in there where !kept.contains(old) { RegisterPointer.removeFiles(at: path(of: old)) }
  }

  /// What a generation says of itself; nil for a damaged one, which is one from which people go back.
  func record(of generation: Int) -> GenerationRecord? {
    do throws(StoreFailure) { return try GenerationRecord.read(path(of: generation)) } catch { return nil }
  }

  /// Whether any generation is there, in use or not.
  var hasGenerations: Bool { !files.isEmpty }

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
    for suffix in ["", "-wal", "-shm", "-journal", GenerationSum.end] { unlink(path + suffix) }
  }
}
