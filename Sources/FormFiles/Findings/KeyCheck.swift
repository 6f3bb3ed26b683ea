enum KeyCheck: Check {
  static let name = "key"
  static let title = "ないキー"
  static let explanation = """
    書けるキーは README.md の表にあるものだけです。打ちまちがえたキーは読まれないので、書いたつもりの条件や期限が
    効きません。近い名前があれば「…のことですか」と出ます。

      × 手読: 国民健康保険の加入            ○ 手続: 国民健康保険の加入
      × 待ち物: [{ … }]                     ○ 持ち物: [{ … }]
    """
}
