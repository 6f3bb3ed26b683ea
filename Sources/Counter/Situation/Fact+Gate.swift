extension Fact {
  /// Whether something known of a subject counts only while the gate holds. An answer does: it belongs to a question that
  /// is not asked behind a shut gate. What a record says is so whatever was asked, and so is what was said to correct it.
  func isGated(_ known: KnownFact, of subject: Subject, in situation: Situation) -> Bool {
    guard gate != nil, known.isHeard else { return false }
    let isOfRecord = column != nil && supplies.contains(.register)
    return !(isOfRecord && situation.holds(CoreFact.isResident, of: subject))
  }
}
