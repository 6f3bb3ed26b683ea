import Counter
import Feel
import Foundation
import Records

/// What a process of a fault run does to a site. Each line that it says stands for something that is on the disk.
///
/// `append TOKEN COUNT`, `race TOKEN LABEL COUNT`, `look [FOLDER]`, `verify-backup FOLDER`.
struct FaultWorker {
  private let data: String
  private let keys: String
  private let heads: String
  private let plant: FaultOutcome.Plant?

  /// After everything that was written when the site was made.
  private static let now = Instant(seconds: 1_900_000_000)

  static func run(_ words: [String]) throws -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard let settings = environment["MADOGUCHI_SETTINGS"], let act = words.first else { return false }
    let folder = (settings as NSString).deletingLastPathComponent
    let worker = FaultWorker(
      data: folder + "/data", keys: folder + "/keys", heads: folder + "/heads",
      plant: environment["FAULT_PLANT"].flatMap(FaultOutcome.Plant.init(rawValue:)))
    switch (act, words.count) {
    case ("append", 3): try worker.append(words[1], count: Int(words[2]) ?? 0)
    case ("race", 4): try worker.race(words[1], label: words[2], count: Int(words[3]) ?? 0)
    case ("look", 1...2):
      let state = SiteState(
        data: words.count == 2 ? words[1] : worker.data, keys: worker.keys, heads: worker.heads)
      worker.say(String(decoding: try JSONEncoder().encode(state), as: UTF8.self))
    case ("verify-backup", 2): _ = try worker.told { try Backup.verify(words[1]) }
    default: return false
    }
    return true
  }

  private func open() throws -> VisitStore {
    let journal =
      switch plant {
      case .off: try SQLiteJournal(folder: data, stamp: .real, flushing: .off)
      case .normal: try SQLiteJournal(folder: data, stamp: .real, flushing: .normal)
      case .early, .accepted, nil: try SQLiteJournal(folder: data, stamp: .real)
      }
    return VisitStore(over: journal, keys: try Installation.keysOrNew(of: data, in: keys))
  }

  /// Begins a visit, or goes on with it, and appends to it, with the log between.
  private func append(_ token: String, count: Int) throws {
    var (store, visit): (VisitStore?, VisitListing?)
    var next = 1
    while next <= count {
      let isDone = try told {
        let opened = try store ?? open()
        store = opened
        if visit == nil { visit = try opened.visit(ofToken: token) }
        if plant == .early { say("\(token) \(next)") }
        guard let visit else {
          visit = try opened.begin(FaultWorker.began, by: "w", at: FaultWorker.now, token: token)
          return
        }
        if next % 5 == 0 {
          try opened.record(.searched(reason: "受付", hits: next), by: "w", at: FaultWorker.now)
        }
        let entry: Entry =
          next % 7 == 0 ? .left(desk: "\(token)-\(next)") : .printed(paper: "\(token)-\(next)")
        try opened.append(entry, to: visit.id, by: "w", at: FaultWorker.now)
      }
      if isDone {
        if plant != .early { say("\(token) \(next)") }
        next += 1
      } else {
        guard readLine() != nil else { return }
      }
    }
  }

  private static let began = Entry.Began(
    day: now.day, catalogVersion: "c", programVersion: "0", registerGeneration: 2)

  /// Appends to a visit on which others write too, each entry after the end that was seen.
  private func race(_ token: String, label: String, count: Int) throws {
    let store = try open()
    guard let visit = try store.visit(ofToken: token) else { return }
    var end = try store.journal(of: visit.id).count
    for number in 1...count {
      while true {
        var outcome: AppendOutcome?
        let isDone = try told {
          outcome = try store.append(
            .printed(paper: "\(label)-\(number)"), to: visit.id, after: end, by: label, at: FaultWorker.now)
        }
        guard isDone else { return }
        if case .behind(let entries) = outcome { end += entries.count }
        if case .appended = outcome { break }
      }
      end += 1
      say("\(label) \(number)")
    }
  }

  /// Does something; what stands in its way is told by a line «! failure», and answered by false.
  private func told(_ work: () throws -> Void) throws -> Bool {
    do {
      try work()
      return true
    } catch let failure as StoreFailure {
      say("! \(failure)")
      return false
    }
  }

  /// In one piece, so that whoever records this process sees it in its place.
  private func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(1, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count <= 0 { return }
      offset += count
    }
  }
}
