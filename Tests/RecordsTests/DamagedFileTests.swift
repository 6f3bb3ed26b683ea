import Counter
import Feel
import TestSupport
import Testing

@testable import Records

/// What spreadsheets and wrong readings make of a file of residents.
@Suite struct DamagedFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var today: ImportTerms { ImportTerms(now: Instant(seconds: 1_795_000_000)) }

  @Test(arguments: [
    ("宛名番号", "9.10001E+14", "指数"), ("世帯番号", "8.00001E+14", "指数"),
    ("宛名番号", "\"=\"\"000000000910001\"\"\"", "式"),
    ("宛名番号", "#N/A", "表計算の誤り"), ("宛名番号", "abc", "半角数字"), ("宛名番号", "１２３", "半角数字"),
    ("世帯番号", "1234567890123456", "16桁以上"),
    ("生年月日", "28926", "通し番号"), ("生年月日", "1979/3/12", "2026/1/2 の形"), ("生年月日", "1900-02-30", "実在しない"),
    ("生年月日", "0000-01-01", "古すぎます"), ("生年月日", "2999-01-01", "取り込む日より後"), ("生年月日", "S54.3.12", "日付ではありません"),
    ("住所_番地号表記", "2月3日", "日付（2月3日 の形）"), ("住所_番地号表記", "3-Feb", "日付（2月3日 の形）"),
    ("氏名", "渡\u{FFFD} 花子", "文字化け"), ("氏名_フリガナ", "繝ｯ繧ｿ繝翫", "文字化け"), ("氏名", "ã‚¢", "文字化け"),
    ("氏名", "渡\u{0}邉", "制御文字"),
    ("氏名", "渡\u{1F}邉", "制御文字"), ("氏名", "渡\u{9B}邉", "制御文字"), ("氏名", "\u{202E}渡邉", "目に見えない"),
    ("氏名", "渡\u{200B}邉", "目に見えない"),
    ("氏名", "\u{FEFF}渡邉", "目に見えない"), ("氏名", "渡邉\u{E0041}", "目に見えない"), ("氏名", "渡邉😀", "絵文字"),
    ("住所_町字", "#REF!", "表計算の誤り"),
  ])
  func `a damaged value is refused by its line and column, and not quoted`(
    column: String, value: String, says: String
  ) throws {
    let said = ResidentsFile.reasons(ResidentsFile.text(column, value), in: folder, terms: today)
    #expect(said.hasPrefix("2: 「\(column)」"), "\(said)")
    #expect(said.contains(says), "\(said)")
    #expect(!said.contains("渡"))
  }

  @Test(arguments: [
    ("氏名", "渡邉\u{E010F} 花子"), ("氏名", "João Ávila"), ("氏名", "𠮷\u{10DE92}"), ("氏名", "繝 花"), ("氏名_フリガナ", "ﾜﾀﾅﾍﾞ"),
    ("住所_番地号表記", "2-3"),
    ("宛名番号", "000000000910001"), ("氏名", "#"),
  ])
  func `what only looks unusual is taken`(column: String, value: String) throws {
    #expect(ResidentsFile.reasons(ResidentsFile.text(column, value), in: folder, terms: today) == "taken")
  }

  @Test func `numbers that lost their zeros are one with those that have them, and said by line`() throws {
    let text = ResidentsFile.text(1...3).replacingOccurrences(of: "\n2,2,", with: "\n000000000000002,2,")
    let summary = try ResidentsFile.take(text, in: folder)
    #expect(summary.warnings.map(\.line) == [2, 4])
    #expect(summary.warnings.allSatisfy { $0.reason.contains("「宛名番号」の桁数がほかの行と違います") })
    #expect(try ResidentsFile.take(ResidentsFile.text(1...3), in: folder).warnings.isEmpty)
  }

  @Test func `a second mark of byte order is said by the column`() throws {
    let said = ResidentsFile.reasons("\u{FEFF}\u{FEFF}" + ResidentsFile.text(1...2), in: folder)
    #expect(said.hasPrefix("1: 1列目の名前に目に見えない文字"))
  }

  @Test func `a name of a column has one line`() throws {
    let text = ResidentsFile.text(1...1, adding: ProtectionColumns.from + ",\"国保\n資格\"", values: [1: ",1"])
    #expect(ResidentsFile.reasons(text, in: folder) == "1: 11列目の名前に改行が入っています。1行の名前にしてください")
  }

  @Test func `a person who stands there twice is said with both lines`() throws {
    let text = ResidentsFile.text(1...3)
    let twice = text + text.split(separator: "\n")[2] + "\n"
    #expect(
      ResidentsFile.reasons(twice, in: folder) == "5: 同じ宛名番号の行が2つあります。最新の行だけを書き出してください（もう1つは 3行目）")
  }

  @Test func `a person who stands in two files is said with both`() throws {
    let paths = try ["a.csv", "b.csv"].map { try folder.write($0, ResidentsFile.text(1...1)) }
    let said = ResidentsFile.reasons {
      _ = try RegisterImport.run(
        files: paths, into: folder.path, stamp: .fictional, asOf: Instant(seconds: 0), keys: .ofTests)
    }
    #expect(said.contains("（もう1つは a.csv:2行目）"))
  }

  @Test func `two heads of one household are refused with both lines, a head who is gone is none`() throws {
    func text(_ state: String) -> String {
      ResidentsFile.text(1...2) { _ in 7 }.replacingOccurrences(
        of: "2,7,住民,渡邉 花子,ワタナベ ハナコ,1979-03-12,子", with: "2,7,\(state),渡邉 花子,ワタナベ ハナコ,1979-03-12,世帯主")
    }
    #expect(ResidentsFile.reasons(text("住民"), in: folder).hasSuffix("（もう1人は 2行目）"))
    #expect(ResidentsFile.reasons(text("除票"), in: folder) == "taken")
  }

  @Test func `a household without a head is said by its first line and taken`() throws {
    let text = ResidentsFile.text(1...4) { $0 / 2 }.replacingOccurrences(
      of: "世帯主,架空町1丁目,90番2号", with: "子,架空町1丁目,90番2号")
    let warnings = try ResidentsFile.take(text, in: folder).warnings
    #expect(warnings.map(\.line) == [3] && warnings.map(\.reason) == ["世帯主のいない世帯です"])
  }

  @Test func `who died before the birth is refused`() throws {
    let text = ResidentsFile.text(1...1, adding: "支援措置開始年月日,異動事由,異動年月日", values: [1: ",死亡,1979-03-11"])
    #expect(ResidentsFile.reasons(text, in: folder) == "2: 死亡した日が生年月日より前です")
  }

  @Test func `empty columns at the right and empty rows are passed over, other counts refused`() throws {
    let lines = ResidentsFile.text(1...2).split(separator: "\n")
    let padded =
      [lines[0] + ",,", lines[1] + ",,", lines[2] + ",,,", "", ",,,,,,,,,,,"].joined(separator: "\n") + "\n"
    let warnings = try ResidentsFile.take(padded, in: folder).warnings
    #expect(warnings.map(\.line) == [1, 3, 5])
    let filled = [lines[0] + ",,", lines[1] + ",,x", lines[2].dropLast(2) + "", ""].joined(separator: "\n")
    let said = ResidentsFile.reasons(filled, in: folder)
    #expect(said.contains("2: 列の数が1行目と違います（この行は12、1行目は10）"))
    #expect(said.contains("3: 列の数が1行目と違います（この行は9、1行目は10）"))
  }

  @Test func `a value of the length at which programs cut is said`() throws {
    let text = ResidentsFile.text(
      1...2, adding: "支援措置開始年月日,メモ", values: [1: "," + String(repeating: "あ", count: 255), 2: ",あ"])
    let warnings = try ResidentsFile.take(text, in: folder).warnings
    #expect(warnings.map(\.line) == [2] && warnings[0].reason.contains("「メモ」が255文字ちょうど"))
  }

  @Test func `of each kind twenty lines are shown, and how many more there are`() throws {
    let text = ResidentsFile.text(1...50).replacingOccurrences(of: "1979-03-12", with: "1979/3/12") + "x\n"
    do {
      try ResidentsFile.take(text, in: folder)
      Issue.record("a damaged file was taken")
    } catch RegisterImport.Failure.badRows(let rows, let count) {
      #expect(count == 51)
      #expect(rows.map(\.line) == Array(2...21) + [52])
      #expect(rows.map(\.others) == Array(repeating: 0, count: 19) + [30, 0])
    }
  }
}
