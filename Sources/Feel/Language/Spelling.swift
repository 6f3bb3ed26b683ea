/// The nearest known word, for «…のことですか».
public enum Spelling {
  /// The candidate with the fewest edits, nil when none is near (more than a third of its length, at least 1).
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let length = word.unicodeScalars.count
    let scored = candidates.compactMap { candidate -> (distance: Int, reach: Int, text: String)? in
      let other = candidate.unicodeScalars.count
      let reach = max(1, max(length, other) / 3)
      // No distance is less than the difference in length: what is far longer need not be measured.
      guard abs(length - other) <= reach else { return nil }
      return (distance(word, candidate), reach, candidate)
    }
    guard let best = scored.min(by: { ($0.distance, $0.text) < ($1.distance, $1.text) }) else { return nil }
    return best.distance <= best.reach ? best.text : nil
  }

  /// All candidates that are as near as the nearest, in their order; none when none is near.
  public static func allNearest(to word: String, in candidates: [String]) -> [String] {
    guard let best = nearest(to: word, in: candidates) else { return [] }
    let reach = distance(word, best)
    return candidates.filter { distance(word, $0) <= reach }
  }

  /// The nearest candidate where no other is as near: what may be put in the word's place without asking.
  public static func only(nearestTo word: String, in candidates: [String]) -> String? {
    let best = allNearest(to: word, in: candidates)
    return best.count == 1 ? best[0] : nil
  }

  /// Levenshtein's distance in scalars.
  static func distance(_ first: String, _ second: String) -> Int {
    let (left, right) = ([Unicode.Scalar](first.unicodeScalars), [Unicode.Scalar](second.unicodeScalars))
    var row = Array(0...right.count)
    for (index, scalar) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let substituted = diagonal + (scalar == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substituted, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[right.count]
  }
}
