extension UnaryTest {
  /// What a value is compared with.
  public var operand: Expression {
    switch self {
    case .compared(_, let expression), .matching(let expression): expression
    }
  }
}

extension Expression {
  /// The expression and everything inside it.
  public var parts: [Expression] {
    var parts: [Expression] = []
    var open = [self]
    while let next = open.popLast() {
      parts.append(next)
      open += next.children.reversed()
    }
    return parts
  }

  private var children: [Expression] {
    switch self {
    case .literal, .name: []
    case .path(let base, _, _), .negation(let base, _), .instance(let base, _, _), .halfRange(_, let base, _),
      .function(_, let base, _):
      [base]
    case .invocation(let callee, let arguments, _): [callee] + arguments.map(\.value)
    case .context(let entries, _): entries.map(\.value)
    case .filter(let base, let condition, _): [base, condition]
    case .call(_, let arguments, _), .list(let arguments, _), .and(let arguments, _), .or(let arguments, _):
      arguments
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
      .range(let left, let right, _, _, _):
      [left, right]
    case .between(let value, let lower, let upper, _): [value, lower, upper]
    case .membership(let value, let tests, _):
      [value] + tests.map(\.operand)
    case .conditional(let condition, let yes, let no, _): [condition, yes, no]
    case .quantified(_, let iterators, let condition, _): iterators.map(\.domain) + [condition]
    case .iteration(let iterators, let result, _): iterators.map(\.domain) + [result]
    }
  }
}
