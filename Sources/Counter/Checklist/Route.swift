/// The order of windows that saves time (回る順).
package struct Route: Hashable, Sendable {
  /// Indexes into the municipality's windows, in walking order.
  package let windows: [Int]
  /// Minutes of walking between them.
  package let walkingMinutes: Int
  /// Minutes of waiting before windows that open later.
  package let waitingMinutes: Int
  /// Windows that cannot be begun any more on this day, by floor: shut, out of reach before they close, or to be visited
  /// after one that is.
  package let missed: [Int]

  /// The quickest round of the windows, beginning at the first window of the municipality when it is among them and open.
  ///
  /// `before` holds pairs (earlier, later) that must be kept; pairs that contradict each other are left out. A stop is
  /// begun before its window closes, counted from `now`; without a moment every window is open. Where not all can be
  /// reached, those in `pressing` are kept first, then as many as can be. Exact up to 12 open windows (Held–Karp);
  /// beyond that by floor.
  package init(
    over windows: Set<Int>, before: [(Int, Int)] = [], pressing: Set<Int> = [], in city: Municipality,
    at now: Instant? = nil
  ) {
    let search = RouteSearch(windows, before, pressing, city, now)
    let walk = search.stops.count <= 12 ? search.best() : search.byFloor(in: city)
    self.windows = walk.stops.map { search.stops[$0].window }
    walkingMinutes = zip(self.windows, self.windows.dropFirst()).reduce(0) {
      $0 + Route.minutes(from: $1.0, to: $1.1, in: city)
    }
    let served = walk.stops.reduce(0) { $0 + search.stops[$1].minutes }
    waitingMinutes = walk.stops.isEmpty ? 0 : walk.finished - search.start - walkingMinutes - served
    missed = windows.subtracting(self.windows).sorted {
      (city.windows[$0].floor, $0) < (city.windows[$1].floor, $1)
    }
  }

  static func minutes(from: Int, to: Int, in city: Municipality) -> Int {
    let floors = abs(city.windows[from].floor - city.windows[to].floor)
    return floors == 0 ? city.walkingMinutesOnFloor : floors * city.walkingMinutesPerFloor
  }
}
