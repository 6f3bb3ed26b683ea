import Counter
import FormFiles
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct ProtectionColumnTests {
  private let day = "2026-04-01"

  @Test(arguments: [
    "支援対象者", "支援申出年月日", "支援フラグ", "DV支援", "ｄｖ", "非公開", "非公開フラグ", "閲覧制限", "抑止コード", "発行抑止", "秘匿区分", "被害者",
    "措置区分", "措置開始日",
    "shien_sochi", "SHIEN-SOCHI_KAISHI", "ＳＨＩＥＮ＿ＦＬＧ", "yokushi", "YokushiFlag", "protected", "is_protected",
    "protection_from",
    "restricted", "confidential", "hikokai", "ETSURAN_SEIGEN", "しえんそち", "シエンソチ開始",
  ])
  func `a column that looks like protection is refused, and the sentence says what to do`(column: String)
    throws
  {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(
      1...2, adding: ProtectionColumns.from + "," + column, values: [1: ",", 2: ","])
    let said = ResidentsFile.reasons(text, in: folder)
    #expect(said.hasPrefix("1: 「\(column)」という列は読めません"), "\(said)")
    #expect(said.contains("「支援措置") && said.contains("--drop-column '\(column)'"))
  }

  @Test func `no column that the city's content reads looks like one, nor do its usual neighbours`() throws {
    let forms =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/forms"
    let catalog = try #require(CatalogReader.read(try FormsFolder(at: forms)).rulebook).catalog
    let columns = catalog.vocabulary.facts.compactMap(\.column) + ResidentColumn.allCases.map(\.header)
    #expect(columns.count > 80)
    for column in columns + ["生活保護", "障害支援区分", "要保護児童数", "備考"] {
      #expect(!ProtectionColumns.isSuspicious(column), "\(column)")
      #expect(!StateNumbers.areNamed(by: column), "\(column)")
    }
  }

  @Test func `a column left out knowingly is not kept, and the generation notes it`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(
      1...2, adding: "支援措置開始年月日,支援措置_備考", values: [1: "\(day),ひみつ", 2: ",0"])
    try ResidentsFile.take(text, in: folder, terms: ImportTerms(leftOut: ["支援措置＿備考"]))
    #expect(try Register(folder: folder.path, stamp: .fictional, keys: .ofTests).leftOut == ["支援措置＿備考"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/register-1.sqlite"))
    #expect(bytes.range(of: Data("ひみつ".utf8)) == nil)
  }

  @Test func `what a left out column says of a person without a date is not passed over`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(1...3, adding: "支援措置開始年月日,措置区分", values: [1: ",1", 2: ",0", 3: ",なし"])
    let said = ResidentsFile.reasons(text, in: folder, terms: ImportTerms(leftOut: ["措置区分"]))
    #expect(said == "2: 「措置区分」に値がありますが、支援措置の日付が空です。「支援措置開始年月日」を入れてください")
  }

  @Test(arguments: ["氏名", "支援措置開始年月日", "宛名番号"])
  func `what the register needs cannot be left out`(column: String) throws {
    let folder = try TemporaryFolder()
    let said = ResidentsFile.reasons(
      ResidentsFile.text(1...2), in: folder, terms: ImportTerms(leftOut: [column]))
    #expect(said.contains("「\(column)」は除けない列です"))
  }

  @Test func `columns of which the content knows nothing are named, once`() throws {
    let folder = try TemporaryFolder()
    let text = ResidentsFile.text(1...2, adding: "支援措置開始年月日,国保_資格,知らない列", values: [1: ",1,x", 2: ",1,y"])
    let summary = try ResidentsFile.take(text, in: folder, terms: ImportTerms(knownColumns: ["国保_資格"]))
    #expect(summary.warnings.map(\.reason) == ["「知らない列」は、この市の内容（forms）で使わない列です。名前が違っていないか確かめてください"])
  }

  @Test func `an end alone is said by its line, an end before the beginning refuses`() throws {
    let folder = try TemporaryFolder()
    let columns = "支援措置開始年月日,支援措置終了年月日"
    let open = ResidentsFile.text(1...2, adding: columns, values: [1: ",", 2: ",\(day)"])
    let summary = try ResidentsFile.take(open, in: folder)
    #expect(summary.protected == 1)
    #expect(summary.warnings.map(\.line) == [3] && summary.warnings[0].reason.contains("支援措置の方として守ります"))
    let turned = ResidentsFile.text(1...2, adding: columns, values: [1: ",", 2: "\(day),2026-03-31"])
    #expect(ResidentsFile.reasons(turned, in: folder) == "3: 「支援措置終了年月日」が「支援措置開始年月日」より前です")
  }
}
