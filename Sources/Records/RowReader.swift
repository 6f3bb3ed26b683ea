import Counter
import Feel

/// Reads rows of one file by the names in its header, and says what is wrong with a row without quoting it.
struct RowReader {
  enum Kind { case residents, incoming }

  struct Problem: Error { let sentence: String }

  let kind: Kind
  /// Columns that stand in the file but are never taken in.
  let dropped: [String]
  /// Names of the qualification columns, in the order of the header.
  var layout: [String] { qualificationColumns.map(\.0) }
  private let positions: [String: Int]
  private let qualificationColumns: [(String, Int)]
  private let count: Int

  init(header: [String]) throws {
    var positions: [String: Int] = [:]
    for (index, name) in header.enumerated() {
      if positions[name] != nil { throw Problem(sentence: "列「\(name)」が2つあります") }
      positions[name] = index
    }
    let kind: Kind = positions[ResidentColumns.certificate] != nil ? .incoming : .residents
    let required =
      kind == .residents ? ResidentColumns.requiredOfResidents : ResidentColumns.requiredOfIncoming
    let missing = required.filter { positions[$0] == nil }
    guard missing.isEmpty else {
      throw Problem(sentence: "列「\(missing.joined(separator: "」「"))」がありません。1行目の列の名前を確かめてください")
    }
    self.kind = kind
    self.positions = positions
    count = header.count
    dropped = header.filter { ResidentColumns.neverImported.contains($0) }
    qualificationColumns = header.enumerated().filter {
      !ResidentColumns.own.contains($0.element) && !ResidentColumns.neverImported.contains($0.element)
    }.map { ($0.element, $0.offset) }
  }

  /// A row whose dates are dates and whose required fields are there.
  func row(_ record: CSVReader.Record) throws -> Row {
    guard record.fields.count == count else {
      throw Problem(sentence: "列の数が\(record.fields.count)です（1行目は\(count)）")
    }
    let row = Row(fields: record.fields, positions: positions, qualifications: qualificationColumns)
    for name in kind == .residents
      ? [ResidentColumns.number, ResidentColumns.household, ResidentColumns.name]
      : [ResidentColumns.certificate, ResidentColumns.name, ResidentColumns.birth, ResidentColumns.planned]
    where row[name].isEmpty {
      throw Problem(sentence: "「\(name)」が空です")
    }
    for name in [ResidentColumns.birth, ResidentColumns.planned, ResidentColumns.protectedFrom]
    where !row[name].isEmpty {
      if Day(iso: row[name]) == nil { throw Problem(sentence: "「\(name)」が 2026-11-20 の形の日付ではありません") }
    }
    if kind == .residents, !["住民", "除票"].contains(row[ResidentColumns.state]) {
      throw Problem(sentence: "「住民状態」は「住民」か「除票」です")
    }
    if row[ResidentColumns.birth].isEmpty, row[ResidentColumns.birthWritten].isEmpty {
      throw Problem(sentence: "「生年月日」が空です。不詳なら「生年月日_不詳表記」に書いてください")
    }
    return row
  }

  struct Row {
    fileprivate let fields: [String]
    fileprivate let positions: [String: Int]
    fileprivate let qualifications: [(String, Int)]

    /// The field of a column, empty when the file has no such column.
    subscript(name: String) -> String { positions[name].map { fields[$0] } ?? "" }

    func day(_ name: String) -> Day? { Day(iso: self[name]) }

    /// The fields of the qualification columns in the order of the header.
    var qualificationFields: String {
      var text = ""
      for (index, column) in qualifications.enumerated() {
        if index > 0 { text.append(Qualifications.separator) }
        text += fields[column.1]
      }
      return text
    }
  }
}
