import Feel

/// Why a verdict is as it is: the tree of the conditions, each leaf with the facts it read.
package struct Reason: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case all
    case any
    case someItem
    case everyItem
    case leaf
  }

  package let kind: Kind
  /// Whether it holds, nil while undecided.
  package let holds: Bool?
  /// The part of the written condition this node stands for.
  package let source: String
  package let children: [Reason]
  package let facts: [FactReading]
  /// The subject that a child of a quantifier speaks of.
  package let subject: Subject?
}

/// A fact as a condition read it.
package struct FactReading: Hashable, Sendable {
  package let key: FactKey
  package let label: String
  /// nil while unknown.
  package let value: FactValue?
  /// 人.異動する and other answers keep their state; nil for what was worked out, for what was not asked, and for an answer
  /// that does not count because its gate is not open.
  package let known: KnownFact?
  package let sensitivity: Fact.Sensitivity
}

extension Rulebook {
  /// The reason of a decision, for the first filing that raised it.
  package func reason(of decision: Decision, in situation: Situation) -> Reason {
    reason(of: decision, Deliberation(self, situation))
  }

  package func reason(of decision: Decision, _ deliberation: Deliberation) -> Reason {
    let table = deliberation.table(ofFiling: decision.filings.first ?? 0)
    let compiled = procedures[decision.procedure]
    let person: Int? = if case .person(let number) = decision.subject { number } else { nil }
    let conditions = compiled.conditions + [compiled.membership].compactMap { $0 }
    table.person = person
    let children = conditions.compactMap { formula in
      table.reason(formula) { explanation in
        reason(explanation, of: table.source(of: formula), isRow: formulas[Int(formula.number)].isRow, table)
      }
    }
    return Reason(
      kind: .all, holds: Reason.conjunction(children.map(\.holds)), source: "", children: children, facts: [],
      subject: decision.subject)
  }

  /// What a fact was worked out from in a filing, gate and formula; empty for what was given or is not known.
  package func inputs(of key: FactKey, filing: Int, _ deliberation: Deliberation) -> [FactReading] {
    let isGiven = deliberation.situation.facts[key] != nil && !deliberation.isBehindClosedGate(key)
    guard !isGiven, let slot = slot(of: key.fact) else { return [] }
    let definition = slots[slot.kind.ordinal][slot.property]
    let table = deliberation.table(ofFiling: filing)
    let before = table.person
    defer { table.person = before }
    table.person = if case .person(let number) = key.subject { number } else { nil }
    func readings(_ explanation: Explanation) -> [Need] {
      explanation.readings + explanation.children.flatMap(readings)
    }
    var seen: Set<Need> = []
    return [definition.gate, definition.formula].compactMap { $0.flatMap(table.explain) }.flatMap(readings)
      .filter { seen.insert($0).inserted }
      .compactMap { need in table.reading(need) { reading(need, table) } }
  }

  private func reason(_ explanation: Explanation, of text: String, isRow: Bool, _ table: FactTable) -> Reason
  {
    let kind: Reason.Kind
    switch explanation.kind {
    case .all: kind = .all
    case .any: kind = .any
    case .someItem: kind = .someItem
    case .everyItem: kind = .everyItem
    case .leaf: kind = .leaf
    }
    return Reason(
      kind: kind, holds: explanation.outcome.map { $0 == .boolean(true) },
      source: isRow ? text : Reason.excerpt(text, explanation.place),
      children: explanation.children.map { reason($0, of: text, isRow: false, table) },
      facts: explanation.readings.compactMap { need in table.reading(need) { reading(need, table) } },
      subject: explanation.subject.map { table.subject(ofRecord: $0) })
  }

  private func reading(_ need: Need, _ table: FactTable) -> FactReading? {
    let subject = table.subject(ofRecord: need.record)
    let slots = slots[subject.kind.ordinal]
    guard need.property < slots.count else { return nil }
    let fact = slots[need.property].fact
    let key = FactKey(fact.name, of: fact.home(of: subject))
    var needs: [Need] = []
    let value = table.value(of: need.property, in: need.record, needs: &needs)
    return FactReading(
      key: key, label: (table.event?.worded(fact) ?? fact).label,
      value: value.flatMap { FactValue($0, subject: table.subject(ofRecord:)) },
      known: table.counting(key), sensitivity: fact.sensitivity)
  }
}

extension Reason {
  /// Every fact that was read, in order, some of them more than once.
  package var readings: [FactReading] { facts + children.flatMap(\.readings) }

  fileprivate static func conjunction(_ parts: [Bool?]) -> Bool? {
    if parts.contains(false) { return false }
    return parts.contains(nil) ? nil : true
  }

  /// The written part at a place, with the brackets around it that close or open inside: the place of a part begins and
  /// ends with what stands inside its brackets.
  static func excerpt(_ text: String, _ place: Range<Int>) -> String {
    let scalars = Array(text.unicodeScalars)
    var (start, end) = (min(place.lowerBound, scalars.count), min(place.upperBound, scalars.count))
    var (open, lowest) = (0, 0)
    var isQuoted = false
    for scalar in scalars[start..<end] {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if "([{".unicodeScalars.contains(scalar) { open += 1 }
      if ")]}".unicodeScalars.contains(scalar) { open -= 1 }
      lowest = min(lowest, open)
    }
    for _ in 0..<(-lowest) {
      guard let bracket = scalars[..<start].lastIndex(where: { !$0.properties.isWhitespace }),
        "([{".unicodeScalars.contains(scalars[bracket])
      else { break }
      start = bracket
    }
    for _ in 0..<(open - lowest) {
      guard let bracket = scalars[end...].firstIndex(where: { !$0.properties.isWhitespace }),
        ")]}".unicodeScalars.contains(scalars[bracket])
      else { break }
      end = bracket + 1
    }
    var part = String.UnicodeScalarView()
    part.append(contentsOf: scalars[start..<end])
    return String(part)
  }
}

extension Formula {
  var isRow: Bool { if case .row = form { true } else { false } }
}

extension FactValue {
  /// The counter's value of a FEEL value; nil for what no fact can hold.
  init?(_ value: Value, subject: (Int) -> Subject) {
    func person(_ value: Value) -> Int? {
      guard case .record(let record) = value, case .person(let number) = subject(record) else { return nil }
      return number
    }
    switch value {
    case .null: self = .absent
    case .boolean(let flag): self = .yesNo(flag)
    case .number(let number):
      guard let integer = number.integer else { return nil }
      self = .number(integer)
    case .date(let day): self = .day(day)
    case .string(let text): self = .text(text.string)
    case .record:
      guard let number = person(value) else { return nil }
      self = .person(number)
    case .list(let items):
      let people = items.compactMap(person)
      if people.count == items.count, !items.isEmpty {
        self = .people(people)
      } else {
        self = .texts(items.compactMap { if case .string(let text) = $0 { text.string } else { nil } })
      }
    case .time, .dateTime, .duration, .months, .context, .range, .function: return nil
    }
  }
}
