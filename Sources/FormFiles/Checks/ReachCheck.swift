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
    guard forms.rulebook != nil else { return [] }
    let shown = forms.appliedInExamples
    return forms.catalog.procedures.indices.compactMap { index in
      let procedure = forms.catalog.procedures[index]
      guard !shown.contains(procedure.id), let rulebook = alone(procedure, forms.catalog) else { return nil }
      let kinds = forms.facts.kinds(ofProcedure: index)
      let outcome = SituationSearch.run(rulebook, kinds: kinds)
      if outcome == .found { return nil }
      if let (formula, isComplete) = contradiction(index, forms.catalog, kinds) {
        return finding(procedure.id, isComplete, formula.place)
      }
      guard case .none(let isComplete) = outcome else { return nil }
      return finding(procedure.id, isComplete, forms.place(of: procedure.id, .procedure))
    }
  }

  /// The catalogue with one procedure only.
  private static func alone(_ procedure: Procedure, _ catalog: Catalog) -> Rulebook? {
    var catalog = catalog
    catalog.procedures = [procedure]
    return try? Rulebook(catalog)
  }

  private static func finding(_ id: String, _ isComplete: Bool, _ place: Place) -> Finding {
    Finding(
      self, at: place, severity: isComplete ? .error : .warning,
      "手続 \(id) は、どんな答えでも必要になりません" + (isComplete ? "" : "（調べた範囲では）"),
      correction: "この行とほかの行が、互いに打ち消していないか見直してください")
  }

  /// The later of two conditions that cannot hold together, or one that cannot by itself: few facts decide those.
  private static func contradiction(_ index: Int, _ catalog: Catalog, _ kinds: Set<String>) -> (
    Formula, Bool
  )? {
    let procedure = catalog.procedures[index]
    let conditions = procedure.conditions
    for later in conditions.indices {
      for earlier in [later] + Array(conditions.indices.prefix(upTo: later)) {
        var narrow = procedure
        narrow.conditions = earlier == later ? [conditions[later]] : [conditions[earlier], conditions[later]]
        guard let rulebook = alone(narrow, catalog) else { continue }
        if case .none(let isComplete) = SituationSearch.run(rulebook, kinds: kinds) {
          return (conditions[later], isComplete)
        }
      }
    }
    return nil
  }
}
