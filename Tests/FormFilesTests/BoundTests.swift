import Foundation
import TestSupport
import Testing

@testable import FormFiles

/// No file of `forms/` ends or hangs the program: what is too much is told with file and line.
@Suite struct BoundTests {
  /// What is said of one more file of questions.
  private func finding(_ text: String) throws -> Finding? {
    let folder = try ShippedForms.folder()
    return CatalogReader.read(FormsFolder(files: folder.files + [(path: "questions/zz.yaml", text: text)]))
      .findings
      .first { $0.file == "questions/zz.yaml" }
  }

  @Test func `a few lines that stand for billions are refused where the first name is used`() throws {
    let lines = (1..<9).map {
      "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", ") + "]"
    }
    let bomb = (["a0: &a0 [x]"] + lines + ["? *a8", ": 1"]).joined(separator: "\n")
    let found = try #require(try finding(bomb))
    #expect(found.line == 2 && found.column == 10)
    #expect(found.message.contains("別名"))
  }

  @Test func `a star or an ampersand in a sentence is no alias`() throws {
    for text in ["- 文: A & B\n- 文: a * b\n", "- 文: Q&A\n- 文: '*印'\n", "- &x\n", "- 文: *印\n"] {
      #expect(YAMLAliases.firstUse(in: text, of: "a.yaml") == nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("- 事実: a\u{0}b\n", 1, "制御文字"), ("- id: x\n  事実: \u{1B}[2J\n", 2, "制御文字"),
    (String(repeating: "# 注\n", count: 9) + "- 文: " + String(repeating: "あ", count: 40_000), 10, "1行が長すぎます"),
    (String(repeating: "- id: x\n", count: 2_001), 2_001, "一覧が長すぎます"),
    (String(repeating: "# あいうえおかきくけこさしすせそ\n", count: 100_000), 1, "大きすぎます"),
    ("- a: " + String(repeating: "[", count: 5_000), 1, "閉じていません"),
  ])
  func `what is too much is told on its line`(text: String, line: Int, says: String) throws {
    let found = try #require(try finding(text))
    #expect(found.line == line)
    #expect(found.message.contains(says), "\(found.message)")
  }

  @Test func `an expression too long to read is a finding`() throws {
    let long = "1" + String(repeating: " + 1", count: 3_000) + " = 3001"
    let outcome = try ShippedForms.changed("procedures/insurance.yaml") {
      $0.replacing("条件: '届出.種別 = \"転入\"'", with: "条件: '\(long)'", maxReplacements: 1)
    }
    let found = try #require(outcome.findings.first)
    #expect(found.check == "syntax" && found.message.contains("式が長すぎます"))
  }

  @Test func `a pipe, a folder, a dead link and a way out are told by their names`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: ShippedForms.path, toPath: path)
    func refusal(_ make: (String) -> Bool) throws -> Finding? {
      let file = path + "/questions/zz.yaml"
      defer { try? FileManager.default.removeItem(atPath: file) }
      try #require(make(file))
      do throws(Finding) {
        _ = try FormsFolder(at: path)
        return nil
      } catch { return error }
    }
    let cases: [(says: String, make: (String) -> Bool)] = [
      ("ふつうのファイルではありません", { mkfifo($0, 0o600) == 0 }), ("フォルダーです", { mkdir($0, 0o700) == 0 }),
      ("開けません", { symlink("nowhere", $0) == 0 }), ("外を指すリンク", { symlink("/etc/hostname", $0) == 0 }),
      ("外を指すリンク", { symlink("/dev/zero", $0) == 0 }),
    ]
    for (says, make) in cases {
      let found = try #require(try refusal(make))
      #expect(found.file == "questions/zz.yaml" && found.message.contains(says), "\(found.message)")
    }
    #expect(try refusal { symlink("../towns.yaml", $0) == 0 } == nil)
  }

  @Test func `a circle of facts is named from fact to fact, gates included`() throws {
    let circle = """
      事実:
        - { 名前: 人.甲, 型: はい・いいえ, 見出し: 甲, 出どころ: [計算], 式: '人.乙 = true' }
        - { 名前: 人.乙, 型: はい・いいえ, 見出し: 乙, 出どころ: [計算], 式: 'some 員 in 世帯.員 satisfies 員.丙 = true' }
        - { 名前: 人.丙, 型: はい・いいえ, 見出し: 丙, 出どころ: [聞き取り], 門: '人.甲 = true' }
      """
    let folder = try ShippedForms.folder()
    let found = CatalogReader.read(
      FormsFolder(files: folder.files + [(path: "vocabulary/zz.yaml", text: circle)])
    ).findings.filter { $0.check == "circle" }
    #expect(found.count == 1)
    #expect(found.first?.line == 2 && found.first?.file == "vocabulary/zz.yaml")
    #expect(found.first?.message.contains("（人.甲 → 人.乙 → 人.丙 → 人.甲）") ?? false)
  }
}

@Suite struct VisitBoundTests {
  private func visit(people count: Int, filings: Int = 1) -> String {
    let people = (0..<count).map { "人\($0)" }
    let filing = "  - { 種別: 転居, 人: [\(people.joined(separator: ", "))], 異動日: 2026-11-18 }\n"
    return "例: 大世帯\n日: 2026-11-20\n届出:\n" + String(repeating: filing, count: filings) + "人:\n"
      + people.map { "  \($0): { 生年月日: 1980-01-02 }\n" }.joined()
  }

  @Test func `a visit of five hundred is read and decided, each of them`() throws {
    let rulebook = try ShippedForms.rulebook()
    let (examples, findings) = ExampleReader(catalog: rulebook.catalog).examples(
      path: "visit.yaml", text: visit(people: 500))
    #expect(findings == [])
    let decisions = rulebook.determine(try #require(examples.first).situation).decisions
    #expect(Set(decisions.map(\.subject)).count > 500)
  }

  @Test func `a visit of thousands, or of many filings, is refused with a sentence`() throws {
    let catalog = try ShippedForms.rulebook().catalog
    for (text, says) in [
      (visit(people: 1_001), "人が多すぎます（1001人"), (visit(people: 1, filings: 11), "届出が多すぎます"),
    ] {
      let (_, findings) = ExampleReader(catalog: catalog).examples(path: "visit.yaml", text: text)
      #expect(findings.count == 1)
      #expect(findings.first?.message.contains(says) ?? false, "\(findings)")
    }
  }
}
