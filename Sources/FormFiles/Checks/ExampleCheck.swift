import Counter

enum ExampleCheck: CatalogueCheck {
  static let name = "example"
  static let title = "例と違う判定"
  static let explanation = """
    examples/ の例のとおりに判定されません。条件を直したために変わったのなら例を、例が正しいのなら条件を直します。
    期限の日、出る書類、事実を1つ変えたときの変わり方も確かめます。

      例「…」で nhi.join が必要になりません（不要です）
        → procedures/insurance.yaml の 4行目からの条件を見てください
    """

  static func findings(in forms: CheckedForms) -> [Finding] {
    guard let rulebook = forms.rulebook else { return [] }
    return forms.trials.flatMap { Comparison(rulebook: rulebook, forms: forms).findings(of: $0) }
  }
}

extension CheckedForms {
  /// Ids of the procedures that apply in some example, as they are decided.
  var appliedInExamples: Set<String> {
    Set(trials.flatMap { $0.determination.applying.map { catalog.procedures[$0.procedure].id } })
  }
}

/// One example decided.
final class ExampleTrial {
  let example: Example
  let deliberation: Deliberation
  let determination: Determination

  init(_ example: Example, _ rulebook: Rulebook) {
    self.example = example
    deliberation = Deliberation(rulebook, example.situation)
    determination = deliberation.determine()
  }
}

/// Compares an example that was decided with what it says.
private struct Comparison {
  let rulebook: Rulebook
  let forms: CheckedForms

  private func finding(
    _ place: Place, _ message: String, _ procedure: String? = nil, _ correction: String? = nil,
    condition: String? = nil
  ) -> Finding {
    let source = procedure.map {
      "\(forms.where(forms.place(of: $0, .procedure)))からの手続 \($0) を見てください"
    }
    // A condition that is pointed at needs no pointing at its procedure.
    let words = condition ?? [correction, source].compactMap { $0 }.joined(separator: "。")
    return Finding(ExampleCheck.self, at: place, message, correction: words.isEmpty ? nil : words)
  }

  func findings(of trial: ExampleTrial) -> [Finding] {
    let (example, determination) = (trial.example, trial.determination)
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
            expected.place, "例「\(example.name)」で \(expected.procedure) が必要になりません（\(word(said?.verdict))）",
            expected.procedure, condition: said.flatMap { why($0, example.situation) }))
        continue
      }
      if let deadline = expected.deadline {
        let computed = rulebook.detail(of: decision, trial.deliberation).firstDeadline?.day
        if computed != deadline {
          findings.append(
            finding(
              expected.place, "例「\(example.name)」の \(expected.procedure) の期限が違います",
              expected.procedure,
              computed.map { "計算では \($0.iso)" } ?? "この手続に日付の期限はありません。「期限: …」を消してください"))
        }
      }
    }
    for expected in example.expected {
      findings += self.findings(ofThings: expected, in: trial)
    }
    for absent in example.absent where applying.contains(where: { id($0) == absent.id }) {
      findings.append(
        finding(absent.place, "例「\(example.name)」で \(absent.id) が必要になってしまいます", absent.id))
    }
    let papers = rulebook.papers(for: determination, trial.deliberation).map(\.form)
    for paper in example.papers where !papers.contains(paper.id) {
      findings.append(
        finding(
          paper.place, "例「\(example.name)」で書類 \(paper.id) が出ません", nil, "書類を出す手続の「書類」と「条件」を見てください"))
    }
    return findings
      + example.variations.flatMap { self.findings(of: $0, in: example, before: Set(applying.map(id))) }
  }

  /// 持ち物 as the example says them, against those of all whom it means.
  private func findings(ofThings expected: Example.Expectation, in trial: ExampleTrial) -> [Finding] {
    guard let things = expected.things else { return [] }
    let decisions = trial.determination.applying.filter {
      id($0) == expected.procedure && (expected.subject == nil || $0.subject == expected.subject)
    }
    let asked = decisions.flatMap { rulebook.detail(of: $0, trial.deliberation).bring }.merged.map(\.id)
    let (missing, extra) = (things.filter { !asked.contains($0) }, asked.filter { !things.contains($0) })
    guard !decisions.isEmpty, !(missing.isEmpty && extra.isEmpty) else { return [] }
    let said =
      (missing.isEmpty ? [] : ["出ないもの \(missing.joined(separator: "、"))"])
      + (extra.isEmpty ? [] : ["書いてないもの \(extra.joined(separator: "、"))"])
    return [
      finding(
        expected.place, "例「\(trial.example.name)」の \(expected.procedure) の持ち物が違います", expected.procedure,
        said.joined(separator: "、"))
    ]
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
      finding(variation.place, "例「\(example.name)」を変えても \($0) が必要なままです", $0)
    }
    let never = variation.disappearing.filter { !before.contains($0) }.map {
      finding(variation.place, "例「\(example.name)」では、変える前から \($0) が必要ではありません", $0)
    }
    let missing = variation.appearing.filter { !after.contains($0) || before.contains($0) }.map {
      finding(variation.place, "例「\(example.name)」を変えても \($0) が新しく必要になりません", $0)
    }
    return stay + never + missing
  }

  private func id(_ decision: Decision) -> String { rulebook.catalog.procedures[decision.procedure].id }

  /// The condition that fails, with its place and what is said of it.
  private func why(_ decision: Decision, _ situation: Situation) -> String? {
    let reason = ReasonText(rulebook, situation)
    guard decision.verdict == .doesNotApply, let formula = reason.failing(decision) else { return nil }
    return "\(forms.where(formula.place))の条件が成り立ちません。"
      + reason.sentences(of: decision).dropFirst().map(\.text).joined()
  }

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
}
