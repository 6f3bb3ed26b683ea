import Feel

/// Something that must be said to the visitor: a duty, or a deadline after which something is lost (説明の記録).
package struct Notice: Hashable, Sendable, Codable {
  /// Id of the procedure.
  package let procedure: String
  package let title: String
  /// Until when, and what follows when it is late.
  package let sentence: String

  package init(procedure: String, title: String, sentence: String) {
    self.procedure = procedure
    self.title = title
    self.sentence = sentence
  }
}

extension Rulebook {
  /// Of procedures that apply: what is lost for good first, then duties, each by its day.
  package func notices(_ groups: [ProcedureGroup], in situation: Situation, today: Day) -> [Notice] {
    let owed = groups.filter { group in
      group.state == .applies
        && (group.deadline?.kind == .forfeit || catalog.procedures[group.procedure].nature == .duty)
    }
    return owed.sorted { first, second in
      (first.deadline?.kind.rank ?? 9, first.deadline?.day?.number ?? .max, first.procedure) < (
        second.deadline?.kind.rank ?? 9, second.deadline?.day?.number ?? .max, second.procedure
      )
    }.map { group in
      let procedure = catalog.procedures[group.procedure]
      let deadline = Wording.deadline(group.deadline, today: today, eras: catalog.eras)
      let loss = (group.deadline?.whenLate ?? procedure.whenLate).map { "過ぎると：" + $0 } ?? ""
      return Notice(
        procedure: procedure.id, title: procedure.name + group.who(in: situation),
        sentence: [deadline, loss].filter { !$0.isEmpty }.joined(separator: "　"))
    }
  }
}
