import Counter

enum ConfirmationCheck: CatalogueCheck {
  static let name = "confirmation"
  static let title = "条文と比べていない手続"
  static let explanation = """
    「典拠: 条文」は、条件と、だれがするかと、法律で決まる期限を、条文を読んで比べたことを表します。比べた日と項目を「確認」に書きます。
    市の条例や要綱で決まるものは「典拠: 自治体」です。まだ確かめていない手続（典拠: 未確認）に、法定や失権の期限は書けません。

      × 典拠: 条文
      ○ 典拠: 条文
        確認: { 日: 2026-11-30, 条文: [住民基本台帳法22条], 項目: [条件, 期限, だれ] }
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.catalog.procedures.compactMap { procedure in
      let isDated = procedure.deadlines.contains { [.statutory, .forfeit].contains($0.kind) }
      let place = forms.load.place(of: "典拠", after: procedure.place)
      switch procedure.evidence {
      case .statute:
        let needed: [Procedure.Confirmation.Item] = [.conditions, .who] + (isDated ? [.deadline] : [])
        let missing = needed.filter { !(procedure.confirmation?.items.contains($0) ?? false) }
        guard !missing.isEmpty else { return nil }
        return Finding(
          self,
          at: procedure.confirmation == nil
            ? place : forms.load.place(of: "確認: {", after: procedure.place),
          "手続 \(procedure.id) は「典拠: 条文」ですが、「確認」に\(missing.map { "「\($0.rawValue)」" }.joined())がありません",
          correction:
            "条文と読み比べて「確認: { 日: …, 条文: […], 項目: [\(needed.map(\.rawValue).joined(separator: ", "))] }」を書くか、典拠を直してください"
        )
      case .unverified where isDated:
        return Finding(
          self, at: place, "手続 \(procedure.id) は「典拠: 未確認」ですが、法定か失権の期限があります",
          correction: "条文を確かめて「典拠: 条文」と「確認」を書くか、期限の種類を「目安」にしてください")
      case .unverified, .municipalPage: return nil
      }
    }
  }
}
