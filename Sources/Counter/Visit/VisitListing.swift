import Feel

/// A visit in the list of a day.
public struct VisitListing: Hashable, Sendable {
  public let id: Int64
  public let day: Day
  /// 受付番号, from 1 each day.
  public let number: Int
  /// Random; what the QR code of the checklist holds.
  public let token: String

  public init(id: Int64, day: Day, number: Int, token: String) {
    self.id = id
    self.day = day
    self.number = number
    self.token = token
  }
}
