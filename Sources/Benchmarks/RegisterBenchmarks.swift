import Counter
import Feel
import FormFiles
import Foundation
import Records

/// Import and search among 140,000 residents.
enum RegisterBenchmarks {
  static let count = 140_000

  static func run(_ report: inout Report) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let forms = try FormsFolder(at: Shipped.forms)
    guard let catalog = CatalogReader.read(forms).rulebook?.catalog else { return }
    let file = folder + "/residents.csv"
    try write(to: file, forms, catalog)
    let keys = KeyRing()
    let load = milliseconds(1) {
      _ = try? RegisterImport.run(
        files: [file], into: folder, stamp: .fictional, asOf: Instant(seconds: 0), keys: keys)
    }
    report.add("import of \(count) residents from CSV", load.median / 1000, budget: 5, "s")
    let again = milliseconds(1) {
      _ = try? RegisterImport.run(
        files: [file], into: folder, stamp: .fictional, asOf: Instant(seconds: 0), keys: keys)
    }
    report.add("the same again, compared with those before", again.median / 1000, budget: 7, "s")
    let register = try Register(folder: folder, stamp: .fictional, keys: keys)
    let lines = [
      "さとう", "わたなべ はな", "渡辺", "佐藤 S54.3", "S54.3.12", "鈴木一", "たなか", "高橋 花", "19800302", "いとう ゆう", "小林",
      "yamamoto",
    ]
    var times: [Double] = []
    for line in lines {
      let query = ResidentQuery(line, eras: catalog.eras, towns: catalog.towns)
      times += try milliseconds(20) { _ = try register.search(query) }
    }
    times.sort()
    report.add(
      "search among \(count) residents, p99", times.p99, budget: 3, "ms",
      note: "median \(String(format: "%.3f", times.median))")
  }

  /// Makes a data folder with so many residents and those of the shipped stories.
  static func makeCity(in folder: String) throws {
    let forms = try FormsFolder(at: Shipped.forms)
    guard let catalog = CatalogReader.read(forms).rulebook?.catalog else {
      throw CocoaError(.fileReadCorruptFile)
    }
    try DataFolder.make(folder)
    let file = folder + "/generated.csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try write(to: file, forms, catalog)
    let keys = try Installation.keysOrNew(of: folder, in: Shipped.keys)
    // A desk opens no folder that has residents and has lost its journal.
    _ = try VisitStore(folder: folder, stamp: .fictional, keys: keys)
    let fiction = Shipped.forms + "/fiction"
    _ = try RegisterImport.run(
      files: [fiction + "/residents.csv", file, fiction + "/incoming.csv"], into: folder, stamp: .fictional,
      asOf: Instant(seconds: 0), keys: keys)
  }

  private static func write(to path: String, _ forms: FormsFolder, _ catalog: Catalog) throws {
    let names = try FictionNames(forms)
    func entries(_ list: [FictionNames.Entry]) -> [ResidentGenerator.NameEntry] {
      list.map { .init(kanji: $0.kanji, reading: $0.reading, generation: $0.generation) }
    }
    guard let today = Day(iso: "2026-11-20") else { return }
    var generator = ResidentGenerator(
      surnames: entries(names.surnames), men: entries(names.men), women: entries(names.women),
      towns: catalog.towns,
      columns: catalog.vocabulary.facts.filter { $0.supplies.contains(.register) }.compactMap(\.column),
      today: today, seed: 1)
    var text = generator.header.joined(separator: ",") + "\n"
    generator.generate(count) { text += $0.joined(separator: ",") + "\n" }
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }
}
