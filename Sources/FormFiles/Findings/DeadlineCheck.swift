enum DeadlineCheck: Check {
  static let name = "deadline"
  static let title = "期限の日数と法律の食いちがい"
  static let explanation = """
    期限の「根拠」の条と、law.yaml でその条に付けた日数が合いません。別の手続から写したときに起こります。
    「日数」に か月 の値を書いたときも出ます。

      × 期限: { …, 日数: 法.犬の届出日数, 根拠: 住民基本台帳法第22条 }
      ○ 期限: { …, 日数: 法.転入届の日数, 根拠: 住民基本台帳法第22条 }
    """
}
