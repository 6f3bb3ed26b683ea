import Counter

/// Who stands where in the files: two rows of one person, households with two heads (世帯主) or none, and numbers that lost
/// their zeros.
struct PeopleOfFiles {
  typealias Problem = ImportFindings.Problem

  private struct Place {
    let file: Int32
    let line: Int32
  }

  private struct Household {
    let first: Place
    var head: Place?
  }

  private var files: [String] = []
  private var people: [Int: Place] = [:]
  private var households: [Int: Household] = [:]
  private var widths: [ResidentColumn: NumberWidths] = [:]

  mutating func begin(_ file: String) {
    files.append(file)
    widths = [.number: NumberWidths(), .household: NumberWidths()]
  }

  /// Notes a row that is good in itself; answers why it does not go with the rows before it.
  mutating func add(_ row: RowReader.Row) -> Problem? {
    let place = Place(file: Int32(files.count - 1), line: Int32(clamping: row.record.line))
    let number = row.look(at: .number, PeopleOfFiles.value)
    let household = row.look(at: .household, PeopleOfFiles.value)
    for column in [ResidentColumn.number, .household] {
      row.look(at: column) { widths[column]?.add($0, line: row.record.line) }
    }
    if let former = people[number] {
      return Problem("同じ宛名番号の行が2つあります。最新の行だけを書き出してください", "（もう1つは \(name(former, from: place))）")
    }
    people[number] = place
    guard row[.state] == "住民" else { return nil }
    let isHead = row[.relationship] == CoreCode.head
    if isHead, let head = households[household]?.head {
      return Problem(
        "同じ世帯に世帯主が2人います。世帯番号が表計算ソフトで丸められていないか確かめてください", "（もう1人は \(name(head, from: place))）")
    }
    if isHead {
      households[household, default: Household(first: place, head: nil)].head = place
    } else if households[household] == nil {
      households[household] = Household(first: place, head: nil)
    }
    return nil
  }

  /// What is said of the numbers of the file that was read last.
  func warnings() -> [(line: Int, Problem)] {
    [ResidentColumn.number, .household].flatMap { column in
      (widths[column]?.odd ?? []).map { line in
        (line, Problem("「\(column.header)」の桁数がほかの行と違います。先頭の0が落ちたとみて、0を補って取り込みます"))
      }
    }
  }

  /// Files and first lines of households in which nobody is 世帯主, in their order.
  func withoutHead() -> [(file: String, line: Int)] {
    households.values.filter { $0.head == nil }.map(\.first).sorted {
      ($0.file, $0.line) < ($1.file, $1.line)
    }.map { (files[Int($0.file)], Int($0.line)) }
  }

  private func name(_ place: Place, from other: Place) -> String {
    (place.file == other.file ? "" : files[Int(place.file)] + ":") + "\(place.line)行目"
  }

  private static func value(_ digits: UnsafeBufferPointer<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}

/// How long the numbers of a column are. One that begins with 0 tells how long all of them should be.
struct NumberWidths {
  private static let longest = 15
  private var lines: [[Int]] = Array(repeating: [], count: longest + 1)
  private var hasZero = [Bool](repeating: false, count: longest + 1)

  mutating func add(_ digits: UnsafeBufferPointer<UInt8>, line: Int) {
    let width = min(digits.count, NumberWidths.longest)
    if digits.first == 0x30 { hasZero[width] = true }
    // The lines of the length that all have are never said.
    if lines[width].count < 1000 { lines[width].append(line) }
  }

  /// Lines of numbers that are shorter than those with a leading zero.
  var odd: [Int] {
    guard let width = hasZero.lastIndex(of: true) else { return [] }
    return lines[..<width].joined().sorted()
  }
}
