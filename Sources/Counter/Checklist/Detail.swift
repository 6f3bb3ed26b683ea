import Feel

/// What an applying procedure asks of the visitor, worked out on demand.
package struct Detail: Hashable, Sendable {
  package let deadlines: [Deadline]
  /// The inclusion (みなし届出) that covers the filing, nil when it is filed by itself.
  package let inclusion: Inclusion?
  /// Ids of papers to fill.
  package let papers: [String]
  package let bring: [Thing]
  package let giveBack: [Thing]
  package let receive: [Thing]
  /// 伝えること.
  package let notes: [String]
  /// Yen; nil when the amount is not known.
  package let fee: Int?
  /// What it waits for (後日); nil for what can be done today.
  package let later: String?

  /// The deadline that comes first: losses that cannot be made good before others on the same day.
  package var firstDeadline: Deadline? {
    deadlines.min(by: Deadline.isEarlier)
  }
}

/// 期限 as computed for this visit.
package struct Deadline: Hashable, Sendable {
  package let kind: DeadlineRule.Kind
  /// The last day, nil for a deadline in words or one whose start is unknown.
  package let day: Day?
  /// What stands in place of a day or beside it; where the first day is unknown, from what it counts.
  package let words: String?
  package let basis: String?
  /// 過ぎたとき, of this deadline or else of its procedure.
  package let whenLate: String?

  /// The same without its words, which tell what it is about; nil without a day.
  var onlyDay: Deadline? {
    day.map { Deadline(kind: kind, day: $0, words: nil, basis: nil, whenLate: nil) }
  }

  /// Days left on a day, negative when late; nil without a day.
  package func daysLeft(on today: Day) -> Int? { day.map { Int($0.number) - Int(today.number) } }
}

extension DeadlineRule.Kind {
  /// 失権 first: what is lost cannot be made good.
  package var rank: Int {
    switch self {
    case .forfeit: 0
    case .statutory: 1
    case .claim: 2
    case .guide: 3
    }
  }
}

extension Rulebook {
  /// Deadlines, papers, things and fee of a decision.
  package func detail(of decision: Decision, in situation: Situation) -> Detail {
    detail(of: decision, Deliberation(self, situation))
  }

  package func detail(of decision: Decision, _ deliberation: Deliberation) -> Detail {
    let procedure = catalog.procedures[decision.procedure]
    let compiled = procedures[decision.procedure]
    var detail: Detail?
    for filing in decision.filings {
      let run = run(decision, filing, deliberation)
      let inclusion = zip(procedure.includedIn, compiled.inclusions).first { run.holds($1) }?.0
      detail =
        detail
        ?? Detail(
          deadlines: [], inclusion: inclusion,
          papers: zip(procedure.papers, compiled.papers).filter { run.holds($1) }.map(\.0.paper),
          bring: run.things(procedure.thingsToBring, compiled.bring),
          giveBack: run.things(procedure.thingsToReturn, compiled.giveBack),
          receive: run.things(procedure.thingsToReceive, compiled.receive),
          notes: zip(procedure.notes, compiled.notes).filter { run.holds($1) }.map(\.0.text),
          fee: run.fee(compiled.fee),
          later: procedure.later.flatMap { run.mustHold(compiled.later) ? $0.when : nil })
    }
    return Detail(
      deadlines: deadlines(of: decision, deliberation), inclusion: detail?.inclusion,
      papers: detail?.papers ?? [],
      bring: detail?.bring ?? [],
      giveBack: detail?.giveBack ?? [], receive: detail?.receive ?? [], notes: detail?.notes ?? [],
      fee: detail?.fee, later: detail?.later)
  }

  /// The deadlines of a decision, also of one that is still open: those whose condition may hold.
  func deadlines(of decision: Decision, _ deliberation: Deliberation) -> [Deadline] {
    let procedure = catalog.procedures[decision.procedure]
    let rules = procedure.deadlines
    let compiled = procedures[decision.procedure].deadlines
    return decision.filings.flatMap { filing in
      let run = run(decision, filing, deliberation)
      return zip(rules, compiled).compactMap { deadline($0, $1, run, else: procedure.whenLate) }
    }
  }

  private func run(_ decision: Decision, _ filing: Int, _ deliberation: Deliberation) -> Run {
    let person: Int? = if case .person(let number) = decision.subject { number } else { nil }
    return Run(table: deliberation.table(ofFiling: filing), person: person)
  }

  private func deadline(
    _ rule: DeadlineRule, _ compiled: CompiledProcedure.Deadline, _ run: Run, else whenLate: String?
  ) -> Deadline? {
    guard run.holds(compiled.condition) else { return nil }
    var day: Day?
    if let start = compiled.start, let amount = compiled.amount, case .date(let event)? = run.value(start),
      case .number(let number)? = run.value(amount), let count = number.integer
    {
      let length: Period.Length
      switch rule.unit {
      case .days: length = .days(count)
      case .months: length = .months(count)
      case .years: length = .years(count)
      }
      let period = Period(length, counting: rule.counting, closedDay: rule.closedDay)
      day = period.lastDay(from: event, calendar: catalog.municipality.calendar)
    }
    let isWaiting = compiled.start.map { run.value($0) == nil } ?? false
    let words = isWaiting ? ReasonText.term(rule, self, run.table) : rule.words
    return Deadline(
      kind: rule.kind, day: day, words: words, basis: rule.basis, whenLate: rule.whenLate ?? whenLate)
  }

  private struct Run {
    let table: FactTable
    let person: Int?

    func value(_ formula: CompiledFormula) -> Value? {
      guard case .value(let value) = table.evaluate(formula, person: person) else { return nil }
      return value
    }

    /// A missing condition holds; one that is not known to fail holds too, so that nothing is left out.
    func holds(_ formula: CompiledFormula?) -> Bool {
      guard let formula else { return true }
      switch table.evaluate(formula, person: person) {
      case .value(let value): return value == .boolean(true)
      case .unknown: return true
      }
    }

    /// A missing condition holds; one that is not known yet does not.
    func mustHold(_ formula: CompiledFormula?) -> Bool {
      guard let formula else { return true }
      guard case .value(let value) = table.evaluate(formula, person: person) else { return false }
      return value == .boolean(true)
    }

    func things(_ things: [Thing], _ conditions: [CompiledFormula?]) -> [Thing] {
      zip(things, conditions).filter { holds($1) }.map(\.0)
    }

    func fee(_ formula: CompiledFormula?) -> Int? {
      guard let formula else { return 0 }
      guard case .number(let number)? = value(formula) else { return nil }
      return number.integer
    }
  }
}
