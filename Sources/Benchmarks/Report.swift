import Foundation

/// Measured values beside their budgets.
struct Report {
  private var rows: [(name: String, measured: Double, budget: Double, unit: String, note: String)] = []

  mutating func add(_ name: String, _ measured: Double, budget: Double, _ unit: String, note: String = "") {
    rows.append((name, measured, budget, unit, note))
  }

  var hasMissed: Bool { rows.contains { $0.measured > $0.budget } }

  var text: String {
    rows.map { row in
      let mark = row.measured <= row.budget ? "ok  " : "MISS"
      return
        "\(mark) \(format(row.measured))\(row.unit) of \(format(row.budget))\(row.unit)  \(row.name)\(row.note.isEmpty ? "" : "  (\(row.note))")"
    }.joined(separator: "\n")
  }

  private func format(_ value: Double) -> String { String(format: value < 10 ? "%8.3f" : "%8.1f", value) }
}

/// Milliseconds of each of `count` runs, sorted.
func milliseconds(_ count: Int, _ work: () throws -> Void) rethrows -> [Double] {
  let clock = ContinuousClock()
  return try (0..<count).map { _ in
    let elapsed = try clock.measure(work)
    return Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1000
  }.sorted()
}

extension [Double] {
  /// Of an even number of values, between the middle two.
  var median: Double { isEmpty ? .nan : (self[(count - 1) / 2] + self[count / 2]) / 2 }
  /// The value 95 of a hundred do not pass, in any order.
  var p95: Double { isEmpty ? .nan : sorted()[Swift.min(count - 1, count * 95 / 100)] }
  /// The value 99 of a hundred do not pass.
  var p99: Double { isEmpty ? .nan : self[Swift.min(count - 1, count * 99 / 100)] }
}

/// Where the shipped content stands.
enum Shipped {
  static var forms: String {
    var folder = FileManager.default.currentDirectoryPath
    while !FileManager.default.fileExists(atPath: folder + "/forms/municipality.yaml"), folder != "/" {
      folder = (folder as NSString).deletingLastPathComponent
    }
    return folder + "/forms"
  }

  /// Where the programs that are measured keep the keys of their data.
  static let keys = NSTemporaryDirectory() + "madoguchi-bench-keys-\(getpid())"

  static func temporaryFolder() throws -> String {
    let path = NSTemporaryDirectory() + "madoguchi-bench-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
