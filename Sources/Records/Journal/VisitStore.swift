import Counter
import Feel
import Foundation
import Synchronization

/// 受付の記録, a chain per visit, and 操作の記録, one chain for the installation, over a store of bytes.
///
/// What `append` returned from is on the disk. An entry is chained to the end that this store saw last; the store of bytes
/// refuses it when somebody else was first, and it is chained anew.
package final class VisitStore: VisitKeeping, Sendable {
  let store: any JournalStore
  let sealing: Sealing?
  private let known = Mutex(Known())
  /// How what tells where people live is kept; nil without keys.
  private let addresses: Mutex<AddressSealing?>
  private let keys: KeyRing?

  /// What was seen last of the chains; the store has the say.
  private struct Known {
    var visits: [Int64: (end: ChainEnd, isClosed: Bool, identity: VisitIdentity)] = [:]
    var operations: ChainEnd?
    /// With what time something was written last.
    var latest: Instant?
    /// Whether the end was lost when this store was opened.
    var hasLostEnd = false
  }

  /// `keys` bind the ends of the chains; nil leaves them unbound.
  package init(over store: any JournalStore, keys: KeyRing?) {
    self.store = store
    sealing = keys.map(Sealing.init)
    self.keys = keys
    addresses = Mutex(keys.map { AddressSealing([], by: AddressSealer(keys: $0)) })
  }

  /// From now on the texts of these facts are written sealed (支援措置); without keys nothing is.
  package func sealAddresses(of facts: Set<String>) {
    guard let keys else { return }
    addresses.withLock { $0 = AddressSealing(facts, by: AddressSealer(keys: keys)) }
  }

  /// An entry as it is read by whoever has the keys.
  func entry(_ link: Link, namesOnly: Bool = false) throws -> JournalEntry {
    try reading {
      try Chain.entry(
        sequence: link.sequence, body: link.body, namesOnly: namesOnly, sealing: addresses.withLock { $0 })
    }
  }

  /// An entry of 操作の記録: when, who, what.
  func operation(_ link: Link) throws -> (time: Instant, actor: String, operation: DeskOperation) {
    try reading { try Chain.operation(body: link.body) }
  }

  /// What cannot be decoded was changed by somebody, or by the disk.
  private func reading<Read>(_ read: () throws -> Read) throws -> Read {
    do { return try read() } catch is DecodingError { throw StoreFailure.damaged(path: store.path) }
  }

  /// Opens the store of a data folder, making it when there is none.
  package convenience init(folder: String, stamp: DataStamp, keys: KeyRing? = nil) throws(StoreFailure) {
    self.init(over: try SQLiteJournal(folder: folder, stamp: stamp), keys: keys)
  }

  /// Opens a store that is there to read it, whatever its stamp; nothing is made or written.
  package convenience init(reading folder: String, keys: KeyRing? = nil) throws(StoreFailure) {
    self.init(over: try SQLiteJournal(reading: folder), keys: keys)
  }

  package var stamp: DataStamp { store.stamp }

  /// Changes whenever another connection has written.
  package func foreignChanges() throws -> Int { try store.foreignChanges() }

  /// Whether what was written survives a loss of power: for `doctor` and the test that reads it back.
  package func isDurable() throws -> Bool { try store.isDurable() }

  // MARK: Writing

  /// Begins a visit: draws its 受付番号 and writes its first entry. `token` is random, for the QR code.
  package func begin(_ began: Entry.Began, by actor: String, at time: Instant, token: String) throws
    -> VisitListing
  {
    try noteStep(by: actor, at: time)
    // What was taken on paper belongs to the list of the day on which it is entered.
    let day = began.takenOnPaper == nil ? began.day : time.day
    while true {
      let number = try store.reading { try $0.nextNumber(on: day) }
      let identity = VisitIdentity(day: day, number: number, token: token)
      let entry = JournalEntry(sequence: 1, time: time, actor: actor, entry: .began(began))
      var appended = try link(entry, after: .start, wasClosed: false, of: identity)
      appended.isNoted = true
      let operation = try link(.noted(identity.note(appended.link.end)), by: actor, at: time)
      let outcome = try store.commit(
        JournalChange(
          journal: .begins(day: day, number: number, token: token, appended), operation: operation))
      switch outcome {
      case .done(let visit?):
        isWritten(appended, of: visit, identity)
        isWritten(operation)
        return VisitListing(id: visit, day: day, number: number, token: token)
      case .operationsMoved: forgetOperations()
      case .numberTaken, .journalMoved: continue
      case .done(nil): throw StoreFailure.damaged(path: store.path)
      }
    }
  }

  /// Appends an entry; when this returns it is on the disk.
  @discardableResult
  package func append(_ entry: Entry, to visit: Int64, by actor: String, at time: Instant) throws
    -> JournalEntry
  {
    guard case .appended(let appended) = try append(entry, to: visit, after: nil, by: actor, at: time) else {
      throw StoreFailure.damaged(path: store.path)
    }
    return appended
  }

  /// Appends an entry if the journal still ends with the sequence number `known`; nil appends in any case.
  package func append(_ entry: Entry, to visit: Int64, after known: Int?, by actor: String, at time: Instant)
    throws -> AppendOutcome
  {
    try noteStep(by: actor, at: time)
    while true {
      let (end, wasClosed, identity) = try end(of: visit)
      if let known, known < end.sequence {
        return .behind(try journal(of: visit, after: known))
      }
      let journalEntry = JournalEntry(sequence: end.sequence + 1, time: time, actor: actor, entry: entry)
      var appended = try link(journalEntry, after: end, wasClosed: wasClosed, of: identity)
      appended.isNoted = entry.isLeaving
      // Where it ends is noted when a desk turns away from it.
      let operation =
        entry.isLeaving ? try link(.noted(identity.note(appended.link.end)), by: actor, at: time) : nil
      switch try store.commit(JournalChange(journal: .goesOn(visit, appended), operation: operation)) {
      case .done:
        isWritten(appended, of: visit, identity)
        isWritten(operation)
        return .appended(journalEntry)
      case .journalMoved, .numberTaken: forget(visit)
      case .operationsMoved: forgetOperations()
      }
    }
  }

  /// Appends to 操作の記録.
  package func record(_ operation: DeskOperation, by actor: String, at time: Instant) throws {
    try noteStep(by: actor, at: time)
    try record(operation, by: actor, at: time) { _ in }
  }

  /// Notes that the clock is earlier than when this store wrote last, once for each step. Clocks are put right by a second.
  private func noteStep(by actor: String, at time: Instant) throws {
    let back = known.withLock { known in
      defer { known.latest = time }
      return (known.latest?.seconds ?? time.seconds) - time.seconds
    }
    if back > 1 { try record(.clockStepped(back: back), by: actor, at: time) { _ in } }
  }

  /// Appends to 操作の記録 together with what else the change writes.
  func record(
    _ operation: DeskOperation, by actor: String, at time: Instant, with more: (inout JournalChange) -> Void
  ) throws {
    while true {
      let appended = try link(operation, by: actor, at: time)
      var change = JournalChange(operation: appended)
      more(&change)
      switch try store.commit(change) {
      case .done: return isWritten(appended)
      case .operationsMoved, .journalMoved, .numberTaken: forgetOperations()
      }
    }
  }

  // MARK: Ends

  /// Where a journal ends. One that does not end as it was sealed is not written on.
  private func end(of visit: Int64) throws -> (end: ChainEnd, isClosed: Bool, identity: VisitIdentity) {
    if let end = known.withLock({ $0.visits[visit] }) { return end }
    let found = try store.reading { reading -> (ChainEnd, Head, VisitIdentity)? in
      guard let kept = try reading.visit(visit), let head = kept.head, let end = try reading.end(of: visit)
      else { return nil }
      return (end, head, VisitIdentity(kept.listing))
    }
    guard let (end, head, identity) = found, isProven(head, end, of: .visit(identity)) else {
      throw StoreFailure.damaged(path: store.path)
    }
    known.withLock { $0.visits[visit] = (end, head.isClosed, identity) }
    return (end, head.isClosed, identity)
  }

  /// True also where the key is lost: nothing can be proven then.
  private func isProven(_ head: Head?, _ end: ChainEnd, of owner: Sealing.Owner) -> Bool {
    guard let head else { return end == .start }
    guard head.end == end else { return false }
    guard let sealing else { return true }
    return !head.key.isEmpty && sealing.holds(head, of: owner) != false
  }

  private func link(_ entry: JournalEntry, after end: ChainEnd, wasClosed: Bool, of identity: VisitIdentity)
    throws -> Appended
  {
    let link = Chain.link(try Chain.body(entry, sealing: addresses.withLock { $0 }), after: end)
    return Appended(
      link: link, previous: end.hash,
      head: head(link.end, isClosed: entry.entry.closes ?? wasClosed, of: .visit(identity)))
  }

  private func link(_ operation: DeskOperation, by actor: String, at time: Instant) throws -> Appended {
    link(try Chain.body(operation, time: time, actor: actor), after: try operationEnd(by: actor, at: time))
  }

  func link(_ operation: Data, after end: ChainEnd) -> Appended {
    let link = Chain.link(operation, after: end)
    return Appended(
      link: link, previous: end.hash, head: head(link.end, isClosed: false, of: .operations))
  }

  /// Where 操作の記録 ends. It goes on in any case: that it did not end as it was sealed is its next entry.
  private func operationEnd(by actor: String, at time: Instant) throws -> ChainEnd {
    while true {
      if let end = known.withLock({ $0.operations }) { return end }
      let (end, head) = try store.reading { (try $0.operationEnd(), try $0.operationHead()) }
      guard !isProven(head, end, of: .operations) else {
        known.withLock { $0.operations = end }
        return end
      }
      let broken = link(try Chain.body(DeskOperation.endBroken, time: time, actor: actor), after: end)
      if case .done = try store.commit(JournalChange(operation: broken)) { isWritten(broken) }
    }
  }

  func head(_ end: ChainEnd, isClosed: Bool, of owner: Sealing.Owner) -> Head {
    sealing?.head(end, isClosed: isClosed, of: owner)
      ?? Head(end: end, isClosed: isClosed, key: "", seal: Data())
  }

  private func isWritten(_ appended: Appended, of visit: Int64, _ identity: VisitIdentity) {
    known.withLock { $0.visits[visit] = (appended.link.end, appended.head.isClosed, identity) }
  }

  func isWritten(_ operation: Appended?) {
    guard let operation else { return }
    known.withLock { $0.operations = operation.link.end }
  }

  /// What somebody else wrote is read from the store before the next entry.
  func saw(_ end: ChainEnd, of visit: Int64) {
    known.withLock { known in
      if let before = known.visits[visit]?.end, before != end { known.visits[visit] = nil }
    }
  }

  /// Whether what had been written last was not there when this store was opened.
  package var hasLostEnd: Bool { known.withLock { $0.hasLostEnd } }
  func foundLostEnd() { known.withLock { $0.hasLostEnd = true } }

  func forget(_ visit: Int64) { known.withLock { $0.visits[visit] = nil } }
  private func forgetOperations() { known.withLock { $0.operations = nil } }
}
