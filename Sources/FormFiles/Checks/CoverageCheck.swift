import Counter

enum CoverageCheck: CatalogueCheck {
  static let name = "coverage"
  static let title = "例のない手続"
  static let explanation = """
    どの手続にも、必要になる例と、事実を1つだけ変えると必要でなくなる（または必要になる）例が要ります。例があれば、あとで条件を
    直したときに、変わってしまった判定がすぐ分かります。examples/ の「期待」と「変えると」に書きます。

      変えると:
        - 変える: { 人.国保: { 花子: いいえ } }
          消える: [nhi.join]
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    let applying = Set(forms.examples.flatMap { $0.expected.map(\.procedure) })
    let varying = Set(
      forms.examples.flatMap {
        $0.variations.filter { $0.facts.count == 1 }.flatMap { $0.disappearing + $0.appearing }
      })
    return forms.catalog.procedures.flatMap { procedure -> [Finding] in
      var findings: [Finding] = []
      let place = forms.place(of: procedure.id, .procedure)
      if !applying.contains(procedure.id) {
        findings.append(
          Finding(self, at: place, "手続 \(procedure.id) が必要になる例がありません", correction: "examples/ の期待に足してください"))
      }
      if !varying.contains(procedure.id) {
        findings.append(
          Finding(
            self, at: place, "手続 \(procedure.id) が、事実を1つ変えると必要でなくなる例がありません",
            correction: "examples/ の「変えると」に足してください"))
      }
      return findings
    }
  }
}
