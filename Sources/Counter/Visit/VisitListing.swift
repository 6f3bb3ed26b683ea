import Feel

/// A visit in the list of a day.
package struct VisitListing: Hashable, Sendable {
  package let id: Int64
  package let day: Day
  /// 受付番号, from 1 each day.
  package let number: Int
  /// Random; what the QR code of the checklist holds.
  package let token: String

  package init(id: Int64, day: Day, number: Int, token: String) {
    self.id = id
    self.day = day
    self.number = number
    self.token = token
  }
}

/// Where the journal of a visit ends.
package struct VisitHead: Hashable, Sendable {
  package let listing: VisitListing
  package let lastSequence: Int
  /// Finished or voided by its last entry.
  package let isClosed: Bool

  package init(listing: VisitListing, lastSequence: Int, isClosed: Bool) {
    self.listing = listing
    self.lastSequence = lastSequence
    self.isClosed = isClosed
  }
}

/// What became of an append when several desks write to one visit.
package enum AppendOutcome: Hashable, Sendable {
  case appended(JournalEntry)
  /// Others were first: nothing was appended; their entries.
  case behind([JournalEntry])
}
