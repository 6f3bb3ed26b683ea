import Counter
import Feel
import Foundation
import Moji
import Testing

@testable import FormFiles

/// Reasons as they are read aloud: one sentence and more for every shape a condition can have, kept for review in
/// Golden/reasons.txt (`GOLDEN=rewrite swift test --filter ReasonTests` writes it anew).
@Suite struct ReasonTests {
  /// Conditions on 太郎, the first of a family that moves in; each is also turned round.
  private static let conditions: [String] = [
    // Truths: known, derived, of another subject, by name of the fact alone.
    "人.国保 = true", "not(人.国保)", "人.国保 = false", "人.国保 != true", "人.外国人 = true", "人.世帯主 = true",
    "人.公務員 = true",
    "人.カード = true", "人.カード有効 = true", "人.児童手当の児童 = true", "人.介護第1号 = true", "人.学齢 = true",
    "届出.同一都道府県 = true", "届出.特例転入 = true", "届出.修学のため = true", "世帯.児童がいる = true",
    // Quiet truths.
    "人.手帳_身体 = true", "人.生活保護 = true", "人.支援措置 = true", "人.国保 = true and 人.手帳_療育 = false",
    // Codes and texts.
    "人.年金種別 = \"1\"", "人.年金種別 != \"3\"", "人.年金種別 in (\"1\", \"任意\")", "届出.種別 = \"転入\"",
    "届出.種別 in (\"転居\", \"転出\")", "届出.転入の方法 = \"カードの特例\"", "人.性別 = \"男\"", "人.続柄 = \"世帯主\"",
    "届出.前住所の都道府県 = 市.都道府県",
    "starts with(届出.新住所, \"架空町\")", "contains(届出.新住所, \"南台\")", "ends with(届出.新住所, \"号\")",
    // Several codes.
    "list contains(届出.市に登録するもの, \"犬\")", "list contains(届出.市に登録するもの, \"原付など\")",
    "list contains(届出.あてはまること, \"妊娠中\")",
    // Numbers.
    "人.犬の数 > 0", "人.犬の数 = 0", "人.犬の数 >= 1", "人.犬の数 <= 1", "人.原付の数 > 0", "count(届出.異動する人) > 1",
    "count(世帯.員) = 1",
    // Ages.
    "年齢(人, 届出.異動日) >= 法.介護第1号の年齢", "年齢(人, 届出.異動日) < 法.介護第2号の年齢", "年齢(人, 届出.異動日) <= 法.国民年金の上限年齢",
    "年齢(人, 届出.異動日) > 法.国民年金の上限年齢", "誕生日年齢(人, 届出.異動日) < 法.後期高齢の年齢", "年度末年齢(人, 届出.異動日) <= 法.児童手当の年度末年齢",
    "年齢(人, 届出.異動日) in [法.介護第2号の年齢..法.介護第1号の年齢]",
    "年齢(人, 届出.異動日) between 法.署名用証明書の年齢 and 法.国民年金の上限年齢", "学齢(人, 届出.異動日)", "年齢(人, 届出.異動日) >= 市.印鑑登録の年齢",
    // Days.
    "届出.異動日 <= 届出.届出日", "届出.異動日 > 届出.届出日", "届出.異動日 = 届出.転出予定日", "人.生年月日 < 届出.異動日", "人.カード有効期限 >= 届出.届出日",
    "日数(届出.異動日, 届出.届出日) <= 法.転入届の日数", "日数(届出.転出予定日, 届出.届出日) > 法.特例転入の転出予定日からの日数",
    "届出.異動日 in [届出.転出予定日..届出.届出日]",
    // Absence.
    "人.カード有効期限 = null", "人.カード有効期限 != null", "届出.前住所の世帯主 = null",
    // People.
    "人 = 届出.新しい世帯主", "人 = 届出.犬の飼い主", "人 != 届出.新しい世帯主", "届出.新しい世帯主.国保 = true", "届出.新しい世帯主.続柄 = \"世帯主\"",
    // At least one, everybody, nobody.
    "some 員 in 世帯.員 satisfies 員.国保 = true", "some 員 in 世帯.員 satisfies 員.外国人 = true",
    "some 員 in 世帯.員 satisfies 年齢(員, 届出.異動日) < 法.児童手当の三歳",
    "some 員 in 世帯.員 satisfies 年度末年齢(員, 届出.異動日) <= 法.就学前の年度末年齢",
    "some 員 in 世帯.員 satisfies 員.児童手当の児童 = true and 員.国保 = true",
    "some 員 in 世帯.員 satisfies 員.手帳_身体 = true", "some 員 in 世帯.員 satisfies 員.年金種別 = \"3\"",
    "every 員 in 世帯.員 satisfies 員.国保 = true", "every 員 in 世帯.員 satisfies 員.外国人 = false",
    "every 員 in 世帯.員 satisfies 年齢(員, 届出.異動日) >= 法.介護第1号の年齢",
    "not(some 員 in 世帯.員 satisfies 員.後期 = true)",
    // Several together.
    "人.国保 = true and 人.公務員 = false", "人.国保 = false or 人.公務員 = false", "人.国保 = true or 人.後期 = true",
    "人.国保 = true and (人.カード = true or 人.犬の数 > 0)", "not(人.国保 = true and 人.外国人 = true)",
    "人.国保 = true and 年齢(人, 届出.異動日) < 法.介護第1号の年齢 and 人.公務員 = false and 人.カード = true and 届出.同一都道府県 = false",
    "if 人.国保 = true then 年齢(人, 届出.異動日) < 法.介護第2号の年齢 else 人.公務員 = true",
    "if 届出.種別 = \"転居\" then true else 人.国保 = true",
    // One of several tests, half-open ranges, several people of whom different things are so, others beside oneself.
    "年齢(人, 届出.異動日) in (< 法.署名用証明書の年齢, >= 法.国民年金の上限年齢)", "年齢(人, 届出.異動日) in [法.児童手当の三歳..法.就学前の年度末年齢)",
    "年齢(人, 届出.異動日) in (法.児童手当の三歳..法.介護第1号の年齢]", "some 員 in 世帯.員 satisfies 員.年金種別 in (\"1\", \"3\")",
    "(some 員 in 世帯.員 satisfies 員.後期 = true) and 人.国保 = true",
    "some 員 in 届出.異動する人 satisfies 員.外国人 = true and 人.国保 = true",
    "日数(人.カード有効期限, 届出.届出日) <= 法.転入届の日数", "届出.新しい世帯主 = 届出.犬の飼い主",
    "some 甲 in 世帯.員 satisfies some 乙 in 世帯.員 satisfies 甲 != 乙 and 甲.生年月日 = 乙.生年月日",
    "not(人.カードを続けて使える)", "if 人.学齢 = true then 人.学校 = \"公立\" else 人.国保 = true", "count(届出.あてはまること) > 0",
    // What nobody knows yet, does not know, or does not say.
    "人.他の健康保険 = true", "人.学童保育 = true", "届出.世帯の作り方 = \"新しく世帯をつくる\"", "人.難病 = true", "人.妊娠中 = true",
    "人.年金受給 = true",
    "来庁者.連絡先 = null", "some 員 in 世帯.員 satisfies 員.妊娠中 = true", "人.国保 = true and 人.学校 = \"公立\"",
    "not(人.他の健康保険 = true)", "人.公務員 = true and 人.国保 = true", "届出.世帯の作り方 = \"新しく世帯をつくる\" and 人.国保 = true",
    "人.手帳_身体 = true or 人.手帳_療育 = true or 人.手帳_精神 = true", "some 員 in 世帯.員 satisfies 員.難病 = true",
    "every 員 in 世帯.員 satisfies 員.公務員 = false", "来庁者.連絡先 != null and 届出.世帯の作り方 = \"いまある世帯に入る\"",
    "人.要介護認定 = true", "人.介護の負担限度額 = true", "人.署名用証明書 = true", "人.預け先 = \"保育所等\"",
    "人.学校 in (\"公立\", \"特別支援\")",
    "人.学校 = \"なし\" and 年齢(人, 届出.異動日) >= 法.児童手当の三歳",
    "人.続柄 in (\"子\", \"長男\", \"長女\", \"二男\")", "届出.異動日 < 届出.届出日 and 人.年金種別 = \"1\"",
    "some 員 in 世帯.員 satisfies 員.続柄 = \"子\" and 年齢(員, 届出.異動日) < 法.就学前の年度末年齢",
    "some 員 in 届出.異動する人 satisfies 員.年金種別 = \"1\"", "every 員 in 世帯.員 satisfies 員.続柄 != \"父\"",
    "年度末(届出.異動日) > 届出.届出日", "人.国保の認定証 = true", "人.カード有効期限 < 届出.届出日", "市.犬のマイクロチップ特例に参加 = true",
    "人.国保 = true and 人.国保の認定証 = false and 人.後期 = false and 人.介護第1号 = false and 人.学齢 = false and 人.外国人 = false",
    "人.後期 = true and 年齢(人, 届出.異動日) >= 法.後期高齢の年齢 and 人.国保 = false",
    "人.国保 = false and 人.外国人 = true and 人.学齢 = true", "count(世帯.員) >= 法.児童手当の三歳",
    "人.児童手当の児童 = true and 人.外国人 = false",
  ]

  private static func procedures() -> String {
    var text = ""
    for (index, condition) in conditions.enumerated() {
      text += """
        - id: shape.n\(index)
          手続: 見本の手続
          性質: 任意
          窓口: 市民課
          単位: 人
          誰: 異動する人
          対象:
            届出.種別: 転入
          条件: |
            \(condition)
          根拠: 見本
          典拠: 自治体

        """
    }
    return text
  }

  /// A family of four that moves in: 太郎 38, 花子 36, 一郎 3, キヨ 78.
  private static let visit = """
    例: 家族4人の転入
    日: 2026-11-20
    届出:
      - { 種別: 転入, 人: [太郎, 花子, 一郎, キヨ], 異動日: 2026-11-18, 転出予定日: 2026-11-15, 前住所の都道府県: 東京都, 転入の方法: 転出証明書, 新住所: 架空町1丁目2番3号 }
    人:
      太郎: { 氏名: 若葉 太郎, 生年月日: 1988-05-01, 続柄: 世帯主, 性別: 男, 国保: はい, 後期: いいえ, 年金種別: '1', カード: はい, カード有効期限: 2030-05-01 }
      花子: { 氏名: 若葉 花子, 生年月日: 1990-02-03, 続柄: 妻, 性別: 女, 国保: はい, 後期: いいえ, 年金種別: '3' }
      一郎: { 氏名: 若葉 一郎, 生年月日: 2023-06-07, 続柄: 子, 国保: はい, 後期: いいえ, 年金種別: なし }
      キヨ: { 氏名: 若葉 キヨ, 生年月日: 1948-01-02, 続柄: 母, 国保: いいえ, 後期: はい, 年金種別: なし }
    世帯: [太郎, 花子, 一郎, キヨ]
    答え:
      届出.新しい世帯主: 太郎
      届出.あてはまること: [障害者手帳, 障害・難病の医療, 妊娠中]
      届出.市に登録するもの: [犬]
      届出.犬の飼い主: 花子
      届出.修学のため: いいえ
      人.公務員: { 太郎: いいえ, 花子: わからない }
      人.犬の数: { 太郎: 0, 花子: 2 }
      人.手帳_身体: { 太郎: はい }
      人.手帳_療育: { 太郎: いいえ }
      人.年金受給: { キヨ: わからない }
      人.難病: { 太郎: 答えない }
      人.妊娠中: { 花子: はい }
    """

  private static func sentences() throws -> [(
    condition: String, verdict: String, sentences: [ReasonText.Sentence]
  )] {
    let files = try ShippedForms.folder().files + [(path: "procedures/shapes.yaml", text: procedures())]
    let outcome = CatalogReader.read(FormsFolder(files: files))
    let rulebook = try #require(outcome.rulebook, "\(outcome.findings.map(\.sentence))")
    let (examples, findings) = ExampleReader(catalog: rulebook.catalog).examples(
      path: "visit.yaml", text: visit)
    #expect(findings.map(\.sentence) == [])
    let deliberation = Deliberation(rulebook, try #require(examples.first).situation)
    let determination = deliberation.determine()
    let text = ReasonText(deliberation)
    var told: [(String, String, [ReasonText.Sentence])] = []
    for (index, condition) in conditions.enumerated() {
      // 太郎, 花子, 一郎 and キヨ: those of whom something else is said.
      for person in 0..<4 {
        let decision = try #require(
          determination.decision("shape.n\(index)", .person(person), in: rulebook.catalog))
        let sentences = text.sentences(of: decision)
        let isSaid = told.contains { $0.0 == condition && shape($0.2) == shape(sentences) }
        if !isSaid { told.append((condition, decision.verdict.word, sentences)) }
      }
    }
    return told
  }

  /// Sentences without names and figures, which make no other shape.
  private static func shape(_ sentences: [ReasonText.Sentence]) -> String {
    sentences.dropFirst().map(\.text).joined().replacing(#/(太郎|花子|一郎|キヨ)さん|[0-9]+/#, with: "")
  }

  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent(
      "Golden/reasons.txt")

  @Test func `every shape of condition is told in sentences of one breath, as reviewed`() throws {
    let told = try Self.sentences()
    let text =
      told.map { shape in
        (["\(shape.condition)", "  \(shape.verdict)"]
          + shape.sentences.map { "  \($0.isQuiet ? "【声に出さない】" : "")\($0.text)" }).joined(separator: "\n")
      }.joined(separator: "\n\n") + "\n"
    if ProcessInfo.processInfo.environment["GOLDEN"] == "rewrite" {
      try text.write(to: Self.golden, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: Self.golden, encoding: .utf8)))
    let sentences = told.flatMap(\.sentences)
    #expect(told.count >= 150)
    for sentence in sentences {
      #expect(sentence.text.columns <= ReasonText.breath * 2, "\(sentence.text)")
      #expect(sentence.text.hasSuffix("。"))
    }
    #expect(told.allSatisfy { $0.sentences.count >= 2 })
  }

  @Test func `what a why-screen shows of any procedure or question has its brackets in pairs`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    var told = 0
    for (index, example) in outcome.examples.enumerated() {
      // As it stands at the end, and before anything was said.
      var situation = example.situation
      if index % 2 == 0 { situation.facts = situation.facts.filter { !$0.value.isHeard } }
      let deliberation = Deliberation(rulebook, situation)
      let text = ReasonText(deliberation)
      let determination = deliberation.determine()
      for decision in determination.decisions {
        for sentence in text.sentences(of: decision) { #expect(isWhole(sentence.text), "\(sentence.text)") }
        for source in Self.sources(rulebook.reason(of: decision, deliberation)) {
          #expect(isWhole(source), "\(source)")
        }
        told += 1
      }
      for item in rulebook.interview(deliberation, determination).items {
        for sentence in item.subjects.flatMap({ text.sentences(ofQuestion: FactKey(item.fact, of: $0)) }) {
          #expect(isWhole(sentence.text), "\(sentence.text)")
        }
      }
    }
    for procedure in rulebook.catalog.procedures {
      for line in ReasonText.rule(of: procedure, in: rulebook.catalog) { #expect(isWhole(line), "\(line)") }
    }
    #expect(told > 5000)
  }

  private static func sources(_ reason: Reason) -> [String] {
    [reason.source] + reason.children.flatMap(sources)
  }

  /// Whether every bracket has its other one, and no punctuation stands twice. A range may be open on one side: [a..b).
  private func isWhole(_ text: String) -> Bool {
    let pairs: [Character: Character] = ["）": "（", "」": "「", "】": "【", ")": "[", "]": "["]
    var open: [Character] = []
    for sign in text.replacing("(", with: "[") {
      if pairs.values.contains(sign) { open.append(sign) }
      if let opening = pairs[sign], open.popLast() != opening { return false }
    }
    return open.isEmpty && !["、、", "。。", "、。", "（）", "「」", "、）"].contains { text.contains($0) }
  }

  @Test func `a question tells what it decides, answered or not`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    let key = FactKey("届出.児童手当の請求者", of: .filing(0))
    let example = try #require(outcome.examples.first { $0.situation.facts[key] != nil })
    let answered = ReasonText(rulebook, example.situation).sentences(ofQuestion: key).map(\.text)
    var situation = example.situation
    situation.facts[key] = nil
    let open = ReasonText(rulebook, situation).sentences(ofQuestion: key).map(\.text)
    #expect(answered == open)
    #expect(answered.first?.contains("が必要かどうかが決まります。") ?? false, "\(answered)")
  }

  @Test func `the reasons of every decision of every example are sentences of one breath`() throws {
    let outcome = try ShippedForms.outcome()
    let rulebook = try #require(outcome.rulebook)
    for example in outcome.examples {
      let deliberation = Deliberation(rulebook, example.situation)
      let text = ReasonText(deliberation)
      for decision in deliberation.determine().decisions {
        let sentences = text.sentences(of: decision)
        #expect(
          sentences.count >= 2, "\(rulebook.catalog.procedures[decision.procedure].id) \(decision.verdict)")
        for sentence in sentences where sentence.text.columns > ReasonText.breath * 2 {
          Issue.record("長すぎます: \(sentence.text)")
        }
      }
    }
  }
}

extension Verdict {
  fileprivate var word: String {
    switch self {
    case .applies: "必要"
    case .doesNotApply: "不要"
    case .undecided: "未定"
    case .toConfirm: "要確認"
    case .refused: "受付できない"
    }
  }
}
