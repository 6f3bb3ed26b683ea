import Counter
import Feel

enum NumberCheck: CatalogueCheck {
  static let name = "number"
  static let title = "名前のない数字"
  static let explanation = """
    条件や期限の年齢・日数・金額は、法律で決まるものは law.yaml、条例や要綱で決まるものは municipality.yaml で名前と根拠を付けて、
    法.… か 市.… と書きます。0 と 1 だけはそのまま書けます。法律が変わったとき、1か所を直せば済むようにするためです。

      × 年齢(人, 届出.異動日): "< 75"       ○ 年齢(人, 届出.異動日): "< 法.後期高齢の年齢"
      × 日数: 14                            ○ 日数: 法.転入届の日数
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.filter(\.isRule).compactMap { use in
      let named = use.expression?.parts.lazy.compactMap { part -> (String, Range<Int>)? in
        guard case .literal(.number(let number), let place) = part, number != Decimal(0), number != Decimal(1)
        else { return nil }
        return (number.text, place)
      }.first
      guard let (number, place) = named else { return nil }
      let known = forms.catalog.law.filter { $0.value == Int(number).map { .number($0) } }.map(\.name)
      let hint =
        known.isEmpty || known.count > 4
        ? "" : "（\(number) の名前: \(known.map { "法.\($0)" }.joined(separator: "、"))）"
      return Finding(
        self, at: forms.load.place(of: place.lowerBound, in: use.formula), "数字「\(number)」に名前がありません",
        correction: "law.yaml か municipality.yaml で名前を付け、法.… か 市.… と書いてください\(hint)")
    }
  }
}
