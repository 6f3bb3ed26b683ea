import ArgumentParser
import Counter
import Feel
import Foundation
import Records

struct VisitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visits", abstract: "受付の記録を見る・確かめる",
    subcommands: [List.self, Show.self, Log.self, Verify.self])

  struct StoreOptions: ParsableArguments {
    @OptionGroup var places: PlaceOptions
    @Flag(name: .long, help: "demo の架空データを見る") var demo = false

    func settledPlaces() throws -> Places {
      let environment = ProcessInfo.processInfo.environment
      return try Places(
        places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
        environment: environment)
    }

    func store() throws -> VisitStore {
      let places = try settledPlaces()
      guard FileManager.default.fileExists(atPath: places.data + "/visits.sqlite") else {
        throw Complaint("\(places.data) に受付の記録がありません。--data で場所を指定してください（demo のものは --demo）")
      }
      for stamp in DataStamp.allCases {
        do { return try VisitStore(folder: places.data, stamp: stamp) } catch .stamped { continue } catch {
          throw Complaint(error.line)
        }
      }
      throw Complaint("\(places.data) の受付の記録を開けません")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "受付の一覧（名前は出しません）")
    @OptionGroup var store: StoreOptions
    @Option(name: .long, help: "日（2026-11-20）。省くと全部") var day: String?

    mutating func run() throws {
      let store = try store.store()
      let wanted = day.flatMap { Day(iso: $0) }
      if day != nil, wanted == nil { throw Complaint("--day は 2026-11-20 のように、暦にある日を書いてください") }
      for listing in try store.visits(on: wanted) {
        let journal = try store.journal(of: listing.id)
        let visit = Visit(journal)
        let kinds = visit.situation.filings.map(\.kind).joined(separator: "・")
        print(
          "\(listing.day.iso) 受付\(listing.number) \(kinds) \(visit.situation.personCount)人 記録\(journal.count)件 \(visit.status)"
        )
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "1件の記録を順に示す（氏名などを含みます）")
    @OptionGroup var store: StoreOptions
    @Argument(help: "日") var day: String
    @Argument(help: "受付番号") var number: Int

    mutating func run() throws {
      let store = try store.store()
      guard let day = Day(iso: day),
        let listing = try store.visits(on: day).first(where: { $0.number == number })
      else {
        throw Complaint("その日の受付\(number)はありません。visits list で確かめてください")
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for entry in try store.journal(of: listing.id) {
        print(
          "\(entry.sequence) \(Wording.clock(entry.time)) \(entry.actor) \(String(decoding: try encoder.encode(entry.entry), as: UTF8.self))"
        )
      }
    }
  }

  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "操作の記録（サインイン・検索と理由・表示・解除・印刷）を順に示す")
    @OptionGroup var store: StoreOptions
    @Option(name: .long, help: "日（2026-11-20）。省くと全部") var day: String?

    mutating func run() throws {
      let wanted = day.flatMap { Day(iso: $0) }
      if day != nil, wanted == nil { throw Complaint("--day は 2026-11-20 のように、暦にある日を書いてください") }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for (time, actor, operation) in try store.store().operations() where wanted == nil || time.day == wanted
      {
        print(
          "\(time.day.iso) \(Wording.clock(time)) \(actor) \(String(decoding: try encoder.encode(operation), as: UTF8.self))"
        )
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "記録のつながり（ハッシュの鎖）を確かめる")
    @OptionGroup var store: StoreOptions

    mutating func run() throws {
      let store = try store.store()
      let faults = try store.verify()
      for fault in faults {
        switch fault {
        case .visit(let day, let number, let sequence):
          print("\(day.iso) 受付\(number): \(sequence)番目の記録が、書いたときのままではありません")
        case .operations(let sequence): print("操作の記録: \(sequence)番目が、書いたときのままではありません")
        }
      }
      guard faults.isEmpty else { throw ExitCode.failure }
      print("受付 \(try store.visits(on: nil).count)件と操作の記録は、すべて書いたときのままです")
    }
  }
}
