import Counter
import Feel

/// Looks for a visit in which a procedure applies, by answering what its verdict waits for until it is decided. A verdict
/// is sound, so a "no" ends a whole branch of answers.
struct SituationSearch {
  enum Outcome: Equatable {
    case found
    /// Nothing applies whatever is answered; `isComplete` when every fact that was tried has few enough values to
    /// try them all.
    case none(isComplete: Bool)
    /// Too many visits to look at.
    case gaveUp
  }

  private let rulebook: Rulebook
  private let procedure: Int
  private var steps = 0
  private var isComplete = true
  private static let limit = 3000
  private static let people = 2

  init(_ rulebook: Rulebook, procedure: Int) {
    self.rulebook = rulebook
    self.procedure = procedure
  }

  static func run(_ rulebook: Rulebook, procedure: Int, kinds: Set<String>) -> Outcome {
    var search = SituationSearch(rulebook, procedure: procedure)
    return search.run(kinds)
  }

  private mutating func run(_ kinds: Set<String>) -> Outcome {
    for event in rulebook.catalog.events where kinds.contains(event.kind) {
      let isIncoming = event.people == .incoming
      let people = Array(0..<SituationSearch.people)
      var situation = Situation(
        day: day,
        filings: [
          Situation.Filing(kind: event.kind, people: people, formerHousehold: isIncoming ? nil : people)
        ], personCount: people.count)
      for person in people {
        situation.facts[FactKey(CoreFact.isResident, of: .person(person))] = KnownFact(
          .yesNo(!isIncoming), from: .reception)
      }
      situation.facts[FactKey(CoreFact.eventDay, of: .filing(0))] = KnownFact(.day(day), from: .reception)
      if descend(Deliberation(rulebook, situation)) { return .found }
      if steps > SituationSearch.limit { return .gaveUp }
    }
    return .none(isComplete: isComplete)
  }

  /// A day on which the procedure is law.
  private var day: Day {
    let validity = rulebook.catalog.procedures[procedure].validity
    return validity?.from ?? validity?.to ?? Day(year: 2026, month: 11, day: 20) ?? Day(number: 0)
  }

  private mutating func descend(_ deliberation: Deliberation) -> Bool {
    steps += 1
    guard steps <= SituationSearch.limit else { return false }
    var next: FactKey?
    // People are alike: what can hold for anybody can hold for the first.
    for decision in deliberation.determine().decisions
    where decision.procedure == procedure
      && (decision.subject.kind != .person || decision.subject == .person(0))
    {
      switch decision.verdict {
      case .applies: return true
      case .undecided(let needs): next = next ?? needs.first
      case .toConfirm, .doesNotApply, .refused: continue
      }
    }
    guard let next else { return false }
    for value in values(of: next) {
      deliberation.learn(next, as: KnownFact(value, from: .reception))
      if descend(deliberation) { return true }
    }
    deliberation.learn(next, as: nil)
    return false
  }

  /// What to try for a fact: everything where that is little, else the values at which rules turn.
  private mutating func values(of key: FactKey) -> [FactValue] {
    let catalog = rulebook.catalog
    guard let fact = catalog.vocabulary.fact(named: key.fact) else { return [] }
    switch fact.kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .code(let list): return (catalog.codeList(list)?.codes ?? []).map { .text($0.value) } + [.absent]
    case .codes(let list):
      let codes = catalog.codeList(list)?.codes.map(\.value) ?? []
      return [.texts(codes), .texts([])] + codes.map { .texts([$0]) }
    case .person: return (0..<SituationSearch.people).map { .person($0) }
    case .people: return [.people(Array(0..<SituationSearch.people)), .people([])]
    case .number, .day, .text, .name, .address: isComplete = false
    }
    switch fact.kind {
    case .number: return [.number(0), .number(1), .number(2)]
    case .day: return days(catalog)
    default:
      return [.text(catalog.municipality.prefecture), .text(catalog.municipality.name), .text("甲"), .absent]
    }
  }

  /// Days at which an age, a term or a year turns.
  private func days(_ catalog: Catalog) -> [FactValue] {
    var days: Set<Day> = [day]
    for value in catalog.law + catalog.municipality.values {
      guard case .number(let count) = value.value, count >= 0, count < 200 else { continue }
      switch value.unit {
      case "歳":
        let (year, month, date) = (day.year, day.month, day.day)
        for age in [count, count + 1] {
          if let birth = Day(year: year - age, month: month, day: min(date, 28)) {
            for shift in [-1, 1] { days.insert(Day(number: birth.number + shift)) }
          }
        }
      case "日":
        for shift in [-count - 1, -count, count, count + 1] { days.insert(Day(number: day.number + shift)) }
      default: continue
      }
    }
    return days.sorted().map { .day($0) } + [.absent]
  }
}
