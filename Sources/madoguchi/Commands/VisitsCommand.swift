import ArgumentParser
import Counter
import Feel
import Foundation
import Moji
import Records

struct VisitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visits", abstract: "受付の記録を見る・確かめる",
    subcommands: [
      List.self, Show.self, Log.self, Verify.self, Head.self, Replay.self, Purge.self, New.self,
    ])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  struct StoreOptions: ParsableArguments {
    @OptionGroup var places: PlaceOptions
    @Flag(name: .long, help: "demo の架空データを見る") var demo = false

    func settledPlaces() throws -> Places {
      let environment = ProcessInfo.processInfo.environment
      return try Places(
        places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
        environment: environment)
    }

    /// To read only: nothing is made where there is nothing.
    func store() throws -> VisitStore { try settledPlaces().visitsToRead() }

    /// What the records are stamped, whatever was asked for.
    func stamp(of places: Places) throws -> DataStamp { try places.visitsToRead().stamp }

    /// The visit of a day and a number.
    static func visit(_ day: String, _ number: Int, in store: VisitStore) throws -> VisitListing {
      guard
        let found = try store.visits(on: try StoreOptions.day(day, of: "日")).first(where: {
          $0.number == number
        })
      else { throw Complaint("その日の受付\(number)はありません。visits list で確かめてください") }
      return found
    }

    /// The day of an option; nil where it was not given.
    static func day(_ text: String?, of what: String = "--day") throws -> Day? {
      guard let text else { return nil }
      guard let day = Day(iso: text) else { throw Complaint("\(what) は 2026-11-20 のように、暦にある日を書いてください") }
      return day
    }
  }

  struct List: GuardedCommand {
    static let act = Act.listVisits
    static let configuration = CommandConfiguration(abstract: "受付の一覧（名前は出しません）")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Option(name: .long, help: "日（2026-11-20）。省くと全部") var day: String?

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let store = try store.store()
      for listing in try store.visits(on: try StoreOptions.day(day)) {
        let journal = try store.journal(of: listing.id)
        let visit = Visit(journal)
        let kinds = visit.situation.filings.map(\.kind).joined(separator: "・")
        Madoguchi.show(
          "\(listing.day.iso) 受付\(listing.number) \(kinds) \(visit.situation.personCount)人 記録\(journal.count)件 \(visit.status.word)"
        )
      }
    }
  }

  struct Show: GuardedCommand {
    static let act = Act.showVisit
    static let configuration = CommandConfiguration(
      abstract: "1件の記録を順に示す（氏名などを含みます）",
      discussion: "支援措置の方がいる受付では、住所と住所の分かることを出しません。権限の要る項目も出しません。")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Argument(help: "日") var day: String
    @Argument(help: "受付番号") var number: Int
    @Option(name: .long, help: "text（文）、json（1行に1件、ほかのプログラムで読む形）") var format = Format.text

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let visits = try store.store()
      let listing = try StoreOptions.visit(day, number, in: visits)
      let places = try store.settledPlaces()
      let catalog = try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false).catalog
      let journal = try visits.journal(of: listing.id)
      try note(listing, Visit(journal), by: actor)
      switch format {
      case .text:
        let text = EntryText(journal, catalog: catalog, columns: actor.columns)
        for entry in journal { Madoguchi.show(text.line(entry).harmless) }
      case .json:
        let veil = JournalVeil(journal, catalog: catalog, columns: actor.columns)
        for entry in journal { Madoguchi.give(json: try Line.json(of: entry, veil.veiled(entry.entry))) }
      }
    }

    /// Whose data are shown is recorded, as at a desk, where it is known who looks.
    private func note(_ listing: VisitListing, _ visit: Visit, by actor: Operator) throws {
      guard actor.account != nil else { return }
      let places = try settledPlaces()
      try OperationLog(places, stamp: try DataStamp.of(places.data), at: .wallClock).note(
        .visitOpened(
          day: listing.day, number: listing.number, residents: visit.residentNumbers.compactMap { $0 }),
        by: actor.name, else: "操作の記録に書けないため、表示しませんでした。空き容量と権限を確かめて、もう一度実行してください")
    }

    /// An entry for other programs.
    private struct Line: Encodable {
      let sequence: Int
      let time: Instant
      let actor: String
      let entry: Entry

      static func json(of entry: JournalEntry, _ veiled: Entry) throws -> Data {
        try VisitsCommand.json(
          Line(sequence: entry.sequence, time: entry.time, actor: entry.actor, entry: veiled))
      }
    }
  }

  struct Log: GuardedCommand {
    static let act = Act.readLog
    static let configuration = CommandConfiguration(
      abstract: "操作の記録（サインイン・検索と理由・表示・解除・印刷・取り込み）を順に示す")
    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var store: StoreOptions
    @Option(name: .long, help: "日（2026-11-20）。省くと全部") var day: String?
    @Option(name: .long, help: "text（文）、json（1行に1件、ほかのプログラムで読む形）") var format = Format.text
    @Flag(name: .long, help: "受付ごとの記録の終わりの控えも示す") var all = false

    func settledPlaces() throws -> Places { try store.settledPlaces() }

    mutating func run(as actor: Operator) throws {
      let wanted = try StoreOptions.day(day)
      let visits = try store.store()
      let places = try store.settledPlaces()
      let text = OperationText(catalog: format == .text ? Self.catalog(places) : nil)
      for (time, actor, operation) in try visits.operations() where wanted == nil || time.day == wanted {
        switch format {
        case .text where operation.isBookkeeping && !all: continue
        case .text: Madoguchi.show(text.line(operation, by: actor, at: time).harmless)
        case .json:
          Madoguchi.give(json: try VisitsCommand.json(Line(time: time, actor: actor, operation: operation)))
        }
      }
    }

    /// Papers have their ids while the content cannot be read.
    private static func catalog(_ places: Places) -> Catalog? {
      do {
        return try CatalogLoading.rulebook(forms: places.forms, cache: places.data, keeps: false).catalog
      } catch {
        Madoguchi.say("\(places.forms) を読めないため、書類は id で示します。madoguchi forms check で確かめてください")
        return nil
      }
    }

    private struct Line: Encodable {
      let time: Instant
      let actor: String
      let operation: DeskOperation
    }
  }

  /// One line of JSON.
  static func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }
}

extension Visit.Status {
  /// As lists and tables say it.
  fileprivate var word: String {
    switch self {
    case .open: "続いている"
    case .held: "保留"
    case .finished: "終わった"
    case .voided: "取り消した"
    }
  }
}
