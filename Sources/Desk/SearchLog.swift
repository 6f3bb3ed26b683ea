import Counter

/// Why residents' data are read at this desk, and how often they were.
struct SearchLog {
  /// 調べる理由, which every search leaves in 操作の記録.
  var reason: String
  /// When something was read, as far back as the city's measure reaches.
  private var times: [Instant] = []

  init(reason: String) { self.reason = reason }

  /// How many readings there were in the last minutes, this one included.
  mutating func count(at now: Instant, within minutes: Int) -> Int {
    times.removeAll { now.seconds - $0.seconds > minutes * 60 }
    times.append(now)
    return times.count
  }
}
