/// Recursive descent over the tokens of one expression (DMN 10.3.1.2).
public struct Parser {
  /// Deeper nesting than this is refused rather than risking the stack.
  public static let depthLimit = 200

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  private init(_ text: String) throws(Diagnostic) { tokens = try Lexer.tokens(of: text) }

  /// Parses a whole text as one expression.
  public static func expression(_ text: String) throws(Diagnostic) -> Expression {
    var parser = try Parser(text)
    let expression = try parser.expression()
    try parser.finish()
    return expression
  }

  /// Parses a whole text as unary tests: `< 65`, `"転入","出生"`, `[18..64]`.
  public static func unaryTests(_ text: String) throws(Diagnostic) -> [UnaryTest] {
    var parser = try Parser(text)
    let tests = try parser.unaryTests()
    try parser.finish()
    return tests
  }

  private mutating func finish() throws(Diagnostic) {
    guard token.kind == .end else { throw unexpected("終わり") }
  }

  // MARK: Tokens

  private var token: Token { tokens[position] }

  private var previousEnd: Int { position > 0 ? tokens[position - 1].place.upperBound : 0 }

  private mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ keyword: Token.Keyword) -> Bool {
    guard token.kind == .keyword(keyword) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ symbol: Token.Symbol) throws(Diagnostic) {
    guard take(symbol) else { throw unexpected(symbol.rawValue) }
  }

  private mutating func expect(_ keyword: Token.Keyword) throws(Diagnostic) {
    guard take(keyword) else { throw unexpected(keyword.rawValue) }
  }

  private func unexpected(_ wanted: String) -> Diagnostic {
    let found: String
    switch token.kind {
    case .number(let value): found = value.text
    case .string(let text), .atLiteral(let text): found = "\"\(text)\""
    case .name(let name): found = name
    case .keyword(let keyword): found = keyword.rawValue
    case .symbol(let symbol): found = symbol.rawValue
    case .end: found = "終わり"
    }
    return Diagnostic(.unexpected(found: found, wanted: wanted), at: token.place)
  }

  // MARK: Grammar, loosest binding first

  private mutating func expression() throws(Diagnostic) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Parser.depthLimit else { throw Diagnostic(.nestingTooDeep, at: token.place) }
    let start = token.place.lowerBound
    if take(.if) {
      let condition = try expression()
      try expect(.then)
      let yes = try expression()
      try expect(.else)
      let no = try expression()
      return .conditional(condition, then: yes, else: no, start..<previousEnd)
    }
    if token.kind == .keyword(.some) || token.kind == .keyword(.every) {
      let quantifier: Expression.Quantifier = token.kind == .keyword(.some) ? .some : .every
      position += 1
      let iterators = try self.iterators()
      try expect(.satisfies)
      let condition = try expression()
      return .quantified(quantifier, iterators, condition, start..<previousEnd)
    }
    if take(.for) {
      let iterators = try self.iterators()
      try expect(.return)
      let result = try expression()
      return .iteration(iterators, result, start..<previousEnd)
    }
    return try disjunction()
  }

  private mutating func iterators() throws(Diagnostic) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    repeat {
      let place = token.place
      guard case .name(let name) = token.kind else { throw unexpected("名前") }
      position += 1
      try expect(.in)
      iterators.append(Expression.Iterator(name: name, domain: try disjunction(), place: place))
    } while take(.comma)
    return iterators
  }

  private mutating func disjunction() throws(Diagnostic) -> Expression {
    var operands = [try conjunction()]
    while take(.or) { operands.append(try conjunction()) }
    return operands.count == 1 ? operands[0] : .or(operands, operands[0].place.lowerBound..<previousEnd)
  }

  private mutating func conjunction() throws(Diagnostic) -> Expression {
    var operands = [try comparison()]
    while take(.and) { operands.append(try comparison()) }
    return operands.count == 1 ? operands[0] : .and(operands, operands[0].place.lowerBound..<previousEnd)
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try additive()
    let start = left.place.lowerBound
    if let comparison = comparisonOperator() {
      position += 1
      let right = try additive()
      return .comparison(comparison, left, right, start..<previousEnd)
    }
    if take(.between) {
      let lower = try additive()
      try expect(.and)
      let upper = try additive()
      return .between(left, lower, upper, start..<previousEnd)
    }
    if take(.in) {
      if take(.leftParenthesis) {
        let tests = try unaryTests()
        try expect(.rightParenthesis)
        return .membership(left, tests, start..<previousEnd)
      }
      return .membership(left, [try unaryTest()], start..<previousEnd)
    }
    return left
  }

  private func comparisonOperator() -> ComparisonOperator? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return ComparisonOperator(rawValue: symbol.rawValue)
  }

  private mutating func unaryTests() throws(Diagnostic) -> [UnaryTest] {
    var tests = [try unaryTest()]
    while take(.comma) { tests.append(try unaryTest()) }
    return tests
  }

  private mutating func unaryTest() throws(Diagnostic) -> UnaryTest {
    if let comparison = comparisonOperator() {
      position += 1
      return .compared(comparison, try additive())
    }
    return .matching(try additive())
  }

  private mutating func additive() throws(Diagnostic) -> Expression {
    var left = try multiplicative()
    while token.kind == .symbol(.plus) || token.kind == .symbol(.minus) {
      let operation: ArithmeticOperator = token.kind == .symbol(.plus) ? .add : .subtract
      position += 1
      left = .arithmetic(operation, left, try multiplicative(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func multiplicative() throws(Diagnostic) -> Expression {
    var left = try exponential()
    while token.kind == .symbol(.times) || token.kind == .symbol(.divide) {
      let operation: ArithmeticOperator = token.kind == .symbol(.times) ? .multiply : .divide
      position += 1
      left = .arithmetic(operation, left, try exponential(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func exponential() throws(Diagnostic) -> Expression {
    var left = try unaryMinus()
    while take(.power) {
      left = .arithmetic(.power, left, try unaryMinus(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func unaryMinus() throws(Diagnostic) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Parser.depthLimit else { throw Diagnostic(.nestingTooDeep, at: token.place) }
    let start = token.place.lowerBound
    if take(.minus) { return .negation(try unaryMinus(), start..<previousEnd) }
    return try postfix()
  }

  private mutating func postfix() throws(Diagnostic) -> Expression {
    var expression = try primary()
    let start = expression.place.lowerBound
    while true {
      if take(.dot) {
        guard let name = propertyName() else { throw unexpected("名前") }
        position += 1
        expression = .path(expression, name, start..<previousEnd)
      } else if take(.leftBracket) {
        let condition = try self.expression()
        try expect(.rightBracket)
        expression = .filter(expression, condition, start..<previousEnd)
      } else if case .name(let name, _) = expression, take(.leftParenthesis) {
        expression = .call(name, try arguments(), start..<previousEnd)
      } else {
        return expression
      }
    }
  }

  private func propertyName() -> String? {
    switch token.kind {
    case .name(let name): name
    case .keyword(let keyword): keyword.rawValue
    default: nil
    }
  }

  private mutating func arguments() throws(Diagnostic) -> [Expression] {
    var arguments: [Expression] = []
    if take(.rightParenthesis) { return arguments }
    repeat { arguments.append(try expression()) } while take(.comma)
    try expect(.rightParenthesis)
    return arguments
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    let place = token.place
    switch token.kind {
    case .number(let value): return literal(.number(value), place)
    case .string(let text): return literal(.string(text), place)
    case .atLiteral(let text):
      guard let value = Literals.temporal(text) else { throw unexpected("日付") }
      return literal(value, place)
    case .keyword(.true): return literal(.boolean(true), place)
    case .keyword(.false): return literal(.boolean(false), place)
    case .keyword(.null): return literal(.null, place)
    case .name(let name):
      position += 1
      return .name(name, place)
    case .symbol(.leftParenthesis):
      position += 1
      let inner = try expression()
      if take(.ellipsis) { return try rangeEnd(from: inner, includesLower: false, start: place.lowerBound) }
      try expect(.rightParenthesis)
      return inner
    case .symbol(.leftBracket): return try listOrRange()
    case .symbol(.rightBracket):
      position += 1
      let lower = try expression()
      try expect(.ellipsis)
      return try rangeEnd(from: lower, includesLower: false, start: place.lowerBound)
    default: throw unexpected("値")
    }
  }

  private mutating func literal(_ value: Value, _ place: Range<Int>) -> Expression {
    position += 1
    return .literal(value, place)
  }

  private mutating func listOrRange() throws(Diagnostic) -> Expression {
    let start = token.place.lowerBound
    position += 1
    if take(.rightBracket) { return .list([], start..<previousEnd) }
    let first = try expression()
    if take(.ellipsis) { return try rangeEnd(from: first, includesLower: true, start: start) }
    var items = [first]
    while take(.comma) { items.append(try expression()) }
    try expect(.rightBracket)
    return .list(items, start..<previousEnd)
  }

  private mutating func rangeEnd(
    from lower: Expression, includesLower: Bool, start: Int
  ) throws(Diagnostic) -> Expression {
    let upper = try expression()
    let includesUpper: Bool
    if take(.rightBracket) {
      includesUpper = true
    } else if take(.rightParenthesis) || take(.leftBracket) {
      includesUpper = false
    } else {
      throw unexpected("]")
    }
    return .range(
      lower, upper, includesLower: includesLower, includesUpper: includesUpper, start..<previousEnd)
  }
}
