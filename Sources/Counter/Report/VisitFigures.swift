/// What some visits came to together.
package struct VisitFigures: Hashable, Sendable {
  package let visits: Int
  package let minutes: VisitSteps<Spread>
  package let seconds: VisitSteps<Spread>
  /// Questions of a visit.
  package let questions: Spread?
  package let answers: Int
  package let corrected: Int
  package let undone: Int
  package let namesWritten: Int
  /// Over the visits whose papers are known; nil when they are of none.
  package let namesPrinted: Int?
  /// Visits whose papers are of a catalogue that is not at hand.
  package let unknownPapers: Int
  /// Windows that a visit went to.
  package let windowsVisited: Spread?
  package let overrides: Int

  init(_ visits: [VisitMeasure]) {
    let printed = visits.compactMap(\.namesPrinted)
    self.visits = visits.count
    minutes = VisitSteps(of: visits.map(\.minutes))
    seconds = VisitSteps(of: visits.map(\.seconds))
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
package struct WindowFigures: Hashable, Sendable {
  package let window: String
  package let visits: Int
  /// Procedures that were sent to it.
  package let errands: Int
  /// Those that nobody there has taken yet.
  package let waiting: Int
  /// Minutes until they were taken.
  package let minutes: Spread?

  init(_ window: String, _ visits: [VisitMeasure]) {
    let handed = visits.flatMap(\.handed).filter { $0.window == window }
    self.window = window
    self.visits = visits.count { $0.windows.contains(window) }
    errands = handed.count
    waiting = handed.count(where: \.isWaiting)
    minutes = Spread(handed.compactMap(\.minutes))
  }
}
