import Counter
import Feel

enum SettingCheck: CatalogueCheck {
  static let name = "setting"
  static let title = "どこにも使われない値"
  static let explanation = """
    law.yaml と municipality.yaml の値のうち、条件にも期限にも手数料にも書類にも出てこないものです。直しても何も変わりません。
    使う手続を消した市は、値も消してください。

      ○ 日数: 市.転出届の受付開始日数     （どこかで使う）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let used = forms.uses.reduce(into: Set<String>()) { names, use in
      for part in use.expression?.parts ?? [] {
        if case .path(.name(let subject, _), let property, _) = part {
          names.insert("\(subject).\(property)")
        }
        if case .name(let name, _) = part { names.insert(name) }
      }
    }
    func unused(_ values: [NamedValue], _ subject: String, _ kind: NameKind) -> [Finding] {
      values.filter { !used.contains("\(subject).\($0.name)") }.map {
        Finding(
          self, at: forms.place(of: $0.name, kind), severity: .warning,
          "「\(subject).\($0.name)」はどこにも使われていません",
          correction: "使う手続がなければ、この行を消してください")
      }
    }
    return unused(forms.catalog.law.map { $0 }, "法", .lawValue)
      + unused(forms.catalog.municipality.values, "市", .cityValue)
  }
}
