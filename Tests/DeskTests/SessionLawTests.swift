import Counter
import Feel
import Testing

@testable import Desk

/// The law of two people, over random interleavings: no acknowledged answer is replaced by a seat whose screen had not
/// shown it, and what a session folds is what its journal says.
@Suite struct SessionLawTests {
  @Test func `no seat replaces an answer that its screen had not shown`() throws {
    let rulebook = try DeskDriver.rulebook.get()
    for seed in 1...Interleaving.count {
      let steps = Interleaving.steps(seed: seed)
      guard Interleaving(rulebook).fault(after: steps) != nil else { continue }
      let least = Interleaving.shrunk(steps, rulebook)
      let fault = Interleaving(rulebook).fault(after: least) ?? ""
      Issue.record("seed \(seed): \(fault)\n\(least.map { "\($0)" }.joined(separator: "\n"))")
      return
    }
  }

  @Test func `the law finds a seat that breaks it`() throws {
    let rulebook = try DeskDriver.rulebook.get()
    // A seat that writes whatever it has, as the visitor's screen once did.
    let careless: [Interleaving.Step] = [
      .draw(0), .draw(1), .answer(0, key: 0, value: 1), .overwrite(1, key: 0, value: 2),
    ]
    #expect(Interleaving(rulebook).fault(after: careless)?.contains("not shown") == true)
  }
}

/// Several seats at one visit, driven step by step.
final class Interleaving {
  enum Step: Sendable {
    /// A half-ticked or half-typed field.
    case begin(Int, key: Int, value: Int)
    case enter(Int)
    /// An answer by one key.
    case answer(Int, key: Int, value: Int)
    case withdraw(Int, key: Int)
    /// The choice on the page that shows both answers.
    case choose(Int, mine: Bool)
    case undo(Int)
    case redo(Int)
    /// What others wrote arrives, late or not.
    case deliver(Int)
    case draw(Int)
    /// The seat's process ends and starts again.
    case crash(Int)
    /// Written without asking the session; only the test of the test does it.
    case overwrite(Int, key: Int, value: Int)
  }

  private struct Seat {
    var session: VisitSession
    var draft: (key: Int, value: Int, basis: Int)?
    var conflict: Conflict?
  }

  /// Who wrote an entry, and what their screen had shown when they began.
  private struct Written {
    let seat: Int
    let basis: Int
  }

  private let store = MemoryVisits()
  private let listing: VisitListing
  private let rulebook: Rulebook
  private var seats: [Seat] = []
  private var written: [Int: Written] = [:]
  private var fault: String?
  private let now = Instant(seconds: 0)
  static let seatCount = 3
  /// How many are tried in a run of the tests.
  static let count: UInt64 = 100_000

  init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
    listing = store.begin(
      Entry.Began(day: Day(number: 20_777), catalogVersion: "", programVersion: "", registerGeneration: 1),
      by: "佐々木", at: Instant(seconds: 0), token: "")
    for seat in 0..<Self.seatCount { seats.append(Seat(session: session(of: seat))) }
  }

  /// Two desks of different clerks, and a third seat where the first clerk sits too.
  private func session(of seat: Int) -> VisitSession {
    VisitSession(
      listing, store.journal(of: listing.id, after: 0),
      author: .init(name: ["佐々木", "田中", "佐々木"][seat], desk: "窓口\(seat)"), rulebook: rulebook)
  }

  private static func key(_ number: Int) -> FactKey { FactKey("人.国保", of: .person(number)) }
  private static func answer(_ value: Int) -> Answer { value == 0 ? .doesNotKnow : .value(.number(value)) }

  // MARK: Steps

  static func steps(seed: UInt64) -> [Step] {
    var random = SplitMix(seed: seed)
    return (0..<Int(8 + random.next() % 16)).map { _ in step(&random) }
  }

  private static func step(_ random: inout SplitMix) -> Step {
    let seat = Int(random.next() % UInt64(seatCount))
    let (key, value) = (Int(random.next() % 2), Int(random.next() % 4))
    switch random.next() % 20 {
    case 0...2: return .begin(seat, key: key, value: value)
    case 3...5: return .enter(seat)
    case 6...8: return .answer(seat, key: key, value: value)
    case 9: return .withdraw(seat, key: key)
    case 10...11: return .choose(seat, mine: value % 2 == 0)
    case 12: return .undo(seat)
    case 13: return .redo(seat)
    case 14...15: return .deliver(seat)
    case 16...18: return .draw(seat)
    default: return .crash(seat)
    }
  }

  /// The fewest of the steps that still fail.
  static func shrunk(_ steps: [Step], _ rulebook: Rulebook) -> [Step] {
    var steps = steps
    var index = 0
    while index < steps.count {
      var fewer = steps
      fewer.remove(at: index)
      if Interleaving(rulebook).fault(after: fewer) != nil { steps = fewer } else { index += 1 }
    }
    return steps
  }

  /// What is wrong after the steps; nil when the law was kept.
  func fault(after steps: [Step]) -> String? {
    for step in steps {
      take(step)
      if let fault { return fault }
    }
    return Law(
      journal: store.journal(of: listing.id, after: 0), written: written.mapValues { ($0.seat, $0.basis) }
    )
    .fault
  }

  private func take(_ step: Step) {
    switch step {
    case .begin(let seat, let key, let value):
      // The basis stays where the field was begun, however long it is ticked or typed in.
      let basis = seats[seat].draft.flatMap { $0.key == key ? $0.basis : nil } ?? seats[seat].session.shown
      if seats[seat].conflict == nil { seats[seat].draft = (key, value, basis) }
    case .enter(let seat):
      guard let draft = seats[seat].draft, seats[seat].conflict == nil else { return }
      let entry = Entry.answered([FactAnswer(Self.key(draft.key), Self.answer(draft.value))])
      perform(VisitSession.Act(entry, begunAt: draft.basis), seat)
    case .answer(let seat, let key, let value):
      guard seats[seat].conflict == nil else { return }
      perform(VisitSession.Act(.answered([FactAnswer(Self.key(key), Self.answer(value))])), seat)
    case .withdraw(let seat, let key):
      guard seats[seat].conflict == nil else { return }
      perform(VisitSession.Act(.withdrawn([Self.key(key)])), seat)
    case .choose(let seat, let mine): choose(seat, mine)
    case .undo(let seat): if seats[seat].conflict == nil { perform(VisitSession.Act(.undone), seat) }
    case .redo(let seat): if seats[seat].conflict == nil { perform(VisitSession.Act(.redone), seat) }
    case .deliver(let seat):
      seats[seat].session.received(
        store.journal(of: listing.id, after: seats[seat].session.lastSequence))
    case .draw(let seat): draw(seat)
    case .crash(let seat): seats[seat] = Seat(session: session(of: seat))
    case .overwrite(let seat, let key, let value):
      let entry = Entry.answered([FactAnswer(Self.key(key), Self.answer(value))])
      if case .appended(let appended) = store.append(entry, to: listing.id, after: nil, by: "", at: now) {
        written[appended.sequence] = Written(seat: seat, basis: seats[seat].session.shown)
      }
    }
  }

  private func choose(_ seat: Int, _ mine: Bool) {
    guard let conflict = seats[seat].conflict else { return }
    guard mine else {
      (seats[seat].conflict, seats[seat].draft) = (nil, nil)
      return
    }
    // As the page does: only what it has shown can be decided against.
    guard conflict.rivals.allSatisfy({ $0.theirs.sequence <= seats[seat].session.shown }) else { return }
    seats[seat].conflict = nil
    perform(conflict.insisted, seat)
  }

  private func perform(_ act: VisitSession.Act, _ seat: Int) {
    let before = store.journal(of: listing.id, after: 0).count
    let basis = act.basis ?? seats[seat].session.shown
    guard let performed = try? seats[seat].session.perform(act, in: store, at: now) else { return }
    switch performed {
    case .done:
      written[before + 1] = Written(seat: seat, basis: basis)
      seats[seat].draft = nil
    case .conflict(let conflict): seats[seat].conflict = conflict
    case .refused: break
    }
  }

  /// A picture is drawn: it must say what the journal says.
  private func draw(_ seat: Int) {
    let session = seats[seat].session
    let seen = session.visit(at: now).situation.facts.mapValues(\.answer)
    let prefix = Array(store.journal(of: listing.id, after: 0).prefix(session.lastSequence))
    let told = Law.answers(of: prefix).mapValues(\.answer)
    if seen != told { fault = "seat \(seat) shows \(seen), the journal says \(told)" }
    seats[seat].session.wasShown()
  }
}

/// The law, checked on a journal by rules of its own.
private struct Law {
  let journal: [JournalEntry]
  /// By sequence: the seat, and the last entry that its screen had shown when the person began.
  let written: [Int: (seat: Int, basis: Int)]

  struct Standing: Equatable {
    let answer: Answer
    /// The entry that made it stand.
    let by: Int
  }

  var fault: String? {
    for (index, entry) in journal.enumerated() {
      guard let (seat, basis) = written[entry.sequence] else { continue }
      let before = Law.answers(of: Array(journal[..<index]))
      let after = Law.answers(of: Array(journal[...index]))
      for (key, standing) in before where after[key]?.answer != standing.answer {
        // An undo takes back what is one's own; what stands after it was said before.
        if entry.entry == .undone { continue }
        guard let theirs = written[standing.by], theirs.seat != seat, standing.by > basis else { continue }
        return "entry \(entry.sequence) of seat \(seat) replaced entry \(standing.by), not shown: \(basis)"
      }
    }
    return nil
  }

  /// What stands after a journal, folded the long way.
  static func answers(of journal: [JournalEntry]) -> [FactKey: Standing] {
    var kept: [(entry: JournalEntry, by: Int)] = []
    var undone: [String: [JournalEntry]] = [:]
    for entry in journal {
      switch entry.entry {
      case .answered, .withdrawn:
        kept.append((entry, entry.sequence))
        undone[entry.actor] = nil
      case .undone:
        guard let index = kept.lastIndex(where: { $0.entry.actor == entry.actor }) else { continue }
        let taken = kept.remove(at: index).entry
        undone[entry.actor, default: []].append(taken)
        // What stands again stands from now on.
        for key in keys(of: taken) {
          if let last = kept.lastIndex(where: { keys(of: $0.entry).contains(key) }) {
            kept[last].by = entry.sequence
          }
        }
      case .redone: if let again = undone[entry.actor]?.popLast() { kept.append((again, entry.sequence)) }
      default: break
      }
    }
    var standing: [FactKey: Standing] = [:]
    for (entry, by) in kept {
      switch entry.entry {
      case .answered(let answers):
        for answer in answers { standing[answer.key] = Standing(answer: answer.answer, by: by) }
      case .withdrawn(let keys): for key in keys { standing[key] = nil }
      default: break
      }
    }
    return standing
  }

  private static func keys(of entry: JournalEntry) -> [FactKey] {
    switch entry.entry {
    case .answered(let answers): answers.map(\.key)
    case .withdrawn(let keys): keys
    default: []
    }
  }
}
