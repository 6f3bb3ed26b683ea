import Counter

enum OrderCheck: CatalogueCheck {
  static let name = "order"
  static let title = "順序の食いちがい"
  static let explanation = """
    手続の「順」が輪になっていて、どちらも先にできません。または、質問が、その前提になる事実（語彙の「門」の事実）の質問より
    前に書いてあります。前提の質問を先に聞かないと、要らない質問をしてしまいます。

      × a の順: { 前に: [b] }、b の順: { 前に: [a] }
    """

  static func findings(in forms: CheckedForms) -> [Finding] { cycles(forms) + gates(forms) }

  private static func cycles(_ forms: CheckedForms) -> [Finding] {
    let procedures = forms.catalog.procedures
    let before = Dictionary(procedures.map { ($0.id, $0.after) }, uniquingKeysWith: { first, _ in first })
    return procedures.filter { !$0.after.isEmpty }.compactMap { procedure in
      var (reached, open) = (Set<String>(), procedure.after)
      while let next = open.popLast() {
        if reached.insert(next).inserted { open += before[next] ?? [] }
      }
      guard reached.contains(procedure.id) else { return nil }
      let around = procedure.after.first { id in
        id == procedure.id || reaches(procedure.id, from: id, before)
      }
      return Finding(
        self, at: forms.place(ofReference: around ?? "", .procedure, under: procedure.place),
        "手続 \(procedure.id) の「順」が輪になっています", correction: "どちらか片方の「前に」を消してください")
    }
  }

  private static func reaches(_ goal: String, from start: String, _ before: [String: [String]]) -> Bool {
    var (reached, open) = (Set<String>(), [start])
    while let next = open.popLast() {
      if next == goal { return true }
      if reached.insert(next).inserted { open += before[next] ?? [] }
    }
    return false
  }

  /// A question whose fact waits behind a gate stands after the question that opens the gate.
  private static func gates(_ forms: CheckedForms) -> [Finding] {
    var first: [String: Int] = [:]
    for (index, question) in forms.catalog.questions.enumerated() where first[question.fact] == nil {
      first[question.fact] = index
    }
    return forms.catalog.questions.enumerated().compactMap { index, question in
      guard let gate = forms.catalog.vocabulary.fact(named: question.fact)?.gate,
        let use = forms.uses.first(where: { $0.role == .gate && $0.formula == gate }),
        let facts = use.expression.map({ forms.facts.facts(in: $0) })
      else { return nil }
      let late = facts.sorted().first {
        (first[$0] ?? -1) > index && isOnlyHeard($0, forms) && !isAskedElsewhere($0, question, forms)
      }
      return late.map { fact in
        Finding(
          self, at: forms.place(of: question.id, .question),
          "この質問は「\(fact)」が分かってから要るかどうかが決まりますが、その質問より前にあります",
          correction: "「事実: \(fact)」の質問を、この質問より前に移してください")
      }
    }
  }

  private static func isOnlyHeard(_ fact: String, _ forms: CheckedForms) -> Bool {
    forms.catalog.vocabulary.fact(named: fact)?.supplies == [.heard]
  }

  /// Whether the gate's question is asked in none of the events in which this one is.
  private static func isAskedElsewhere(_ fact: String, _ question: Question, _ forms: CheckedForms) -> Bool {
    SupplyCheck.kindsAsked(fact, forms).isDisjoint(with: QuestionCheck.kinds(of: question, forms.catalog))
  }
}
