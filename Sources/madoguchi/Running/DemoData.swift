import Counter
import FormFiles
import Foundation
import Records

/// The residents of the fictional city, made on the first start through the real importer.
enum DemoData {
  static let count = 2000
  static let seed: UInt64 = 1

  static func prepare(_ places: Places, at now: Instant) throws {
    // One that is there is opened, and judged, by the desk.
    if Register.isThere(in: places.data) { return }
    FileHandle.standardError.write(Data("架空の住民を用意しています（はじめの1回だけ）…\n".utf8))
    let generated = places.data + "/residents-generated.csv"
    try write(count: count, seed: seed, forms: places.forms, today: now, to: generated)
    defer { unlink(generated) }
    let files = [places.forms + "/fiction/residents.csv", generated, places.forms + "/fiction/incoming.csv"]
    let summary = try ResidentsImport.run(
      files, into: places.data, stamp: .fictional,
      asOf: Instant(seconds: now.seconds - now.seconds % 86_400 - 3 * 3600))
    FileHandle.standardError.write(Data("\(summary.residents)人を取り込みました\n".utf8))
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
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Complaint("\(path) に書けません。場所と空き容量を確かめてください") }
    defer { try? file.close() }
    var buffer = Data((generator.header.joined(separator: ",") + "\n").utf8)
    try generator.generate(count) { row in
      buffer.append(contentsOf: row.joined(separator: ",").utf8)
      buffer.append(0x0A)
      if buffer.count > 1 << 20 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
  }
}

/// Runs an import and says what went wrong in sentences without names.
enum ResidentsImport {
  static func run(_ files: [String], into folder: String, stamp: DataStamp, asOf: Instant) throws
    -> RegisterImport.Summary
  {
    do {
      return try RegisterImport.run(files: files, into: folder, stamp: stamp, asOf: asOf)
    } catch .badRows(let rows, let count) {
      let lines = rows.map { "\($0.file):\($0.line): \($0.reason)" }.joined(separator: "\n")
      let more = count > rows.count ? "\n（ほか \(count - rows.count)行）" : ""
      throw Complaint("\(lines)\(more)\n\(count)行に直すところがあるため、取り込みませんでした。今までの住民記録はそのままです")
    } catch .store(let failure) {
      throw Complaint(failure.line)
    }
  }
}
