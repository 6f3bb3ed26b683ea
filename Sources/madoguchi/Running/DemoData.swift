import Counter
import FormFiles
import Foundation
import Records

/// The residents of the fictional city, made on the first start through the real importer.
enum DemoData {
  static let count = 2000
  static let seed: UInt64 = 1

  static func prepare(_ places: Places, at now: Instant) throws {
    // One that is there is opened, and judged, by the desk; one of a version that kept less is made anew.
    if Register.isCurrent(in: places.data) { return }
    try QuietTerminal.during { try make(places, at: now) }
  }

  private static func make(_ places: Places, at now: Instant) throws {
    Madoguchi.say("架空の住民を用意しています（はじめの1回だけ）…")
    // Of this process: two desks may start at once.
    let generated = places.data + "/residents-generated-\(getpid()).csv"
    unlink(generated)
    defer { unlink(generated) }
    try write(count: count, seed: seed, forms: places.forms, today: now, to: generated)
    let files = [places.forms + "/fiction/residents.csv", generated, places.forms + "/fiction/incoming.csv"]
    let summary = try ResidentsImport(
      files: files, places: places, stamp: .fictional,
      asOf: Instant(seconds: now.seconds - now.seconds % 86_400 - 3 * 3600),
      terms: ImportTerms(acceptsFewer: true, acceptsOlder: true, now: now)
    ).run()
    Madoguchi.say("\(summary.residents)人を取り込みました")
  }

  /// Writes generated residents as CSV.
  static func write(count: Int, seed: UInt64, forms: String, today: Instant, to path: String) throws {
    let names = try FictionNames(try FormsFolder(at: forms))
    let rulebook = try CatalogLoading.rulebook(forms: forms, cache: nil)
    func entries(_ list: [FictionNames.Entry]) -> [ResidentGenerator.NameEntry] {
      list.map { .init(kanji: $0.kanji, reading: $0.reading, generation: $0.generation) }
    }
    var generator = ResidentGenerator(
      surnames: entries(names.surnames), men: entries(names.men), women: entries(names.women),
      towns: rulebook.catalog.towns,
      columns: rulebook.catalog.vocabulary.facts.filter { $0.supplies.contains(.register) }.compactMap(
        \.column), today: today.day, seed: seed)
    try PrivateFile.make(path) { append in
      var buffer = Data((generator.header.joined(separator: ",") + "\n").utf8)
      try generator.generate(count) { row in
        buffer.append(contentsOf: row.joined(separator: ",").utf8)
        buffer.append(0x0A)
        if buffer.count > 1 << 20 {
          try append(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      try append(buffer)
    }
  }
}
