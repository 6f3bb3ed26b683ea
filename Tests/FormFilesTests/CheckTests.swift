import Testing

@testable import FormFiles

/// One mistake for each check, by hand: found by that check, on its line, in these words.
@Suite struct CheckTests {
  struct Slip: CustomTestStringConvertible, Sendable {
    let check: String
    let file: String
    let right: String
    let wrong: String
    let says: String
    let correction: String
    /// Lines between the first line of the change and the finding.
    var below = 0
    /// Where the finding is when it is in another file or far away.
    var elsewhere: String?

    var testDescription: String { check }
  }

  private static let insurance = "procedures/insurance.yaml"
  private static let who = "  誰: 異動する人\n"

  static let slips: [Slip] = [
    Slip(
      check: "yaml", file: insurance, right: "  手続: 国民健康保険の加入", wrong: "  手続：国民健康保険の加入", says: "全角",
      correction: "半角の「: 」"),
    Slip(
      check: "yaml-value", file: insurance, right: "人.修学の特例: いいえ", wrong: "人.修学の特例: no", says: "はい・いいえとして",
      correction: "いいえ と書いて"),
    Slip(
      check: "key", file: insurance, right: "  過ぎたとき:", wrong: "  過ぎたと:", says: "「過ぎたと」というキーはありません",
      correction: "「過ぎたとき」"),
    Slip(
      check: "missing", file: "questions/10-move.yaml", right: "  話題: 引っ越し\n", wrong: "", says: "「話題」がありません",
      correction: "話題: …", elsewhere: "- id: move-date-in"),
    Slip(
      check: "value", file: insurance, right: "性質: 義務", wrong: "性質: 義理", says: "「義理」は使えません",
      correction: "義務、権利、任意"),
    Slip(
      check: "validity", file: insurance, right: who,
      wrong: who + "  有効: { から: 2027-01-01, まで: 2026-01-01, 基準: 異動日 }\n", says: "より前の日", correction: "始まる日",
      below: 1),
    Slip(
      check: "sign", file: insurance, right: "人.後期 = false and", wrong: "人.後期 ＝ false and", says: "「＝」",
      correction: "半角の ="),
    Slip(
      check: "syntax", file: insurance, right: "人.後期 = false and (", wrong: "人.後期 = false and and (",
      says: "来るはず", correction: "書いてください"),
    Slip(
      check: "quote", file: insurance, right: "条件: '届出.種別 = \"転入\"'", wrong: "条件: '届出.種別 = 転入'",
      says: "「転入」は文字です", correction: "\"転入\""),
    Slip(
      check: "name", file: insurance, right: "人.国保 = true or", wrong: "人.国民保 = true or", says: "人.国民保",
      correction: "人.国保"),
    Slip(
      check: "code", file: insurance, right: "届出.種別: 転入", wrong: "届出.種別: 転人", says: "コード表「届出種別」にありません",
      correction: "「転入」"),
    Slip(
      check: "type", file: insurance, right: "人.国保 = true or", wrong: "人.国保 = \"はい\" or", says: "比べられません",
      correction: "true と書いて"),
    Slip(
      check: "duplicate", file: insurance, right: "- id: nhi.certificate", wrong: "- id: nhi.join",
      says: "「nhi.join」が2つ", correction: "行目です"),
    Slip(
      check: "reference", file: insurance, right: "書類: resident-move", wrong: "書類: resident-moves",
      says: "「resident-moves」が papers/", correction: "「resident-move」"),
    Slip(
      check: "core-fact", file: "vocabulary/common.yaml", right: "名前: 人.フリガナ", wrong: "名前: 人.フリガナ名",
      says: "「人.フリガナ」がありません", correction: "プログラムが使います"),
    Slip(
      check: "subject", file: insurance, right: who, wrong: "  誰: 届出\n", says: "誰「届出」は使えません",
      correction: "異動する人"),
    Slip(
      check: "household", file: "procedures/citizens.yaml", right: "    届出.種別: 転入\n",
      wrong: "    届出.種別: 転入\n    人.国保: はい\n", says: "「人」を直接", correction: "some 員 in", below: 1),
    Slip(
      check: "number", file: insurance, right: "\"< 法.後期高齢の年齢\"", wrong: "\"< 75\"", says: "数字「75」",
      correction: "法.後期高齢の年齢"),
    Slip(
      check: "function", file: "procedures/nursery.yaml", right: who,
      wrong: who + "  条件: matches(人.続柄, \"子.*\")\n", says: "「matches」は forms では", correction: "starts with",
      below: 1),
    Slip(
      check: "constant", file: insurance, right: "    人.修学の特例: いいえ\n", wrong: "    count(世帯.員): \">= 0\"\n",
      says: "いつも「はい」", correction: "消してください"),
    Slip(
      check: "circle", file: "vocabulary/allowances.yaml", right: "式: '学齢(人, 届出.届出日)'",
      wrong: "式: 'not(人.今の学齢 = false)'", says: "（人.今の学齢 → 人.今の学齢）", correction: "外してください"),
    Slip(
      check: "supply", file: "vocabulary/common.yaml", right: ", 式: '人.続柄 = \"世帯主\"'", wrong: "",
      says: "知らせるものがありません", correction: "「列」か「式」"),
    Slip(
      check: "question", file: "questions/10-move.yaml", right: "- id: move-date-in\n",
      wrong: "- id: idle\n  事実: 人.住所・氏名・名義が変わる\n  話題: 介護\n  聞き方: 要介護度はいくつですか\n\n- id: move-date-in\n",
      says: "使う条件も欄もありません", correction: "質問を消す"),
    Slip(
      check: "order", file: insurance, right: "- id: nhi.certificate\n",
      wrong: "- id: nhi.certificate\n  順: { 前に: [nhi.certificate] }\n", says: "輪になっています",
      correction: "「前に」を消して", below: 1),
    Slip(
      check: "deadline", file: insurance, right: "日数: 法.国保の届出日数, 起算法: 民法, 根拠: 国民健康保険法施行規則第2条",
      wrong: "日数: 法.犬の届出日数, 起算法: 民法, 根拠: 国民健康保険法施行規則第2条", says: "法.国保の届出日数", correction: "法.国保の届出日数"),
    Slip(
      check: "basis", file: "law.yaml", right: "根拠: 住民基本台帳法第22条第1項", wrong: "根拠: ''", says: "「根拠」が空",
      correction: "条"),
    Slip(
      check: "confirmation", file: insurance, right: "項目: [条件, 期限, だれ, 持ち物, 過ぎたとき]",
      wrong: "項目: [期限, だれ, 持ち物, 過ぎたとき]", says: "「条件」がありません", correction: "条文と読み比べて"),
    Slip(
      check: "thing", file: insurance, right: "{ id: identity, 品: 届け出る方の本人確認書類 }",
      wrong: "{ id: identity, 品: 旅券 }", says: "でもあります", correction: "同じ物なら同じ言い方に"),
    Slip(
      check: "setting", file: "law.yaml", right: "法:\n",
      wrong: "法:\n  - { 名前: 使わない日数, 値: 3, 単位: 日, 根拠: 民法第1条 }\n", says: "どこにも使われていません",
      correction: "この行を消して", below: 1),
    Slip(
      check: "box", file: "papers/00-resident-move.yaml", right: "      章: 異動する方\n      行数: 7",
      wrong: "      章: 異動する方\n      行数: 30", says: "用紙に入りません", correction: "「行数」を減らして",
      elsewhere: "- id: resident-move"),
    Slip(
      check: "background", file: "papers/00-resident-move.yaml", right: "  名: 住民異動届\n",
      wrong: "  名: 住民異動届\n  下敷き: { 紙: none.pdf, 指紋: 00 }\n", says: "下敷き「none.pdf」がありません",
      correction: "PDF を置いてください", elsewhere: "- id: resident-move"),
    Slip(
      check: "overflow", file: "papers/00-resident-move.yaml", right: "見出し: 今までの世帯主",
      wrong:
        "見出し: 今までの世帯主（引っ越す前の住所で世帯主だった方。引っ越す前の日の住民票に書いてある方のことです。分からないときは書かないで、窓口の職員にお尋ねください。職員が住民票で確かめて書きます）",
      says: "に入りません", correction: "幅を広げる"),
    Slip(
      check: "town", file: "towns.yaml", right: "中学校: 架空中学校", wrong: "中学校: ''", says: "中学校の学区がありません",
      correction: "中学校: "),
    Slip(
      check: "translation", file: "wording/ja-easy/move.yaml", right: "鍵: move-date-in.聞き方",
      wrong: "鍵: move-date-on.聞き方", says: "訳の元", correction: "move-date-in.聞き方"),
    Slip(
      check: "reach", file: insurance, right: "    誕生日年齢(人, 届出.異動日): \"< 法.後期高齢の年齢\"\n",
      wrong: "    誕生日年齢(人, 届出.異動日): \"< 法.後期高齢の年齢\"\n    年齢(人, 届出.異動日): \"> 法.後期高齢の年齢\"\n",
      says: "どんな答えでも必要になりません", correction: "打ち消して", below: 1),
    Slip(
      check: "group", file: "groups/move.yaml",
      right: "手続: [nhi.leave, nhi.leave-same-prefecture, nhi.student", wrong: "手続: [nhi.leave, nhi.student",
      says: "漏れがあります", correction: "条件を広げて"),
    Slip(
      check: "example", file: "examples/move.yaml", right: "{ id: residence.move, 誰: 届出, 期限: 2026-11-30 }",
      wrong: "{ id: residence.move, 誰: 届出, 期限: 2026-12-01 }", says: "期限が違います", correction: "計算では 2026-11-30"),
  ]

  @Test(arguments: slips)
  func `a mistake is found by its check, on its line, with what to write instead`(slip: Slip) throws {
    let folder = try ShippedForms.folder()
    let text = try #require(folder.files.first { $0.path == slip.file }).text
    let range = try #require(text.firstRange(of: slip.right), "\(slip.right)")
    let changed = text.replacingCharacters(in: range, with: slip.wrong)
    let findings = CatalogReader.read(folder.replacing(slip.file, with: changed)).findings
    var line = text[..<range.lowerBound].filter { $0 == "\n" }.count + 1 + slip.below
    if let elsewhere = slip.elsewhere {
      let lines = changed.split(separator: "\n", omittingEmptySubsequences: false)
      line = try #require(lines.firstIndex { $0.hasPrefix(elsewhere) }) + 1
    }
    let found = findings.filter { $0.check == slip.check && $0.file == slip.file && $0.line == line }
    #expect(
      found.contains { $0.message.contains(slip.says) && ($0.correction ?? "").contains(slip.correction) },
      "\(findings.prefix(4).map { "[\($0.check)] \($0.sentence)" }.joined(separator: "\n"))")
  }

  @Test func `a procedure that no example shows is a finding, twice`() throws {
    let folder = try ShippedForms.folder()
    let sample = """
      - id: sample.new
        手続: 見本の手続
        性質: 任意
        窓口: 市民課
        単位: 人
        誰: 異動する人
        対象:
          届出.種別: 転入
          人.外国人: はい
        根拠: 見本
        典拠: 自治体
      """
    let files = folder.files + [(path: "procedures/sample.yaml", text: sample)]
    let found = CatalogReader.read(FormsFolder(files: files)).findings
    #expect(found.map(\.check) == ["coverage", "coverage"])
    #expect(found.allSatisfy { $0.line == 1 && $0.column == 7 })
  }

  @Test func `every check has a slip here, an explanation and a wrong and a right example`() {
    #expect(Checks.all.map { $0.name }.sorted() == (Self.slips.map(\.check) + ["coverage"]).sorted())
    for check in Checks.all {
      #expect(check.explanation.count > 60, "\(check.name)")
      #expect(check.name.allSatisfy { $0.isASCII })
      for line in check.explanation.split(separator: "\n") {
        #expect(line.count <= 110, "\(check.name): \(line)")
      }
    }
  }
}
