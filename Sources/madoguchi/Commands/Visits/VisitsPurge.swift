import ArgumentParser
import Counter
import Foundation
import Records

extension VisitsCommand {
  struct Purge: GuardedCommand {
    static let act = Act.purge
    static let configuration = CommandConfiguration(
      abstract: "保存日数（municipality.yaml の 受付の保存日数）を過ぎた受付の記録を消す",
      discussion: "窓口を開くときにも行います。何件消したかと、消した記録の終わりは、操作の記録に残ります。")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Option(name: .long, help: "今の代わりに使う時点（例 2026-11-20T14:30）") var now: String?

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      guard let now = now.map({ Instant(written: $0) }) ?? Instant.wallClock else {
        throw Complaint("--now は 2026-11-20T14:30 のように書きます")
      }
      let places = try store.settledPlaces()
      let stamp = try store.stamp(of: places)
      let days = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false).catalog
        .municipality.visitRetentionDays
      let user = actor.name
      let count = try StartOfDay(
        visits: try places.visits(stamp: stamp, by: user, at: now), places: places, clerk: user, now: now
      ).purge(days)
      Madoguchi.show(count == 0 ? "\(days)日を過ぎた受付の記録はありません" : "\(days)日を過ぎた受付の記録 \(count)件を消しました")
    }
  }

  struct New: GuardedCommand {
    static let act = Act.restore
    static let configuration = CommandConfiguration(
      abstract: "受付の記録を、前のものなしで新しく作る（失われて、控えもないときだけ）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let places = try store.settledPlaces()
      try places.newVisits(stamp: store.demo ? .fictional : .real, by: actor.name, at: Instant.wallClock)
      Madoguchi.show("受付の記録を新しく作りました。操作の記録に残しました")
    }
  }
}
