enum MissingKeyCheck: Check {
  static let name = "missing"
  static let title = "足りないキー"
  static let explanation = """
    省けないキーがありません。「…の行を足してください」と出た行を、同じ字下げで足します。

      ×                                     ○
      - id: nhi.join                        - id: nhi.join
        性質: 義務                            手続: 国民健康保険の加入
                                              性質: 義務
    """
}
