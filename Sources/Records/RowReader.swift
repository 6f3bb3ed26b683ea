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

  /// `lacksProtection`: somebody declared that residents files have no columns of 支援措置.
  init(header: [String], lacksProtection: Bool) throws {
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
    switch kind {
    case .residents:
      if let problem = ProtectionColumns.problem(in: header, declaredAbsent: lacksProtection) {
        throw Problem(sentence: problem)
      }
    case .incoming:
      if let column = header.first(where: ProtectionColumns.isSuspicious) {
        throw Problem(sentence: "「\(column)」という列は、転出証明書情報では読めません。支援措置を受けている方は、この一覧から除いて紙の転出証明書で受け付けてください")
      }
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
    for name in [ResidentColumns.birth, ResidentColumns.planned] + ProtectionColumns.all
    where !row[name].isEmpty {
      if Day(iso: row[name]) == nil { throw Problem(sentence: "「\(name)」が 2026-11-20 の形の日付ではありません") }
    }
    if kind == .incoming, row.isMarked {
      throw Problem(sentence: "支援措置を受けている方です。一覧から除いて、紙の転出証明書で受け付けてください")
    }
    for name in kind == .residents ? [ResidentColumns.number, ResidentColumns.household] : []
    where row[name].utf8.count > 15 || !row[name].utf8.allSatisfy { (0x30...0x39).contains($0) } {
      throw Problem(sentence: "「\(name)」は15桁までの半角数字です")
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

    /// Whether the person has a mark of 支援措置. It never ends by itself, so that an end alone is one too.
    var isMarked: Bool { ProtectionColumns.all.contains { !self[$0].isEmpty } }

    /// A number with all its 15 digits, so that one household has one number however it was written.
    func padded(_ name: String) -> String {
      String(repeating: "0", count: max(0, 15 - self[name].utf8.count)) + self[name]
    }

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
