import Feel

/// One open visit as one seat sees it: its journal, what follows from it, and what this seat's screen has shown.
///
/// Every desk, screen and command that writes into a visit does it through a session. It decides; a store that is handed
/// in keeps. The law it holds: no acknowledged answer is replaced by a seat whose screen had not shown it.
package struct VisitSession {
  /// Who writes here.
  package struct Author: Hashable, Sendable {
    /// The clerk's account, or what stands for a visitor.
    package var name: String
    /// What stands on the desk's sign: «市民課 窓口2».
    package let desk: String

    package init(name: String, desk: String) {
      self.name = name
      self.desk = desk
    }
  }

  package let listing: VisitListing
  package var author: Author
  package private(set) var journal: [JournalEntry] = []
  /// The last entry that this seat's screen has shown; 0 before the first picture.
  package private(set) var shown = 0
  private var fold = VisitFold()
  /// Sequences of the entries that this seat wrote: they are known without being shown.
  private var own: Set<Int> = []
  private let thinking: Thinking
  /// Who took the 届出 or heard an address: the move is theirs to handle, and they see where it goes.
  private var handlers: Set<String> = []

  package init(_ listing: VisitListing, _ journal: [JournalEntry], author: Author, rulebook: Rulebook) {
    self.listing = listing
    self.author = author
    thinking = Thinking(rulebook)
    received(journal)
  }

  // MARK: What there is

  package var lastSequence: Int { journal.last?.sequence ?? 0 }

  /// The visit at an instant: a release that ended is over, whether anybody looked or not.
  /// Where protected people live is in it for those only who handle the move, and under a release.
  package func visit(at now: Instant) -> Visit { seen(at: now) }

  private func seen(at now: Instant?) -> Visit {
    let visit = fold.visit(at: now)
    guard visit.concernsProtected, visit.release == nil, !handlers.contains(author.name) else { return visit }
    return visit.veiled(rulebook.catalog.vocabulary)
  }

  /// What follows from the visit at an instant.
  package func conclusions(at now: Instant) -> Conclusions { thinking.conclusions(of: visit(at: now)) }

  package var rulebook: Rulebook { thinking.rulebook }

  /// Whether an undo, and whether a redo, of this seat would change something.
  package var undoing: (canUndo: Bool, canRedo: Bool) { fold.undoing(by: author.name) }

  /// What stands for a claim that the screen had not shown up to an entry and that somebody else made; nil for none.
  package func rival(of claim: Claim, after basis: Int) -> VisitFold.Standing? {
    guard let standing = fold.standing[claim], standing.sequence > basis, !own.contains(standing.sequence)
    else { return nil }
    return standing
  }

  // MARK: What happens

  /// Takes entries from the store, in order; those that are here already are passed over.
  package mutating func received(_ entries: [JournalEntry]) {
    for entry in entries where entry.sequence > lastSequence {
      journal.append(entry)
      fold.take(entry)
      if isHandling(entry.entry) { handlers.insert(entry.actor) }
    }
  }

  private func isHandling(_ entry: Entry) -> Bool {
    switch entry {
    case .filed: true
    case .answered(let answers): answers.contains { tellsAddress($0.fact) }
    case .began, .joined, .visitorChecked, .withdrawn, .undone, .redone, .overridden, .printed, .explained,
      .brought,
      .opened,
      .left, .sent, .received, .done, .postponed, .reminded, .released, .releaseEnded, .held, .resumed,
      .finished,
      .reopened, .voided, .unknown:
      false
    }
  }

  private func tellsAddress(_ fact: String) -> Bool {
    rulebook.catalog.vocabulary.fact(named: fact)?.tellsAddress ?? false
  }

  /// The screen now shows all that was received.
  package mutating func wasShown() { shown = lastSequence }

  /// What becomes of an act that began when the screen had shown the entries up to `basis`. `now` says which release
  /// runs; nil is a moment at which none does.
  package func decide(_ act: Act, at now: Instant? = nil) -> Step {
    let visit = seen(at: now)
    if visit.isReadOnly { return .refuse(.isReadOnly) }
    let effect: Entry
    switch act.entry {
    case .undone:
      guard let last = fold.lastUndoable(by: author.name) else {
        return .refuse(.nothingToUndo(lastAnswerBy: lastAnswerer))
      }
      if visit.isClosed, last.entry != .finished || journal.last?.entry != .finished {
        return .refuse(closed(visit))
      }
      // The same clerk may sit at two desks.
      if last.sequence > shown, !own.contains(last.sequence) { return .refuse(.isUnseen) }
      return .append(.undone, after: lastSequence)
    case .redone:
      guard let next = fold.nextRedo(by: author.name) else { return .refuse(.nothingToRedo) }
      effect = next
    default: effect = act.entry
    }
    if visit.isClosed {
      guard case .reopened = effect else { return .refuse(closed(visit)) }
    }
    if visit.isVeiled, effect.answeredKeys.contains(where: { isKnown($0) && tellsAddress($0.fact) }) {
      return .refuse(.isGuarded)
    }
    let basis = act.basis ?? shown
    let rivals = effect.settles.compactMap { claim, mine -> Conflict.Rival? in
      guard let theirs = rival(of: claim, after: basis), theirs.settlement != mine else { return nil }
      return Conflict.Rival(claim: claim, mine: mine, theirs: theirs)
    }
    // What the screen shows from now on changes nothing of when the person began.
    guard rivals.isEmpty else {
      return .choose(Conflict(act: Act(act.entry, begunAt: basis), rivals: rivals))
    }
    return .append(act.entry, after: lastSequence)
  }

  /// Does an act: decides, writes, and decides anew whenever somebody else was first. When it answers `done`, the entry is
  /// on the disk.
  package mutating func perform(_ act: Act, in store: any VisitKeeping, at now: Instant) throws -> Performed {
    // Each round another seat was first; it cannot be for ever.
    for _ in 0..<50 {
      switch decide(act, at: now) {
      case .refuse(let refusal): return .refused(refusal)
      case .choose(let conflict): return .conflict(conflict)
      case .append(let entry, let last):
        switch try store.append(entry, to: listing.id, after: last, by: author.name, at: now) {
        case .appended(let appended):
          own.insert(appended.sequence)
          received([appended])
          return .done
        case .behind(let theirs): received(theirs)
        }
      }
    }
    return .refused(.othersWrite)
  }

  /// Reads what others wrote since; answers whether there was something.
  package mutating func follow(_ store: any VisitKeeping) throws -> Bool {
    let theirs = try store.journal(of: listing.id, after: lastSequence)
    received(theirs)
    return !theirs.isEmpty
  }

  private func isKnown(_ key: FactKey) -> Bool { fold.visit(at: nil).situation.facts[key]?.hasValue ?? false }

  private var lastAnswerer: String? {
    let last = journal.last { if case .answered = $0.entry { true } else { false } }
    return last.flatMap { $0.actor == author.name ? nil : $0.actor }
  }

  private func closed(_ visit: Visit) -> Refusal {
    let end = journal.last { if case .voided = $0.entry { true } else { $0.entry == .finished } }
    return .isClosed(isVoided: visit.status == .voided, by: end?.actor ?? "")
  }
}

extension VisitSession {
  /// Something a person does.
  package struct Act: Hashable, Sendable {
    package let entry: Entry
    /// The last entry that the screen had shown when the person began; nil for what it shows now.
    package var basis: Int?

    package init(_ entry: Entry, begunAt basis: Int? = nil) {
      self.entry = entry
      self.basis = basis
    }
  }

  /// What an act leads to.
  package enum Step: Hashable, Sendable {
    /// To be written if the journal still ends with the entry `after`.
    case append(Entry, after: Int)
    /// Somebody else settled the same otherwise, unseen here: both are to be shown, and one chosen.
    case choose(Conflict)
    case refuse(Refusal)
  }

  /// What became of an act.
  package enum Performed: Hashable, Sendable {
    case done
    case conflict(Conflict)
    case refused(Refusal)
  }

  /// Why nothing can be written.
  package enum Refusal: Hashable, Sendable {
    /// The visit holds entries of a later version of the program.
    case isReadOnly
    case isClosed(isVoided: Bool, by: String)
    /// `lastAnswerBy` is whose the last answer is, when it is somebody else's.
    case nothingToUndo(lastAnswerBy: String?)
    case nothingToRedo
    /// What would be taken back was not on this screen yet.
    case isUnseen
    /// It would replace where protected people live, which this seat may not see.
    case isGuarded
    /// Others write without a pause.
    case othersWrite
  }
}

/// An act that would replace what somebody else settled while this seat's screen had not shown it.
package struct Conflict: Hashable, Sendable {
  package struct Rival: Hashable, Sendable {
    package let claim: Claim
    package let mine: Settlement
    package let theirs: VisitFold.Standing
  }

  package let act: VisitSession.Act
  package let rivals: [Rival]

  /// The act again by a person who has been shown both.
  package var insisted: VisitSession.Act {
    VisitSession.Act(act.entry, begunAt: rivals.map(\.theirs.sequence).max())
  }
}
