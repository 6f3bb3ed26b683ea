import Counter
import Feel
import Testing

@testable import Records

@Suite struct RowReaderTests {
  private static let residents = [
    "宛名番号", "世帯番号", "住民状態", "氏名", "氏名_フリガナ", "生年月日", "生年月日_不詳表記", "続柄表記", "住所_町字", "住所_番地号表記", "支援措置開始年月日",
    "支援措置終了年月日",
  ]
  private static let incoming = [
    "証明書番号", "転入前住所_都道府県", "転出予定年月日", "氏名", "氏名_フリガナ", "生年月日", "続柄表記",
  ]
  private static let person = [
    "宛名番号": "991001", "世帯番号": "891001", "住民状態": "住民", "氏名": "梅村 葉子", "氏名_フリガナ": "ウメムラ ヨウコ",
    "生年月日": "1986-04-02", "続柄表記": "世帯主", "住所_町字": "豆坂町", "住所_番地号表記": "1番2号",
  ]

  private static func record(_ fields: [String]) -> CSVRecord {
    var record = CSVRecord()
    record.begin(atLine: 2)
    for field in fields { Array(field.utf8).withUnsafeBytes { record.append($0) } }
    return record
  }

  private static func reader(_ header: [String], withoutProtectionBy name: String? = nil) throws -> RowReader
  {
    try RowReader(
      header: record(header), terms: ImportTerms(noProtectionDataBy: name), holdingNumbers: [])
  }

  private func row(_ header: [String] = residents, _ changed: [String: String] = [:]) throws -> RowReader.Row
  {
    try Self.reader(header).row(Self.record(header.map { changed[$0] ?? Self.person[$0] ?? "" }))
  }

  /// The sentence with which a header or a row is refused.
  private func problem(_ work: () throws -> Void) throws -> String {
    try #require(throws: RowReader.Problem.self, performing: work).sentence
  }

  @Test func `a header tells which file it is`() throws {
    #expect(try Self.reader(Self.residents).kind == .residents)
    #expect(try Self.reader(Self.incoming).kind == .incoming)
  }

  @Test
  func
    `columns without a place of their own are qualifications, and numbers that are never kept are dropped`()
    throws
  {
    let reader = try Self.reader(Self.residents + ["国保_資格", "個人番号", "犬_頭数"])
    #expect(reader.layout == ["国保_資格", "犬_頭数"] && reader.dropped.map(\.name) == ["個人番号"])
  }

  @Test func `a column that stands twice or is missing is named`() throws {
    #expect(try problem { _ = try Self.reader(Self.residents + ["氏名"]) } == "列「氏名」が2つあります")
    let missing = Self.residents.filter { !["氏名", "続柄表記"].contains($0) }
    #expect(
      try problem { _ = try Self.reader(missing) } == "列「氏名」「続柄表記」がありません。1行目の列の名前を確かめてください")
    #expect(try problem { _ = try Self.reader(["証明書番号"]) }.contains("「転入前住所_都道府県」"))
  }

  @Test func `without the columns of protection only what was declared is read`() throws {
    let bare = Self.residents.filter { !$0.hasPrefix("支援措置") }
    #expect(try problem { _ = try Self.reader(bare) }.hasPrefix("支援措置の列がありません。"))
    #expect(try Self.reader(bare, withoutProtectionBy: "課長").kind == .residents)
    #expect(
      try problem { _ = try Self.reader(Self.residents, withoutProtectionBy: "課長") }.contains(
        "--no-protection-data を付けずに"))
  }

  @Test func `protection under another name is refused in both files`() throws {
    #expect(try problem { _ = try Self.reader(Self.residents + ["DV区分"]) }.contains("「DV区分」という列は読めません"))
    #expect(try problem { _ = try Self.reader(Self.incoming + ["支援措置"]) }.contains("転出証明書情報では読めません"))
  }

  @Test func `fields are found by their names, one that the file has not is empty`() throws {
    let row = try row()
    #expect(row[.name] == "梅村 葉子" && row[.building].isEmpty && row.isEmpty(.building))
    #expect(row.padded(.number) == "000000000991001" && !row.isMarked)
  }

  @Test(arguments: ["支援措置開始年月日", "支援措置終了年月日"])
  func `either day of protection marks the person`(column: String) throws {
    #expect(try row(Self.residents, [column: "2026-04-01"]).isMarked)
  }

  @Test func `a row of another length is refused, empty fields at its end are none`() throws {
    let reader = try Self.reader(Self.residents)
    #expect(try problem { _ = try reader.row(Self.record(["1", "2"])) } == "列の数が1行目と違います")
    let fields = Self.residents.map { Self.person[$0] ?? "" } + ["", ""]
    #expect(try reader.row(Self.record(fields))[.relationship] == "世帯主")
  }
}
