import Counter
import Feel

enum HouseholdCheck: CatalogueCheck {
  static let name = "household"
  static let title = "世帯や届出の手続で、人を直接読む"
  static let explanation = """
    単位が世帯か届出の手続には「この人」がいません。世帯のだれかか全員かを、some か every で書きます。

      × 人.国保 = true
      ○ some 員 in 世帯.員 satisfies 員.国保 = true     （だれか1人でも）
      ○ every 員 in 世帯.員 satisfies 員.国保 = true    （全員が）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    forms.uses.compactMap { use in
      guard let owner = forms.subject(of: use), owner != .person,
        let bare = use.expression?.parts.first(where: isBare)
      else { return nil }
      return Finding(
        self, at: forms.load.place(of: bare.place.lowerBound, in: use.formula),
        "単位が\(owner.rawValue)なのに「人」を直接読んでいます",
        correction:
          "some 員 in \(owner == .filing ? CoreFact.movers : CoreFact.members) satisfies 員.… = true のように書いてください"
      )
    }
  }

  private static func isBare(_ part: Expression) -> Bool {
    if case .name("人", _) = part { true } else { false }
  }
}

extension CheckedForms {
  /// Whom or what a formula is about; nil where rows of people may stand.
  func subject(of use: FormulaUse) -> Subject.Kind? {
    switch use.owner {
    case .procedure(let index):
      let procedure = catalog.procedures[index]
      switch procedure.unit {
      case .person: return .person
      case .filing: return .filing
      case .household: return catalog.vocabulary.selector(named: procedure.who)?.subject ?? .household
      }
    // 人 is whoever may be chosen.
    case .fact where use.role == .candidates: return .person
    case .fact(let name): return catalog.vocabulary.fact(named: name)?.subject
    case .selector(let name): return catalog.vocabulary.selector(named: name)?.subject
    case .event: return .filing
    case .question(let index): return catalog.vocabulary.fact(named: catalog.questions[index].fact)?.subject
    case .paper: return nil
    }
  }
}
