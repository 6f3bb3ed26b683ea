/// Names that hold spaces, signs or keywords, such as `date and time` and `Full Name` (DMN 10.3.1.4): a longer known
/// name wins over a shorter.
struct Names {
  private var known: Set<String>
  /// Known names by their first word, to look no further than needed.
  private var counts: [String: Int]

  static let standard = Names(
    functions + TypeName.simple.keys.filter { $0.contains(" ") }
      + ["time offset", "start included", "end included"])

  /// The functions of the standard whose names hold a space.
  static let functions = [
    "context merge", "context put", "date and time", "day of week", "day of year", "distinct values",
    "ends with", "finished by", "get entries", "get value", "index of", "insert before", "list contains",
    "list replace", "lower case", "met by", "month of year", "overlaps after", "overlaps before",
    "round down", "round half down", "round half up", "round up", "started by", "starts with", "string join",
    "string length", "substring after", "substring before", "upper case", "week of year",
    "years and months duration",
  ]

  private init(_ names: [String]) {
    known = []
    counts = [:]
    for name in names { add(name) }
  }

  mutating func add(_ name: String) {
    guard let first = Names.firstWord(name), first != name else { return }
    let normalised = Names.normalised([Unicode.Scalar](name.unicodeScalars)[...])
    known.insert(normalised)
    // No token is shorter than a scalar, so the name cannot take more tokens than that.
    counts[first] = max(counts[first] ?? 0, normalised.unicodeScalars.count)
  }

  func adding(_ names: [String]) -> Names {
    var longer = self
    for name in names { longer.add(name) }
    return longer
  }

  private static func firstWord(_ name: String) -> String? {
    let word = name.unicodeScalars.prefix { $0.continuesName }
    return word.isEmpty ? nil : String(String.UnicodeScalarView(word))
  }

  /// The longest known name that begins with a token, and the number of its tokens.
  func longest(at start: Int, in tokens: [Token], of scalars: [Unicode.Scalar]) -> (String, Int)? {
    let first: String
    switch tokens[start].kind {
    case .name(let name): first = name
    case .keyword(let keyword): first = keyword.rawValue
    default: return nil
    }
    guard let limit = counts[first] else { return nil }
    var best: (String, Int)?
    for count in 1...max(1, min(limit, 16))
    where start + count <= tokens.count && tokens[start + count - 1].kind != .end {
      let place = tokens[start].place.lowerBound..<tokens[start + count - 1].place.upperBound
      guard place.count <= limit * 4 else { break }
      let candidate = Names.normalised(scalars[place])
      if known.contains(candidate) { best = (candidate, count) }
    }
    return best
  }

  /// One space wherever there is blank between two words.
  static func normalised(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    var isBlank = false
    for scalar in scalars {
      if scalar.isBlank {
        isBlank = !view.isEmpty
      } else {
        if isBlank { view.append(" ") }
        isBlank = false
        view.append(scalar)
      }
    }
    return String(view)
  }
}
