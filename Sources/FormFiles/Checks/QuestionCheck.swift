import Counter

enum QuestionCheck: CatalogueCheck {
  static let name = "question"
  static let title = "出番のない質問"
  static let explanation = """
    どの条件も、書類の欄も、届出の「はじめに聞くこと」も要らない質問です。画面に出ることがありません。
    「対象」の届出では要らない質問や、先に書いた質問がいつも使われるので出番のない質問も同じです。
    手続を消したときは、その質問も消します。

      × 対象: { 届出.種別: 転出 }           （転入の手続だけがその答えを使うとき）
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let needed = forms.facts.kindsByFact()
    var taken: [String: Set<String>] = [:]
    return forms.catalog.questions.compactMap { question in
      guard forms.catalog.vocabulary.fact(named: question.fact) != nil else { return nil }
      let kinds = kinds(of: question, forms.catalog)
      let isOnlyKinds = question.conditions.allSatisfy(\.isOfKind)
      defer { if isOnlyKinds { taken[question.fact, default: []].formUnion(kinds) } }
      let place = forms.place(of: question.id, .question)
      if !CoreFact.all.contains(question.fact) {
        guard let used = needed[question.fact] else {
          return Finding(
            self, at: place, "この質問の答え「\(question.fact)」を使う条件も欄もありません", correction: "質問を消すか、答えを使う条件を書いてください")
        }
        if used.isDisjoint(with: kinds) {
          return Finding(
            self, at: forms.place(ofKindsOf: question),
            "\(kinds.sorted().joined(separator: "・"))では、この質問の答えを使う手続も欄もありません",
            correction: "「対象」を\(used.sorted().joined(separator: "、"))に直してください")
        }
      }
      if let before = taken[question.fact], kinds.isSubset(of: before) {
        return Finding(
          self, at: place, "同じ事実の、先に書いてある質問がいつも使われるので、出番がありません",
          correction: "「対象」の狭い質問を先に、対象のない質問を後に書いてください")
      }
      return nil
    }
  }

  /// Kinds of event in which a wording can be used.
  static func kinds(of question: Question, _ catalog: Catalog) -> Set<String> {
    catalog.kinds(of: question.conditions)
  }
}

extension CheckedForms {
  fileprivate func place(ofKindsOf question: Question) -> Place {
    question.conditions.first { $0.isOfKind }?.place ?? place(of: question.id, .question)
  }
}
