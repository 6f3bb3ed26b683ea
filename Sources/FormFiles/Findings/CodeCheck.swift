enum CodeCheck: Check {
  static let name = "code"
  static let title = "コード表にない値"
  static let explanation = """
    型が「コード」の事実と比べられるのは、codes/ のその表にある値だけです。表にない値との比較はいつも「いいえ」になるので、
    書きまちがいとして扱います。

      × 届出.種別: 転人                     ○ 届出.種別: 転入
    """
}
