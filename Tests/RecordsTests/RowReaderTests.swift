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
    "生年月日": "1986-04-02",
    "続柄表記": "世帯主", "住所_町字": "豆坂町", "住所_番地号表記": "1番2号",
  ]
  private static let mover = [
    "証明書番号": "転1", "転入前住所_都道府県": "隣県", "転出予定年月日": "2026-11-18", "氏名": "柿本 勇", "氏名_フリガナ": "カキモト イサム",
    "生年月日": "1988-08-08", "続柄表記": "世帯主",
  ]

  /// A row of a file with more columns, some of its fields changed.
  private func row(
    _ header: [String] = residents, _ person: [String: String] = person, _ changed: [String: String] = [:]
  ) throws -> RowReader.Row {
    let reader = try RowReader(header: header, lacksProtection: false)
    return try reader.row(
      CSVReader.Record(line: 2, fields: header.map { changed[$0] ?? person[$0] ?? "" }))
  }

  /// The sentence with which a header or a row is refused.
  private func problem(_ work: () throws -> Void) throws -> String {
    try #require(throws: RowReader.Problem.self, performing: work).sentence
  }

  // MARK: The header

  @Test func `a header tells which file it is`() throws {
    #expect(try RowReader(header: Self.residents, lacksProtection: false).kind == .residents)
    #expect(try RowReader(header: Self.incoming, lacksProtection: false).kind == .incoming)
  }

  @Test
  func
    `columns without a place of their own are qualifications, and numbers that are never kept are dropped`()
    throws
  {
    let reader = try RowReader(header: Self.residents + ["国保_資格", "個人番号", "犬_頭数"], lacksProtection: false)
    #expect(reader.layout == ["国保_資格", "犬_頭数"] && reader.dropped == ["個人番号"])
  }

  @Test func `a column that stands twice or is missing is named`() throws {
    #expect(
      try problem { _ = try RowReader(header: Self.residents + ["氏名"], lacksProtection: false) }
        == "列「氏名」が2つあります")
    let sentence = try problem {
      _ = try RowReader(
        header: Self.residents.filter { !["氏名", "続柄表記"].contains($0) }, lacksProtection: false)
    }
    #expect(sentence == "列「氏名」「続柄表記」がありません。1行目の列の名前を確かめてください")
    #expect(
      try problem { _ = try RowReader(header: ["証明書番号"], lacksProtection: false) }.contains("「転入前住所_都道府県」"))
  }

  @Test func `without the columns of protection only what was declared is read`() throws {
    let bare = Self.residents.filter { !$0.hasPrefix("支援措置") }
    #expect(
      try problem { _ = try RowReader(header: bare, lacksProtection: false) }.hasPrefix("支援措置の列がありません。"))
    #expect(try RowReader(header: bare, lacksProtection: true).kind == .residents)
    #expect(
      try problem { _ = try RowReader(header: Self.residents, lacksProtection: true) }.contains(
        "--no-protection-data を付けずに"))
  }

  @Test func `protection under another name is refused in both files`() throws {
    #expect(
      try problem { _ = try RowReader(header: Self.residents + ["DV区分"], lacksProtection: false) }.contains(
        "「DV区分」という列は読めません"))
    #expect(
      try problem { _ = try RowReader(header: Self.incoming + ["支援措置"], lacksProtection: false) }.contains(
        "転出証明書情報では読めません"))
  }

  // MARK: A row

  @Test func `fields are found by their names, an unknown one is empty`() throws {
    let row = try row()
    #expect(row["氏名"] == "梅村 葉子" && row["ない列"] == "" && row.day("生年月日") == Day(iso: "1986-04-02"))
    #expect(row.padded("宛名番号") == "000000000991001" && !row.isMarked)
  }

  @Test func `qualifications stand in the order of the header, empty ones too`() throws {
    let row = try row(Self.residents + ["国保_資格", "犬_頭数", "手帳"], Self.person, ["国保_資格": "1", "手帳": "0"])
    #expect(row.qualificationFields == "1\u{1F}\u{1F}0")
  }

  @Test(arguments: ["支援措置開始年月日", "支援措置終了年月日"])
  func `either day of protection marks the person`(column: String) throws {
    #expect(try row(Self.residents, Self.person, [column: "2026-04-01"]).isMarked)
  }

  @Test func `a row of another length is told with both numbers`() throws {
    let reader = try RowReader(header: Self.residents, lacksProtection: false)
    let sentence = try problem { _ = try reader.row(CSVReader.Record(line: 2, fields: ["1", "2"])) }
    #expect(sentence == "列の数が2です（1行目は12）")
  }

  @Test(arguments: [
    (["氏名": ""], "「氏名」が空です"), (["宛名番号": ""], "「宛名番号」が空です"),
    (["生年月日": "1986/04/02"], "「生年月日」が 2026-11-20 の形の日付ではありません"),
    (["支援措置終了年月日": "未定"], "「支援措置終了年月日」が 2026-11-20 の形の日付ではありません"),
    (["宛名番号": "1234567890123456"], "「宛名番号」は15桁までの半角数字です"), (["世帯番号": "８９１"], "「世帯番号」は15桁までの半角数字です"),
    (["住民状態": "転出"], "「住民状態」は「住民」か「除票」です"),
    (["生年月日": ""], "「生年月日」が空です。不詳なら「生年月日_不詳表記」に書いてください"),
  ])
  func `what is wrong with a resident's row is said without quoting it`(
    changed: [String: String], sentence: String
  )
    throws
  {
    #expect(try problem { _ = try row(Self.residents, Self.person, changed) } == sentence)
  }

  @Test func `a birth that nobody knows may be written as the record has it`() throws {
    let row = try row(Self.residents, Self.person, ["生年月日": "", "生年月日_不詳表記": "昭和15年月日不詳"])
    #expect(row.day("生年月日") == nil && row["生年月日_不詳表記"] == "昭和15年月日不詳")
  }

  @Test(arguments: [
    (["証明書番号": ""], "「証明書番号」が空です"), (["転出予定年月日": ""], "「転出予定年月日」が空です"),
    (["転出予定年月日": "11月18日"], "「転出予定年月日」が 2026-11-20 の形の日付ではありません"), (["生年月日": ""], "「生年月日」が空です"),
  ])
  func `what is wrong with an incoming row is said`(changed: [String: String], sentence: String) throws {
    #expect(try problem { _ = try row(Self.incoming, Self.mover, changed) } == sentence)
  }

  @Test func `who is protected does not come in by a file`() throws {
    let header = Self.incoming + ["支援措置開始年月日"]
    let sentence = try problem { _ = try row(header, Self.mover, ["支援措置開始年月日": "2026-04-01"]) }
    #expect(sentence == "支援措置を受けている方です。一覧から除いて、紙の転出証明書で受け付けてください")
  }
}
