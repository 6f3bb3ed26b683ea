import ArgumentParser
import Counter
import Foundation
import Records

struct BackupCommand: GuardedCommand {
  static let act = Act.backUp
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "受付の記録・アカウント・住民記録の控えを取る（窓口を開いたままで）",
    discussion: "鍵は入りません（madoguchi keys backup で別に控えます）。書いたあと、全部を読み直して確かめます。")
  @OptionGroup var admission: AdmissionOptions
  @OptionGroup var store: VisitsCommand.StoreOptions
  @Argument(help: "控えを置くフォルダー（まだないもの）") var target: String

  func settledPlaces() throws -> Places { try store.settledPlaces() }

  mutating func run(as actor: Operator) throws {
    let places = try store.settledPlaces()
    umask(0o077)
    let now = Instant.wallClock
    let visits = try places.visits(stamp: try store.stamp(of: places), by: actor.name, at: now)
    do {
      try visits.record(.backedUp, by: actor.name, at: now)
      try Records.Backup.make(of: places.data, to: target, at: now)
      let copy = try VisitStore(reading: target, keys: try places.keyRing()).verification()
      guard copy.faults.isEmpty else {
        throw Complaint("控えは \(target) に取りましたが、記録に書いたときのままでないものがあります。madoguchi visits verify で確かめてください")
      }
      Madoguchi.show("\(target) に控えを取り、確かめました（受付 \(copy.visits)件、操作の記録 \(copy.operations)件）")
      Madoguchi.show("鍵（\(places.keys)）は入っていません。別に控えてください（madoguchi keys backup）")
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
  }
}

struct RestoreCommand: GuardedCommand {
  static let act = Act.restore
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "控えに戻す（窓口を全部閉じてから）",
    discussion: "今あるものは replaced- で始まるフォルダーに残します。控えより後の記録は、戻したものには入っていません。")
  @OptionGroup var admission: AdmissionOptions
  @OptionGroup var store: VisitsCommand.StoreOptions
  @Argument(help: "控えのフォルダー") var source: String

  func settledPlaces() throws -> Places { try store.settledPlaces() }

  mutating func run(as actor: Operator) throws {
    let places = try store.settledPlaces()
    try places.makeDataFolder()
    let stamp: DataStamp = store.demo ? .fictional : .real
    let now = Instant.wallClock
    do {
      let time = try Records.Backup.verify(source).time
      let away = try Records.Backup.restore(source, into: places.data, stamp: stamp, at: now)
      Madoguchi.show("\(time.day.iso) の控えに戻しました")
      if let away { Madoguchi.show("前にあったものは \(away) にあります。要らないと分かったら消してください") }
      try places.visits(stamp: stamp, by: actor.name, at: now).record(
        .restored(from: time), by: actor.name, at: now)
    } catch StoreFailure.locked {
      throw Complaint("窓口か来庁者の画面が開いています。全部閉じてから、もう一度実行してください")
    } catch StoreFailure.missing(let path) {
      throw Complaint("\(path) がありません。控えのフォルダーを指定しているか確かめてください。今のデータはそのままです")
    } catch StoreFailure.damaged(let path) {
      throw Complaint("控えの \(path) が、書いたときのままではありません。別の控えを使ってください。今のデータはそのままです")
    } catch let failure as StoreFailure {
      throw Complaint(failure.line)
    }
  }
}
