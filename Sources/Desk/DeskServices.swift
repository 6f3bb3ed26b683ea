import Counter

/// What the desk may do to the world: synchronous, each within one flush; longer work is a job that wakes the desk.
public struct DeskServices {
  public var search: (ResidentQuery) throws -> SearchResult
  public var household: (_ number: String) throws -> [Resident]
  public var neighbours: (_ town: String, _ block: String) throws -> [Resident]
  public var begin: (Entry.Began, Instant) throws -> VisitListing
  public var append: (Entry, _ visit: Int64, Instant) throws -> JournalEntry
  public var journal: (_ visit: Int64) throws -> [JournalEntry]
  public var visits: () throws -> [VisitListing]
  public var record: (DeskOperation, Instant) throws -> Void
  /// Starts printing; the outcome arrives by `finishedPrints` after a wake.
  public var print: (PrintOrder) -> Void
  public var finishedPrints: () -> [PrintOutcome]

  public init(
    search: @escaping (ResidentQuery) throws -> SearchResult,
    household: @escaping (_ number: String) throws -> [Resident],
    neighbours: @escaping (_ town: String, _ block: String) throws -> [Resident],
    begin: @escaping (Entry.Began, Instant) throws -> VisitListing,
    append: @escaping (Entry, _ visit: Int64, Instant) throws -> JournalEntry,
    journal: @escaping (_ visit: Int64) throws -> [JournalEntry],
    visits: @escaping () throws -> [VisitListing],
    record: @escaping (DeskOperation, Instant) throws -> Void, print: @escaping (PrintOrder) -> Void,
    finishedPrints: @escaping () -> [PrintOutcome]
  ) {
    self.search = search
    self.household = household
    self.neighbours = neighbours
    self.begin = begin
    self.append = append
    self.journal = journal
    self.visits = visits
    self.record = record
    self.print = print
    self.finishedPrints = finishedPrints
  }
}
