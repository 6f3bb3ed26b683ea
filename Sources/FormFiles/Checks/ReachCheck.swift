import Counter

enum ReachCheck: CatalogueCheck {
  static let name = "reach"
  static let title = "決して必要にならない手続"
  static let explanation = """
    どんな答えが来ても「必要です」にならない手続です。「対象」の行どうし、または「対象」と「条件」が、同時には成り立ちません。
    例で必要になると確かめられている手続は調べません。

      × 対象:
          年齢(人, 届出.異動日): "< 法.介護第2号の年齢"
          人.介護第1号: はい                （40歳未満で65歳以上の人はいない）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    guard let rulebook = forms.rulebook else { return [] }
    let shown = forms.appliedInExamples
    return forms.catalog.procedures.indices.compactMap { index in
      let procedure = forms.catalog.procedures[index]
      guard !shown.contains(procedure.id) else { return nil }
      let kinds = forms.facts.kinds(ofProcedure: index)
      switch SituationSearch.run(rulebook, procedure: index, kinds: kinds) {
      case .found, .gaveUp: return nil
      case .none(let isComplete):
        let culprit = culprit(index, forms.catalog, kinds)
        return Finding(
          self, at: culprit?.place ?? forms.place(of: procedure.id, .procedure),
          severity: isComplete ? .error : .warning,
          "手続 \(procedure.id) は、どんな答えでも必要になりません"
            + (isComplete ? "" : "（調べた範囲では）"),
          correction: culprit == nil ? "条件が互いに打ち消していないか見直してください" : "この行を消すと必要になり得ます。ほかの条件と打ち消していないか見直してください")
      }
    }
  }

  /// The last condition without which the procedure could apply.
  private static func culprit(_ index: Int, _ catalog: Catalog, _ kinds: Set<String>) -> Formula? {
    let procedure = catalog.procedures[index]
    return procedure.conditions.indices.reversed().first { left in
      var (catalog, wider) = (catalog, procedure)
      wider.conditions.remove(at: left)
      catalog.procedures = [wider]
      guard let rulebook = try? Rulebook(catalog) else { return false }
      return SituationSearch.run(rulebook, procedure: 0, kinds: kinds) == .found
    }.map { procedure.conditions[$0] }
  }
}
