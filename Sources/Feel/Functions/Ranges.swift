/// Range functions (DMN 10.3.4.9, table 77): how two ranges, or a point and a range, lie to each other.
extension StandardFunctions {
  static let ranges: [Function] = [
    relation("before", points: true) { a, b, c in
      c.order(a.end, b.start).map { $0 < 0 || $0 == 0 && !(a.includesEnd && b.includesStart) }
    },
    relation("after", points: true) { a, b, c in
      c.order(a.start, b.end).map { $0 > 0 || $0 == 0 && !(a.includesStart && b.includesEnd) }
    },
    relation("meets") { a, b, c in c.order(a.end, b.start).map { $0 == 0 && a.includesEnd && b.includesStart }
    },
    relation("met by") { a, b, c in
      c.order(a.start, b.end).map { $0 == 0 && a.includesStart && b.includesEnd }
    },
    relation("overlaps") { a, b, c in
      c.both(
        c.order(a.end, b.start).map { $0 > 0 || $0 == 0 && a.includesEnd && b.includesStart },
        c.order(a.start, b.end).map { $0 < 0 || $0 == 0 && a.includesStart && b.includesEnd })
    },
    relation("overlaps before") { a, b, c in
      guard let starts = c.order(a.start, b.start), let ends = c.order(a.end, b.end),
        let touch = c.order(a.end, b.start)
      else { return nil }
      return (starts < 0 || starts == 0 && a.includesStart && !b.includesStart)
        && (touch > 0 || touch == 0 && a.includesEnd && b.includesStart)
        && (ends < 0 || ends == 0 && (!a.includesEnd || b.includesEnd))
    },
    relation("overlaps after") { a, b, c in
      guard let starts = c.order(b.start, a.start), let ends = c.order(b.end, a.end),
        let touch = c.order(b.end, a.start)
      else { return nil }
      return (starts < 0 || starts == 0 && b.includesStart && !a.includesStart)
        && (touch > 0 || touch == 0 && b.includesEnd && a.includesStart)
        && (ends < 0 || ends == 0 && (!b.includesEnd || a.includesEnd))
    },
    relation("finishes", point: .first) { a, b, c in c.finishes(a, b) },
    relation("finished by", point: .second) { a, b, c in c.finishes(b, a) },
    relation("includes", point: .second) { a, b, c in c.includes(a, b) },
    relation("during", point: .first) { a, b, c in c.includes(b, a) },
    relation("starts", point: .first) { a, b, c in c.starts(a, b) },
    relation("started by", point: .second) { a, b, c in c.starts(b, a) },
    relation("coincides", points: true) { a, b, c in
      c.both(
        c.order(a.start, b.start).map { $0 == 0 && a.includesStart == b.includesStart },
        c.order(a.end, b.end).map { $0 == 0 && a.includesEnd == b.includesEnd })
    },
  ]

  /// A range with both ends, or a point as the range of itself.
  struct Span {
    let start: Value
    let end: Value
    let includesStart: Bool
    let includesEnd: Bool
    let isPoint: Bool

    init?(_ value: Value) {
      if case .range(let range) = value {
        guard let lower = range.lower, let upper = range.upper else { return nil }
        start = lower.value.value
        end = upper.value.value
        includesStart = lower.isIncluded
        includesEnd = upper.isIncluded
        isPoint = false
      } else {
        start = value
        end = value
        includesStart = true
        includesEnd = true
        isPoint = true
      }
    }
  }

  struct Sides {
    let surroundings: Surroundings

    func order(_ left: Value, _ right: Value) -> Int? { Comparing.order(left, right, surroundings) }

    func both(_ first: Bool?, _ second: Bool?) -> Bool? {
      guard let first, let second else { return nil }
      return first && second
    }

    func includes(_ outer: Span, _ inner: Span) -> Bool? {
      both(
        order(outer.start, inner.start).map {
          $0 < 0 || $0 == 0 && (outer.includesStart || !inner.includesStart)
        },
        order(inner.end, outer.end).map { $0 < 0 || $0 == 0 && (outer.includesEnd || !inner.includesEnd) })
    }

    func starts(_ inner: Span, _ outer: Span) -> Bool? {
      both(
        order(inner.start, outer.start).map { $0 == 0 && inner.includesStart == outer.includesStart },
        inner.isPoint
          ? order(inner.end, outer.end).map { _ in true }
          : order(inner.end, outer.end).map { $0 < 0 || $0 == 0 && (outer.includesEnd || !inner.includesEnd) }
      )
    }

    func finishes(_ inner: Span, _ outer: Span) -> Bool? {
      both(
        order(inner.end, outer.end).map { $0 == 0 && inner.includesEnd == outer.includesEnd },
        inner.isPoint
          ? order(inner.start, outer.start).map { _ in true }
          : order(outer.start, inner.start).map {
            $0 < 0 || $0 == 0 && (outer.includesStart || !inner.includesStart)
          })
    }
  }

  private enum Side { case first, second }

  private static func relation(
    _ name: String, points: Bool = false, point: Side? = nil,
    holds: @escaping @Sendable (Span, Span, Sides) -> Bool?
  ) -> Function {
    let pairs = [
      ("range1", "range2"), ("point1", "point2"), ("point", "range"), ("range", "point"),
      ("value1", "value2"),
    ]
    return Function(
      name, pairs.map { signature([($0.0, .any), ($0.1, .any)]) }, result: .boolean
    ) { a, e in
      guard let first = a[0].flatMap(Span.init), let second = a[1].flatMap(Span.init) else { return nil }
      let fits =
        switch (first.isPoint, second.isPoint) {
        case (false, false): true
        case (true, true): points
        case (true, false): points && name != "coincides" || point == .first
        case (false, true): points && name != "coincides" || point == .second
        }
      guard fits else { return nil }
      return holds(first, second, Sides(surroundings: e.surroundings)).map { .boolean($0) }
    }
  }
}
