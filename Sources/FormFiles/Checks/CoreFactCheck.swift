import Counter
import Feel

enum CoreFactCheck: CatalogueCheck {
  static let name = "core-fact"
  static let title = "消してはいけない事実"
  static let explanation = """
    届出.異動日 や 人.氏名 のように、プログラムそのものが読み書きする事実があります。名前を変えたり消したりはできません。
    見出しは変えて構いません。
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    CoreFact.all.filter { forms.catalog.vocabulary.fact(named: $0) == nil }.map { name in
      Finding(
        self, at: place(ofSimilar: name, forms), "事実「\(name)」がありません",
        correction: "この事実はプログラムが使います。「名前: \(name)」の行を戻してください")
    }
  }

  /// The renamed fact, when a name near it is declared that nothing else explains.
  private static func place(ofSimilar name: String, _ forms: CheckedForms) -> Place {
    let others = forms.catalog.vocabulary.facts.map(\.name).filter { !CoreFact.all.contains($0) }
    return Spelling.nearest(to: name, in: others).map { forms.place(of: $0, .fact) }
      ?? Place(file: "vocabulary", line: 1)
  }
}
