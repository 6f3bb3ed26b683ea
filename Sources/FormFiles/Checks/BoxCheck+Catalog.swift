import Counter

extension BoxCheck: CatalogueCheck {
  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.compactMap { use in
      guard use.role == .box, let expression = use.expression,
        !expression.parts.contains(where: { if case .path = $0 { true } else { false } })
      else { return nil }
      return Finding(
        self, at: use.formula.place, "この欄の「値」は、どの事実も読んでいません", correction: "事実を書くか、決まった文なら「文字」を使ってください")
    }
  }
}
