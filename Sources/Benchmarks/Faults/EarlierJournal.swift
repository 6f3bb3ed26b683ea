import Counter
import Feel
import Foundation
import GRDB
import Records

/// A journal in the form of version 1, which kept no heads and sealed nothing.
enum EarlierJournal {
  /// Puts one with three visits in the place of a site's journal, with no heads, which that version did not have. The keys stay:
  /// with them the register was taken in anew, as its own version asks.
  static func make(of site: FaultSite) throws {
    let data = site.data
    let path = data + "/visits.sqlite"
    for end in ["", "-wal", "-shm", "-mark"] { unlink(path + end) }
    for name in try FileManager.default.contentsOfDirectory(atPath: site.heads) {
      unlink(site.heads + "/" + name)
    }
    try fill(data)
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction {
      try $0.execute(sql: "DROP TABLE head; DROP TABLE operation_head; PRAGMA user_version = 1")
    }
    try database.close()
  }

  private static func fill(_ data: String) throws {
    let store = try VisitStore(folder: data, stamp: .real)
    let now = Instant(seconds: 1_795_000_000)
    for number in 1...3 {
      let began = Entry.Began(day: now.day, catalogVersion: "c", programVersion: "0", registerGeneration: 2)
      let visit = try store.begin(began, by: "a", at: now, token: "earlier\(number)")
      for paper in 1...5 { try store.append(.printed(paper: "\(paper)"), to: visit.id, by: "a", at: now) }
      if number == 1 { try store.append(.finished, to: visit.id, by: "a", at: now) }
    }
  }
}
