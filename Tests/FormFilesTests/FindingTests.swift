import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// One mistake each, as staff make them: found, at its place, with what to write instead.
@Suite struct FindingTests {
  private static let file = "procedures/sample.yaml"

  private func findings(_ procedure: String) throws -> [Finding] {
    let files = try ShippedForms.folder().files + [(path: Self.file, text: procedure)]
    return CatalogReader.read(FormsFolder(files: files)).findings.filter {
      $0.file == Self.file && $0.check != "coverage"
    }
  }

  private static let good = """
    - id: sample.good
      手続: 見本の手続
      性質: 義務
      窓口: 市民課
      単位: 人
      誰: 異動する人
      対象:
        届出.種別: 転入
        人.国保: はい
      条件: 年齢(人, 届出.異動日) < 法.後期高齢の年齢
      期限: { 種類: 法定, 起算: 届出.異動日, 日数: 法.転入届の日数, 根拠: 見本 }
      根拠: 見本
      典拠: 自治体
    """

  @Test func `a good procedure has no finding`() throws {
    #expect(try findings(Self.good) == [])
  }

  @Test(arguments: [
    ("条件: 年齢(人, 届出.異動日) < 法", "条件: 年齢(人, 届出.異動日) ＜ 法", 10, 21, "全角", "半角の <"),
    ("人.国保: はい", "人.国民保: はい", 9, 5, "人.国民保", "人.国保"),
    ("窓口: 市民課", "窓口: 市民科", 4, 7, "市民科", "市民課"),
    ("性質: 義務", "性質: 義無", 3, 7, "義無", "義務"),
    ("誰: 異動する人", "誰: 移動する人", 6, 6, "移動する人", "異動する人"),
    ("手続: 見本", "手読: 見本", 2, 3, "手読", "手続"),
    ("届出.種別: 転入", "届出.種別: 転人", 8, 12, "転人", "転入"),
    ("日数: 法.転入届の日数", "日数: 14", 11, 33, "14", "法.…"),
    ("法.後期高齢の年齢", "75", 10, 23, "75", "法.…"),
    ("条件: 年齢", "条件: [年齢", 10, 7, "閉じていません", "]"),
    ("単位: 人", "単位: 世帯", 6, 6, "世帯", "残る世帯"),
  ])
  func `a mistake is found where it stands`(
    good: String, bad: String, line: Int, column: Int, says: String, correction: String
  ) throws {
    let broken = Self.good.replacing(good, with: bad, maxReplacements: 1)
    #expect(broken != Self.good)
    let found = try findings(broken)
    #expect(
      found.contains {
        $0.line == line && $0.message.contains(says) && ($0.correction ?? "").contains(correction)
      }, "\(found.map(\.sentence))")
    if column > 0, says != "YAML" {
      #expect(found.contains { $0.line == line && $0.column == column }, "\(found.map(\.sentence))")
    }
  }

  @Test func `an id used twice names the other place`() throws {
    let both = CatalogReader.read(
      FormsFolder(
        files: try ShippedForms.folder().files + [(path: Self.file, text: Self.good + "\n" + Self.good)])
    ).findings
    #expect(both.contains { $0.message.contains("sample.good") && ($0.correction ?? "").contains("1行目") })
  }

  @Test func `everything is reported at once and in order`() throws {
    let broken = Self.good.replacing("義務", with: "義無").replacing("市民課", with: "市民科").replacing(
      "異動する人", with: "移動する人")
    let found = try findings(broken)
    #expect(found.count >= 2)
    #expect(found == found.sorted())
  }

  @Test func `a procedure without an example is a finding`() throws {
    let outcome = CatalogReader.read(
      FormsFolder(files: try ShippedForms.folder().files + [(path: Self.file, text: Self.good)]))
    #expect(outcome.findings.filter { $0.message.contains("sample.good") }.count == 2)
  }

  @Test func `a wrong expectation of an example is a finding`() throws {
    let outcome = try ShippedForms.changed("examples/move-in.yaml") {
      $0.replacing("期限: 2026-11-30", with: "期限: 2026-12-01", maxReplacements: 1)
    }
    #expect(outcome.findings.contains { $0.check == "example" && $0.message.contains("期限が違います") })
  }

  @Test func `all full-width signs of a formula are found at once, and mended they are gone`() throws {
    let broken = Self.good.replacing(
      "条件: 年齢(人, 届出.異動日) < 法.後期高齢の年齢", with: "条件: 年齢（人、届出.異動日）＜＝　法.後期高齢の年齢")
    #expect(broken != Self.good)
    let found = try findings(broken).filter { $0.check == "sign" }
    #expect(found.compactMap(\.replacement?.text) == ["(", ",", ")<="], "\(found.map(\.sentence))")
    #expect(found.allSatisfy { $0.line == 10 })
  }

  @Test(arguments: [
    ("階: 1,", "階: 1e300,", "半角の数字"), ("階: 1,", "階: 2.5,", "小数点のない数"), ("架空: はい", "架空: あり", "「はい」か「いいえ」"),
  ])
  func `odd values of the city are refused`(right: String, wrong: String, says: String) throws {
    let outcome = try ShippedForms.changed("municipality.yaml") {
      $0.replacing(right, with: wrong, maxReplacements: 1)
    }
    #expect(outcome.findings.contains { $0.message.contains(says) }, "\(outcome.findings.map(\.sentence))")
  }

  @Test func `two values run together are told apart`() throws {
    for (wrong, instead) in [("転入、転居", "[転入, 転居]"), ("[転入・転居]", "転入, 転居")] {
      let found = try findings(Self.good.replacing("届出.種別: 転入", with: "届出.種別: \(wrong)"))
      #expect(
        found.contains { $0.check == "code" && $0.replacement?.text == instead }, "\(found.map(\.sentence))")
    }
  }

  @Test func `a file saved by Windows is read and shown by its lines`() throws {
    let folder = try ShippedForms.folder()
    let text = try #require(folder.files.first { $0.path == "law.yaml" }).text
    let windows = folder.replacing("law.yaml", with: text.replacing("\n", with: "\r\n"))
    #expect(CatalogReader.read(windows).findings == [])
    let broken = text.replacing("値: 14, 単位: 日, 根拠: 住民基本台帳法第22条", with: "価: 14, 単位: 日, 根拠: 住民基本台帳法第22条")
    let copy = folder.replacing("law.yaml", with: broken.replacing("\n", with: "\r\n"))
    let found = try #require(CatalogReader.read(copy).findings.first { $0.check == "key" })
    #expect(FindingReport(copy).text([found]).contains("- { 名前: 転入届の日数, 価: 14"))
  }

  @Test func `files that nothing reads are found`() throws {
    let folder = try TemporaryFolder()
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: ShippedForms.path, toPath: forms)
    for name in ["procedures/new.yml", "procedure/lost.yaml"] {
      try FileManager.default.createDirectory(
        atPath: (forms + "/" + name as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try "- id: x".write(toFile: forms + "/" + name, atomically: true, encoding: .utf8)
    }
    let found = CatalogReader.read(try FormsFolder(at: forms)).findings
    #expect(found.map(\.file) == ["procedure/lost.yaml", "procedures/new.yml"])
  }

  @Test func `a failing example points at the condition that fails and says why`() throws {
    let outcome = try ShippedForms.changed("procedures/insurance.yaml") {
      $0.replacing("\"< 法.後期高齢の年齢\"", with: "\"< 法.介護第2号の年齢\"", maxReplacements: 1)
    }
    let found = try #require(outcome.findings.first { $0.message.contains("nhi.join が必要になりません") })
    #expect(
      found.correction?.contains("procedures/insurance.yaml の14行目の条件が成り立ちません。") ?? false, "\(found.sentence)")
    #expect(found.correction?.contains("40歳以上") ?? false, "\(found.sentence)")
  }

  @Test(arguments: [
    "年齢(人, 届出.異動日) < 0", "人.手帳_身体 = null", "starts with(届出.新住所, \"架空町\")", "日数(届出.異動日, 届出.届出日) > 法.転入届の日数",
    "人.犬の数 >= 法.児童手当の三歳", "list contains(届出.あてはまること, \"妊娠中\") and not(list contains(届出.あてはまること, \"生活保護\"))",
  ])
  func `a condition that can hold is not said never to`(condition: String) throws {
    let procedure = Self.good.replacing("条件: 年齢(人, 届出.異動日) < 法.後期高齢の年齢", with: "条件: '\(condition)'")
    #expect(procedure != Self.good)
    let found = try findings(procedure).filter { $0.severity == .error }
    #expect(found == [], "\(found.map(\.sentence))")
  }
}
