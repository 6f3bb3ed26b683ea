@testable import FormFiles

extension Mutator {
  /// Kinds of mistake in the order of the checks, each with the ways to make it.
  static let kinds: [(check: String, ways: [@Sendable (inout Mutator) -> Mutant?])] = [
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
        {
          $0.edit("yaml-value", #"条件: '[^',\[\]]*'"#) { $0.replacing(#/条件: '([^']*)'/#) { "条件: [\($0.1)]" } }
        },
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
        {
          $0.edit("value", #"種類: (法定|失権|請求|目安)"#) { $0.replacing(#/種類: (法定|失権|請求|目安)/#) { "種類: \($0.1)的" } }
        },
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
        { $0.inserted("function", "  条件: matches(来庁者.連絡先, \"^0.*\")", after: #"^  誰: "#, unless: "  条件:") },
        {
          $0.inserted(
            "function", "  条件: replace(来庁者.連絡先, \"-\", \"\") = \"0\"", after: #"^  誰: "#, unless: "  条件:")
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
      "circle",
      [
        {
          $0.edit("circle", #"^  - \{ 名前: 人\.[^,]*, 型: はい・いいえ, .*出どころ: \[計算\].* 式: "#) { line in
            guard let name = line.firstMatch(of: #/名前: (人\.[^,]*),/#)?.1 else { return line }
            return line.replacing(#/, 式: '[^']*'/#, with: ", 式: 'not(\(name) = true)'")
          }
        }
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
      "confirmation",
      [
        {
          $0.edit("confirmation", #"^  確認: "#, in: ["procedures/"]) {
            $0.replacing(#/項目: \[条件, /#, with: "項目: [手数料, ")
          }
        }
      ]
    ),
    (
      "thing",
      [
        {
          $0.edit("thing", #"- \{ id: identity, 品: "#, in: ["procedures/"]) {
            $0.replacing(#/品: [^,}]+/#, with: "品: 別の物 ")
          }
        }
      ]
    ),
    (
      "setting",
      [
        {
          $0.edit("setting", #"^  - \{ 名前: "#, in: ["law"], around: 1) {
            $0 + "\n  - { 名前: 使わない日数, 値: 3, 単位: 日, 根拠: 民法第1条 }"
          }
        }
      ]
    ),
    (
      "background",
      [
        {
          $0.edit("background", #"^  名: "#, in: ["papers/00", "papers/cards", "papers/cert"], around: 2) {
            $0 + "\n  下敷き: { 紙: none.pdf, 指紋: 00 }"
          }
        }
      ]
    ),
    (
      "box",
      [
        {
          $0.edit("box", #"値: 人\.氏名"#, in: ["papers/"]) {
            $0.replacingFirst("値: 人.氏名", with: "値: '\"決まった文\"'")
          }
        },
        {
          $0.edit(
            "box", #"^    - 注:"#, in: ["papers/00", "papers/cards", "papers/cert"], atStart: true
          ) { line in
            String(repeating: "    - 行: [{ 見出し: 大きな欄, 空欄: はい, 段: 12 }]\n", count: 4) + line
          }
        },
        {
          $0.edit("box", #"見出し: 氏名, 値: 人\.氏名"#, in: ["papers/"]) {
            $0.replacingFirst("見出し: 氏名, 値: 人.氏名", with: "見出し: 氏名, 値: '\"人\"'")
          }
        },
      ]
    ),
    (
      "overflow",
      [
        {
          $0.edit("overflow", #"見出し: 氏名, "#, in: ["papers/"]) {
            $0.replacingFirst("見出し: 氏名", with: "見出し: \(String(repeating: "とても長い見出し", count: 40))")
          }
        },
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
          $0.edit("example", #"^  +ない: \[[a-z]"#, in: ["examples/move"]) {
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
}
