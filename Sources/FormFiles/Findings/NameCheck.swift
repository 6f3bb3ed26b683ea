enum NameCheck: Check {
  static let name = "name"
  static let title = "知らない名前"
  static let explanation = """
    式に書ける名前は、vocabulary/ の事実、law.yaml の 法.…、municipality.yaml の 市.…、README.md の関数だけです。
    近い名前があれば「…のことですか」と出ます。and や in などの言葉は、前後に半角スペースを置きます。

      × 人.国民保 = true                    ○ 人.国保 = true
      × 届出.異動する人in 世帯.員           ○ 届出.異動する人 in 世帯.員
    """
}
