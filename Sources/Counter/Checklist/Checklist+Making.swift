import Feel

extension Rulebook {
  /// Makes the checklist of a visit at a moment. Overrides of the visit count.
  package func checklist(_ visit: Visit, _ label: VisitLabel, at now: Instant) -> Checklist {
    ChecklistMaker(rulebook: self, visit: visit, now: now, namesQuiet: label.namesQuiet).checklist(label)
  }

  /// The decisions of a visit with its overrides applied.
  package func decisions(of visit: Visit) -> Determination {
    decisions(of: visit, Deliberation(self, visit.situation))
  }

  package func decisions(of visit: Visit, _ deliberation: Deliberation) -> Determination {
    let computed = deliberation.determine()
    guard !visit.overrides.isEmpty else { return computed }
    let decisions = computed.decisions.map { decision -> Decision in
      guard let override = visit.override(of: catalog.procedures[decision.procedure].id, decision.subject)
      else { return decision }
      var overridden = decision
      overridden.verdict = override.applies ? .applies : .doesNotApply
      return overridden
    }
    return Determination(decisions: decisions, refusals: computed.refusals, defects: computed.defects)
  }
}
