@testable import Feel

/// The oracle: FEEL over facts that are all known, written for clarity alone and sharing nothing with the engine but its
/// values. Only the part of the language that conditions of the soundness test use.
struct PlainEvaluator {
  /// Facts by record, then name.
  let facts: [[String: Value]]

  func value(_ expression: Expression, _ names: [String: Value]) -> Value {
    switch expression {
    case .literal(let value, _): return value
    case .name(let name, _): return names[name] ?? .null
    case .path(let base, let name, _): return entry(name, of: value(base, names))
    case .and(let parts, _): return all(parts.map { value($0, names) })
    case .or(let parts, _): return any(parts.map { value($0, names) })
    case .call("not", let arguments, _):
      guard case .boolean(let flag) = value(arguments[0], names) else { return .null }
      return .boolean(!flag)
    case .call("count", let arguments, _):
      guard case .list(let items) = value(arguments[0], names) else { return .null }
      return .number(items.count)
    case .comparison(let comparison, let left, let right, _):
      return compare(comparison, value(left, names), value(right, names))
    case .between(let operand, let lower, let upper, _):
      let operand = value(operand, names)
      let low = compare(.greaterOrEqual, operand, value(lower, names))
      if low != .boolean(true) { return low }
      return compare(.lessOrEqual, operand, value(upper, names))
    case .membership(let operand, let tests, _):
      let operand = value(operand, names)
      return any(tests.map { outcome($0, operand, names) })
    case .arithmetic(let operation, let left, let right, _):
      guard case .number(let first) = value(left, names), case .number(let second) = value(right, names),
        let one = first.integer, let other = second.integer
      else { return .null }
      switch operation {
      case .add: return .number(one + other)
      case .subtract: return .number(one - other)
      case .multiply: return .number(one * other)
      case .divide, .power: return .null
      }
    case .conditional(let condition, let yes, let no, _):
      return value(value(condition, names) == .boolean(true) ? yes : no, names)
    case .quantified(let quantifier, let iterators, let condition, _):
      guard case .list(let items) = value(iterators[0].domain, names) else {
        return .boolean(quantifier == .every)
      }
      let outcomes = items.map { item in
        value(condition, names.merging([iterators[0].name: item]) { $1 })
      }
      return quantifier == .some ? any(outcomes) : all(outcomes)
    case .filter(let base, let condition, _):
      guard case .list(let items) = value(base, names) else { return .null }
      return .list(items.filter { value(condition, names.merging(["item": $0]) { $1 }) == .boolean(true) })
    case .list(let items, _): return .list(items.map { value($0, names) })
    default: return .null
    }
  }

  private func entry(_ name: String, of value: Value) -> Value {
    guard case .record(let index) = value else { return .null }
    return facts[index][name] ?? .null
  }

  private func all(_ values: [Value]) -> Value {
    if values.contains(.boolean(false)) { return .boolean(false) }
    return values.allSatisfy { $0 == .boolean(true) } ? .boolean(true) : .null
  }

  private func any(_ values: [Value]) -> Value {
    if values.contains(.boolean(true)) { return .boolean(true) }
    return values.allSatisfy { $0 == .boolean(false) } ? .boolean(false) : .null
  }

  private func outcome(_ test: UnaryTest, _ operand: Value, _ names: [String: Value]) -> Value {
    switch test {
    case .compared(let comparison, let bound): return compare(comparison, operand, value(bound, names))
    case .matching(.range(let lower, let upper, let includesLower, let includesUpper, _)):
      let low = compare(includesLower ? .greaterOrEqual : .greater, operand, value(lower, names))
      if low != .boolean(true) { return low }
      return compare(includesUpper ? .lessOrEqual : .less, operand, value(upper, names))
    case .matching(let expression):
      let target = value(expression, names)
      guard case .list(let items) = target else { return compare(.equal, operand, target) }
      return .boolean(items.contains { compare(.equal, operand, $0) == .boolean(true) })
    }
  }

  private func compare(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) -> Value {
    if comparison == .equal || comparison == .notEqual {
      let same: Bool
      switch (left, right) {
      case (.null, .null): same = true
      case (.null, _), (_, .null): same = false
      case (.boolean(let first), .boolean(let second)): same = first == second
      case (.number(let first), .number(let second)): same = first == second
      case (.string(let first), .string(let second)): same = first == second
      case (.date(let first), .date(let second)): same = first == second
      default: return .null
      }
      return .boolean(same == (comparison == .equal))
    }
    let order: Int
    switch (left, right) {
    case (.number(let first), .number(let second)): order = first < second ? -1 : first == second ? 0 : 1
    case (.date(let first), .date(let second)): order = first.number - second.number
    case (.string(let first), .string(let second)): order = first < second ? -1 : first == second ? 0 : 1
    default: return .null
    }
    switch comparison {
    case .less: return .boolean(order < 0)
    case .lessOrEqual: return .boolean(order <= 0)
    case .greater: return .boolean(order > 0)
    default: return .boolean(order >= 0)
    }
  }
}
