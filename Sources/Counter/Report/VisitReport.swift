import Feel

/// The report on the visits of some days (受付の報告): how many, how long, how much was asked. Without anything of a person.
package struct VisitReport: Hashable, Sendable {
  package struct Kind: Hashable, Sendable {
    /// 届出の種別; nil for visits in which nothing was filed.
    package let kind: String?
    package let figures: VisitFigures
  }

  package struct Hour: Hashable, Sendable, Encodable {
    /// 0 ... 23.
    package let hour: Int
    package let visits: Int
  }

  /// The days reported on; nil where nothing bounds them and there is no visit.
  package let from: Day?
  package let to: Day?
  /// Days on which there was a visit.
  package let days: Int
  /// Numbers that were drawn and for which nobody was received; they are no visits, and in no other number.
  package let tickets: Int
  /// Every visit, the voided ones too; these are in no other number.
  package let visits: Int
  package let voided: Int
  package let finished: Int
  /// Not finished yet.
  package let open: Int
  /// Visits that were corrected after their end.
  package let reopened: Int
  package let fromPaper: Int
  /// Visits with entries of a later version.
  package let withUnknown: Int
  package let totals: VisitFigures
  /// The most frequent first; a visit with two kinds is in both.
  package let kinds: [Kind]
  /// The busiest first; a visit is at every window it went to or was sent to.
  package let windows: [WindowFigures]
  /// From the first hour in which a visit began to the last, those between included.
  package let hours: [Hour]

  package init(_ measures: [VisitMeasure], from: Day? = nil, to: Day? = nil) {
    let received = measures.filter { !$0.isTicket }
    let counted = received.filter { $0.status != .voided }
    tickets = measures.count - received.count
    self.from = from ?? measures.map(\.day).min()
    self.to = to ?? measures.map(\.day).max()
    days = Set(received.map(\.day)).count
    visits = received.count
    voided = received.count - counted.count
    finished = counted.count { $0.status == .finished }
    open = counted.count { $0.status != .finished }
    reopened = counted.count { $0.reopenings > 0 }
    fromPaper = counted.count(where: \.isFromPaper)
    withUnknown = counted.count(where: \.hasUnknown)
    totals = VisitFigures(counted)
    kinds = VisitReport.kinds(counted)
    windows = counted.flatMap(\.windows).distinct.map { WindowFigures($0, counted) }.sorted {
      ($1.visits, $0.window) < ($0.visits, $1.window)
    }
    hours = VisitReport.hours(counted)
  }

  private static func kinds(_ visits: [VisitMeasure]) -> [Kind] {
    let filed = visits.flatMap(\.kinds).distinct.map { kind in
      Kind(kind: kind, figures: VisitFigures(visits.filter { $0.kinds.contains(kind) }))
    }.sorted { ($1.figures.visits, $0.kind ?? "") < ($0.figures.visits, $1.kind ?? "") }
    let without = visits.filter(\.kinds.isEmpty)
    return filed + (without.isEmpty ? [] : [Kind(kind: nil, figures: VisitFigures(without))])
  }

  private static func hours(_ visits: [VisitMeasure]) -> [Hour] {
    let hours = visits.compactMap(\.hour)
    guard let first = hours.min(), let last = hours.max() else { return [] }
    return (first...last).map { hour in Hour(hour: hour, visits: hours.count { $0 == hour }) }
  }
}
