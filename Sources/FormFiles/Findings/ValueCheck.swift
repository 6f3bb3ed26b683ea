enum ValueCheck: Check {
  static let name = "value"
  static let title = "書けない値"
  static let explanation = """
    そのキーには書けない値です。決まった言葉から選ぶもの、半角の数字、2026-11-20 の形の日、「はい」「いいえ」などがあります。
    書ける値は「→」のあとに出ます。

      × 性質: 義務的                        ○ 性質: 義務
      × から: 2026/4/1                      ○ から: 2026-04-01
      × 大きさ: １０                        ○ 大きさ: 10
    """
}
