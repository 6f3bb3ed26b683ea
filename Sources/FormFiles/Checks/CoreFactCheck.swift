import Counter
import Feel

enum CoreFactCheck: CatalogueCheck {
  static let name = "core-fact"
  static let title = "消してはいけない事実と値"
  static let explanation = """
    届出.異動日 や 人.氏名 のように、プログラムそのものが読み書きする事実があります。名前を変えたり消したりはできません。
    選択肢の値（「いまある世帯に入る」など）にも、プログラムが使うものがあります。見出しと表示は変えて構いません。
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    CoreFact.all.filter { forms.catalog.vocabulary.fact(named: $0) == nil }.map { name in
      Finding(
        self, at: place(ofSimilar: name, forms), "事実「\(name)」がありません",
        correction: "この事実はプログラムが使います。「名前: \(name)」の行を戻してください")
    } + codes(forms) + lists(forms)
  }

  private static func codes(_ forms: CheckedForms) -> [Finding] {
    CoreCode.byFact.flatMap { fact, values -> [Finding] in
      guard let name = forms.catalog.vocabulary.fact(named: fact)?.kind.codeList,
        let list = forms.catalog.codeList(name)
      else { return [] }
      let known = list.codes.map(\.value)
      return values.filter { !known.contains($0) }.map { value in
        Finding(
          self, at: forms.place(of: name, .codeList), "コード表「\(name)」に「\(value)」がありません",
          correction: "この値はプログラムが使います。「\(value)」を戻してください。見せる言い方は「表示」で変えられます")
      }
    }
  }

  private static func lists(_ forms: CheckedForms) -> [Finding] {
    CoreCode.lists.filter { forms.catalog.codeList($0) == nil }.map { name in
      Finding(
        self, at: Place(file: "codes", line: 1), "コード表「\(name)」がありません",
        correction: "この表はプログラムが使います。「名前: \(name)」の表を戻してください")
    }
  }

  /// The renamed fact, when a name near it is declared that nothing else explains.
  private static func place(ofSimilar name: String, _ forms: CheckedForms) -> Place {
    let others = forms.catalog.vocabulary.facts.map(\.name).filter { !CoreFact.all.contains($0) }
    return Spelling.nearest(to: name, in: others).map { forms.place(of: $0, .fact) }
      ?? Place(file: "vocabulary", line: 1)
  }
}
