import Foundation
import TestSupport
import Testing

/// The commands for staff who edit `forms/`, as they are typed.
@Suite struct FormsCommandTests {
  private let forms = Repository.path + "/forms"

  private func copy(_ folder: TemporaryFolder) throws -> String {
    try FileManager.default.copyItem(atPath: forms, toPath: folder.path + "/forms")
    return folder.path + "/forms"
  }

  private func change(_ path: String, _ right: String, _ wrong: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(right))
    try text.replacing(right, with: wrong, maxReplacements: 1).write(
      toFile: path, atomically: true, encoding: .utf8)
  }

  @Test
  func `a finding shows the line with a mark under the place, and exit status tells errors from silence`()
    throws
  {
    let folder = try TemporaryFolder()
    let copy = try copy(folder)
    #expect(try Program.run(["forms", "check", copy]).status == 0)
    try change(copy + "/procedures/insurance.yaml", "窓口: 保険年金課", "窓口: 保険年金")
    let check = try Program.run(["forms", "check", copy])
    #expect(check.status == 1)
    #expect(
      check.out.contains(
        """
        procedures/insurance.yaml:7:7  窓口「保険年金」が municipality.yaml の「窓口」にありません
          7 |   窓口: 保険年金
            |         ^^^^^^^^
          → 「保険年金課」のことですか
          （この検査の説明: madoguchi forms help reference）
        """), "\(check.out)")
    #expect(check.out.contains("直すところ 1件、注意 0件"))
    let json = try Program.run(["forms", "check", copy, "--format", "json"])
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]])
    #expect(rows.count == 1)
    #expect(rows[0]["original"] as? String == "保険年金" && rows[0]["replacement"] as? String == "保険年金課")
  }

  @Test func `a lapsed translation is a warning, and warnings alone pass`() throws {
    let folder = try TemporaryFolder()
    let copy = try copy(folder)
    try change(copy + "/questions/10-move.yaml", "聞き方: 新しい住所はどこですか", "聞き方: 新しいご住所はどこですか")
    let check = try Program.run(["forms", "check", copy])
    #expect(check.status == 0)
    #expect(check.out.contains("■ 注意（2件）") && check.out.contains("元の文が変わる前のもの"))
  }

  @Test func `the statistics count questions, procedures and facts nobody reads`() throws {
    let stats = try Program.run(["forms", "check", forms, "--stats"])
    #expect(stats.status == 0)
    let family = try #require(stats.out.split(separator: "\n").first { $0.contains("国保の家族4人が県外から転入する") })
    let questions = try #require(Int(family.drop { $0 == " " }.prefix { $0.isNumber }))
    #expect((5...12).contains(questions), "\(family)")
    #expect(stats.out.contains("■ 届出ごとの手続") && stats.out.contains("転居  "))
    #expect(stats.out.contains("■ だれも読まない事実（消せます）\n  人.住所・氏名・名義が変わる"))
  }

  @Test func `every check that is listed explains itself, and an unknown one is refused with the way on`()
    throws
  {
    let list = try Program.run(["forms", "help"])
    let names = list.out.split(separator: "\n").filter { $0.hasPrefix("  ") }.map {
      $0.split(separator: " ")[0]
    }
    #expect(names.count >= 30)
    for name in names { #expect(try Program.run(["forms", "help", String(name)]).out.contains("（\(name)）")) }
    let unknown = try Program.run(["forms", "help", "nothing"])
    #expect(unknown.status != 0 && unknown.err.contains("madoguchi forms help で一覧"))
  }

  @Test func `a rule is explained by itself and in a visit`() throws {
    let rule = try Program.run(["forms", "explain", "nhi.join", "--forms", forms])
    #expect(rule.out.contains("・75歳未満であること") && rule.out.contains("根拠 国民健康保険法第5条～第7条・第9条"))
    let question = try Program.run(["forms", "explain", "move-date-in", "--forms", forms])
    #expect(question.out.contains("届出の種類が転入（国内から）である"))
    let fact = try Program.run(["forms", "explain", "人.公務員", "--forms", forms])
    #expect(fact.out.contains("・child-allowance.claim 児童手当の認定請求"))
    let visit = try Program.run(
      [
        "forms", "explain", "child-allowance.claim", "--forms", forms, "--visit",
        forms + "/examples/move-in.yaml",
      ])
    #expect(visit.out.contains("公務員ではないためです") && visit.out.contains("転出証明書情報"))
    let raw = try Program.run(["forms", "explain", "nhi.join", "--forms", forms, "--source"])
    #expect(raw.out.contains("誕生日年齢(人, 届出.異動日): < 法.後期高齢の年齢"))
    let unknown = try Program.run(["forms", "explain", "nhi.joim", "--forms", forms])
    #expect(unknown.status != 0 && unknown.err.contains("「nhi.join」のことですか"))
  }

  @Test func `a procedure is tried fact by fact`() throws {
    let folder = try TemporaryFolder()
    let typed = try folder.write(
      "typed.txt",
      """
      届出.前住所の都道府県 東京都
      人.生年月日 38歳
      届出.あてはまること 妊娠中
      人.国保 はい
      届出.修学のため いいえ
      届出.施設入所のため いいえ
      人.国保 うん
      戻す
      人.国民保 はい
      終わり

      """)
    let trial = try Program.run(
      ["forms", "try", "nhi.join", "--forms", forms, "--day", "2026-11-20"], input: typed)
    #expect(trial.status == 0)
    #expect(trial.out.contains("◎ 1人目  1人目の方には、「国民健康保険の加入（県外から）」が必要です。38歳（75歳未満）で"), "\(trial.out)")
    #expect(trial.out.contains("「人.国保」に「うん」は使えません"))
    #expect(trial.out.contains("「人.国保」のことですか"))
    let wrong = try Program.run(["forms", "try", "nhi.joim", "--forms", forms])
    #expect(wrong.status != 0 && wrong.err.contains("「nhi.join」のことですか"))
  }

  @Test func `a new city's copy passes at once and marks what it has to confirm`() throws {
    let folder = try TemporaryFolder()
    let city = folder.path + "/city"
    let made = try Program.run([
      "forms", "new", "municipality", city, "--name", "海原市", "--prefecture", "海原県", "--code", "999997",
      "--forms", forms,
    ])
    #expect(made.status == 0, "\(made.err)")
    #expect(try Program.run(["forms", "check", city]).status == 0)
    let text = try String(contentsOfFile: city + "/municipality.yaml", encoding: .utf8)
    #expect(text.contains("名前: 海原市") && text.contains("団体コード: '999997'") && text.contains("架空: いいえ"))
    #expect(text.contains("根拠: 海原市手数料条例, 典拠: 未確認"))
    #expect(!text.contains("架空市"))
    #expect(FileManager.default.contentsEqual(atPath: city + "/postal", andPath: forms + "/postal"))
    let again = try Program.run(["forms", "new", "municipality", city, "--forms", forms])
    #expect(again.status != 0 && again.err.contains("もうあります"))
  }

  @Test(.timeLimit(.minutes(10))) func `saving a file checks again`() throws {
    let folder = try TemporaryFolder()
    let copy = try copy(folder)
    let terminal = try Tmux("'\(Program.folder)/madoguchi' forms watch '\(copy)'", columns: 120, rows: 40)
    try terminal.wait(for: "保存を待っています")
    try change(copy + "/procedures/insurance.yaml", "性質: 義務", "性質: 義理")
    try terminal.wait(for: "「性質」に「義理」は使えません")
    try change(copy + "/procedures/insurance.yaml", "性質: 義理", "性質: 義務")
    while !Task.isCancelled, try terminal.screen().components(separatedBy: "問題はありません").count < 3 { continue }
    #expect(try terminal.screen().components(separatedBy: "問題はありません").count == 3)
  }

  @Test func `a schema has the city's own names`() throws {
    let schema = try Program.run(["forms", "schema", "procedures", "--forms", forms])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(schema.out.utf8)) as? [String: Any])
    let item = try #require(whole["items"] as? [String: Any])
    let properties = try #require(item["properties"] as? [String: [String: Any]])
    #expect((properties["窓口"]?["enum"] as? [String])?.contains("保険年金課") ?? false)
    #expect(properties["性質"]?["enum"] as? [String] == ["義務", "権利", "任意", "見込み"])
    #expect((item["required"] as? [String])?.contains("根拠") ?? false)
    #expect(try Program.run(["forms", "schema", "nothing", "--forms", forms]).err.contains("procedures"))
  }
}
