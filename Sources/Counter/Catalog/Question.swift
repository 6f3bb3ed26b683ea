/// A question and the fact it sets.
package struct Question: Hashable, Sendable {
  package let id: String
  package let fact: String
  package let topic: String
  /// 聞き方.
  package let wording: String
  /// 助け.
  package let help: String?
  /// 図: a small drawing in text, line by line, where words fail.
  package let drawing: String?
  /// 職員メモ.
  package let clerkNote: String?
  /// 対象: when this wording is used.
  package let conditions: [Formula]
  /// 配慮: turned to the visitor, never spoken.
  package let isQuiet: Bool
  package let place: Place

  package init(
    id: String, fact: String, topic: String, wording: String, help: String?, drawing: String?,
    clerkNote: String?,
    conditions: [Formula], isQuiet: Bool, place: Place
  ) {
    self.id = id
    self.fact = fact
    self.topic = topic
    self.wording = wording
    self.help = help
    self.drawing = drawing
    self.clerkNote = clerkNote
    self.conditions = conditions
    self.isQuiet = isQuiet
    self.place = place
  }
}
