import Feel
import Foundation

@testable import FormFiles

/// One broken copy of `forms/`: what was done to which line, and which check should say so.
struct Mutant {
  let check: String
  let file: String
  /// `file:line` of the changed copy at any of which the finding is rightly placed.
  let places: Set<String>
  let text: String
  /// The line as it became.
  let what: String
}

/// Makes mistakes as people make them, each in one place of one file.
struct Mutator {
  private let files: [(path: String, lines: [String])]
  private var random: FuzzSource

  init(_ folder: FormsFolder, seed: UInt64) {
    files = folder.files.filter { !$0.path.hasPrefix("fiction/") }.map {
      ($0.path, $0.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    random = FuzzSource(seed: seed)
  }

  /// Kinds of mistake in the order of the checks, each with the ways to make it.
  private static let kinds: [(check: String, ways: [@Sendable (inout Mutator) -> Mutant?])] = [
    (
      "yaml",
      [
        { $0.edit("yaml", #"^ {2,}\S"#) { "\t" + $0.drop { $0 == " " } } },
        { $0.edit("yaml", #"^ {2,}[^ -]\S*: "#) { "\u{3000}" + $0.drop { $0 == " " } } },
        { $0.edit("yaml", #"^ *[^ \-{#"']+: \S"#) { $0.replacingFirst(": ", with: ":") } },
        { $0.edit("yaml", #"^ *[^ \-{#"']+: \S"#) { $0.replacingFirst(": ", with: "：") } },
        { $0.edit("yaml", #"^ *- \{ .* \}$"#) { String($0.dropLast()) } },
        { $0.edit("yaml", #"^ *[^ \-{#"']+: '[^']*'$"#) { String($0.dropLast()) } },
        { $0.repeated(#"^  (性質|単位|誰|窓口|聞き方|話題|種別|説明): "#) },
      ]
    ),
    (
      "yaml-value",
      [
        {
          $0.edit("yaml-value", #"^    \S+: はい$"#, in: ["procedures/", "questions/"]) {
            $0.replacingFirst("はい", with: "yes")
          }
        },
        {
          $0.edit("yaml-value", #"^    \S+: いいえ$"#, in: ["procedures/", "questions/"]) {
            $0.replacingFirst("いいえ", with: "no")
          }
        },
        { $0.inserted("yaml-value", "    count(届出.異動する人): [1..法.犬の届出日数]", after: #"^    届出.種別: "#) },
        { $0.edit("yaml-value", #"条件: '[^']*'"#) { $0.replacing(#/条件: '([^']*)'/#) { "条件: [\($0.1)]" } } },
        { $0.inserted("yaml-value", "  条件: \"甲市\" != 市.名前", after: #"^  誰: "#, unless: "  条件:") },
        { $0.inserted("yaml-value", "  条件: 市.名前 != \"甲市 #2\"", after: #"^  誰: "#, unless: "  条件:") },
      ]
    ),
    (
      "key",
      [
        {
          $0.edit("key", #"^  (手続|性質|窓口|単位|根拠|典拠|持ち物|手数料|伝えること|過ぎたとき|助け|職員メモ|話題|聞き方): "#) {
            $0.misspelt(#/^ *(?<word>[^: ]+):/#)
          }
        },
        {
          $0.edit("key", #"^  - \{ 名前: "#, in: ["law", "municipality", "vocabulary"]) {
            $0.misspelt(#/, (?<word>型|見出し|出どころ|単位|根拠|値): /#)
          }
        },
        { $0.edit("key", #"- \{ id: \S+, 品: "#) { $0.misspelt(#/, (?<word>条件|省略|品): /#) } },
        { $0.edit("key", #"欄: \{"#) { $0.misspelt(#/, (?<word>見出し|大きさ|最小|高さ): /#) } },
      ]
    ),
    (
      "missing",
      [
        { $0.deleted("missing", #"^  (手続|性質|単位|誰|根拠|窓口|庁外): "#, in: ["procedures/"]) },
        { $0.deleted("missing", #"^  (事実|話題|聞き方): "#, in: ["questions/"]) },
        { $0.deleted("missing", #"^  (種別|名|説明|人の選び方): "#, in: ["events/"]) },
        {
          $0.edit("missing", #"^  - \{ 名前: .*見出し: "#, in: ["vocabulary"]) {
            $0.replacing(#/見出し: [^,}]+, /#, with: "", maxReplacements: 1)
          }
        },
        { $0.edit("missing", #"郵便番号: "#, in: ["towns"]) { $0.replacing(#/郵便番号: [^,}]+, /#, with: "") } },
      ]
    ),
    (
      "value",
      [
        { $0.edit("value", #"^  (性質|単位|典拠): "#, in: ["procedures/"]) { $0 + "的" } },
        { $0.edit("value", #"種類: (法定|失権|請求|目安)"#) { $0.replacing(#/種類: (法定|失権|請求|目安)/#, with: "種類: 法律") } },
        {
          $0.edit("value", #"大きさ: \d+"#) { $0.replacing(#/大きさ: (\d)/#) { "大きさ: " + String($0.1).fullWidth } }
        },
        { $0.edit("value", #"型: (数|日|文字|コード)"#) { $0.replacing(#/型: (数|日|文字|コード)/#, with: "型: 数字") } },
        { $0.edit("value", #"架空: はい"#) { $0.replacingFirst("はい", with: "うん") } },
        {
          $0.edit("value", #"日: 20\d\d-"#, in: ["codes/"]) {
            $0.replacing(#/日: (20\d\d)-(\d\d)-(\d\d)/#) { "日: \($0.1)/\($0.2)/\($0.3)" }
          }
        },
        { $0.edit("value", #"^  日: 20\d\d-"#, in: ["examples/"]) { $0.replacing("-", with: "/") } },
        {
          $0.edit("value", #"異動する: はい"#, in: ["examples/"]) {
            $0.replacingFirst("異動する: はい", with: "異動する: うん")
          }
        },
      ]
    ),
    (
      "validity",
      [
        {
          $0.inserted(
            "validity", "  有効: { から: 2026-10-01, まで: 2026-04-01, 基準: 異動日 }", after: #"^  誰: "#,
            unless: "  有効:")
        },
        {
          $0.inserted(
            "validity", "  有効: { から: 2027-04-01, まで: 2024-04-01, 基準: 届出日 }", after: #"^  性質: "#,
            unless: "  有効:")
        },
      ]
    ),
    (
      "sign",
      [
        { $0.formula("sign", ">= ", "≧ ") }, { $0.formula("sign", " = ", " ＝ ") },
        { $0.formula("sign", "(", "（") },
        { $0.formula("sign", ", ", "、") }, { $0.formula("sign", "< ", "＜ ") },
        { $0.formula("sign", "<= ", "＜＝ ") },
        { $0.formula("sign", "\"", "“") }, { $0.formula("sign", ")", "）") },
      ]
    ),
    (
      "syntax",
      [
        { $0.formulaEnd("syntax", " and") }, { $0.formulaEnd("syntax", " =") },
        { $0.formulaEnd("syntax", " or (") },
        { $0.formula("syntax", " satisfies", "") }, { $0.formula("syntax", " = ", " == ") },
        { $0.formula("syntax", " and ", " ") },
        { $0.formula("syntax", ")", "") },
      ]
    ),
    (
      "quote",
      [
        {
          $0.edit("quote", #"= "[^"]+""#, in: ["procedures/", "vocabulary", "papers/"]) {
            $0.replacing(#/= "([^"]+)"/#, maxReplacements: 1) { "= \($0.1)" }
          }
        },
        {
          $0.edit("quote", #"list contains\([^,]+, "[^"]+"\)"#) {
            $0.replacing(#/(list contains\([^,]+, )"([^"]+)"\)/#, maxReplacements: 1) { "\($0.1)\($0.2))" }
          }
        },
      ]
    ),
    (
      "name",
      [
        {
          $0.edit("name", #"^    (人|届出)\.[^:]{3,}: "#, in: ["procedures/"]) {
            $0.misspelt(#/^    (人|届出)\.(?<word>[^:]+):/#)
          }
        },
        {
          $0.edit("name", #"(人|員)\.\S{2,} = (true|false)"#) {
            $0.misspelt(#/(人|員)\.(?<word>\S+) = (true|false)/#)
          }
        },
        {
          $0.edit("name", #"法\.[^ \)},"]{3,}"#, in: ["procedures/", "vocabulary"]) {
            $0.misspelt(#/法\.(?<word>[^ \)},"]+)/#)
          }
        },
        { $0.formula("name", "年齢(", "年令(") }, { $0.formula("name", " in ", "in ") },
        { $0.formula("name", "日数(", "日数え(") },
        { $0.edit("name", #"国保: "#, in: ["examples/"]) { $0.replacingFirst("国保: ", with: "国保険: ") } },
      ]
    ),
    (
      "code",
      [
        {
          $0.edit("code", #"^    (届出.種別|人.学校|人.預け先|届出.転入の方法): [^\[]+$"#, in: ["procedures/", "questions/"]) {
            $0.misspelt(#/: (?<word>.+)$/#)
          }
        },
        { $0.edit("code", #"種別 = "[^"]+""#) { $0.misspelt(#/種別 = "(?<word>[^"]+)"/#) } },
        {
          $0.edit("code", #"list contains\(届出.あてはまること, "[^"]+"#) {
            $0.misspelt(#/あてはまること, "(?<word>[^"]+)"/#)
          }
        },
        {
          $0.edit("code", #"年金種別: '1'"#, in: ["examples/"]) {
            $0.replacingFirst("年金種別: '1'", with: "年金種別: '8'")
          }
        },
        {
          $0.edit("code", #"学校: (公立|国私立)"#, in: ["examples/"]) {
            $0.replacing(#/学校: (公立|国私立)/#, with: "学校: 公率", maxReplacements: 1)
          }
        },
      ]
    ),
    (
      "type",
      [
        {
          $0.edit("type", #" = (true|false)"#, in: ["procedures/", "vocabulary"]) {
            $0.replacing(#/ = (true|false)/#, with: " = 1", maxReplacements: 1)
          }
        },
        {
          $0.edit("type", #" = (true|false)"#, in: ["procedures/", "vocabulary"]) {
            $0.replacing(#/ = (true|false)/#, with: " = \"はい\"", maxReplacements: 1)
          }
        },
        { $0.formula("type", "(人, 届出.異動日)", "(人)") },
        { $0.edit("type", #"起算: 届出.異動日"#) { $0.replacingFirst("起算: 届出.異動日", with: "起算: 法.転入届の日数") } },
        {
          $0.edit("type", #"日数: 法\."#, in: ["procedures/"]) {
            $0.replacing(#/日数: 法\.[^,}]+/#, with: "日数: 届出.異動日", maxReplacements: 1)
          }
        },
        {
          $0.inserted(
            "type", "  条件: duration(\"P1M\") > duration(\"P30D\")", after: #"^  誰: "#, unless: "  条件:")
        },
      ]
    ),
    (
      "duplicate",
      [
        { $0.edit("duplicate", #"^- id: "#, in: ["procedures/"]) { _ in "- id: residence.move-in" } },
        { $0.edit("duplicate", #"^- id: "#, in: ["questions/"]) { _ in "- id: new-address" } },
        {
          $0.edit("duplicate", #"^  - \{ 名前: "#, in: ["law"]) {
            $0.replacing(#/名前: [^,]+/#, with: "名前: 転入届の日数")
          }
        },
        {
          $0.edit("duplicate", #"^  - \{ id: \S+, +名: "#, in: ["towns"]) {
            $0.replacing(#/id: [^,]+/#, with: "id: kakuu-1")
          }
        },
        { $0.edit("duplicate", #"欄: \{ id: "#) { $0.replacing(#/欄: \{ id: [^,]+/#, with: "欄: { id: 氏名") } },
      ]
    ),
    (
      "reference",
      [
        { $0.edit("reference", #"^  (窓口|誰|庁外): "#, in: ["procedures/"]) { $0.misspelt(#/: (?<word>.+)$/#) } },
        {
          $0.edit("reference", #"書類: resident-move"#, in: ["procedures/"]) {
            $0.replacingFirst("resident-move", with: "resident-mov")
          }
        },
        {
          $0.edit("reference", #"- \{ id: [a-z-]+\.[a-z-]+, 誰: "#, in: ["examples/"]) {
            $0.misspelt(#/id: (?<word>[a-z.-]+)/#)
          }
        },
        {
          $0.edit("reference", #"(消える|現れる): \[[a-z]"#, in: ["examples/"]) {
            $0.misspelt(#/: \[(?<word>[a-z.-]+)/#)
          }
        },
        {
          $0.edit("reference", #"コード: [^ ,]+"#, in: ["vocabulary"]) { $0.misspelt(#/コード: (?<word>[^ ,]+)/#) }
        },
        { $0.edit("reference", #"^  事実: "#, in: ["questions/"]) { $0.misspelt(#/事実: (?<word>.+)$/#) } },
        {
          $0.edit("reference", #"種別: (転入|転居|転出), 人: \["#, in: ["examples/"]) {
            $0.misspelt(#/人: \[(?<word>[^,\]]+)/#)
          }
        },
      ]
    ),
    (
      "core-fact",
      [
        {
          $0.edit(
            "core-fact",
            #"名前: (届出.異動日|届出.届出日|届出.前住所|届出.新住所|届出.転出予定日|届出.転入の方法|届出.世帯の作り方|人.氏名|人.フリガナ|人.生年月日|人.性別|人.続柄|人.住所|人.支援措置|人.住民である|世帯.員|旧世帯.員|残る世帯.員|来庁者.氏名|来庁者.関係|来庁者.本人確認),"#
          ) { $0.misspelt(#/名前: (人|届出|世帯|旧世帯|残る世帯|来庁者)\.(?<word>[^,]+),/#, adding: true) }
        }
      ]
    ),
    (
      "subject",
      [
        { $0.edit("subject", #"^  誰: (異動する人|残る人)$"#) { _ in "  誰: 残る世帯" } },
        { $0.edit("subject", #"^  誰: (異動する人|残る人)$"#) { _ in "  誰: 届出" } },
        { $0.edit("subject", #"^  誰: 届出$"#) { _ in "  誰: 異動する人" } },
        { $0.edit("subject", #"^  単位: 人$"#, around: 1) { _ in "  単位: 世帯" } },
      ]
    ),
    (
      "household",
      [
        { $0.inserted("household", "    人.国保: はい", after: #"^    届出.種別: "#, inEntryWith: "  単位: 届出") },
        {
          $0.inserted(
            "household", "    年齢(人, 届出.異動日): \"< 法.介護第2号の年齢\"", after: #"^    届出.種別: "#,
            inEntryWith: "  単位: 届出")
        },
        { $0.inserted("household", "    人.外国人: はい", after: #"^    届出.種別: "#, inEntryWith: "  単位: 世帯") },
        {
          $0.inserted(
            "household", "    some 員 in 世帯.員 satisfies 人.国保 = true: はい", after: #"^    届出.種別: "#,
            inEntryWith: "  単位: 世帯")
        },
      ]
    ),
    (
      "number",
      [
        {
          $0.edit("number", #"(日数|月数|年数): (法|市)\."#, in: ["procedures/"]) {
            $0.replacing(#/(日数|月数|年数): (法|市)\.[^,}]+/#, maxReplacements: 1) { "\($0.1): 14" }
          }
        },
        {
          $0.edit("number", #"[<>]=? 法\."#, in: ["procedures/", "vocabulary"]) {
            $0.replacing(#/([<>]=?) 法\.[^ )"']+/#, maxReplacements: 1) { "\($0.1) 65" }
          }
        },
        { $0.edit("number", #"^  手数料: 0$"#) { _ in "  手数料: 300" } },
      ]
    ),
    (
      "function",
      [
        { $0.inserted("function", "  条件: matches(届出.電話, \"^0.*\")", after: #"^  誰: "#, unless: "  条件:") },
        {
          $0.inserted(
            "function", "  条件: replace(届出.電話, \"-\", \"\") = \"0\"", after: #"^  誰: "#, unless: "  条件:")
        },
        { $0.inserted("function", "  条件: now() = null", after: #"^  誰: "#, unless: "  条件:") },
      ]
    ),
    (
      "constant",
      [
        { $0.inserted("constant", "  条件: 法.介護第1号の年齢 > 法.介護第2号の年齢", after: #"^  誰: "#, unless: "  条件:") },
        {
          $0.inserted(
            "constant", "    count(世帯.員): \">= 0\"", after: #"^    届出.種別: "#, inEntryWith: "  単位: 人",
            unless: "    年齢(")
        },
        { $0.inserted("constant", "  条件: 届出.種別 = 届出.種別", after: #"^  誰: "#, unless: "  条件:") },
        {
          $0.inserted(
            "constant", "    人.学校: [公立, 国私立, 特別支援, なし]", after: #"^    届出.種別: "#, inEntryWith: "  単位: 人",
            unless: "    人.学校:")
        },
        {
          $0.inserted(
            "constant", "    年齢(人, 届出.異動日): '[法.介護第1号の年齢..法.介護第2号の年齢]'", after: #"^    届出.種別: "#,
            inEntryWith: "  単位: 人", unless: "    年齢(")
        },
      ]
    ),
    (
      "supply",
      [
        {
          $0.edit("supply", #"^  - \{ 名前: 人\..*出どころ: \[計算\], 式: "#) { $0.replacing(#/, 式: '.*'/#, with: "") }
        },
        {
          $0.edit("supply", #"^  - \{ 名前: 届出\..*出どころ: \[計算\],.* 式: "#) {
            $0.replacing(#/, 式: '.*'/#, with: "")
          }
        },
        {
          $0.edit("supply", #"^  - \{ 名前: 人\..*出どころ: \[住民記録\], 列: "#) {
            $0.replacing(#/, 列: [^,}]+/#, with: "")
          }
        },
        { $0.withoutQuestion() },
      ]
    ),
    (
      "question",
      [
        { $0.idleQuestion() },
        { $0.misdirectedQuestion() },
      ]
    ),
    (
      "order",
      [
        { $0.ownOrder() },
        { $0.lateQuestion() },
      ]
    ),
    (
      "deadline",
      [
        { $0.wrongTerm() },
        { $0.edit("deadline", #"日数: 法\."#, in: ["procedures/"]) { $0.replacingFirst("日数: ", with: "月数: ") } },
        {
          $0.edit("deadline", #"起算: 届出.異動日, "#, in: ["procedures/"]) {
            $0.replacingFirst("起算: 届出.異動日, ", with: "")
          }
        },
      ]
    ),
    (
      "basis",
      [
        {
          $0.edit("basis", #"^  根拠: "#, in: ["procedures/"], inEntryWith: "  性質: 義務", atStart: true) { _ in
            "  根拠: ''"
          }
        },
        {
          $0.edit("basis", #"根拠: "#, in: ["law", "municipality"]) {
            $0.replacing(#/根拠: [^,}]+/#, with: "根拠: '' ")
          }
        },
      ]
    ),
    (
      "box",
      [
        { $0.edit("box", #"欄: \{.*値: '"#) { $0.replacing(#/値: '[^']*'/#, with: "値: '\"決まった文\"'") } },
        {
          $0.edit("box", #"(欄|文字): \{.* x: "#) {
            $0.replacing(#/ x: [0-9.]+/#, with: " x: 400", maxReplacements: 1)
          }
        },
        {
          $0.edit("box", #"(欄|文字|枠): \{.* y: "#) {
            $0.replacing(#/ y: [0-9.]+/#, with: " y: 900", maxReplacements: 1)
          }
        },
        { $0.edit("box", #"欄: \{.*値: '[^']*', "#) { $0.replacing(#/値: '[^']*', /#, with: "") } },
      ]
    ),
    (
      "overflow",
      [
        {
          $0.edit("overflow", #"文字: \{.*内容: '"#) {
            $0.replacing(#/内容: '[^']*'/#, with: "内容: '\(String(repeating: "とても長い決まった文", count: 40))'")
          }
        },
        { $0.edit("overflow", #"欄: \{.*幅: .*値: '(和暦|表示)\("#) { $0.replacing(#/幅: [0-9.]+/#, with: "幅: 3") } },
        {
          $0.edit("overflow", #"^  聞き方: "#, in: ["questions/"]) {
            $0 + "。" + String(repeating: "くわしく教えてください", count: 5)
          }
        },
      ]
    ),
    (
      "town",
      [
        { $0.edit("town", #"小学校: "#, in: ["towns"]) { $0.replacing(#/小学校: [^,}]+/#, with: "小学校: ''") } },
        { $0.edit("town", #"中学校: "#, in: ["towns"]) { $0.replacing(#/中学校: [^,}]+/#, with: "中学校: '' ") } },
        {
          $0.edit("town", #"郵便番号: "#, in: ["towns"]) {
            $0.replacing(#/郵便番号: [^,}]+/#, with: "郵便番号: '9990001'")
          }
        },
        { $0.edit("town", #"かな: "#, in: ["towns"]) { $0.replacing(#/かな: [^,}]+/#, with: "かな: カクウチョウ") } },
      ]
    ),
    (
      "translation",
      [
        {
          $0.edit("translation", #"鍵: \S+\.聞き方"#, in: ["wording/"]) {
            $0.replacing(#/鍵: (\S+)\.聞き方/#) { "鍵: \($0.1)-2.聞き方" }
          }
        },
        { $0.edit("translation", #"文: '"#, in: ["wording/"]) { $0.replacing(#/文: '/#, with: "文: '77 ") } },
        {
          $0.edit("translation", #"控え: '"#, in: ["wording/"]) {
            $0.replacing(#/控え: '....'?/#, with: "控え: '0000")
          }
        },
      ]
    ),
    (
      "reach",
      [
        {
          $0.inserted(
            "reach", "  条件: 人.外国人 = true and 人.外国人 = false", after: #"^  誰: 異動する人"#, unless: "  条件:")
        },
        {
          $0.inserted(
            "reach", "  条件: 人.介護第1号 = true and 年齢(人, 届出.異動日) < 法.介護第2号の年齢", after: #"^  誰: 異動する人"#,
            unless: "  条件:")
        },
        {
          $0.inserted(
            "reach", "  条件: 届出.同一都道府県 = true and 届出.同一都道府県 = false", after: #"^  誰: 届出"#, unless: "  条件:")
        },
      ]
    ),
    (
      "group",
      [
        {
          $0.edit("group", #"^  手続: \["#, in: ["groups/"]) {
            $0.replacing(#/\[([^,\]]+), /#, maxReplacements: 1) {
              "[\($0.1), residence.move-in, residence.move, residence.move-out, nhi.leave, nhi.certificate, school.support, nhi.join, card.continue, "
            }
          }
        },
        { $0.edit("group", #"^  決まり: (重ならない)"#, in: ["groups/"], around: 1) { _ in "  決まり: 一つだけ" } },
        {
          $0.edit("group", #"^  手続: \["#, in: ["groups/"], inEntryWith: "  決まり: 一つだけ") {
            $0.replacing(#/, [^,\]]+\]/#, with: "]")
          }
        },
      ]
    ),
    (
      "example",
      [
        {
          $0.edit("example", #", 期限: 20\d\d-\d\d-\d\d"#, in: ["examples/"]) {
            $0.replacing(#/, 期限: 20(\d\d)-(\d\d)-\d\d/#) { ", 期限: 20\($0.1)-\($0.2)-03" }
          }
        },
        {
          $0.edit("example", #"^  +ない: \[[a-z]"#, in: ["examples/"]) {
            $0.replacing(#/ない: \[/#, with: "ない: [residence.move-in, residence.move, residence.move-out, ")
          }
        },
        {
          $0.edit("example", #"消える: \[[a-z]"#, in: ["examples/"], unlessNear: "現れる") {
            $0.replacingFirst("消える", with: "現れる")
          }
        },
      ]
    ),
    (
      "coverage",
      [
        { $0.uncovered() }
      ]
    ),
  ]

  static var checks: [String] { kinds.map(\.check) }

  /// A mistake of a kind, by one of its ways; nil when the place that was drawn allows none.
  mutating func mutant(of kind: Int) -> Mutant? {
    let ways = Mutator.kinds[kind].ways
    return ways.randomElement(using: &random)?(&self)
  }

  // MARK: Ways

  private typealias Spot = (file: Int, line: Int)

  /// A line that matches, drawn at random; `folders` are beginnings of paths, all files when empty.
  private mutating func spot(
    _ pattern: String, in folders: [String] = [], inEntryWith needed: String? = nil,
    unless unwanted: String? = nil
  ) -> Spot? {
    guard let regex = try? Regex(pattern) else { return nil }
    var spots: [Spot] = []
    for (file, content) in files.enumerated() {
      guard folders.isEmpty || folders.contains(where: { content.path.hasPrefix($0) }) else { continue }
      for (line, text) in content.lines.enumerated() where text.firstMatch(of: regex) != nil {
        if text.drop(while: { $0 == " " }).hasPrefix("#") { continue }
        if needed != nil || unwanted != nil {
          let entry = entry(around: (file, line))
          if let needed, !entry.contains(where: { content.lines[$0].hasPrefix(needed) }) { continue }
          if let unwanted, entry.contains(where: { content.lines[$0].hasPrefix(unwanted) }) { continue }
        }
        spots.append((file, line))
      }
    }
    return spots.randomElement(using: &random)
  }

  /// Lines of the list entry around a line.
  private func entry(around spot: Spot) -> Range<Int> {
    let lines = files[spot.file].lines
    let start = (0...spot.line).last { lines[$0].hasPrefix("- ") } ?? 0
    let end = lines.indices.dropFirst(spot.line + 1).first { lines[$0].hasPrefix("- ") } ?? lines.count
    return start..<end
  }

  private func mutant(_ check: String, _ file: Int, _ lines: [String], at numbers: [Int], _ what: String)
    -> Mutant
  {
    let path = files[file].path
    return Mutant(
      check: check, file: path, places: Set(numbers.map { "\(path):\($0 + 1)" }),
      text: lines.joined(separator: "\n"),
      what: what)
  }

  private mutating func edit<Text: StringProtocol>(
    _ check: String, _ pattern: String, in folders: [String] = [], inEntryWith needed: String? = nil,
    atStart: Bool = false, around: Int = 0, unlessNear unwanted: String? = nil, _ change: (String) -> Text
  ) -> Mutant? {
    guard let spot = spot(pattern, in: folders, inEntryWith: needed) else { return nil }
    var lines = files[spot.file].lines
    if let unwanted,
      lines[max(0, spot.line - 1)...min(lines.count - 1, spot.line + 1)].contains(where: {
        $0.contains(unwanted)
      })
    {
      return nil
    }
    let changed = String(change(lines[spot.line]))
    guard changed != lines[spot.line] else { return nil }
    lines[spot.line] = changed
    var numbers = Array(spot.line - (unwanted == nil ? around : 1)...spot.line + around)
    if atStart { numbers.append(entry(around: spot).lowerBound) }
    return mutant(check, spot.file, lines, at: numbers, changed)
  }

  private mutating func inserted(
    _ check: String, _ text: String, after pattern: String, inEntryWith needed: String? = nil,
    unless unwanted: String? = nil
  ) -> Mutant? {
    guard let spot = spot(pattern, in: ["procedures/"], inEntryWith: needed, unless: unwanted) else {
      return nil
    }
    var lines = files[spot.file].lines
    lines.insert(text, at: spot.line + 1)
    return mutant(check, spot.file, lines, at: [spot.line + 1], text)
  }

  private mutating func deleted(_ check: String, _ pattern: String, in folders: [String]) -> Mutant? {
    guard let spot = spot(pattern, in: folders) else { return nil }
    var lines = files[spot.file].lines
    let gone = lines.remove(at: spot.line)
    return mutant(check, spot.file, lines, at: [entry(around: spot).lowerBound], "（消した）\(gone)")
  }

  private mutating func repeated(_ pattern: String) -> Mutant? {
    guard let spot = spot(pattern, in: ["procedures/", "questions/", "events/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(lines[spot.line], at: spot.line + 1)
    return mutant("yaml", spot.file, lines, at: [spot.line, spot.line + 1], lines[spot.line])
  }

  /// Lines that hold a formula and the text in question; the text is changed where the formula is.
  private mutating func formula(_ check: String, _ text: String, _ replacement: String) -> Mutant? {
    let keys = #"(条件|式|門|満たすこと|値): ['"]?[^{]*|^    年齢\([^:]*|^    .*\(人,.*: "#
    guard
      let spot = spot(
        keys + "|^    [^:]+(=|satisfies)", in: ["procedures/", "vocabulary", "events/", "papers/"])
    else { return nil }
    var lines = files[spot.file].lines
    let line = lines[spot.line]
    guard let start = line.firstMatch(of: #/(条件|式|門|満たすこと|値): '?|^    /#)?.range.upperBound else {
      return nil
    }
    // The formula ends where its quotes do, or at the end of the line.
    let isQuoted = line[..<start].hasSuffix("'")
    let end = isQuoted ? line[start...].firstIndex(of: "'") ?? line.endIndex : line.endIndex
    guard let range = line[start..<end].ranges(of: text).randomElement(using: &random) else { return nil }
    if !isQuoted, line.contains("{") || text == "\"" && line.contains(": \"") { return nil }
    lines[spot.line] = line.replacingCharacters(in: range, with: replacement)
    return mutant(check, spot.file, lines, at: [spot.line], lines[spot.line])
  }

  private mutating func formulaEnd(_ check: String, _ text: String) -> Mutant? {
    guard let spot = spot(#"(条件|式|門|満たすこと): '[^']+'"#, in: ["procedures/", "vocabulary", "events/"]) else {
      return nil
    }
    var lines = files[spot.file].lines
    lines[spot.line] = lines[spot.line].replacing(#/(条件|式|門|満たすこと): '([^']+)'/#, maxReplacements: 1) {
      "\($0.1): '\($0.2)\(text)'"
    }
    return mutant(check, spot.file, lines, at: [spot.line], lines[spot.line])
  }

  // MARK: Ways that take more than a line

  /// Takes away the only question that sets a fact nobody else knows.
  private mutating func withoutQuestion() -> Mutant? {
    guard let spot = spot("^  事実: (届出.転出先|届出.転出先の都道府県|人.公務員|届出.児童手当の請求者|届出.世帯の作り方)$", in: ["questions/"])
    else { return nil }
    let fact = files[spot.file].lines[spot.line].replacing("  事実: ", with: "")
    guard files[spot.file].lines.filter({ $0 == "  事実: \(fact)" }).count == 1 else { return nil }
    var lines = files[spot.file].lines
    lines.removeSubrange(entry(around: spot))
    guard let vocabulary = files.first(where: { $0.path == "vocabulary.yaml" }),
      let line = vocabulary.lines.firstIndex(where: { $0.contains("名前: \(fact),") })
    else { return nil }
    return Mutant(
      check: "supply", file: files[spot.file].path, places: ["vocabulary.yaml:\(line + 1)"],
      text: lines.joined(separator: "\n"), what: "（質問を消した）\(fact)")
  }

  /// A question whose answer nothing needs.
  private mutating func idleQuestion() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["questions/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(
      contentsOf: [
        "- id: idle-\(random.next() % 1000)", "  事実: 人.要介護度", "  話題: 介護", "  聞き方: 要介護度はいくつですか", "",
      ],
      at: spot.line)
    return mutant("question", spot.file, lines, at: [spot.line, spot.line + 1], lines[spot.line])
  }

  /// A question asked in the one event in which nothing needs it.
  private mutating func misdirectedQuestion() -> Mutant? {
    guard let spot = spot("^    届出.種別: ", in: ["questions/"]) else { return nil }
    let entry = entry(around: spot)
    let fact = files[spot.file].lines[entry].first { $0.hasPrefix("  事実: ") } ?? ""
    let wrong = ["届出.転出先の都道府県": "転居", "届出.児童手当の請求者": "転出"]
    guard let kind = wrong[fact.replacing("  事実: ", with: "")] else { return nil }
    var lines = files[spot.file].lines
    lines[spot.line] = "    届出.種別: \(kind)"
    return mutant("question", spot.file, lines, at: [spot.line], lines[spot.line])
  }

  /// A procedure that waits for itself.
  private mutating func ownOrder() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["procedures/"], unless: "  順:") else { return nil }
    var lines = files[spot.file].lines
    let id = lines[spot.line].dropFirst("- id: ".count)
    lines.insert("  順: { 前に: [\(id)] }", at: spot.line + 1)
    return mutant("order", spot.file, lines, at: [spot.line + 1], lines[spot.line + 1])
  }

  /// The question that opens other questions, moved behind them.
  private mutating func lateQuestion() -> Mutant? {
    guard let spot = spot("^  事実: (届出.あてはまること|届出.市に登録するもの)$", in: ["questions/"]) else { return nil }
    var lines = files[spot.file].lines
    let entry = entry(around: spot)
    let moved = Array(lines[entry])
    lines.removeSubrange(entry)
    lines += moved
    let numbers = lines.indices.filter { lines[$0].hasPrefix("- id: ") }
    return mutant("order", spot.file, lines, at: numbers, "（終わりへ移した）\(moved[0])")
  }

  /// A deadline counted by another law's days.
  private mutating func wrongTerm() -> Mutant? {
    edit(
      "deadline",
      #"日数: 法\.(転入届の日数|転居届の日数|国保の届出日数|介護の届出日数|国民年金の届出日数).*根拠: (住民基本台帳法第2[23]条|国民健康保険法施行規則第[23]条|介護保険法施行規則第23条|国民年金法施行規則第8条)( |・|第|$)"#,
      in: ["procedures/"]
    ) {
      $0.replacing(#/日数: 法\.[^,]+/#, with: "日数: 法.手帳の届出日数")
    }
  }

  /// A new procedure that no example shows.
  private mutating func uncovered() -> Mutant? {
    guard let spot = spot("^- id: ", in: ["procedures/"]) else { return nil }
    var lines = files[spot.file].lines
    lines.insert(
      contentsOf: [
        "- id: sample.new-\(random.next() % 1000)", "  手続: 見本の手続", "  性質: 任意", "  窓口: 市民課", "  単位: 人",
        "  誰: 異動する人",
        "  対象:", "    届出.種別: 転入", "    人.外国人: はい", "  根拠: 見本", "  典拠: 条文", "",
      ], at: spot.line)
    return mutant("coverage", spot.file, lines, at: [spot.line], lines[spot.line])
  }
}

extension String {
  fileprivate func replacingFirst(_ text: String, with replacement: String) -> String {
    replacing(text, with: replacement, maxReplacements: 1)
  }

  /// The word that a pattern names, with a sign left out (or one more at its end).
  fileprivate func misspelt(_ pattern: Regex<(Substring, Substring, word: Substring)>, adding: Bool = false)
    -> String
  {
    firstMatch(of: pattern).map { misspelt($0.word, adding) } ?? self
  }

  fileprivate func misspelt(_ pattern: Regex<(Substring, Substring, word: Substring, Substring)>) -> String {
    firstMatch(of: pattern).map { misspelt($0.word, false) } ?? self
  }

  fileprivate func misspelt(_ pattern: Regex<(Substring, word: Substring)>, adding: Bool = false) -> String {
    firstMatch(of: pattern).map { misspelt($0.word, adding) } ?? self
  }

  private func misspelt(_ word: Substring, _ adding: Bool) -> String {
    let wrong =
      adding || word.count < 3 ? word + "丂" : word.prefix(word.count / 2) + word.dropFirst(word.count / 2 + 1)
    return replacingCharacters(in: word.startIndex..<word.endIndex, with: String(wrong))
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }

  /// ASCII digits as full-width ones.
  fileprivate var fullWidth: String {
    String(String.UnicodeScalarView(unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
  }
}
