import Feel

/// A name in a condition and whom it stands for: 人, and what `some` and `every` bind. nil stands for anybody.
struct Binding {
  let name: String
  let person: Int?
}

/// What the parts of conditions are worth in one filing of a visit.
final class ConditionValues {
  private let table: FactTable
  let event: Event?
  /// Whether somebody of the filing is protected, so that no address may be told. Looked up when an address is spoken of:
  /// these values are made for every sentence, and a visit may have hundreds of people.
  private(set) lazy var isProtected = (0..<table.situation.personCount).contains {
    table.situation.holds(CoreFact.isProtected, of: .person($0))
  }

  init(_ table: FactTable) {
    self.table = table
    event = table.event
  }

  /// A person as they are called in a sentence.
  func name(_ person: Int) -> String {
    let people = 0..<table.situation.personCount
    return people.contains(person)
      ? table.situation.politeName(ofPerson: person) : "\(person + 1)人目の方"
  }

  /// nil while unknown, and for what speaks of anybody.
  func value(_ expression: Expression, _ bindings: [Binding]) -> Value? {
    var person: Int?
    var locals: [(name: String, record: Int)] = []
    let mentioned = Set(expression.parts.compactMap { if case .name(let name, _) = $0 { name } else { nil } })
    for binding in bindings where mentioned.contains(binding.name) {
      guard let number = binding.person else { return nil }
      if binding.name == Subject.Kind.person.rawValue {
        person = number
      } else {
        locals.append((binding.name, FactTable.record(ofPerson: number)))
      }
    }
    return table.value(of: expression, person: person, locals: locals)
  }

  /// nil while undecided; null counts as not holding.
  func truth(_ expression: Expression, _ bindings: [Binding]) -> Bool? {
    value(expression, bindings).map { $0 == .boolean(true) }
  }

  func person(_ expression: Expression, _ bindings: [Binding]) -> Int? {
    value(expression, bindings).flatMap(number)
  }

  func people(_ expression: Expression, _ bindings: [Binding]) -> [Int]? {
    guard case .list(let items)? = value(expression, bindings) else { return nil }
    return items.compactMap(number)
  }

  private func number(_ value: Value) -> Int? {
    guard case .record(let record) = value, case .person(let number) = table.subject(ofRecord: record) else {
      return nil
    }
    return number
  }

  /// Whether a fact is given for itself, rather than by its gate or its formula.
  func isGiven(_ fact: Fact, person: Int?) -> Bool {
    let subject: Subject? =
      switch fact.subject {
      case .person: person.map { .person($0) }
      case .filing: .filing(table.filing)
      case .household: .household(table.filing)
      case .formerHousehold: .formerHousehold(table.filing)
      case .remainingHousehold: .remainingHousehold(table.filing)
      case .visitor: .visitor
      case .city, .law: nil
      }
    guard let subject else { return true }
    guard let known = table.situation.facts[FactKey(fact.name, of: fact.home(of: subject))] else {
      return false
    }
    return !fact.isGated(known, of: subject, in: table.situation)
  }
}
