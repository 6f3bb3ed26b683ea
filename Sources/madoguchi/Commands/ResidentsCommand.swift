import ArgumentParser
import Counter
import Foundation
import Records

struct ResidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "residents", abstract: "住民記録の取り込みと、架空の住民づくり",
    subcommands: [Import.self, Generate.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "CSV（UTF-8、1行目が列の名前）から住民記録を作り直す",
      discussion: "すべての行が正しいときだけ入れ替わります。個人番号と住民票コードの列は取り込みません。")

    @OptionGroup var places: PlaceOptions
    @Flag(name: .long, help: "架空のデータとして取り込む（demo で使う）")
    var fictional = false
    @Option(name: .long, help: "記録の時点（例 2026-11-20T06:00）。省くと今")
    var asOf: String?
    @Argument(help: "住民情報・転出証明書情報の CSV")
    var files: [String]

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let settings = try Settings.load(environment: environment)
      let places = try Places(
        places, kind: fictional ? "-demo" : "", settings: settings, environment: environment)
      try places.makeDataFolder()
      guard let moment = asOf.map({ Instant(written: $0) }) ?? Instant.wallClock else {
        throw Complaint("--as-of は 2026-11-20T06:00 のように書きます")
      }
      let summary = try ResidentsImport.run(
        files, into: places.data, stamp: fictional ? .fictional : .real, asOf: moment)
      for warning in summary.warnings { print("\(warning.file):\(warning.line): \(warning.reason)") }
      print("住民 \(summary.residents)人、転入予定 \(summary.incoming)人を取り込みました（第\(summary.generation)世代）")
    }
  }

  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "架空の住民の CSV を作る（同じ種なら同じ人々）")

    @OptionGroup var places: PlaceOptions
    @Option(name: .long, help: "人数") var count = 2000
    @Option(name: .long, help: "種") var seed: UInt64 = 1
    @Option(name: .long, help: "年齢を決める日") var day: String?
    @Argument(help: "書き出すファイル") var output: String

    func validate() throws {
      guard (1...10_000_000).contains(count) else { throw ValidationError("--count は 1 から 10000000 までです") }
    }

    mutating func run() throws {
      let environment = ProcessInfo.processInfo.environment
      let places = try Places(
        places, kind: "-demo", settings: try Settings.load(environment: environment), environment: environment
      )
      guard let today = day.map({ Instant(written: $0) }) ?? Instant.wallClock else {
        throw Complaint("--day は 2026-11-20 のように書きます")
      }
      try DemoData.write(count: count, seed: seed, forms: places.forms, today: today, to: output)
    }
  }
}
