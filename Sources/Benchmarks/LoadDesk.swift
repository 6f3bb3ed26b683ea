import Counter
import Feel
import Foundation
import Records
import Synchronization
import TerminalUI

/// What the desks of a city hall have in common: who waits where, and what was measured.
final class Hall: Sendable {
  /// Somebody on the way to the windows that their visit was sent to.
  struct Walker: Sendable {
    let number: Int
    /// Ids of the windows that are left, in their order.
    var windows: ArraySlice<String>
  }

  struct Outcome: Sendable {
    var times: [Double] = []
    var failures: [String] = []
  }

  private struct State: Sendable {
    var waiting: [String: [Walker]] = [:]
    /// Visits that did not begin yet or are at the entrance.
    var arriving = LoadDay.visits
    var walking = 0
    var outcome = Outcome()
  }

  let store: VisitStore
  let scripts: [VisitScript]
  private let state = Mutex(State())

  init(store: VisitStore, scripts: [VisitScript]) {
    self.store = store
    self.scripts = scripts
  }

  var outcome: Outcome { state.withLock { $0.outcome } }
  var isOver: Bool { state.withLock { $0.arriving == 0 && $0.walking == 0 } }

  /// A visitor leaves the entrance for the windows that have something to do; for home, when none has.
  func leaveEntrance(_ walker: Walker) {
    state.withLock {
      $0.arriving -= 1
      guard let first = walker.windows.first else { return }
      $0.walking += 1
      $0.waiting[first, default: []].append(walker)
    }
  }

  /// Who waits longest at a window; nil when nobody does.
  func next(at window: String) -> Walker? {
    state.withLock { state in
      guard let first = state.waiting[window]?.first else { return nil }
      state.waiting[window]?.removeFirst()
      return first
    }
  }

  func leave(_ walker: Walker) {
    state.withLock {
      let rest = Walker(number: walker.number, windows: walker.windows.dropFirst())
      if let next = rest.windows.first {
        $0.waiting[next, default: []].append(rest)
      } else {
        $0.walking -= 1
      }
    }
  }

  func add(_ milliseconds: Double) { state.withLock { $0.outcome.times.append(milliseconds) } }
  func fail(_ sentence: String) { state.withLock { $0.outcome.failures.append(sentence) } }
}

/// One desk of the hall and the clerk at it. Used by one thread only, from its first key on.
struct LoadDesk: @unchecked Sendable {
  let clerk: ClerkTerminal
  /// The window's id, nil where visits begin.
  let section: String?
  let hall: Hall
  let began: ContinuousClock.Instant
  /// Real time of the whole day.
  let length: Duration
  private let clock = ContinuousClock()

  init(
    clerk: ClerkTerminal, section: String?, hall: Hall, began: ContinuousClock.Instant, length: Duration
  ) {
    (self.clerk, self.section, self.hall, self.began, self.length) = (clerk, section, hall, began, length)
  }

  /// Looks at the screen until a moment has come: a terminal that nobody reads would stop the program.
  private func wait(until moment: ContinuousClock.Instant) {
    while clock.now < moment {
      clerk.listen(milliseconds: Int32(max(1, min(20, (moment - clock.now) / .milliseconds(1)))))
    }
  }

  private func press(_ key: Key) {
    let stroke = clerk.press(key)
    if stroke.first != nil { hall.add(stroke.last) }
  }

  // MARK: Where visits begin

  /// Real time between two visitors of a desk, over most of which the clerk types. The last comes so long before the end.
  private var slot: Duration { length * Double(LoadDay.entrances) / Double(LoadDay.visits) }

  /// Takes every visit that comes to the entrance of this number.
  func receive(from entrance: Int) {
    for visit in stride(from: entrance, to: LoadDay.visits, by: LoadDay.entrances) {
      wait(until: began + (length - slot) * Double(visit) / Double(LoadDay.visits))
      let script = hall.scripts[visit % hall.scripts.count]
      var walker = Hall.Walker(number: 0, windows: [])
      do { walker = try take(script) } catch {
        hall.fail("\(script.name)：\(error)")
        _ = try? clerk.giveUp()
      }
      hall.leaveEntrance(walker)
    }
  }

  private func take(_ script: VisitScript) throws -> Hall.Walker {
    let start = clock.now
    var number: Int?
    for (index, step) in script.steps.enumerated() {
      switch step {
      case .expect(let text): try clerk.wait(for: text, seconds: 30)
      case .data(let scalar): press(.character(scalar))
      case .key(let key): press(key)
      }
      number = clerk.visitNumber ?? number
      wait(until: start + slot * 0.7 * Double(index + 1) / Double(script.steps.count))
    }
    try clerk.wait(for: ClerkTerminal.list, seconds: 30)
    guard
      let listing = try hall.store.visits(on: Day(iso: "2026-11-20")).first(where: { $0.number == number })
    else {
      throw ClerkTerminal.Lost(sentence: "受付が始まっていません", screen: clerk.screen.text)
    }
    var windows: [String] = []
    for errand in Visit(try hall.store.journal(of: listing.id)).errands
    where errand.isOpen && !windows.contains(errand.key.window) {
      windows.append(errand.key.window)
    }
    return Hall.Walker(number: listing.number, windows: windows[...])
  }

  // MARK: Where visits go on

  /// Serves whoever walks up to this window until the day is over.
  func serve() {
    guard let section else { return }
    while !hall.isOver {
      guard let walker = hall.next(at: section) else {
        clerk.listen()
        continue
      }
      do { try serve(walker) } catch {
        hall.fail("受付 \(walker.number)：\(error)")
        _ = try? clerk.giveUp()
      }
      hall.leave(walker)
    }
  }

  /// The number opens the visit; the first F10 takes what was sent, the second asks, the third ends it.
  private func serve(_ walker: Hall.Walker) throws {
    for digit in String(walker.number).unicodeScalars { press(.character(digit)) }
    press(.enter)
    try clerk.wait(for: "F10受け取る", seconds: 30)
    press(.function(10))
    try clerk.wait(for: "F10全部終わった", seconds: 30)
    press(.function(10))
    try clerk.wait(for: "もう一度 F10", seconds: 30)
    press(.function(10))
    if !clerk.shows(ClerkTerminal.list) { press(.function(3)) }
    try clerk.wait(for: ClerkTerminal.list, seconds: 30)
  }
}
