import Feel

/// The report on the visits of some days (受付の報告): how many, how long, how much was asked. Without anything of a person.
public struct VisitReport: Hashable, Sendable {
  public struct Kind: Hashable, Sendable {
    /// 届出の種別; nil for visits in which nothing was filed.
    public let kind: String?
    public let figures: VisitFigures
  }

  public struct Hour: Hashable, Sendable, Encodable {
    /// 0 ... 23.
    public let hour: Int
    public let visits: Int
  }

  /// The days reported on; nil where nothing bounds them and there is no visit.
  public let from: Day?
  public let to: Day?
  /// Days on which there was a visit.
  public let days: Int
  /// Every visit, the voided ones too; these are in no other number.
  public let visits: Int
  public let voided: Int
  public let finished: Int
  /// Not finished yet.
  public let open: Int
  /// Visits that were corrected after their end.
  public let reopened: Int
  public let fromPaper: Int
  /// Visits with entries of a later version.
  public let withUnknown: Int
  public let totals: VisitFigures
  /// The most frequent first; a visit with two kinds is in both.
  public let kinds: [Kind]
  /// The busiest first; a visit is at every window it went to or was sent to.
  public let windows: [WindowFigures]
  /// From the first hour in which a visit began to the last, those between included.
  public let hours: [Hour]

  public init(_ measures: [VisitMeasure], from: Day? = nil, to: Day? = nil) {
    let counted = measures.filter { $0.status != .voided }
    self.from = from ?? measures.map(\.day).min()
    self.to = to ?? measures.map(\.day).max()
    days = Set(measures.map(\.day)).count
    visits = measures.count
    voided = measures.count - counted.count
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
