/// Which columns of a file hold 個人番号 although their names do not say so: most of their values have the check digit.
struct HeldNumbers {
  private var candidates: [Int] = []
  private var counts: [(filled: Int, numbers: Int)] = []

  init() {}

  /// Columns with a place of their own are none: 宛名番号 has a check digit by the same rule
  /// (住民記録システム標準仕様書 1.1.13).
  init(_ reader: RowReader) {
    let dropped = Set(reader.dropped.map(\.index))
    candidates = reader.header.indices.filter {
      ResidentColumn.named(reader.header[$0]) == nil && !dropped.contains($0)
    }
    counts = candidates.map { _ in (0, 0) }
  }

  mutating func add(_ record: CSVRecord) {
    for (index, column) in candidates.enumerated() where !record.isEmpty(column) {
      counts[index].filled += 1
      if record.range(column).count >= 12, record.look(at: column, StateNumbers.isNumber) {
        counts[index].numbers += 1
      }
    }
  }

  /// More than half: of other numbers of twelve digits one in eleven has that digit by chance.
  var columns: Set<Int> {
    Set(zip(candidates, counts).filter { $0.1.numbers * 2 > $0.1.filled }.map(\.0))
  }
}
