import Counter
import Feel
import Foundation
import Records
import Synchronization

/// A store of journals in memory: the second conformer of the contract, and what desks are tested over.
package final class MemoryJournal: JournalStore {
  package let stamp: DataStamp
  package let path = "memory"
  private let content = Mutex(Content())

  package init(stamp: DataStamp = .fictional) { self.stamp = stamp }

  package func commit(_ change: JournalChange) throws -> CommitOutcome {
    try content.withLock { content in
      var next = content
      let outcome = try next.write(change, path: path)
      if case .done = outcome { content = next }
      return outcome
    }
  }

  package func reading<Value>(_ body: (any JournalReading) throws -> Value) throws -> Value {
    try body(content.withLock { $0 })
  }

  /// Every desk writes through this one object: nobody else does.
  package func foreignChanges() throws -> Int { content.withLock { $0.changes } }
  package func isBehind() throws -> Bool { false }
  package func isDurable() throws -> Bool { false }

  /// Changes what is kept behind everybody's back.
  package func tamper(_ body: (inout Content) -> Void) { content.withLock { body(&$0) } }

  package struct Content: JournalReading {
    package struct Kept: Sendable {
      package var listing: VisitListing
      package var head: Head?
      package var noted = 0
      package var links: [Link] = []
    }

    package var visits: [Int64: Kept] = [:]
    package var operations: [Link] = []
    package var head: Head?
    var changes = 0
    private var nextID: Int64 = 1

    mutating func write(_ change: JournalChange, path: String) throws -> CommitOutcome {
      if let operation = change.operation {
        guard try operation.follows(operationEnd(), path) else { return .operationsMoved }
        operations.append(operation.link)
        head = operation.head
      }
      for (visit, head) in change.sealed where visits[visit]?.head?.end == head.end {
        visits[visit]?.head = head
        visits[visit]?.noted = head.end.sequence
      }
      for (visit, sequence) in change.noted {
        let before = visits[visit]?.noted ?? 0
        visits[visit]?.noted = max(before, sequence)
      }
      for visit in change.purged { visits[visit] = nil }
      changes += 1
      switch change.journal {
      case .begins(let day, let number, let token, let appended)?:
        guard try nextNumber(on: day) <= number else { return .numberTaken }
        let id = nextID
        nextID += 1
        visits[id] = Kept(listing: VisitListing(id: id, day: day, number: number, token: token))
        put(appended, of: id)
        return .done(id)
      case .goesOn(let id, let appended)?:
        guard let end = try end(of: id) else { throw StoreFailure.damaged(path: path) }
        guard try appended.follows(end, path) else { return .journalMoved }
        put(appended, of: id)
        return .done(id)
      case nil: return .done(nil)
      }
    }

    private mutating func put(_ appended: Appended, of id: Int64) {
      visits[id]?.links.append(appended.link)
      visits[id]?.head = appended.head
      if appended.isNoted { visits[id]?.noted = appended.link.sequence }
    }

    private func kept(_ visit: Kept) -> KeptVisit {
      KeptVisit(listing: visit.listing, head: visit.head, noted: visit.noted)
    }

    package func visits(on day: Day?) throws -> [KeptVisit] {
      visits.values.filter { day == nil || $0.listing.day == day }.map(kept).sorted {
        ($0.listing.day.number, $0.listing.number) < ($1.listing.day.number, $1.listing.number)
      }
    }
    package func visit(_ id: Int64) throws -> KeptVisit? { visits[id].map(kept) }
    package func visit(ofToken token: String) throws -> KeptVisit? {
      visits.values.first { $0.listing.token == token }.map(kept)
    }
    package func unfinished(numbered number: Int, before day: Day) throws -> KeptVisit? {
      try visits(on: nil).last {
        $0.listing.number == number && $0.listing.day < day && $0.head?.isClosed == false
      }
    }
    package func nextNumber(on day: Day) throws -> Int {
      1 + (visits.values.filter { $0.listing.day == day }.map(\.listing.number).max() ?? 0)
    }
    package func end(of visit: Int64) throws -> ChainEnd? { visits[visit]?.links.last?.end }
    package func links(of visit: Int64, after known: Int) throws -> [Link] {
      visits[visit]?.links.filter { $0.sequence > known } ?? []
    }
    package func link(of visit: Int64, at sequence: Int) throws -> Link? {
      visits[visit]?.links.first { $0.sequence == sequence }
    }
    package func operation(at sequence: Int) throws -> Link? { operations.first { $0.sequence == sequence } }
    package func strays() throws -> [Int64] { [] }
    package func operationEnd() throws -> ChainEnd { operations.last?.end ?? .start }
    package func operations(after known: Int) throws -> [Link] { operations.filter { $0.sequence > known } }
    package func operationHead() throws -> Head? { head }
    package func damage() throws -> [String] { [] }
  }
}

extension Appended {
  fileprivate func follows(_ end: ChainEnd, _ path: String) throws -> Bool {
    guard link.sequence == end.sequence + 1 else { return false }
    guard previous == end.hash else { throw StoreFailure.damaged(path: path) }
    return true
  }
}
