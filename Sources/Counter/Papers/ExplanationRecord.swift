import Feel

/// 説明の記録: what was explained to the visitor, printed twice with the same content, for them and for the city.
package struct ExplanationRecord: Hashable, Sendable, Codable {
  package struct Line: Hashable, Sendable, Codable {
    package let notice: Notice
    package let isExplained: Bool
  }

  package let title: String
  package let city: String
  package let visitNumber: Int
  package let visitors: String
  package let events: String
  package let explainedAt: String
  /// Who explained it.
  package let clerk: String
  package let lines: [Line]
  /// Whose copy each sheet is.
  package let copies: [String]
}

extension Rulebook {
  /// The record of a visit; nil while nothing was explained.
  package func explanationRecord(_ visit: Visit, _ checklist: Checklist, clerk: String, at now: Instant)
    -> ExplanationRecord?
  {
    guard !visit.explained.isEmpty else { return nil }
    let groups = groups(of: decisions(of: visit), in: visit.situation)
    return ExplanationRecord(
      title: "説明の記録", city: checklist.city, visitNumber: checklist.visitNumber, visitors: checklist.addressee,
      events: checklist.subject, explainedAt: Wording.moment(now, eras: catalog.eras), clerk: clerk,
      lines: notices(groups, in: visit.situation, today: now.day).map {
        ExplanationRecord.Line(notice: $0, isExplained: visit.explained.contains($0.procedure))
      }, copies: ["来庁者の控え", "市の控え"])
  }
}
