/// The order of windows that saves steps (回る順).
public struct Route: Hashable, Sendable {
  /// Indexes into the municipality's windows, in walking order.
  public let windows: [Int]
  /// Minutes of walking between them.
  public let walkingMinutes: Int

  /// The shortest walk over the windows, beginning at the first window of the municipality when it is among them.
  /// `before` holds pairs (earlier, later) that must be kept. Exact up to 12 windows (Held–Karp); beyond that by floor.
  public init(over windows: Set<Int>, before: [(Int, Int)] = [], in city: Municipality) {
    let stops = windows.sorted()
    guard stops.count > 1, stops.count <= 12, let best = Route.shortest(stops, before, city) else {
      self.windows = stops.sorted { (city.windows[$0].floor, $0) < (city.windows[$1].floor, $1) }
      walkingMinutes = zip(self.windows, self.windows.dropFirst()).reduce(0) {
        $0 + Route.minutes(from: $1.0, to: $1.1, in: city)
      }
      return
    }
    (self.windows, walkingMinutes) = best
  }

  static func minutes(from: Int, to: Int, in city: Municipality) -> Int {
    let floors = abs(city.windows[from].floor - city.windows[to].floor)
    return floors == 0 ? city.walkingMinutesOnFloor : floors * city.walkingMinutesPerFloor
  }

  /// nil when the order pairs contradict each other.
  private static func shortest(_ stops: [Int], _ before: [(Int, Int)], _ city: Municipality) -> ([Int], Int)?
  {
    let count = stops.count
    let full = (1 << count) - 1
    // What must be visited before each stop, as a set of bits.
    let required = stops.map { stop in
      before.filter { $0.1 == stop }.compactMap { pair in stops.firstIndex(of: pair.0) }.reduce(0) {
        $0 | 1 << $1
      }
    }
    var cost = [[Int?]](repeating: [Int?](repeating: nil, count: count), count: full + 1)
    var came = [[Int]](repeating: [Int](repeating: -1, count: count), count: full + 1)
    for first in 0..<count where required[first] == 0 && (stops[0] != 0 || first == 0) {
      cost[1 << first][first] = 0
    }
    for visited in 1...full {
      for last in 0..<count {
        guard let reached = cost[visited][last] else { continue }
        for next in 0..<count where visited & 1 << next == 0 && required[next] & ~visited == 0 {
          let total = reached + minutes(from: stops[last], to: stops[next], in: city)
          if cost[visited | 1 << next][next].map({ total < $0 }) ?? true {
            cost[visited | 1 << next][next] = total
            came[visited | 1 << next][next] = last
          }
        }
      }
    }
    guard
      let (last, total) = cost[full].enumerated().compactMap({ index, cost in cost.map { (index, $0) } }).min(
        by: { $0.1 < $1.1 })
    else { return nil }
    var (path, visited, current) = ([last], full, last)
    while came[visited][current] >= 0 {
      (visited, current) = (visited & ~(1 << current), came[visited][current])
      path.append(current)
    }
    return (path.reversed().map { stops[$0] }, total)
  }
}
