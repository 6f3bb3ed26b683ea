import Counter

/// Runs every example and says where the rules and the example disagree, and which procedures no example shows.
public struct ExampleCheck {
  let rulebook: Rulebook
  let examples: [Example]

  public init(rulebook: Rulebook, examples: [Example]) {
    self.rulebook = rulebook
    self.examples = examples
  }

  public func findings() -> [Finding] { (examples.flatMap(findings(of:)) + coverage()).sorted() }

  private func finding(_ place: Place, _ message: String, _ correction: String? = nil) -> Finding {
    Finding(
      file: place.file, line: place.line, column: place.column, message: message, correction: correction)
  }

  // MARK: One example

  private func findings(of example: Example) -> [Finding] {
    let determination = rulebook.determine(example.situation)
    let applying = determination.applying
    var findings: [Finding] = []
    for expected in example.expected {
      let matches = applying.filter {
        id($0) == expected.procedure && (expected.subject == nil || $0.subject == expected.subject)
      }
      guard let decision = matches.first else {
        let said = determination.decisions.first {
          id($0) == expected.procedure && (expected.subject == nil || $0.subject == expected.subject)
        }
        findings.append(
          finding(
            expected.place, "例「\(example.name)」で \(expected.procedure) が必要になりません（\(word(said?.verdict))）"))
        continue
      }
      if let deadline = expected.deadline {
        let computed = rulebook.detail(of: decision, in: example.situation).firstDeadline?.day
        if computed != deadline {
          findings.append(
            finding(
              expected.place, "例「\(example.name)」の \(expected.procedure) の期限が違います",
              "計算では \(computed?.iso ?? "日付なし")"))
        }
      }
    }
    for absent in example.absent where applying.contains(where: { id($0) == absent }) {
      findings.append(finding(example.place, "例「\(example.name)」で \(absent) が必要になってしまいます"))
    }
    let papers = rulebook.papers(for: determination, in: example.situation).map(\.form)
    for paper in example.papers where !papers.contains(paper) {
      findings.append(finding(example.place, "例「\(example.name)」で書類 \(paper) が出ません"))
    }
    return findings
      + example.variations.flatMap { self.findings(of: $0, in: example, before: Set(applying.map(id))) }
  }

  private func findings(of variation: Example.Variation, in example: Example, before: Set<String>)
    -> [Finding]
  {
    var situation = example.situation
    situation.facts.merge(variation.facts) { _, changed in changed }
    for (key, known) in variation.facts {
      // The kind is the filing's own, not a fact somebody knows.
      guard key.fact == CoreFact.kind, case .filing(let filing) = key.subject,
        case .value(.text(let kind)) = known.answer
      else { continue }
      situation.filings[filing].kind = kind
    }
    let after = Set(rulebook.determine(situation).applying.map(id))
    let stay = variation.disappearing.filter { after.contains($0) }.map {
      finding(variation.place, "例「\(example.name)」を変えても \($0) が必要なままです")
    }
    let never = variation.disappearing.filter { !before.contains($0) }.map {
      finding(variation.place, "例「\(example.name)」では、変える前から \($0) が必要ではありません")
    }
    let missing = variation.appearing.filter { !after.contains($0) || before.contains($0) }.map {
      finding(variation.place, "例「\(example.name)」を変えても \($0) が新しく必要になりません")
    }
    return stay + never + missing
  }

  private func id(_ decision: Decision) -> String { rulebook.catalog.procedures[decision.procedure].id }

  private func word(_ verdict: Verdict?) -> String {
    switch verdict {
    case nil: "判定の対象になりません"
    case .applies: "必要です"
    case .doesNotApply: "不要です"
    case .undecided(let needs): "未定です。分からないもの: \(needs.map(\.fact).joined(separator: "、"))"
    case .toConfirm(let needs): "要確認です: \(needs.map(\.fact).joined(separator: "、"))"
    case .refused(let gate): "受付できません（\(gate)）"
    }
  }

  // MARK: Coverage

  /// Every procedure has an example in which it applies and one, differing in one fact, in which it does not.
  private func coverage() -> [Finding] {
    let applying = Set(examples.flatMap { $0.expected.map(\.procedure) })
    let varying = Set(
      examples.flatMap {
        $0.variations.filter { $0.facts.count == 1 }.flatMap { $0.disappearing + $0.appearing }
      })
    return rulebook.catalog.procedures.flatMap { procedure -> [Finding] in
      var findings: [Finding] = []
      if !applying.contains(procedure.id) {
        findings.append(finding(procedure.place, "手続 \(procedure.id) が必要になる例がありません", "examples/ の期待に足してください"))
      }
      if !varying.contains(procedure.id) {
        findings.append(
          finding(
            procedure.place, "手続 \(procedure.id) が、事実を1つ変えると必要でなくなる例がありません", "examples/ の「変えると」に足してください"))
      }
      return findings
    }
  }
}
