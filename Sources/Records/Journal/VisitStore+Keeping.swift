import Counter
import Feel

/// What is done to the whole of the records from time to time.
extension VisitStore {
  /// When anything was written to 操作の記録 last; nil while nothing was.
  package func lastOperationTime() throws -> Instant? {
    let last = try store.reading { try $0.operation(at: $0.operationEnd().sequence) }
    return try last.map { try operation($0).time }
  }

  /// Binds all ends by the key, once: of a journal that was begun without one. Ends of the log that others bound before, with
  /// no log of it, are what is left of one that was removed.
  package func seal(by actor: String, at time: Instant) throws {
    guard let sealing, try store.reading({ try $0.operationHead() })?.key.isEmpty ?? true else { return }
    while true {
      let (visits, links, head) = try store.reading {
        (try $0.visits(on: nil), try $0.operations(after: 0), try $0.operationHead())
      }
      guard head?.key.isEmpty ?? true, try !links.contains(where: isSealing) else { return }
      let isRemainder = visits.contains { $0.head?.key.isEmpty == false }
      var end = links.last?.end ?? .start
      if isRemainder {
        let broken = link(try Chain.body(DeskOperation.endBroken, time: time, actor: actor), after: end)
        guard case .done = try store.commit(JournalChange(operation: broken)) else { continue }
        end = broken.link.end
      }
      var change = JournalChange()
      var notes: [VisitNote] = []
      for kept in visits {
        guard let head = kept.head else { continue }
        let identity = VisitIdentity(kept.listing)
        notes.append(identity.note(head.end))
        guard head.key.isEmpty else { continue }
        change.sealed[kept.listing.id] = sealing.head(
          head.end, isClosed: head.isClosed, of: .visit(identity))
      }
      let operation = DeskOperation.sealed(key: sealing.currentKey, notes)
      let appended = link(try Chain.body(operation, time: time, actor: actor), after: end)
      change.operation = appended
      if case .done = try store.commit(change) { return isWritten(appended) }
    }
  }

  private func isSealing(_ link: Link) throws -> Bool {
    if case .sealed = try operation(link).operation { true } else { false }
  }

  /// Notes, before anything is written after it, that what was written last is gone.
  package func noteLostEnd(by actor: String, at time: Instant) throws {
    guard try store.isBehind() else { return }
    try record(.endBroken, by: actor, at: time)
    foundLostEnd()
  }

  /// Whether ends are bound by a key: a journal that is has a key, wherever that is.
  package func isSealed() throws -> Bool {
    try store.reading { try $0.operationHead() }?.key.isEmpty == false
  }

  /// Where 操作の記録 ends now; nil while it is empty.
  package func logHead(on day: Day) throws -> LogHead? {
    let end = try store.reading { try $0.operationEnd() }
    return end == .start ? nil : LogHead(day: day, count: end.sequence, hash: end.hash.hexadecimal)
  }

  /// Whether the log had an end that was printed or exported.
  package func has(_ head: LogHead) throws -> Bool {
    try store.reading { try $0.operation(at: head.count) }.map(head.isEnd) ?? false
  }

  /// Versions of the content that visits were begun with.
  package func catalogVersions() throws -> Set<String> {
    let first = try store.reading { reading in
      try reading.visits(on: nil).compactMap { try reading.link(of: $0.listing.id, at: 1) }
    }
    let versions = try first.map { link -> String? in
      guard case .began(let began) = try entry(link, namesOnly: true).entry else { return nil }
      return began.catalogVersion
    }
    return Set(versions.compactMap(\.self))
  }

  /// At the first start after a day: notes the journals that went on since they were noted. Every other start does nothing and
  /// answers false. `export` gets the head of that day, before anything is added.
  @discardableResult
  package func endDay(by actor: String, at time: Instant, export: (LogHead) throws -> Void) throws -> Bool {
    guard let last = try lastOperationTime()?.day, last < time.day, let head = try logHead(on: last) else {
      return false
    }
    try export(head)
    let moved = try store.reading { try $0.visits(on: nil) }.filter {
      ($0.head?.end.sequence ?? 0) > $0.noted
    }
    let notes = moved.compactMap { kept in kept.head.map { VisitIdentity(kept.listing).note($0.end) } }
    try record(.dayEnded(last, notes), by: actor, at: time) { change in
      for kept in moved { change.noted[kept.listing.id] = kept.head?.end.sequence }
    }
    return true
  }

  /// Deletes the visits of days before one, and notes which; answers how many there were.
  @discardableResult
  package func purge(before day: Day, by actor: String, at time: Instant) throws -> Int {
    let old = try store.reading { try $0.visits(on: nil) }.filter { $0.listing.day < day }
    guard !old.isEmpty else { return 0 }
    let notes = old.map { VisitIdentity($0.listing).note($0.head?.end ?? .start) }
    try record(.purged(before: day, notes), by: actor, at: time) { $0.purged = old.map(\.listing.id) }
    for visit in old { forget(visit.listing.id) }
    return old.count
  }

  /// Notes that the clock is earlier than the last entry of 操作の記録; answers by how many seconds, nil when it is not.
  package func noteClock(by actor: String, at time: Instant) throws -> Int? {
    guard let last = try lastOperationTime(), time < last else { return nil }
    try record(.clockStepped(back: last.seconds - time.seconds), by: actor, at: time) { _ in }
    return last.seconds - time.seconds
  }
}
