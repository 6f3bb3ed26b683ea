import Counter

/// How much of what the examples make necessary at the windows of the hall has its paper, and how much of those papers is left
/// to be written by hand. What people may perhaps get (見込み) does not count.
package struct PaperShare: Sendable {
  /// Counts of one kind of event.
  package struct Count: Hashable, Sendable {
    /// With a form of its own.
    package var filled = 0
    /// Done by a note on another form.
    package var covered = 0
    /// Nothing is written (書類なし).
    package var without = 0
    package var missing = 0
    /// Boxes of the forms that come of it.
    package var boxes = 0
    /// Those that are still empty: meant for the hand, or not known.
    package var left = 0

    package var all: Int { filled + covered + without + missing }
    /// The part that is provided for, of one; one where nothing is necessary.
    package var share: Double { all == 0 ? 1 : Double(all - missing) / Double(all) }

    static func + (first: Count, second: Count) -> Count {
      var sum = first
      sum.filled += second.filled
      sum.covered += second.covered
      sum.without += second.without
      sum.missing += second.missing
      sum.boxes += second.boxes
      sum.left += second.left
      return sum
    }
  }

  package private(set) var byKind: [String: Count] = [:]
  /// How often each procedure without a paper is necessary, by its id.
  package private(set) var missing: [String: Int] = [:]
  package let formCount: Int

  package init(_ rulebook: Rulebook, _ examples: [Example]) {
    formCount = rulebook.catalog.papers.count
    for example in examples { count(example, rulebook) }
  }

  package var total: Count { byKind.values.reduce(Count(), +) }

  private mutating func count(_ example: Example, _ rulebook: Rulebook) {
    let deliberation = Deliberation(rulebook, example.situation)
    let determination = deliberation.determine()
    for decision in determination.applying {
      let procedure = rulebook.catalog.procedures[decision.procedure]
      guard case .window = procedure.office, procedure.nature != .possible else { continue }
      let detail = rulebook.detail(of: decision, deliberation)
      let kind = example.situation.filings[decision.filings.first ?? 0].kind
      var count = Count()
      if detail.inclusion != nil {
        count.covered = 1
      } else if !detail.papers.isEmpty {
        count.filled = 1
      } else if procedure.noPaper != nil {
        count.without = 1
      } else {
        count.missing = 1
        missing[procedure.id, default: 0] += 1
      }
      byKind[kind, default: Count()] = byKind[kind, default: Count()] + count
    }
    for needed in rulebook.papers(for: determination, deliberation) {
      let kind = example.situation.filings[needed.filing].kind
      var count = Count()
      for box in rulebook.boxes(of: needed, in: example.situation) {
        count.boxes += 1
        if box.text.isEmpty { count.left += 1 }
      }
      count.boxes += rulebook.blankBoxCount(of: needed)
      count.left += rulebook.blankBoxCount(of: needed)
      byKind[kind, default: Count()] = byKind[kind, default: Count()] + count
    }
  }

  func lines(of kinds: [String]) -> [String] {
    func line(_ name: String, _ count: Count) -> String {
      let share = Int((count.share * 1000).rounded())
      return
        "  \(name)  \(share / 10).\(share % 10)%（申請書 \(count.filled)、付記 \(count.covered)、書類なし \(count.without)、ない \(count.missing)）手で書く欄 \(count.boxes) → \(count.left)"
    }
    let worst = missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
    return ["", "■ 書類（例で要る庁内の手続のうち、申請書か付記か「書類なし」のあるもの。申請書 \(formCount)種）", line("全体", total)]
      + kinds.compactMap { kind in byKind[kind].map { line(kind, $0) } }
      + (worst.isEmpty ? [] : ["  ないもの: " + worst.map { "\($0.key) \($0.value)" }.joined(separator: "、")])
  }
}

extension Rulebook {
  /// Boxes of a form that are always left to the hand (署名, 個人番号).
  fileprivate func blankBoxCount(of needed: NeededPaper) -> Int {
    guard let form = catalog.paper(needed.form) else { return 0 }
    return form.allElements.count { element in
      switch element {
      case .box(let box): box.value == nil
      case .choices(let choices): choices.value == nil
      case .day(let day): day.value == nil
      case .label, .rule, .rectangle, .tick, .rows: false
      }
    }
  }
}
