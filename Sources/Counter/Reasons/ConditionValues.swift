import Feel

/// What the parts of conditions are worth in one filing of a visit.
final class ConditionValues {
  private let table: FactTable
  private let person: Int?
  /// Names of people as they are called in a sentence.
  private let names: [String]

  init(_ table: FactTable, about person: Int?) {
    self.table = table
    self.person = person
    let situation = table.situation
    names = (0..<situation.personCount).map { situation.politeName(ofPerson: $0) }
  }

  func name(_ person: Int) -> String { names.indices.contains(person) ? names[person] : "\(person + 1)人目" }

  typealias Locals = [(name: String, person: Int?)]

  /// nil while unknown, or where a name stands for anybody.
  func value(_ expression: Expression, _ locals: Locals) -> Value? {
    if locals.contains(where: { $0.person == nil }) { return nil }
    return table.value(
      of: expression, person: person,
      locals: locals.compactMap { local in local.person.map { (local.name, FactTable.record(ofPerson: $0)) } }
    )
  }

  /// nil while undecided; an error counts as not holding.
  func truth(_ expression: Expression, _ locals: Locals) -> Bool? {
    value(expression, locals).map { $0 == .boolean(true) }
  }

  func person(_ expression: Expression, _ locals: Locals) -> Int? {
    guard case .record(let record)? = value(expression, locals),
      case .person(let number) = table.subject(ofRecord: record)
    else { return nil }
    return number
  }

  func people(_ expression: Expression, _ locals: Locals) -> [Int]? {
    guard case .list(let items)? = value(expression, locals) else { return nil }
    return items.compactMap { item in
      if case .record(let record) = item, case .person(let number) = table.subject(ofRecord: record) {
        number
      } else {
        nil
      }
    }
  }
}
