/// What some visits came to together.
public struct VisitFigures: Hashable, Sendable {
  public let visits: Int
  public let minutes: VisitSteps<Spread>
  /// Questions of a visit.
  public let questions: Spread?
  public let answers: Int
  public let corrected: Int
  public let undone: Int
  public let namesWritten: Int
  /// Over the visits whose papers are known; nil when they are of none.
  public let namesPrinted: Int?
  /// Visits whose papers are of a catalogue that is not at hand.
  public let unknownPapers: Int
  /// Windows that a visit went to.
  public let windowsVisited: Spread?
  public let overrides: Int

  init(_ visits: [VisitMeasure]) {
    let printed = visits.compactMap(\.namesPrinted)
    self.visits = visits.count
    minutes = VisitSteps(of: visits)
    questions = Spread(visits.map(\.questions))
    answers = visits.reduce(0) { $0 + $1.answers }
    corrected = visits.reduce(0) { $0 + $1.corrected }
    undone = visits.reduce(0) { $0 + $1.undone }
    namesWritten = visits.reduce(0) { $0 + $1.namesWritten }
    namesPrinted = printed.isEmpty ? nil : printed.reduce(0, +)
    unknownPapers = visits.count - printed.count
    windowsVisited = Spread(visits.map(\.windowsVisited))
    overrides = visits.reduce(0) { $0 + $1.overrides }
  }
}

/// What came to one window.
public struct WindowFigures: Hashable, Sendable {
  public let window: String
  public let visits: Int
  /// Procedures that were sent to it.
  public let errands: Int
  /// Those that nobody there has taken yet.
  public let waiting: Int
  /// Minutes until they were taken.
  public let minutes: Spread?

  init(_ window: String, _ visits: [VisitMeasure]) {
    let handed = visits.flatMap(\.handed).filter { $0.window == window }
    self.window = window
    self.visits = visits.count { $0.windows.contains(window) }
    errands = handed.count
    waiting = handed.count(where: \.isWaiting)
    minutes = Spread(handed.compactMap(\.minutes))
  }
}
