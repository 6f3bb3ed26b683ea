enum ValidityCheck: Check {
  static let name = "validity"
  static let title = "有効の期間"
  static let explanation = """
    「有効」の「まで」が「から」より前にあると、その手続はどの日にも当てはまりません。

      × 有効: { から: 2026-10-01, まで: 2026-04-01, 基準: 異動日 }
      ○ 有効: { から: 2026-04-01, まで: 2026-10-01, 基準: 異動日 }
    """
}
