import Counter
import Desk
import Foundation
import Records

/// Where a desk says what the visitor's screen beside it shows: a small file, replaced whole, without any name or answer.
struct VisitorScreenFile {
  private struct Told: Codable {
    let view: VisitorView
    /// The desk's process: what it said is worth nothing once it is gone.
    let process: Int32
  }

  private static let suffix = ".json"
  private let path: String

  init(data: String, desk: String) {
    path = DataFolder.screens(of: data) + "/" + desk.replacingOccurrences(of: "/", with: "_") + Self.suffix
  }

  /// What cannot be written is not shown; the desk goes on. It is replaced by renaming and not flushed to the disk: after a
  /// power cut no desk is running of which it could tell.
  func write(_ view: VisitorView) {
    guard let data = try? JSONEncoder().encode(Told(view: view, process: getpid())) else { return }
    try? PrivateFile.write(data, to: path, flushes: false)
  }

  /// What the desk shows; rest while it is not running.
  func read() -> VisitorView {
    guard let data = FileManager.default.contents(atPath: path),
      let told = try? JSONDecoder().decode(Told.self, from: data), kill(told.process, 0) == 0
    else { return .rest }
    return told.view
  }

  /// Whether another process of this program has the desk open.
  var isTaken: Bool {
    guard let data = FileManager.default.contents(atPath: path),
      let told = try? JSONDecoder().decode(Told.self, from: data), told.process != getpid(),
      kill(told.process, 0) == 0
    else { return false }
    // A number that went to another program since.
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(told.process)/exe")
    return program.map {
      ($0 as NSString).lastPathComponent == (Places.program as NSString).lastPathComponent
    } ?? false
  }

  /// Names of the desks that have run on this data.
  static func desks(in data: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: DataFolder.screens(of: data))) ?? []).filter {
      $0.hasSuffix(suffix)
    }.map { String($0.dropLast(suffix.count)) }.sorted()
  }
}
