extension Fact {
  /// Whether something known of a subject counts only while the gate holds. An answer does: it belongs to a question that
  /// is not asked behind a shut gate. What a record says is so whatever was asked, and so is what was said to correct it.
  func isGated(_ known: KnownFact, of subject: Subject, in situation: Situation) -> Bool {
    gate != nil && situation.isGated(known, of: subject, isOfRecord: isOfRecord)
  }

  /// Whether the register's records hold it.
  var isOfRecord: Bool { column != nil && supplies.contains(.register) }
}

extension Situation {
  /// `Fact.isGated` of a fact that has a gate.
  func isGated(_ known: KnownFact, of subject: Subject, isOfRecord: Bool) -> Bool {
    known.isHeard && !(isOfRecord && holds(CoreFact.isResident, of: subject))
  }
}
