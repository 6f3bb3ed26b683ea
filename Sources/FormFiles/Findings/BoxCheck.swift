enum BoxCheck: Check {
  static let name = "box"
  static let title = "書類の欄"
  static let explanation = """
    欄に入れる事実がない、欄が紙からはみ出している、同じ書類に同じ id の欄が2つある、のどれかです。
    手で書く欄は「空欄: はい」と書きます。

      × 欄: { id: 電話, x: 60, y: 31, 幅: 120, 高さ: 8 }
      ○ 欄: { id: 電話, x: 60, y: 31, 幅: 120, 高さ: 8, 値: 来庁者.連絡先 }
      ○ 欄: { id: 署名, x: 60, y: 31, 幅: 120, 高さ: 8, 空欄: はい }
    """
}
