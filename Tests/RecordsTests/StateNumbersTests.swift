import Counter
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct StateNumbersTests {
  private func isNumber(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer(StateNumbers.isNumber)
  }

  // Numbers that nobody has: ten zeros, and the check digit of the rule.
  @Test(arguments: ["000000000019", "000000000027", "0000 0000 0035", "００００００００００１９"])
  func `a number with its check digit is one however it is written`(text: String) {
    #expect(isNumber(text))
  }

  @Test(arguments: [
    "000000000018", "000000000000", "00000000019", "0000000000190", "00000000001x", "", "0000/0000/0019",
  ])
  func `another digit, length or sign is none`(text: String) {
    #expect(!isNumber(text))
  }

  @Test(arguments: [
    "個人番号", "　個人番号", "\"個人番号\"", "個人番号１", "ｺｼﾞﾝﾊﾞﾝｺﾞｳ", "マイナンバー", "ﾏｲﾅﾝﾊﾞｰ", "個番", "MyNumber", "ＭＹ＿ＮＵＭＢＥＲ",
    "my-no",
    "kojin_bango", "住民票コード", "住民票ｺｰﾄﾞ", "住民票CD", "住基コード", "juminhyo_code",
  ])
  func `a number of the state is left out by whatever its column is called, and not kept`(column: String)
    throws
  {
    let folder = try TemporaryFolder()
    let quoted = "\"" + column.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    let text = ResidentsFile.text(
      1...2, adding: ProtectionColumns.from + "," + quoted, values: [1: ",000000000018", 2: ",000000000018"])
    let summary = try ResidentsFile.take(text, in: folder)
    #expect(summary.warnings.map(\.reason).contains("「\(column)」の列は取り込みません"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/register-1.sqlite"))
    #expect(bytes.range(of: Data("000000000018".utf8)) == nil)
  }

  @Test(arguments: ["個人番号カード_有効期限", "マイナンバーカード所持", "宛名番号_旧", "年金_番号連携"])
  func `what is said of the card, and other numbers, are no numbers of the state`(column: String) {
    #expect(!StateNumbers.areNamed(by: column))
  }

  @Test func `a column that holds them under another name is left out and said`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(
      1...4, adding: ProtectionColumns.from + ",照会番号,電話",
      values: [1: ",000000000019,0300000000", 2: ",000000000027,", 3: ",,", 4: ",000000000018,"])
    let summary = try ResidentsFile.take(text, in: folder)
    #expect(summary.warnings.map(\.reason).contains("「照会番号」の列には個人番号が入っているようです。取り込みません"))
    #expect(summary.residents == 4)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/register-1.sqlite"))
    for number in ["000000000019", "000000000027"] { #expect(bytes.range(of: Data(number.utf8)) == nil) }
    #expect(bytes.range(of: Data("0300000000".utf8)) != nil)
  }
}
