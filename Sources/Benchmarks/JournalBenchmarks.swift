import Counter
import Feel
import Foundation
import Records

/// An entry put into a journal, without a desk around it.
enum JournalBenchmarks {
  private static let count = 300

  static func run(_ report: inout Report) throws {
    let flush = try flush()
    for (name, keys) in [("without a key", nil), ("sealed", KeyRing())] {
      let appends = try appends(keys)
      report.add(
        "an entry appended, \(name)", appends.median, budget: flush + 1, "ms",
        note: "p99 \(String(format: "%.3f", appends.p99)); one flush here \(String(format: "%.3f", flush))")
    }
  }

  private static func appends(_ keys: KeyRing?) throws -> [Double] {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try VisitStore(folder: folder, stamp: .fictional, keys: keys)
    let now = Instant(seconds: 1_795_152_600)
    let visit = try store.begin(
      Entry.Began(day: now.day, catalogVersion: "c", programVersion: "0", registerGeneration: 1),
      by: "b", at: now, token: "token")
    return try milliseconds(count) {
      try store.append(
        .answered([FactAnswer(FactKey("届出.新住所", of: .filing(0)), .value(.text("架空市南台3丁目91番2号")))]),
        to: visit.id, by: "b", at: now)
    }
  }

  /// What one page written and flushed takes on this disk.
  private static func flush() throws -> Double {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let descriptor = open(folder + "/flush", O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    let page = [UInt8](repeating: 1, count: 4096)
    return milliseconds(count) {
      _ = write(descriptor, page, page.count)
      _ = fdatasync(descriptor)
    }.median
  }
}
