import Feel

/// A visit folded from its journal, an entry at a time.
///
/// An entry is taken once and the journal is not read again. Only an undo folds anew what is left; of everything else the
/// cost does not grow with the journal.
package struct VisitFold: Sendable {
  /// Where a claim was settled last.
  package struct Standing: Hashable, Sendable {
    package let settlement: Settlement
    package let actor: String
    /// The entry that made it stand: the answer itself, or the undo or redo that brought it back.
    package let sequence: Int
  }

  private var folded = Visit()
  /// The entries that count once undo and redo are played out.
  private var kept: [JournalEntry] = []
  /// What each actor could bring again, the next one last.
  private var undone: [String: [JournalEntry]] = [:]
  package private(set) var standing: [Claim: Standing] = [:]

  package init(_ journal: [JournalEntry] = []) { for entry in journal { take(entry) } }

  /// Takes the next entry of the journal.
  package mutating func take(_ entry: JournalEntry) {
    switch entry.entry {
    case .undone: undo(entry)
    case .redone:
      // Each actor brings back their own; it stands from now on.
      if let again = undone[entry.actor]?.popLast() { keep(again, at: entry.sequence) }
    default:
      if entry.entry.isUndoable { undone[entry.actor] = nil }
      keep(entry, at: entry.sequence)
    }
    folded.wasTaken(entry)
  }

  /// Each actor takes back what they did themselves: of two desks at one visit neither undoes the other's answers.
  private mutating func undo(_ entry: JournalEntry) {
    guard let index = kept.lastIndex(where: { $0.entry.isUndoable && $0.actor == entry.actor }) else {
      return
    }
    let taken = kept.remove(at: index)
    undone[entry.actor, default: []].append(taken)
    let before = standing
    (folded, standing) = (Visit(refolding: folded), [:])
    for entry in kept { settle(entry, at: before.sequence(of: entry)) }
    // What stands again was not shown since the other answer stood.
    for (claim, _) in taken.entry.settles {
      guard let again = standing[claim] else { continue }
      standing[claim] = Standing(
        settlement: again.settlement, actor: again.actor, sequence: entry.sequence)
    }
  }

  private mutating func keep(_ entry: JournalEntry, at sequence: Int) {
    kept.append(
      JournalEntry(sequence: sequence, time: entry.time, actor: entry.actor, entry: entry.entry))
    settle(entry, at: sequence)
  }

  private mutating func settle(_ entry: JournalEntry, at sequence: Int) {
    folded.apply(entry)
    for (claim, settlement) in entry.entry.settles {
      standing[claim] =
        settlement == .nothing
        ? nil : Standing(settlement: settlement, actor: entry.actor, sequence: sequence)
    }
  }

  /// Whether an undo, and whether a redo, of an actor would change something.
  package func undoing(by actor: String) -> (canUndo: Bool, canRedo: Bool) {
    (lastUndoable(by: actor) != nil, nextRedo(by: actor) != nil)
  }

  /// What an undo of an actor would take back.
  package func lastUndoable(by actor: String) -> JournalEntry? {
    kept.last { $0.entry.isUndoable && $0.actor == actor }
  }

  /// What a redo of an actor would bring again.
  package func nextRedo(by actor: String) -> Entry? { undone[actor]?.last?.entry }

  /// The visit at an instant: a release counts until its end. nil is a moment at which none counts.
  package func visit(at now: Instant?) -> Visit { folded.seen(at: now) }
}

extension [Claim: VisitFold.Standing] {
  /// The sequence by which an entry that is kept stands: not its own where it was brought back.
  fileprivate func sequence(of entry: JournalEntry) -> Int {
    entry.entry.settles.compactMap { self[$0.claim] }.filter {
      $0.actor == entry.actor && $0.sequence > entry.sequence
    }.map(\.sequence).min() ?? entry.sequence
  }
}
