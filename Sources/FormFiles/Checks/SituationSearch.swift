import Counter
import Feel

/// Looks for a visit, of one filing and two people of one household, in which the only procedure of a rulebook applies, by
/// answering what its verdict waits for until it is decided. A verdict is sound, so a "no" ends a whole branch of answers.
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
  private var procedure: Procedure { rulebook.catalog.procedures[0] }
  private var steps = 0
  private var isComplete = true
  private static let limit = 3000
  private static let people = 2

  static func run(_ rulebook: Rulebook, kinds: Set<String>) -> Outcome {
    var search = SituationSearch(rulebook: rulebook)
    return search.run(kinds)
  }

  private init(rulebook: Rulebook) { self.rulebook = rulebook }

  private mutating func run(_ kinds: Set<String>) -> Outcome {
    for event in rulebook.catalog.events where kinds.contains(event.kind) {
      let situation = Situation(trying: event, people: SituationSearch.people, on: day)
      if descend(Deliberation(rulebook, situation)) { return .found }
      if steps > SituationSearch.limit { return .gaveUp }
    }
    return .none(isComplete: isComplete)
  }

  private var day: Day { Validity.trialDay([procedure.validity]) }

  private mutating func descend(_ deliberation: Deliberation) -> Bool {
    steps += 1
    guard steps <= SituationSearch.limit else { return false }
    var next: FactKey?
    // People are alike: what can hold for anybody can hold for the first.
    for decision in deliberation.determine().decisions
    where decision.subject.kind != .person || decision.subject == .person(0) {
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
    case .yesNo: return [.yesNo(true), .yesNo(false), .absent]
    case .code(let list): return (catalog.codeList(list)?.codes ?? []).map { .text($0.value) } + [.absent]
    case .codes(let list):
      // Not every set of them is tried.
      isComplete = false
      let codes = catalog.codeList(list)?.codes.map(\.value) ?? []
      return [.texts(codes), .texts([])] + codes.map { .texts([$0]) }
    case .person: return (0..<SituationSearch.people).map { .person($0) } + [.absent]
    case .people:
      isComplete = false
      return [.people(Array(0..<SituationSearch.people)), .people([])]
    case .number, .day, .text, .name, .address: isComplete = false
    }
    switch fact.kind {
    case .number: return Set([0, 1, 2] + numbers(catalog)).sorted().map { .number($0) }
    case .day: return key.fact == CoreFact.birth ? birthdays(catalog) : days(catalog)
    default:
      let known = [catalog.municipality.prefecture, catalog.municipality.name, "甲"] + texts(catalog)
      return known.map { .text($0) } + [.absent]
    }
  }

  /// Texts that the procedure's own conditions name.
  private func texts(_ catalog: Catalog) -> [String] {
    let scope = Rulebook.scope(of: catalog)
    return procedure.conditions.flatMap { formula -> [String] in
      guard let parts = (try? Rulebook.expression(of: formula, in: scope))?.parts else { return [] }
      return parts.compactMap { if case .literal(.string(let text), _) = $0 { text.string } else { nil } }
    }
  }

  /// Numbers around those that law and city name.
  private func numbers(_ catalog: Catalog) -> [Int] {
    catalog.namedNumbers().flatMap { [$0 - 1, $0, $0 + 1] }
  }

  /// Birthdays at which an age turns that law or city names.
  private func birthdays(_ catalog: Catalog) -> [FactValue] {
    let ages = catalog.namedNumbers(of: "歳").filter((0...120).contains)
    let days = Set(ages.flatMap { [max(0, $0 - 1), $0, $0 + 1] }).compactMap { age in
      Day(year: day.year - age, month: day.month, day: min(day.day, 28))
    }
    return Set(days.flatMap { [Day(number: $0.number - 1), $0, Day(number: $0.number + 1)] }).sorted().map {
      .day($0)
    } + [.absent]
  }

  /// Days before and after the day of filing at which a term ends that law or city names.
  private func days(_ catalog: Catalog) -> [FactValue] {
    let terms = catalog.namedNumbers(of: "日").filter((1...400).contains)
    let shifts = Set([0, -1, 1] + terms.flatMap { [-$0, -$0 - 1] })
    return shifts.sorted(by: >).map { .day(Day(number: day.number + $0)) } + [.absent]
  }
}

extension Validity {
  /// A day on which rules are tried: an ordinary one, or another on which all of them are law.
  static func trialDay(_ validities: [Validity?]) -> Day {
    let ordinary = Day(year: 2026, month: 11, day: 20) ?? Day(number: 0)
    let begun = validities.compactMap { $0?.from }.reduce(ordinary, max)
    return validities.compactMap { $0?.to }.reduce(begun, min)
  }
}
