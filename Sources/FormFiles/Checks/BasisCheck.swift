import Counter

enum BasisCheck: CatalogueCheck {
  static let name = "basis"
  static let title = "根拠のない義務"
  static let explanation = """
    「性質: 義務」の手続には、法律か条例の条を「根拠」に書きます。画面と案内票にそのまま出ます。確かめられないときは
    「典拠: 未確認」と書きます（画面と紙に【要確認】と出ます）。法律の値と市の値の「根拠」も空にできません。

      × 根拠: ''                            ○ 根拠: 住民基本台帳法第22条第1項
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let duties = forms.catalog.procedures.filter { $0.nature == .duty && isEmpty($0.basis) }.map {
      Finding(
        self, at: forms.place(of: $0.id, .procedure), "義務の手続 \($0.id) の「根拠」が空です", correction: "根拠: 法律の名前と条")
    }
    func values(_ list: [NamedValue], _ kind: NameKind) -> [Finding] {
      list.filter { isEmpty($0.basis) }.map {
        Finding(
          self, at: forms.place(of: $0.name, kind), "「\($0.name)」の「根拠」が空です", correction: "根拠: 法律や条例の名前と条")
      }
    }
    let deadlines = forms.catalog.procedures.filter { procedure in
      procedure.deadlines.contains { [.statutory, .forfeit].contains($0.kind) && isEmpty($0.basis ?? "") }
    }.map {
      Finding(
        self, at: forms.load.place(of: "期限", after: $0.place), "手続 \($0.id) の期限に「根拠」がありません",
        correction: "「種類: 法定」と「種類: 失権」の期限には「根拠: 法律の名前と条」を書いてください")
    }
    return duties + deadlines + values(forms.catalog.law, .lawValue)
      + values(forms.catalog.municipality.values, .cityValue)
  }

  private static func isEmpty(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
