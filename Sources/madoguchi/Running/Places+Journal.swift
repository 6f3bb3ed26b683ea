import Counter
import Foundation
import Records

/// How the records of a data folder are opened: always with its keys, and never made in silence where there were some.
extension Places {
  /// To write. By the first who opens it, it is made.
  func visits(stamp: DataStamp, by actor: String, at now: Instant) throws -> VisitStore {
    guard !JournalTraces.isLost(in: data, heads: heads) else {
      let demo = stamp == .fictional ? " --demo" : ""
      throw Complaint(
        "\(data) に受付の記録（visits.sqlite）がないか、空です。前にあったのなら madoguchi restore で控えから戻してください。前の記録なしで始めてよいときだけ、madoguchi visits new\(demo) --data \(data) で新しく作ってください"
      )
    }
    return try openVisits(stamp: stamp, by: actor, at: now)
  }

  /// A journal without the one before, because somebody chose so.
  func newVisits(stamp: DataStamp, by actor: String, at now: Instant) throws {
    guard JournalTraces.isLost(in: data, heads: heads) else {
      throw Complaint("\(data) に受付の記録があるか、まだ使われていないフォルダーです。新しく作る必要はありません")
    }
    let visits = try openVisits(stamp: stamp, by: actor, at: now)
    try visits.record(.journalMade, by: actor, at: now)
  }

  private func openVisits(stamp: DataStamp, by actor: String, at now: Instant) throws -> VisitStore {
    let keys = try keyRing()
    do {
      let visits = try VisitStore(folder: data, stamp: stamp, keys: keys)
      try visits.seal(by: actor, at: now)
      try visits.noteLostEnd(by: actor, at: now)
      if visits.hasLostEnd { Madoguchi.say(StartOfDay.lostEnd) }
      return visits
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
  }

  /// To read only, with the keys where they are at hand; nothing is made where there is nothing.
  func visitsToRead() throws -> VisitStore {
    let ring: KeyRing?
    do throws(StoreFailure) { ring = try Installation.keys(of: data, in: keys) } catch {
      ring = nil
      Madoguchi.say(keyLine(error))
    }
    do throws(StoreFailure) { return try VisitStore(reading: data, keys: ring) } catch {
      if case .missing = error {
        throw Complaint("\(data) に受付の記録がありません。--data で場所を指定してください（demo のものは --demo）")
      }
      throw Complaint(error.line)
    }
  }

  /// The keys of the installation, made at its first start. Of records that have a key none is made because the file that
  /// names it is gone.
  func keyRing() throws -> KeyRing {
    do throws(StoreFailure) {
      if try Installation.id(of: data) == nil, JournalTraces.isSealed(in: data) {
        throw .missing(path: Installation.file(in: data))
      }
      return try Installation.keysOrNew(of: data, in: keys)
    } catch {
      throw Complaint(keyLine(error))
    }
  }

  func keyLine(_ failure: StoreFailure) -> String {
    guard case .missing(let path) = failure else { return failure.line }
    if path == Installation.file(in: data) {
      return "\(path) がありません。この記録の鍵がどれかを書いたファイルです。控えから戻してください"
    }
    return
      "この記録の鍵が \(path) にありません。控えてある鍵をそこに戻してください（\(Installation.file(in: data)) が壊れて別の鍵を指しているときは、それを控えから戻します）。失われたときは madoguchi keys rotate で新しい鍵を作れますが、それまでの記録の終わりは確かめられず、封じた住所は読めなくなります"
  }
}
