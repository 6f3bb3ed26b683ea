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

/// Where the journal of a visit ends.
public struct VisitHead: Hashable, Sendable {
  public let listing: VisitListing
  public let lastSequence: Int
  /// Finished or voided by its last entry.
  public let isClosed: Bool

  public init(listing: VisitListing, lastSequence: Int, isClosed: Bool) {
    self.listing = listing
    self.lastSequence = lastSequence
    self.isClosed = isClosed
  }
}

/// What became of an append when several desks write to one visit.
public enum AppendOutcome: Hashable, Sendable {
  case appended(JournalEntry)
  /// Others were first: nothing was appended; their entries.
  case behind([JournalEntry])
}
