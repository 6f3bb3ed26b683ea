import Counter
import Feel

/// A store of visits in memory, for tests of what stands above a store.
final class MemoryVisits: VisitKeeping {
  private var journals: [Int64: [JournalEntry]] = [:]
  private var listings: [VisitListing] = []
  private(set) var operations: [DeskOperation] = []
  private var changes = 0

  func begin(_ began: Entry.Began, by actor: String, at time: Instant, token: String) -> VisitListing {
    let number = 1 + listings.count { $0.day == began.day }
    let listing = VisitListing(id: Int64(listings.count + 1), day: began.day, number: number, token: token)
    listings.append(listing)
    journals[listing.id] = [JournalEntry(sequence: 1, time: time, actor: actor, entry: .began(began))]
    changes += 1
    return listing
  }

  func append(_ entry: Entry, to visit: Int64, after known: Int?, by actor: String, at time: Instant)
    -> AppendOutcome
  {
    let last = journals[visit]?.count ?? 0
    if let known, known < last { return .behind(journal(of: visit, after: known)) }
    let appended = JournalEntry(sequence: last + 1, time: time, actor: actor, entry: entry)
    journals[visit, default: []].append(appended)
    changes += 1
    return .appended(appended)
  }

  func journal(of visit: Int64, after known: Int) -> [JournalEntry] {
    Array((journals[visit] ?? []).dropFirst(known))
  }

  func heads(on day: Day, known: [Int64: VisitHead]) -> [VisitHead] {
    listings.filter { $0.day == day }.map { listing in
      let last = journals[listing.id]?.last
      let isClosed: Bool
      switch last?.entry {
      case .finished?, .voided?: isClosed = true
      default: isClosed = false
      }
      return VisitHead(listing: listing, lastSequence: last?.sequence ?? 0, isClosed: isClosed)
    }
  }

  func summary(of visit: Int64) -> VisitSummary { VisitSummary(Visit(journals[visit] ?? [])) }
  func visit(ofToken token: String) -> VisitListing? { listings.first { $0.token == token } }
  func unfinished(numbered number: Int, before day: Day) -> VisitListing? {
    listings.last { $0.number == number && $0.day < day }
  }
  func foreignChanges() -> Int { changes }
  func record(_ operation: DeskOperation, by actor: String, at time: Instant) { operations.append(operation) }
}
