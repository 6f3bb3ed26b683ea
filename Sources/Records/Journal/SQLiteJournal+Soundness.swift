import Foundation
import GRDB

extension SQLiteJournal {
  /// Whether a look at the file finds it broken. A look that takes longer than it may ends without a finding: `doctor` looks
  /// at all of it.
  package static func findsDamage(in folder: String, within milliseconds: Int) -> Bool {
    let path = folder + "/visits.sqlite"
    guard access(path, F_OK) == 0 else { return false }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(1)
    do {
      // A connection of its own: what ends the look ends nothing else.
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let end = DispatchWorkItem { queue.interrupt() }
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: end)
      defer { end.cancel() }
      return try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") != "ok" }
    } catch {
      let code = (error as? DatabaseError)?.resultCode
      return code == .SQLITE_CORRUPT
    }
  }
}
