import Counter
import Feel
import Moji

/// Reads rows of one file by the names in its header, and says what is wrong with a row without quoting it.
struct RowReader {
  enum Kind { case residents, incoming }

  typealias Problem = ImportFindings.Problem

  /// A column that stands in the file but is not taken in.
  struct Dropped {
    enum Reason { case stateNumber, holdsStateNumbers, asked }
    let index: Int
    let name: String
    let reason: Reason
  }

  let kind: Kind
  let header: [String]
  let dropped: [Dropped]
  /// Columns that are taken in although the content of the city has no use for them.
  let unknown: [String]
  /// How many columns without a name end the header.
  let namelessCount: Int
  /// Names of the qualification columns, in the order of the header.
  let layout: [String]
  /// Columns of protection that somebody left out: a row in which they say something needs a date too.
  let protectionLeftOut: [Int]
  /// Where the columns with a place of their own are; -1 for one that the file has not.
  private let places: [Int]
  /// The qualification columns as pieces of neighbours.
  private let runs: [Range<Int>]

  /// `holdingNumbers`: columns whose values were found to be 個人番号, by their index.
  init(header record: CSVRecord, terms: ImportTerms, holdingNumbers: Set<Int>) throws {
    let names = record.fields
    let header = Array(names[..<((names.lastIndex { !$0.isEmpty } ?? -1) + 1)])
    let own = header.map { ResidentColumn.named($0) }
    let dropped = header.enumerated().compactMap { index, name in
      RowReader.dropReason(name, index, terms, holdingNumbers).map {
        Dropped(index: index, name: name, reason: $0)
      }
    }
    let left = Set(dropped.map(\.index))
    let kind: Kind = own.contains(.certificate) ? .incoming : .residents
    try RowReader.check(header, leaving: left, kind, terms)
    let qualifications = header.indices.filter { own[$0] == nil && !left.contains($0) }
    (self.kind, self.header, self.dropped) = (kind, header, dropped)
    namelessCount = names.count - header.count
    protectionLeftOut = dropped.filter {
      $0.reason == .asked && ProtectionColumns.isSuspicious($0.name)
    }.map(\.index)
    layout = qualifications.map { header[$0] }
    unknown =
      terms.knownColumns.map { known in
        qualifications.map { header[$0] }.filter { !known.contains($0) }
      } ?? []
    places = ResidentColumn.allCases.map { column in own.firstIndex(of: column) ?? -1 }
    runs = qualifications.reduce(into: []) { runs, index in
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
  }

  private static func dropReason(
    _ name: String, _ index: Int, _ terms: ImportTerms, _ holdingNumbers: Set<Int>
  ) -> Dropped.Reason? {
    if ResidentColumn.named(name) != nil { return nil }
    if StateNumbers.areNamed(by: name) { return .stateNumber }
    if terms.leavesOut(name) { return .asked }
    return holdingNumbers.contains(index) ? .holdsStateNumbers : nil
  }

  private static func check(_ header: [String], leaving: Set<Int>, _ kind: Kind, _ terms: ImportTerms) throws
  {
    for (index, name) in header.enumerated() where !leaving.contains(index) {
      guard !name.isEmpty else { throw Problem("\(index + 1)列目に名前がありません。列の名前を書くか、列ごと除いてください") }
      if ProtectionColumns.isSuspicious(name) {
        switch kind {
        case .residents: throw Problem(ProtectionColumns.advice(on: name))
        case .incoming:
          throw Problem(
            "「\(name.harmless)」という列は、転出証明書情報では読めません。支援措置を受けている方は、この一覧から除いて紙の転出証明書で受け付けてください")
        }
      }
      if name.contains(where: \.isNewline) { throw Problem("\(index + 1)列目の名前に改行が入っています。1行の名前にしてください") }
      if let damage = TextDamage(in: name) { throw Problem("\(index + 1)列目の名前に\(damage.sentence)") }
    }
    let names = header.enumerated().filter { !leaving.contains($0.offset) }.map(\.element)
    if let twice = Dictionary(grouping: names, by: { $0 }).filter({ $0.value.count > 1 }).keys.min() {
      throw Problem("列「\(twice)」が2つあります")
    }
    let required =
      kind == .residents ? ResidentColumn.requiredOfResidents : ResidentColumn.requiredOfIncoming
    let own = Set(names.compactMap(ResidentColumn.named))
    let missing = required.filter { !own.contains($0) }.map(\.header)
    guard missing.isEmpty else {
      throw Problem("列「\(missing.joined(separator: "」「"))」がありません。1行目の列の名前を確かめてください")
    }
    if kind == .residents,
      let problem = ProtectionColumns.problem(
        isThere: own.contains(.protectedFrom), declaredAbsent: terms.noProtectionDataBy != nil)
    {
      throw Problem(problem)
    }
  }

  /// A row as it stands, whatever is wrong with it; throws only for one of another number of fields. Fields beyond the
  /// named columns are none when they are empty.
  func row(_ record: CSVRecord) throws -> Row {
    guard record.count >= header.count, (header.count..<record.count).allSatisfy(record.isEmpty) else {
      throw Problem("列の数が1行目と違います", "（この行は\(record.count)、1行目は\(header.count)）")
    }
    return Row(record: record, places: places, runs: runs)
  }

  struct Row {
    let record: CSVRecord
    fileprivate let places: [Int]
    fileprivate let runs: [Range<Int>]

    /// The field of a column, empty when the file has no such column.
    subscript(column: ResidentColumn) -> String {
      let place = places[column.rawValue]
      return place < 0 ? "" : record[place]
    }

    func isEmpty(_ column: ResidentColumn) -> Bool {
      let place = places[column.rawValue]
      return place < 0 || record.isEmpty(place)
    }

    /// Looks at the bytes of a column; those of an empty one where the file has none.
    func look<Result>(at column: ResidentColumn, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      let place = places[column.rawValue]
      return record.look(at: place, body)
    }

    /// Whether the person has a mark of 支援措置. It never ends by itself, so that an end alone is one too, and so is a
    /// word that it is provisional, or a name of whom it is against.
    var isMarked: Bool {
      !isEmpty(.protectedFrom) || !isEmpty(.protectedUntil) || !isEmpty(.protectionKind)
        || !isEmpty(.counterparties)
    }

    /// 支援措置 and 抑止 of the person as the register keeps them.
    var protection: KeptProtection {
      let kept = ResidentColumn.restrictions.filter { !isEmpty($0.column) }
      guard isMarked || !kept.isEmpty else { return KeptProtection() }
      return KeptProtection(
        measure: isMarked
          ? KeptProtection.Measure(
            from: day(.protectedFrom), until: day(.protectedUntil),
            isProvisional: self[.protectionKind] == "仮",
            counterparties: self[.counterparties]) : nil,
        restrictions: kept.compactMap { column, process in
          Restriction.Level(rawValue: self[column]).map { Restriction(process, $0) }
        })
    }

    /// A number with all its 15 digits, so that one household has one number however it was written.
    func padded(_ column: ResidentColumn) -> String {
      let digits = self[column]
      return digits.utf8.count == 15
        ? digits : String(repeating: "0", count: max(0, 15 - digits.utf8.count)) + digits
    }

    func day(_ column: ResidentColumn) -> Day? { look(at: column, SpreadsheetDamage.day) }

    /// The fields of the qualification columns in the order of the header.
    var qualificationFields: String {
      guard runs.count != 1 else { return record.run(runs[0]) }
      return runs.map { record.run($0) }.joined(separator: String(Qualifications.separator))
    }
  }
}
