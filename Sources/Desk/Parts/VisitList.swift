import Counter
import Feel

/// Today's visits as the list shows them: every visit by its number, and those that are going on with what is going on.
package struct VisitList {
  /// A visit in the list with what its line says.
  package struct Line: Hashable, Sendable {
    package let head: VisitHead
    package let summary: VisitSummary

    /// Whether anybody has still something to do for it.
    /// A number that was drawn and not called yet.
    var isWaiting: Bool { isGoingOn && summary.kinds.isEmpty && summary.desks.isEmpty }

    var isGoingOn: Bool { summary.status != .voided && summary.status != .finished }
  }

  /// Errands that one window has not taken, with the numbers of their visits.
  struct Alarm: Hashable {
    /// Id of the window.
    let window: String
    var waiting: [Waiting]

    struct Waiting: Hashable {
      let visit: VisitListing
      let errand: Errand
    }

    /// Since when the oldest waits.
    var since: Instant { waiting.map(\.errand.sentAt).min() ?? Instant(seconds: 0) }
    var visits: [VisitListing] { waiting.map(\.visit).distinct.sorted { $0.number < $1.number } }
  }

  package private(set) var heads: [VisitHead] = []
  /// Those that are not finished, and the last few that are.
  package private(set) var lines: [Line] = []
  /// Closed visits of the day that stand in no line, as far as they were looked up.
  private var closedBefore: [Int64: VisitSummary] = [:]
  /// The minute in which the heads were read last; nil before.
  private(set) var readMinute: Int?

  /// How many closed visits are read for the list.
  private static let shownClosed = 3

  /// Takes the heads of a day and sums up the visits that went on.
  mutating func take(_ heads: [VisitHead], at now: Instant, summary: (Int64) throws -> VisitSummary) throws {
    let known = Dictionary(lines.map { ($0.head.listing.id, $0) }, uniquingKeysWith: { first, _ in first })
    let closed = heads.filter(\.isClosed).suffix(Self.shownClosed)
    let taken = try heads.filter { !$0.isClosed || closed.contains($0) }.map { head in
      if let line = known[head.listing.id], line.head == head { return line }
      return Line(head: head, summary: try summary(head.listing.id))
    }
    (self.heads, lines, readMinute) = (heads, taken, now.minute)
  }

  /// What rings at an instant, a window once, the longest wait first.
  func alarms(at now: Instant, after minutes: Int) -> [Alarm] {
    var alarms: [Alarm] = []
    for line in lines where line.isGoingOn {
      for errand in line.summary.errands where errand.rings(at: now, after: minutes) {
        let waiting = Alarm.Waiting(visit: line.head.listing, errand: errand)
        if let index = alarms.firstIndex(where: { $0.window == errand.key.window }) {
          alarms[index].waiting.append(waiting)
        } else {
          alarms.append(Alarm(window: errand.key.window, waiting: [waiting]))
        }
      }
    }
    return alarms.sorted { ($0.since, $0.window) < ($1.since, $1.window) }
  }

  /// The minute for which a seat's terminal rings: something sent to its window, or by its clerk, waits. nil for silence.
  func ringMinute(at now: Instant, after minutes: Int, for seat: Seat) -> Int? {
    let concernsUs = lines.contains { line in
      line.isGoingOn
        && line.summary.errands.contains {
          $0.rings(at: now, after: minutes) && ($0.sender == seat.clerk || $0.key.window == seat.window?.id)
        }
    }
    return concernsUs ? now.minute : nil
  }

  /// A visit of today of some of the same people.
  struct Earlier: Hashable {
    let number: Int
    let kinds: [String]
  }

  /// Today's visits of some of these people, however they are known (`VisitSummary.people`); voided ones do not count.
  func visits(of people: Set<String>, but own: Int64?) -> [Earlier] {
    heads.compactMap { head in
      let id = head.listing.id
      let summary = lines.first { $0.head.listing.id == id }?.summary ?? closedBefore[id]
      guard let summary, id != own, summary.status != .voided, !summary.kinds.isEmpty,
        !summary.people.isDisjoint(with: people)
      else { return nil }
      return Earlier(number: head.listing.number, kinds: summary.kinds)
    }
  }

  /// 宛名番号, and names of who has none, of the people of today's visits in which protection (支援措置) was
  /// asked for, as far as closed ones were looked up.
  var protectedPeople: Set<String> {
    (lines.map(\.summary) + closedBefore.values).filter(\.concernsProtected).reduce(into: []) {
      $0.formUnion($1.people)
    }
  }

  /// Reads the closed visits that no line shows, each once.
  mutating func readClosed(summary: (Int64) throws -> VisitSummary) rethrows {
    let shown = Set(lines.map(\.head.listing.id))
    for head in heads where head.isClosed && !shown.contains(head.listing.id) {
      if closedBefore[head.listing.id] == nil { closedBefore[head.listing.id] = try summary(head.listing.id) }
    }
  }
}

extension Instant {
  /// Minutes since the beginning of the count.
  var minute: Int { seconds / 60 }
}
