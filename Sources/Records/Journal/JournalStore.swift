import Counter
import Feel
import Foundation

/// A store of the bytes of 受付の記録 and 操作の記録.
///
/// It knows no kinds of entries and no keys: coding, chains, seals and their verification stand above it, in `VisitStore`.
/// Every store passes the same contract tests.
package protocol JournalStore: Sendable {
  /// What kind of people it holds.
  var stamp: DataStamp { get }
  /// What is named where it cannot be used.
  var path: String { get }

  /// Writes a change: all of it or nothing. When this returns `.done`, it is on the disk.
  func commit(_ change: JournalChange) throws -> CommitOutcome
  /// Reads that see one moment, whatever others write meanwhile.
  func reading<Value>(_ body: (any JournalReading) throws -> Value) throws -> Value
  /// Changes whenever somebody else has written.
  func foreignChanges() throws -> Int
  /// Whether what was written last is not there any more: the end is lost, or this is an older copy.
  func isBehind() throws -> Bool
  /// Whether what was committed survives a loss of power.
  func isDurable() throws -> Bool
}

/// What can be read of a store at one moment.
package protocol JournalReading {
  /// Visits of a day by 受付番号 with where their journals end; of all days in order when `day` is nil.
  func visits(on day: Day?) throws -> [KeptVisit]
  /// Nil for a visit that is not there.
  func visit(_ id: Int64) throws -> KeptVisit?
  /// The visit of a token; nil when there is none.
  func visit(ofToken token: String) throws -> KeptVisit?
  /// The latest visit of a 受付番号 on a day before one that is not closed; nil when there is none.
  func unfinished(numbered number: Int, before day: Day) throws -> KeptVisit?
  /// The number that the next visit of a day gets, from 1.
  func nextNumber(on day: Day) throws -> Int
  /// Where the journal of a visit ends, as its last link says; nil for a visit that is not there.
  func end(of visit: Int64) throws -> ChainEnd?
  /// Links of a visit's journal after a sequence number, in order.
  func links(of visit: Int64, after known: Int) throws -> [Link]
  func link(of visit: Int64, at sequence: Int) throws -> Link?
  /// Visits of links or heads that belong to no visit.
  func strays() throws -> [Int64]
  func operationEnd() throws -> ChainEnd
  /// Links of 操作の記録 after a sequence number, in order.
  func operations(after known: Int) throws -> [Link]
  func operation(at sequence: Int) throws -> Link?
  /// Where 操作の記録 ends, as its head says; nil while nothing was written.
  func operationHead() throws -> Head?
  /// What the store itself finds broken in its file; empty where nothing is.
  func damage() throws -> [String]
}

/// A link of a chain as it is kept: bytes that nobody writes anew.
package struct Link: Hashable, Sendable {
  /// From 1, without gaps.
  package let sequence: Int
  package let body: Data
  package let hash: Data
}

/// Where a chain ends.
package struct ChainEnd: Hashable, Sendable {
  /// 0 of an empty chain.
  package let sequence: Int
  package let hash: Data

  package static let start = ChainEnd(sequence: 0, hash: Data())
}

extension Link {
  package var end: ChainEnd { ChainEnd(sequence: sequence, hash: hash) }
}

/// What is kept of where a chain ends, beside the chain.
package struct Head: Hashable, Sendable {
  package let end: ChainEnd
  /// Finished or voided, and not opened again since; false of 操作の記録.
  package let isClosed: Bool
  /// Id of the key it is sealed with; empty without a seal.
  package let key: String
  package let seal: Data
}

/// A visit with its head; nil where that is missing.
package struct KeptVisit: Hashable, Sendable {
  package let listing: VisitListing
  package let head: Head?
  /// Up to which entry its journal is noted in 操作の記録, 0 where it is not.
  package let noted: Int

  package init(listing: VisitListing, head: Head?, noted: Int) {
    self.listing = listing
    self.head = head
    self.noted = noted
  }
}

/// A link that goes onto a chain, with the head that goes with it.
package struct Appended: Hashable, Sendable {
  package let link: Link
  /// Hash of the link before; empty before the first.
  package let previous: Data
  package let head: Head
  /// Whether 操作の記録 notes the end in the same change.
  package var isNoted = false
}

/// What one act writes.
package struct JournalChange: Sendable {
  package enum Journal: Sendable {
    /// The first entry of a visit.
    case begins(day: Day, number: Int, token: String, Appended)
    case goesOn(Int64, Appended)
  }

  package var journal: Journal?
  package var operation: Appended?
  /// Heads that are sealed and noted, by visit; one that has gone on meanwhile stays as it is.
  package var sealed: [Int64: Head] = [:]
  /// Up to which entry a journal is noted by the operation, by visit.
  package var noted: [Int64: Int] = [:]
  /// Visits that go, with all that is kept of them.
  package var purged: [Int64] = []

  package init(journal: Journal? = nil, operation: Appended? = nil) {
    self.journal = journal
    self.operation = operation
  }
}

/// What became of a change. Of all but `.done` nothing was written: others were first.
package enum CommitOutcome: Hashable, Sendable {
  /// The visit that begins or goes on; nil where there is none in the change.
  case done(Int64?)
  case numberTaken
  case journalMoved
  case operationsMoved
}
