import Counter
import Feel

enum SupplyCheck: CatalogueCheck {
  static let name = "supply"
  static let title = "だれも知らせない事実"
  static let explanation = """
    条件や欄が読んでいるのに、住民記録の列も、質問も、計算の式もない事実です。いつまでも分からないままなので、その手続は
    決まりません。vocabulary/ に「列」か「式」を書くか、questions/ に質問を足します。
    質問があっても「対象」がその届出を含まなければ、やはり聞けません。

      × - { 名前: 人.猫の数, 型: 数, 見出し: 猫の数, 出どころ: [聞き取り] }   （質問がない）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let needed = forms.facts.kindsByFact()
    return forms.catalog.vocabulary.facts.flatMap { fact -> [Finding] in
      // The program itself supplies its own facts, unless they are only heard.
      let isOwn = CoreFact.all.contains(fact.name) && fact.supplies != [.heard]
      guard needed[fact.name] != nil, !isOwn, !isSupplied(fact) else { return [] }
      let asked = kindsAsked(fact.name, forms)
      let place = forms.place(of: fact.name, .fact)
      if asked.isEmpty {
        return [
          Finding(
            self, at: place, "「\(fact.name)」は条件や欄が読んでいますが、知らせるものがありません",
            correction: "「列」か「式」を書くか、questions/ に「事実: \(fact.name)」の質問を足してください")
        ]
      }
      // Only what events and conditions read themselves: a derivation may read other facts for other events.
      let missing = forms.facts.kindsAsking(for: fact.name).intersection(
        kinds(of: fact, forms)
      )
      .subtracting(asked).sorted()
      guard fact.supplies == [.heard], !missing.isEmpty else { return [] }
      return [
        Finding(
          self, at: place, severity: .warning,
          "「\(fact.name)」は\(missing.joined(separator: "・"))でも要りますが、そのときの質問がありません",
          correction: "questions/ の質問の「対象」に\(missing.joined(separator: "、"))を足してください")
      ]
    }
  }

  /// Whether something other than a question can give it.
  private static func isSupplied(_ fact: Fact) -> Bool {
    if fact.formula != nil || fact.supplies.contains(.reception) { return true }
    return fact.column != nil && !fact.supplies.isDisjoint(with: [.register, .certificate])
  }

  /// Kinds of event in which a fact's gate can be open: those that it names, or all.
  private static func kinds(of fact: Fact, _ forms: CheckedForms) -> Set<String> {
    let all = Set(forms.catalog.events.map(\.kind))
    guard let gate = fact.gate, let expression = try? Rulebook.expression(of: gate, in: forms.scope) else {
      return all
    }
    let parts = if case .and(let parts, _) = expression { parts } else { [expression] }
    for case .comparison(
      .equal, .path(.name(let subject, _), let property, _), .literal(.string(let kind), _), _)
      in parts where "\(subject).\(property)" == CoreFact.kind
    {
      return [kind.string]
    }
    return all
  }

  /// Kinds of event in which some question asks for a fact.
  static func kindsAsked(_ fact: String, _ forms: CheckedForms) -> Set<String> {
    forms.catalog.questions.filter { $0.fact == fact }.reduce(into: []) { kinds, question in
      kinds.formUnion(QuestionCheck.kinds(of: question, forms.catalog))
    }
  }
}
