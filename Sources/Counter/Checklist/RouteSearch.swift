/// The search for the best order of windows on one day.
struct RouteSearch {
  /// A window that can still be begun.
  struct Stop {
    /// Index into the municipality's windows.
    let window: Int
    /// Minutes after midnight.
    let opens: Int
    let closes: Int
    /// How long it takes.
    let minutes: Int
    let isPressing: Bool
    /// What must be visited before it, as a set of bits.
    var required = 0

    /// When it is done by somebody who arrives at a minute, nil when it has closed by then.
    func finished(arriving minute: Int) -> Int? {
      let begun = max(minute, opens)
      return begun < closes ? begun + minutes : nil
    }
  }

  /// Stops in walking order, as indexes, and the minute at which the last is done.
  struct Walk {
    var stops: [Int] = []
    var finished = 0
  }

  let stops: [Stop]
  /// The minute after midnight at which the walk begins.
  let start: Int
  /// Minutes of walking from stop to stop.
  private let walking: [[Int]]

  init(
    _ windows: Set<Int>, _ before: [(Int, Int)], _ pressing: Set<Int>, _ city: Municipality, _ now: Instant?
  ) {
    start = now?.minuteOfDay ?? 0
    let pairs = RouteSearch.consistent(before.filter { windows.contains($0.0) && windows.contains($0.1) })
    let all = windows.sorted().compactMap { index -> Stop? in
      let window = city.windows[index]
      var (opens, closes) = (0, Int.max)
      if let now, let hours = window.hours {
        guard let span = hours.span(on: now.day, city.calendar) else { return nil }
        (opens, closes) = (span.opens, span.closes)
      }
      return Stop(
        window: index, opens: opens, closes: closes, minutes: window.minutes,
        isPressing: pressing.contains(index))
    }
    var open = all.filter { [start] in $0.closes > start }
    // What comes after a window that is shut waits for another day with it.
    while let waiting = open.firstIndex(where: { stop in
      pairs.contains { pair in pair.1 == stop.window && !open.contains { $0.window == pair.0 } }
    }) {
      open.remove(at: waiting)
    }
    stops = open.map { [open] stop in
      var stop = stop
      for pair in pairs where pair.1 == stop.window {
        if let earlier = open.firstIndex(where: { $0.window == pair.0 }) { stop.required |= 1 << earlier }
      }
      return stop
    }
    walking = stops.map { [stops] from in
      stops.map { Route.minutes(from: from.window, to: $0.window, in: city) }
    }
  }

  /// The pairs without those that contradict others, directly or in a circle.
  private static func consistent(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    func reaches(_ from: Int, _ goal: Int, _ seen: Set<Int>) -> Bool {
      from == goal
        || pairs.contains { $0.0 == from && !seen.contains($0.1) && reaches($0.1, goal, seen.union([from])) }
    }
    return pairs.filter { !reaches($0.1, $0.0, []) }
  }

  // MARK: Exact

  /// The best walk: from the first window of the municipality, unless a pressing stop is only reached otherwise.
  func best() -> Walk {
    guard !stops.isEmpty else { return Walk() }
    guard let main = mainStop else { return shortest(from: nil) }
    let fromMain = shortest(from: main)
    if pressing(in: fromMain) == stops.count(where: \.isPressing) { return fromMain }
    let free = shortest(from: nil)
    return pressing(in: free) > pressing(in: fromMain) ? free : fromMain
  }

  private func pressing(in walk: Walk) -> Int { walk.stops.count { stops[$0].isPressing } }

  /// The municipality's first window, when it can be begun first and none is begun earlier by passing it over.
  private var mainStop: Int? {
    guard let first = stops.first, first.window == 0, first.required == 0 else { return nil }
    let earliest = stops.map { max(start, $0.opens) }.min() ?? start
    return max(start, first.opens) <= earliest ? 0 : nil
  }

  /// Held–Karp over sets of stops. Who comes to a window earlier never leaves it later, so that of every set and its last
  /// stop the earliest finish is all that has to be kept, closing times included. A set that no order can keep stays
  /// unreached; the best of those reached is the answer.
  private func shortest(from main: Int?) -> Walk {
    let count = stops.count
    var finished = [Int](repeating: .max, count: count << count)
    var came = [Int](repeating: -1, count: count << count)
    for first in 0..<count where stops[first].required == 0 && (main ?? first) == first {
      finished[(1 << first) * count + first] = stops[first].finished(arriving: start) ?? .max
    }
    var best = (set: 0, last: -1, worth: -1, finished: Int.max)
    for set in 1..<(1 << count) {
      let worth = self.worth(of: set)
      for last in 0..<count where finished[set * count + last] < .max {
        let now = finished[set * count + last]
        if worth > best.worth || worth == best.worth && now < best.finished { best = (set, last, worth, now) }
        for next in 0..<count where set & 1 << next == 0 && stops[next].required & ~set == 0 {
          guard let done = stops[next].finished(arriving: now + walking[last][next]) else { continue }
          let cell = (set | 1 << next) * count + next
          if done < finished[cell] { (finished[cell], came[cell]) = (done, last) }
        }
      }
    }
    var (path, set, last) = ([Int](), best.set, best.last)
    while last >= 0 {
      path.append(last)
      (set, last) = (set & ~(1 << last), came[set * count + last])
    }
    return Walk(stops: path.reversed(), finished: best.finished)
  }

  /// Pressing stops count before any number of others.
  private func worth(of set: Int) -> Int {
    stops.indices.reduce(0) { worth, stop in
      set & 1 << stop == 0 ? worth : worth + (stops[stop].isPressing ? stops.count + 1 : 1)
    }
  }

  // MARK: Many windows

  /// Floor by floor, each as soon as what must come before it is done.
  func byFloor(in city: Municipality) -> Walk {
    var walk = Walk(stops: [], finished: start)
    var (done, open) = (0, stops.indices.sorted { rank($0, city) < rank($1, city) })
    while let position = open.firstIndex(where: { stops[$0].required & ~done == 0 }) {
      let next = open.remove(at: position)
      let arrival = walk.finished + (walk.stops.last.map { walking[$0][next] } ?? 0)
      guard let finished = stops[next].finished(arriving: arrival) else { continue }
      walk.stops.append(next)
      walk.finished = finished
      done |= 1 << next
    }
    return walk
  }

  private func rank(_ stop: Int, _ city: Municipality) -> (Int, Int) {
    (city.windows[stops[stop].window].floor, stops[stop].window)
  }
}
