import Feel

/// A store of visits' journals and of the operation log, as a desk needs it. What `append` returned from is on the disk.
package protocol VisitKeeping {
  /// Begins a visit: draws its 受付番号 and keeps its first entry. `token` is random, for the QR code.
  func begin(_ began: Entry.Began, by actor: String, at time: Instant, token: String) throws -> VisitListing
  /// Appends an entry if the journal still ends with the sequence number `known`; nil appends in any case.
  func append(_ entry: Entry, to visit: Int64, after known: Int?, by actor: String, at time: Instant) throws
    -> AppendOutcome
  /// Entries after a sequence number, in order.
  func journal(of visit: Int64, after known: Int) throws -> [JournalEntry]
  /// Visits of a day by 受付番号 with where their journals end. Of those that `known` says nothing new of, it is believed.
  func heads(on day: Day, known: [Int64: VisitHead]) throws -> [VisitHead]
  /// What a line of the list says of a visit.
  func summary(of visit: Int64) throws -> VisitSummary
  /// The visit whose checklist bears a token; nil when there is none.
  func visit(ofToken token: String) throws -> VisitListing?
  /// The latest visit of a 受付番号 on a day before one that is neither finished nor voided; nil when there is none.
  func unfinished(numbered number: Int, before day: Day) throws -> VisitListing?
  /// Changes whenever another connection has written.
  func foreignChanges() throws -> Int
  /// Appends to 操作の記録.
  func record(_ operation: DeskOperation, by actor: String, at time: Instant) throws
}
