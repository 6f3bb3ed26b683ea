/// Recursive descent over the tokens of one expression (DMN 10.3.1.2).
public struct Parser {
  private let scalars: [Unicode.Scalar]
  private let tokens: [Token]
  private let limits: Limits
  private var names: Names
  private var position = 0
  private var depth = 0
  /// Those of rows, the first of each left out.
  private var links = 0
  /// Values looked for, those of attempts that led nowhere included.
  private var attempts = 0
  /// Whether a bracket after a value is left alone.
  private var keepsBrackets = false
  /// Brackets that were tried as filters and are none.
  private var closingBrackets: Set<Int> = []

  private init(_ text: String, _ names: [String], _ limits: Limits) throws(Diagnostic) {
    self.limits = limits
    // No scalar takes more than four bytes.
    guard text.utf8.count <= limits.length * 4 else { throw Diagnostic(.tooLong, at: 0..<0) }
    scalars = [Unicode.Scalar](text.unicodeScalars)
    guard scalars.count <= limits.length else {
      throw Diagnostic(.tooLong, at: limits.length..<scalars.count)
    }
    tokens = try Lexer.tokens(of: scalars)
    self.names = names.isEmpty ? Names.standard : Names.standard.adding(names)
  }

  /// Parses a whole text as one expression. `names` are those outside it that hold spaces, signs or keywords; a name
  /// of the expression's own needs no telling.
  public static func expression(
    _ text: String, names: [String] = [], limits: Limits = Limits()
  ) throws(Diagnostic) -> Expression {
    var parser = try Parser(text, names, limits)
    let expression = try parser.expression()
    try parser.finish()
    return expression
  }

  /// Parses a whole text as unary tests: `< 65`, `"転入","出生"`, `[18..64]`. Places are counted as if the text stood
  /// at an offset of a longer one.
  public static func unaryTests(
    _ text: String, at offset: Int = 0, limits: Limits = Limits()
  ) throws(Diagnostic) -> [UnaryTest] {
    var parser = try Parser(String(repeating: " ", count: offset) + text, [], limits)
    let tests = try parser.unaryTests()
    try parser.finish()
    return tests
  }

  private mutating func finish() throws(Diagnostic) {
    guard token.kind == .end else { throw unexpected("終わり") }
  }

  // MARK: Limits

  /// Goes one level deeper; the caller comes back up.
  private mutating func descend() throws(Diagnostic) {
    depth += 1
    guard depth < limits.depth else { throw Diagnostic(.nestingTooDeep, at: token.place) }
  }

  /// Lengthens a row by one.
  private mutating func link(_ row: inout Int) throws(Diagnostic) {
    row += 1
    guard row > 1 else { return }
    links += 1
    guard links <= limits.links else { throw Diagnostic(.tooLong, at: token.place) }
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
    defer { depth -= 1 }
    try descend()
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
    if token.kind == .keyword(.function) { return try functionLiteral() }
    if take(.for) {
      let iterators = try self.iterators()
      try expect(.return)
      names.add("partial")
      let result = try expression()
      return .iteration(iterators, result, start..<previousEnd)
    }
    return try disjunction()
  }

  private mutating func iterators() throws(Diagnostic) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    var row = 0
    repeat {
      try link(&row)
      let place = token.place
      let name = try declaredName { $0 == .keyword(.in) }
      try expect(.in)
      let domain = try additive()
      if take(.ellipsis) {
        let end = try additive()
        let range = Expression.range(
          domain, end, includesLower: true, includesUpper: true, domain.place.lowerBound..<previousEnd)
        iterators.append(Expression.Iterator(name: name, domain: range, isCount: true, place: place))
      } else {
        iterators.append(Expression.Iterator(name: name, domain: domain, isCount: false, place: place))
      }
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
    if take(.instance) {
      guard token.kind == .name("of") else { throw unexpected("of") }
      position += 1
      return .instance(left, try typeName(), start..<previousEnd)
    }
    if take(.in) {
      if let tests = try testsInParentheses() { return .membership(left, tests, start..<previousEnd) }
      return .membership(left, [try unaryTest()], start..<previousEnd)
    }
    return left
  }

  /// `(1, < 5, >= 10)` after `in`; also a range, or a value in parentheses with more behind it. Nothing is read twice:
  /// nested parentheses would double the work with each.
  private mutating func testsInParentheses() throws(Diagnostic) -> [UnaryTest]? {
    let start = token.place.lowerBound
    guard take(.leftParenthesis) else { return nil }
    var tests = [try innerTest()]
    if case .matching(let lower) = tests[0], take(.ellipsis) {
      let range = try rangeEnd(from: lower, includesLower: false, start: start)
      return [.matching(try additive(from: range))]
    }
    while take(.comma) { tests.append(try innerTest()) }
    try expect(.rightParenthesis)
    if tests.count == 1, case .matching(let inner) = tests[0] {
      return [.matching(try additive(from: inner))]
    }
    return tests
  }

  /// A test inside parentheses may be any expression.
  private mutating func innerTest() throws(Diagnostic) -> UnaryTest {
    if let comparison = comparisonOperator() {
      position += 1
      return .compared(comparison, try additive())
    }
    return .matching(try expression())
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

  private mutating func additive(from start: Expression? = nil) throws(Diagnostic) -> Expression {
    var left = try multiplicative(from: start)
    var row = 0
    while token.kind == .symbol(.plus) || token.kind == .symbol(.minus) {
      try link(&row)
      let operation: ArithmeticOperator = token.kind == .symbol(.plus) ? .add : .subtract
      position += 1
      left = .arithmetic(operation, left, try multiplicative(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func multiplicative(from start: Expression? = nil) throws(Diagnostic) -> Expression {
    var left = try exponential(from: start)
    var row = 0
    while token.kind == .symbol(.times) || token.kind == .symbol(.divide) {
      try link(&row)
      let operation: ArithmeticOperator = token.kind == .symbol(.times) ? .multiply : .divide
      position += 1
      left = .arithmetic(operation, left, try exponential(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func exponential(from start: Expression? = nil) throws(Diagnostic) -> Expression {
    var left = if let start { try postfix(from: start) } else { try unaryMinus() }
    var row = 0
    while take(.power) {
      try link(&row)
      left = .arithmetic(.power, left, try unaryMinus(), left.place.lowerBound..<previousEnd)
    }
    return left
  }

  private mutating func unaryMinus() throws(Diagnostic) -> Expression {
    defer { depth -= 1 }
    try descend()
    let start = token.place.lowerBound
    if take(.minus) { return .negation(try unaryMinus(), start..<previousEnd) }
    return try postfix()
  }

  private mutating func postfix(from first: Expression? = nil) throws(Diagnostic) -> Expression {
    var expression = if let first { first } else { try primary() }
    let start = expression.place.lowerBound
    var row = 0
    while true {
      if take(.dot) {
        try link(&row)
        guard let name = takeName() else { throw unexpected("名前") }
        expression = .path(expression, name, start..<previousEnd)
      } else if !keepsBrackets, take(.leftBracket) {
        try link(&row)
        let condition = try self.expression()
        try expect(.rightBracket)
        expression = .filter(expression, condition, start..<previousEnd)
      } else if take(.leftParenthesis) {
        try link(&row)
        let arguments = try arguments()
        if case .name(let name, _) = expression, arguments.allSatisfy({ $0.name == nil }) {
          expression = .call(name, arguments.map(\.value), start..<previousEnd)
        } else {
          expression = .invocation(expression, arguments, start..<previousEnd)
        }
      } else {
        return expression
      }
    }
  }

  // MARK: Names

  /// The name at the current place: the longest known one, else all words that stand together.
  private mutating func takeName() -> String? {
    if let (name, count) = names.longest(at: position, in: tokens, of: scalars) {
      position += count
      return name
    }
    if case .keyword(let keyword) = token.kind {
      position += 1
      return keyword.rawValue
    }
    guard case .name(var name) = token.kind else { return nil }
    position += 1
    while case .name(let next) = token.kind {
      name += " " + next
      position += 1
    }
    return name
  }

  /// A name being introduced, up to a token that ends it.
  private mutating func declaredName(until isEnd: (Token.Kind) -> Bool) throws(Diagnostic) -> String {
    let start = position
    while token.kind != .end, !isEnd(token.kind) { position += 1 }
    guard position > start, token.kind != .end else { throw unexpected("名前") }
    switch tokens[start].kind {
    case .name, .keyword: break
    default:
      throw Diagnostic(
        .unexpected(found: excerpt(tokens[start].place), wanted: "名前"), at: tokens[start].place)
    }
    let name = Names.normalised(scalars[tokens[start].place.lowerBound..<previousEnd])
    names.add(name)
    return name
  }

  private func excerpt(_ place: Range<Int>) -> String { String(scalars[place]) }

  // MARK: Functions and contexts

  private mutating func functionLiteral() throws(Diagnostic) -> Expression {
    let start = token.place.lowerBound
    try expect(.function)
    try expect(.leftParenthesis)
    var parameters: [Expression.Parameter] = []
    if !take(.rightParenthesis) {
      repeat {
        let name = try declaredName {
          $0 == .symbol(.comma) || $0 == .symbol(.rightParenthesis) || $0 == .symbol(.colon)
        }
        let type = take(.colon) ? try typeName() : nil
        parameters.append(Expression.Parameter(name: name, type: type))
      } while take(.comma)
      try expect(.rightParenthesis)
    }
    if token.kind == .name("external") { throw unexpected("式") }
    let body = try expression()
    return .function(parameters, body, start..<previousEnd)
  }

  private mutating func contextLiteral() throws(Diagnostic) -> Expression {
    let start = token.place.lowerBound
    try expect(.leftBrace)
    var entries: [Expression.Entry] = []
    if take(.rightBrace) { return .context([], start..<previousEnd) }
    repeat {
      let name: String
      if case .string(let text) = token.kind {
        name = text
        names.add(text)
        position += 1
      } else {
        name = try declaredName { $0 == .symbol(.colon) }
      }
      try expect(.colon)
      entries.append(Expression.Entry(name: name, value: try expression()))
    } while take(.comma)
    try expect(.rightBrace)
    return .context(entries, start..<previousEnd)
  }

  /// A type; one that the language does not know is kept by its name.
  private mutating func typeName() throws(Diagnostic) -> TypeName {
    defer { depth -= 1 }
    try descend()
    if take(.function) {
      guard take(.less) else { return .function }
      if !take(.greater) {
        repeat { _ = try typeName() } while take(.comma)
        try expect(.greater)
      }
      if take(.arrow) { _ = try typeName() }
      return .function
    }
    let name = takeKeywordNull() ?? takeName()
    guard let name else { throw unexpected("型") }
    guard token.kind == .symbol(.less), ["list", "range", "context"].contains(name) else {
      return TypeName.simple[name] ?? .unknown(name)
    }
    position += 1
    let type: TypeName
    switch name {
    case "context":
      var entries: [TypeName.Entry] = []
      repeat {
        let name = try declaredName { $0 == .symbol(.colon) }
        try expect(.colon)
        entries.append(TypeName.Entry(name: name, type: try typeName()))
      } while take(.comma)
      type = .context(entries)
    case "list": type = .list(try typeName())
    default: type = .range(try typeName())
    }
    try expect(.greater)
    return type
  }

  private mutating func takeKeywordNull() -> String? { take(.null) ? "Null" : nil }

  private mutating func arguments() throws(Diagnostic) -> [Expression.Argument] {
    var arguments: [Expression.Argument] = []
    if take(.rightParenthesis) { return arguments }
    repeat {
      let name = argumentName()
      arguments.append(Expression.Argument(name: name, value: try expression()))
    } while take(.comma)
    try expect(.rightParenthesis)
    return arguments
  }

  /// `name:` before an argument; nil, with nothing taken, when the argument has none.
  private mutating func argumentName() -> String? {
    var end = position
    while true {
      switch tokens[end].kind {
      case .name, .keyword: end += 1
      case .symbol(.colon) where end > position:
        defer { position = end + 1 }
        return Names.normalised(
          scalars[tokens[position].place.lowerBound..<tokens[end - 1].place.upperBound])
      default: return nil
      }
    }
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    let place = token.place
    attempts += 1
    guard attempts <= limits.length * 20 else { throw Diagnostic(.tooLong, at: place) }
    let outer = keepsBrackets
    keepsBrackets = false
    defer { keepsBrackets = outer }
    switch token.kind {
    case .number(let value): return literal(.number(value), place)
    case .string(let text): return literal(.string(text), place)
    case .atLiteral(let text):
      if Literals.hasNamedZone(text) {
        position += 1
        return .call("@", [.literal(.string(text), place)], place)
      }
      guard let value = Literals.temporal(text, Surroundings()) else { throw unexpected("日付") }
      return literal(value, place)
    case .keyword(.true): return literal(.boolean(true), place)
    case .keyword(.false): return literal(.boolean(false), place)
    case .keyword(.null): return literal(.null, place)
    case .name:
      let name = takeName() ?? ""
      return .name(name, place.lowerBound..<previousEnd)
    case .keyword(.function): return try functionLiteral()
    case .symbol(.leftBrace): return try contextLiteral()
    case .symbol(.leftParenthesis):
      position += 1
      if let comparison = comparisonOperator() {
        position += 1
        let bound = try additive()
        try expect(.rightParenthesis)
        return .halfRange(comparison, bound, place.lowerBound..<previousEnd)
      }
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

  /// The upper end of a range, after which a bracket may close it the wrong way round, `[1..10[`, or begin a filter:
  /// it is a filter when it can be one and the range is closed behind it.
  private mutating func upperEnd() throws(Diagnostic) -> Expression {
    let outer = keepsBrackets
    keepsBrackets = true
    var upper: Expression
    do {
      defer { keepsBrackets = outer }
      upper = try expression()
    }
    var row = 0
    while token.kind == .symbol(.leftBracket), !closingBrackets.contains(position) {
      try link(&row)
      let start = position
      position += 1
      if let condition = try? expression(), take(.rightBracket),
        [.symbol(.rightBracket), .symbol(.rightParenthesis), .symbol(.leftBracket), .symbol(.dot)].contains(
          token.kind)
      {
        let filter = Expression.filter(upper, condition, upper.place.lowerBound..<previousEnd)
        upper = try additive(from: filter)
      } else {
        closingBrackets.insert(start)
        position = start
      }
    }
    return upper
  }

  private mutating func rangeEnd(
    from lower: Expression, includesLower: Bool, start: Int
  ) throws(Diagnostic) -> Expression {
    let upper = try upperEnd()
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
