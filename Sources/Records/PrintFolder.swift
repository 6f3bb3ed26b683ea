import Feel
import Foundation

/// The PDFs of a data folder: working copies of what was handed out. They go on the day after; the journal says what was printed.
package enum PrintFolder {
  package static func path(in data: String) -> String { data + "/prints" }

  /// Removes the PDFs that were made before a day, by the day in their names; answers how many. What is no print of the
  /// program's stays.
  @discardableResult
  package static func clear(in data: String, before day: Day) throws(StoreFailure) -> Int {
    let folder = path(in: data)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var count = 0
    for name in names where name.hasSuffix(".pdf") {
      guard let printed = Day(iso: String(name.prefix(10))), printed < day else { continue }
      guard unlink(folder + "/" + name) == 0 else {
        throw StoreFailure(systemError: errno, path: folder + "/" + name)
      }
      count += 1
    }
    return count
  }
}
