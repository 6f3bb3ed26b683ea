import ArgumentParser
import Counter
import Foundation
import Records

struct ResidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "residents", abstract: "住民記録の取り込みと、架空の住民づくり",
    subcommands: [Import.self, Rollback.self, Generate.self])

  struct Import: GuardedCommand {
    static let act = Act.importRegister
    static let configuration = CommandConfiguration(
      abstract: "CSV（UTF-8、1行目が列の名前）から住民記録を作り直す",
      discussion: """
        すべての行が正しいときだけ入れ替わります。個人番号と住民票コードの列は取り込みません。住民情報には支援措置の列（支援措置開始年月日）が要ります。
        支援措置の方と同じ世帯の方は、みな住所を守ります。先に --dry-run を付けると、何も書かずに、何が変わるかを人数で示します。
        """)

    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var places: PlaceOptions
    @Flag(name: .long, help: "架空のデータとして取り込む（demo で使う）")
    var fictional = false
    @Flag(name: .long, help: "確かめるだけで、何も書かない（増える方・変わる方・いなくなる方などの人数を示す）")
    var dryRun = false
    @Option(name: .long, help: "記録の時点（例 2026-11-20T06:00）。省くと今")
    var asOf: String?
    @Flag(name: .long, help: "住民や支援措置の方が大きく減るか、支援措置が外れる方がいても取り込む（確かめてから）")
    var acceptFewer = false
    @Flag(name: .long, help: "今の住民記録より前の時点の記録でも取り込む（確かめてから）")
    var acceptOlder = false
    @Option(name: .long, help: "この市の抽出に支援措置の情報がないことを、許可した人の名前。操作の記録に残る")
    var noProtectionData: String?
    @Option(name: .long, parsing: .singleValue, help: "取り込まない列の名前（いくつでも）。住民記録に残る")
    var dropColumn: [String] = []
    @Option(name: .long, help: .hidden)
    var now: String?
    @Argument(help: "住民情報・転出証明書情報の CSV")
    var files: [String]

    func settledPlaces() throws -> Places {
      let environment = ProcessInfo.processInfo.environment
      return try Places(
        places, kind: fictional ? "-demo" : "", settings: try Settings.load(environment: environment),
        environment: environment)
    }

    mutating func run(as actor: Operator) throws {
      let places = try settledPlaces()
      guard let now = now.map({ Instant(written: $0) }) ?? Instant.wallClock else {
        throw Complaint("--now は 2026-11-20T14:30 のように書きます")
      }
      guard let moment = asOf.map({ Instant(written: $0) }) ?? now else {
        throw Complaint("--as-of は 2026-11-20T06:00 のように書きます")
      }
      let allowedBy = noProtectionData?.trimmingCharacters(in: .whitespacesAndNewlines)
      guard allowedBy != "" else {
        throw Complaint("--no-protection-data には、許可した人の名前を書いてください（例： --no-protection-data '市民課長 田中'）")
      }
      if !dryRun { try places.makeDataFolder() }
      let order = ResidentsImport(
        files: files, places: places, stamp: fictional ? .fictional : .real, asOf: moment,
        terms: ResidentsImport.terms(
          places, keepsSnapshot: !dryRun, acceptsFewer: acceptFewer, acceptsOlder: acceptOlder,
          noProtectionDataBy: allowedBy, leftOut: dropColumn, now: now), actor: actor.name)
      let summary = try dryRun ? order.examine() : order.run()
      for line in order.lines(of: summary, isTrial: dryRun) { Madoguchi.show(line) }
      for caution in order.cautions(of: summary) { Madoguchi.say(caution) }
      if !summary.refusals.isEmpty { throw ExitCode.failure }
    }
  }

  struct Rollback: GuardedCommand {
    static let act = Act.rollBack
    static let configuration = CommandConfiguration(
      abstract: "住民記録を1つ前の世代に戻す", discussion: "窓口は、開き直すと戻した世代を使います。操作の記録に残ります。")

    @OptionGroup var admission: AdmissionOptions
    @OptionGroup var places: PlaceOptions
    @Flag(name: .long, help: "demo の架空データ") var demo = false
    @Flag(name: .long, help: "支援措置の方が減っても戻す（確かめてから）")
    var acceptFewer = false

    func settledPlaces() throws -> Places {
      let environment = ProcessInfo.processInfo.environment
      return try Places(
        places, kind: demo ? "-demo" : "", settings: try Settings.load(environment: environment),
        environment: environment)
    }

    mutating func run(as actor: Operator) throws {
      do {
        try goBack(in: try settledPlaces(), by: actor.name)
      } catch let failure as StoreFailure {
        throw Complaint(failure.line)
      }
    }

    private func goBack(in places: Places, by actor: String) throws {
      let folder = places.data
      guard let way = try Register.RollBack(in: folder) else {
        throw Complaint("\(folder) に前の世代の住民記録がありません。正しい CSV を取り込み直してください")
      }
      guard acceptFewer || way.protected.then >= (way.protected.now ?? Int.max) else {
        let now = way.protected.now.map { "\($0)人" } ?? "（読めないため人数は不明）"
        throw Complaint(
          "【注意】戻すと、支援措置の方が \(now)から \(way.protected.then)人になります。減った方の住所は窓口に表示されます。正しいときだけ --accept-fewer を付けてください"
        )
      }
      let operations = try OperationLog(places, stamp: way.stamp, at: .wallClock)
      try way.run()
      try operations.note(
        .rolledBack(from: way.from, to: way.to), by: actor,
        else: "住民記録は戻しましたが、操作の記録に書けませんでした。空き容量と権限を確かめてください")
      Madoguchi.show(
        "第\(way.from)世代から第\(way.to)世代に戻しました（\(way.asOf.day.iso) 現在、住民 \(way.residents)人、支援措置 \(way.protected.then)人）。窓口を開き直してください"
      )
    }
  }

  struct Generate: ActingCommand {
    static let act = Act.makeFiction
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
      guard !FileManager.default.fileExists(atPath: output) else {
        throw Complaint("\(output) はもうあります。上書きしません。別の名前を指定してください")
      }
      try DemoData.write(count: count, seed: seed, forms: places.forms, today: today, to: output)
    }
  }
}
