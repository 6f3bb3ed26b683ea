import Feel
import Testing

@testable import Counter

/// A city, the windows to visit and the moment.
private struct Round {
  let city: Municipality
  let windows: Set<Int>
  let before: [(Int, Int)]
  let pressing: Set<Int>
  let now: Instant

  /// A weekday's morning to evening with windows that open late, close early or are shut.
  init(seed: UInt64, count: Int, all: Int) {
    var random = SplitMix(seed: seed)
    let windows = (0..<all).map { index -> Window in
      let opens = Int.random(in: 510...600, using: &random)
      let span = OpeningHours.Span(from: opens, to: Int.random(in: opens + 5...1035, using: &random))
      let hours = span.map {
        OpeningHours(
          usual: $0,
          exceptions: Int.random(in: 0..<10, using: &random) == 0 ? [.init(weekday: 1, span: nil)] : [])
      }
      return Window(
        id: "w\(index)", name: "\(index)", floor: Int.random(in: 1...4, using: &random), number: "1",
        telephone: "", minutes: Int.random(in: 3...40, using: &random),
        hours: Int.random(in: 0..<8, using: &random) == 0 ? nil : hours)
    }
    city = Municipality(
      name: "", prefecture: "", code: "", isFictional: true, telephone: "", hours: "",
      calendar: OpeningCalendar(openWeekdays: [1, 2, 3, 4, 5], holidays: [], closures: []), windows: windows,
      walkingMinutesOnFloor: Int.random(in: 0...4, using: &random),
      walkingMinutesPerFloor: Int.random(in: 1...6, using: &random), outsideOffices: [], values: [],
      visitRetentionDays: 90)
    let chosen = Array((0..<all).shuffled(using: &random).prefix(count))
    self.windows = Set(chosen)
    // Earlier before later in one shuffled order, so that no pairs contradict each other.
    before = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
      let pair = (0..<chosen.count).shuffled(using: &random).prefix(2).sorted()
      return pair.count == 2 ? (chosen[pair[0]], chosen[pair[1]]) : nil
    }
    pressing = Set(chosen.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    // 2026-11-16 is a Monday, weekday 1.
    let monday = Day(iso: "2026-11-16")?.number ?? 0
    now = Instant(seconds: Int(monday) * 86_400 - 9 * 3600 + Int.random(in: 470...900, using: &random) * 60)
  }

  /// What a walk is worth: pressing stops kept, beginning at the first window, stops kept, minutes of walking and waiting.
  struct Worth: Comparable {
    let pressing: Int
    let count: Int
    let startsAtMain: Bool
    let finished: Int

    static func < (left: Worth, right: Worth) -> Bool {
      (left.pressing, left.startsAtMain ? 1 : 0, left.count, -left.finished) < (
        right.pressing, right.startsAtMain ? 1 : 0, right.count, -right.finished
      )
    }
  }

  func worth(of walk: [Int], finished: Int) -> Worth {
    Worth(
      pressing: walk.count(where: pressing.contains), count: walk.count,
      startsAtMain: walk.first == 0 && mainOpensFirst, finished: finished)
  }

  private func opening(of window: Int) -> Int? {
    guard let hours = city.windows[window].hours else { return now.minuteOfDay }
    guard let span = hours.span(on: now.day, city.calendar), span.closes > now.minuteOfDay else { return nil }
    return max(now.minuteOfDay, span.opens)
  }

  /// Whether the first window is begun no later than any that can be visited at all.
  private var mainOpensFirst: Bool {
    guard let main = opening(of: 0) else { return false }
    return possible.compactMap(opening).allSatisfy { main <= $0 }
  }

  /// Windows that are open yet and come after none that is not.
  private var possible: Set<Int> {
    var left = windows.filter { opening(of: $0) != nil }
    while let lost = left.first(where: { window in
      before.contains { $0.1 == window && !left.contains($0.0) }
    }) {
      left.remove(lost)
    }
    return left
  }

  /// When a window is done by who comes to it from another at a minute; nil when it has closed.
  func finished(_ window: Int, after last: Int?, at minute: Int) -> Int? {
    let arrival = minute + (last.map { Route.minutes(from: $0, to: window, in: city) } ?? 0)
    guard let hours = city.windows[window].hours else { return arrival + city.windows[window].minutes }
    guard let span = hours.span(on: now.day, city.calendar) else { return nil }
    let begun = max(arrival, span.opens)
    return begun < span.closes ? begun + city.windows[window].minutes : nil
  }

  /// The best of all orders of all selections.
  func best() -> Worth {
    var best = Worth(pressing: 0, count: 0, startsAtMain: false, finished: now.minuteOfDay)
    func extend(_ walk: [Int], _ minute: Int) {
      if !walk.isEmpty { best = max(best, worth(of: walk, finished: minute)) }
      for next in windows where !walk.contains(next) {
        guard before.allSatisfy({ $0.1 != next || walk.contains($0.0) }),
          let done = finished(next, after: walk.last, at: minute)
        else { continue }
        extend(walk + [next], done)
      }
    }
    extend([], now.minuteOfDay)
    return best
  }
}

@Suite struct RouteSearchTests {
  @Test(arguments: 0..<10)
  func `with hours and precedence no order of any selection is better`(hundred: Int) {
    var (missing, waiting) = (0, 0)
    for seed in UInt64(hundred * 60)..<UInt64(hundred * 60 + 60) {
      let round = Round(seed: seed, count: 1 + Int(seed % 7), all: 9)
      let route = Route(
        over: round.windows, before: round.before, pressing: round.pressing, in: round.city, at: round.now)
      var (minute, last): (Int, Int?) = (round.now.minuteOfDay, nil)
      for window in route.windows {
        let done = round.finished(window, after: last, at: minute)
        #expect(done != nil, "seed \(seed)：\(window) は閉まっています")
        (minute, last) = (done ?? minute, window)
      }
      #expect(round.worth(of: route.windows, finished: minute) == round.best(), "seed \(seed)")
      let served = route.windows.reduce(0) { $0 + round.city.windows[$1].minutes }
      #expect(minute - round.now.minuteOfDay == route.walkingMinutes + route.waitingMinutes + served)
      #expect(Set(route.windows + route.missed) == round.windows)
      for pair in round.before {
        let (first, second) = (route.windows.firstIndex(of: pair.0), route.windows.firstIndex(of: pair.1))
        #expect(second == nil || (first ?? .max) < (second ?? 0), "seed \(seed)")
      }
      missing += route.missed.isEmpty ? 0 : 1
      waiting += route.waitingMinutes > 0 ? 1 : 0
    }
    // The cases must be of every kind to prove anything.
    #expect(missing > 5 && waiting > 5, "\(missing) \(waiting)")
  }

  @Test func `twelve stops are ordered exactly`() {
    let round = Round(seed: 12, count: 12, all: 12)
    let free = Route(over: round.windows, in: round.city)
    #expect(Set(free.windows) == round.windows && free.windows.first == 0 && free.waitingMinutes == 0)
    // A floor need not be entered twice.
    let floors = free.windows.map { round.city.windows[$0].floor }
    let changes = zip(floors, floors.dropFirst()).count { $0 != $1 }
    #expect(changes <= Set(floors).count)
    let route = Route(over: round.windows, pressing: round.pressing, in: round.city, at: round.now)
    #expect(Set(route.windows + route.missed) == round.windows)
  }

  @Test func `more than twelve go by floor and leave out what has closed`() {
    let round = Round(seed: 3, count: 16, all: 16)
    let route = Route(over: round.windows, before: round.before, in: round.city, at: round.now)
    let floors = Route(over: round.windows, in: round.city).windows.map { round.city.windows[$0].floor }
    #expect(floors == floors.sorted())
    #expect(Set(route.windows + route.missed) == round.windows)
  }

  @Test func `pairs that contradict each other are left out and others kept`() {
    let round = Round(seed: 5, count: 5, all: 5)
    let route = Route(over: round.windows, before: [(1, 2), (2, 3), (3, 1), (4, 3)], in: round.city)
    #expect(Set(route.windows) == round.windows)
    #expect((route.windows.firstIndex(of: 4) ?? .max) < (route.windows.firstIndex(of: 3) ?? 0))
  }
}

@Suite struct OpeningHoursTests {
  private let calendar = OpeningCalendar(
    openWeekdays: [1, 2, 3, 4, 5, 6], holidays: [], closures: [.init(from: 1231, to: 102, reason: "年末年始")])

  private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

  @Test(arguments: [
    ("8:30-17:15", 510, 1035), ("08:30-17:15", 510, 1035), ("0:00-24:00", 0, 1440),
  ])
  func `hours are read as staff write them`(text: String, opens: Int, closes: Int) {
    #expect(OpeningHours.Span(reading: text) == OpeningHours.Span(from: opens, to: closes))
  }

  @Test(arguments: ["", "8:30", "17:15-8:30", "8:30～17:15", "8:70-9:00", "8.30-17.15", "8:30-25:00"])
  func `what is no span is refused`(text: String) {
    #expect(OpeningHours.Span(reading: text) == nil)
  }

  @Test func `the next opening passes closed days and weekdays on which the window is shut`() throws {
    let usual = try #require(OpeningHours.Span(reading: "8:45-17:30"))
    let short = OpeningHours.Span(reading: "9:00-12:00")
    let open = OpeningHours(usual: usual, exceptions: [.init(weekday: 6, span: short)])
    let shut = OpeningHours(usual: usual, exceptions: [.init(weekday: 6, span: nil)])
    // 2026-11-20 is a Friday.
    let saturday = try #require(open.nextOpening(after: try day("2026-11-20"), calendar))
    #expect(try saturday == (day("2026-11-21"), 540))
    let monday = try #require(shut.nextOpening(after: try day("2026-11-20"), calendar))
    #expect(try monday == (day("2026-11-23"), 525))
    let newYear = try #require(shut.nextOpening(after: try day("2026-12-30"), calendar))
    #expect(try newYear == (day("2027-01-04"), 525))
    #expect(shut.span(on: try day("2026-11-22"), calendar) == nil)
  }
}
