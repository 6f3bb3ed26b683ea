/// A question and the fact it sets.
public struct Question: Hashable, Sendable, Codable {
  public let id: String
  public let fact: String
  public let topic: String
  /// 聞き方.
  public let wording: String
  /// 助け.
  public let help: String?
  /// 図: a small drawing in text, line by line, where words fail.
  public let drawing: String?
  /// 職員メモ.
  public let clerkNote: String?
  /// 対象: when this wording is used.
  public let conditions: [Formula]
  /// 配慮: turned to the visitor, never spoken.
  public let isQuiet: Bool
  public let place: Place

  public init(
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
