import Foundation

/// What is left in a data folder of a journal that is not there any more.
package enum JournalTraces {
  /// Whether a folder was worked with and has no journal, or an empty file in its place.
  package static func isLost(in data: String, heads: String) -> Bool {
    let path = data + "/visits.sqlite"
    var status = stat()
    if stat(path, &status) == 0, status.st_size > 0 { return false }
    return ["register", "accounts.sqlite"].contains { access(data + "/" + $0, F_OK) == 0 }
      || !HeadFile(folder: heads).heads().isEmpty || hasPrints(data)
  }

  /// Whether there is a journal whose ends are bound by a key. One that cannot be read is told of when it is opened.
  package static func isSealed(in data: String) -> Bool {
    do { return try VisitStore(reading: data).isSealed() } catch { return false }
  }

  private static func hasPrints(_ data: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: data + "/prints")) ?? []
    return names.contains { $0.hasSuffix(".pdf") }
  }
}
