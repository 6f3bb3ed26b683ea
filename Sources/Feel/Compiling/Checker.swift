/// Finds the type of every part of an expression and what is wrong in it, without running it.
public struct Checker {
  private let scope: Scope
  private var locals: [(name: String, type: ValueType)] = []
  public private(set) var diagnostics: [Diagnostic] = []
  /// More than this of one expression tell nobody anything.
  private static let reportLimit = 100
  /// Whether only types are asked for.
  private let isQuiet: Bool

  public init(scope: Scope) {
    self.scope = scope
    isQuiet = false
  }

  /// For the types alone: nothing is looked for that would have to be said.
  init(typesIn scope: Scope) {
    self.scope = scope
    isQuiet = true
  }

  /// The type of a whole expression. What is wrong is added to `diagnostics`.
  public mutating func type(of expression: Expression) -> ValueType {
    switch expression {
    case .literal(let value, _): return Checker.type(of: value)
    case .name(let name, let place): return type(ofName: name, at: place)
    case .path(let base, let name, let place): return type(ofPath: base, name, at: place)
    case .filter(let base, let condition, _):
      return type(ofFilter: base, condition)
    case .call(let name, let arguments, let place): return type(ofCall: name, arguments, at: place)
    case .negation(let operand, _):
      require(.number, operand)
      return .number
    case .arithmetic(let operation, let left, let right, let place):
      return type(ofArithmetic: operation, left, right, at: place)
    case .comparison(_, let left, let right, let place):
      compare(typed(left), typed(right), at: place)
      return .boolean
    case .between(let value, let lower, let upper, let place):
      let value = typed(value)
      compare(value, typed(lower), at: place)
      compare(value, typed(upper), at: place)
      return .boolean
    case .membership(let value, let tests, _):
      let value = typed(value)
      for test in tests { check(test, of: value) }
      return .boolean
    case .and(let operands, _), .or(let operands, _):
      for operand in operands { require(.boolean, operand) }
      return .boolean
    case .conditional(let condition, let yes, let no, let place):
      require(.boolean, condition)
      return unified(type(of: yes), type(of: no), at: place)
    case .quantified(_, let iterators, let condition, _):
      withLocals(iterators) { checker in checker.require(.boolean, condition) }
      return .boolean
    case .iteration(let iterators, let result, _):
      var item = ValueType.any
      withLocals(iterators) { checker in item = checker.type(of: result) }
      return .list(item)
    case .list(let items, _):
      let types = items.map { type(of: $0) }
      let common = types.first ?? .any
      return .list(types.allSatisfy { $0 == common } ? common : .any)
    case .range(let lower, let upper, _, _, let place):
      let lower = typed(lower)
      compare(lower, typed(upper), at: place)
      return .range(lower.type)
    case .halfRange(_, let bound, _): return .range(type(of: bound))
    case .invocation(let callee, let arguments, _):
      for argument in arguments { _ = type(of: argument.value) }
      return self.type(ofResultOf: callee)
    case .context(let entries, _):
      let before = locals.count
      for entry in entries { locals.append((entry.name, type(of: entry.value))) }
      locals.removeLast(locals.count - before)
      return .context
    case .function(let parameters, let body, _):
      let before = locals.count
      for parameter in parameters { locals.append((parameter.name, .any)) }
      _ = type(of: body)
      locals.removeLast(locals.count - before)
      return .any
    case .instance(let value, _, _):
      _ = type(of: value)
      return .boolean
    }
  }

  /// What a call with named arguments answers; the names themselves are the function's affair.
  private mutating func type(ofResultOf callee: Expression) -> ValueType {
    if case .name(let name, _) = callee, !locals.contains(where: { $0.name == name }),
      let function = scope.functions[name] ?? StandardFunctions.table[name]
    {
      return function.result
    }
    _ = type(of: callee)
    return .any
  }

  static func type(of value: Value) -> ValueType {
    switch value {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .duration: .days
    case .months: .months
    case .list(let items): .list(items.first.map(type(of:)) ?? .any)
    case .context: .context
    case .range: .range(.any)
    case .record, .time, .dateTime, .function: .any
    }
  }

  /// Names bound by the iterators around an expression, innermost last.
  mutating func bind(_ names: [(name: String, type: ValueType)]) { locals = names }

  // MARK: Names

  private mutating func type(ofName name: String, at place: Range<Int>) -> ValueType {
    if let local = locals.last(where: { $0.name == name }) { return local.type }
    if let variable = scope.variables[name] { return variable.type }
    let isCode = !isQuiet && scope.codes.values.contains { $0.contains(name) }
    let names = Array(scope.variables.keys) + locals.map(\.name)
    report(
      isCode ? .bareWord(name) : .unknownName(name, nearest: Spelling.nearest(to: name, in: names)), at: place
    )
    return .any
  }

  private mutating func type(ofPath base: Expression, _ name: String, at place: Range<Int>) -> ValueType {
    let baseType = type(of: base)
    switch baseType {
    case .record(let kind):
      if let property = scope.properties[kind]?[name] { return property.type }
      let names = (scope.properties[kind] ?? [:]).keys.map { "\(kind).\($0)" }
      report(
        .unknownName("\(kind).\(name)", nearest: Spelling.nearest(to: "\(kind).\(name)", in: names)),
        at: place)
      return .any
    case .list(.record(let kind)):
      if let property = scope.properties[kind]?[name] { return .list(property.type) }
      report(.unknownName("\(kind).\(name)", nearest: nil), at: place)
      return .any
    case .date where ["year", "month", "day", "weekday"].contains(name): return .number
    case .days where name == "days", .months where ["years", "months"].contains(name): return .number
    case .any, .context, .list, .range: return .any
    default:
      report(.unknownName(name, nearest: nil), at: place)
      return .any
    }
  }

  private mutating func type(ofFilter base: Expression, _ condition: Expression) -> ValueType {
    let list = type(of: base)
    let item: ValueType = if case .list(let item) = list { item } else { list }
    locals.append(("item", item))
    let selector = type(of: condition)
    locals.removeLast()
    return selector == .number ? item : .list(item)
  }

  private mutating func type(ofCall name: String, _ arguments: [Expression], at place: Range<Int>)
    -> ValueType
  {
    guard let function = scope.functions[name] ?? StandardFunctions.table[name] else {
      if locals.contains(where: { $0.name == name }) {
        for argument in arguments { _ = type(of: argument) }
        return .any
      }
      let names = Array(scope.functions.keys) + Array(StandardFunctions.table.keys)
      // The name alone: a correction takes its place and leaves what is handed in.
      let word = place.lowerBound..<min(place.upperBound, place.lowerBound + name.unicodeScalars.count)
      report(.unknownFunction(name, nearest: Spelling.nearest(to: name, in: names)), at: word)
      for argument in arguments { _ = type(of: argument) }
      return .any
    }
    if locals.contains(where: { $0.name == name }) { return .any }
    // What a duration is stands in its text.
    if name == "duration", arguments.count == 1, case .literal(.string(let text), _) = arguments[0],
      let value = Literals.duration(text.string)
    {
      return Checker.type(of: value)
    }
    guard let signature = function.signature(for: arguments.count) else {
      let wanted = function.signatures.first?.parameters.count ?? 0
      report(.wrongArgumentCount(function: name, wanted: wanted, found: arguments.count), at: place)
      return function.result
    }
    var types: [ValueType] = []
    for (index, argument) in arguments.enumerated() {
      switch signature.parameter(at: index) {
      case .value(let wanted): types.append(require(wanted, argument))
      case .property(let property, let wanted):
        let found = type(of: argument)
        types.append(found)
        if case .record(let kind) = found {
          if scope.properties[kind]?[property] == nil {
            report(.unknownName("\(kind).\(property)", nearest: nil), at: argument.place)
          }
        } else {
          requireSame(wanted, found, at: argument.place)
        }
      }
    }
    if name == "list contains" { checkCode(arguments[1], against: types[0]) }
    return function.result
  }

  // MARK: Operators

  private mutating func type(
    ofArithmetic operation: ArithmeticOperator, _ left: Expression, _ right: Expression, at place: Range<Int>
  ) -> ValueType {
    let (first, second) = (type(of: left), type(of: right))
    switch (operation, first, second) {
    case (_, .any, _), (_, _, .any): return .any
    case (_, .number, .number): return .number
    case (.add, .string, .string), (.add, .code, .string), (.add, .string, .code), (.add, .code, .code):
      return .string
    case (.add, .date, .days), (.add, .date, .months), (.subtract, .date, .days), (.subtract, .date, .months):
      return .date
    case (.subtract, .date, .date): return .days
    case (.add, .days, .days), (.subtract, .days, .days): return .days
    case (.add, .months, .months), (.subtract, .months, .months): return .months
    default:
      report(.wrongType(wanted: first, found: second), at: place)
      return .any
    }
  }

  /// A part with its type, so that none is looked at twice: parts within parts would double the work with each.
  private struct Typed {
    let expression: Expression
    let type: ValueType
  }

  private mutating func typed(_ expression: Expression) -> Typed {
    Typed(expression: expression, type: type(of: expression))
  }

  private mutating func compare(_ left: Typed, _ right: Typed, at place: Range<Int>) {
    if !left.type.isComparable(with: right.type) { report(.incomparable(left.type, right.type), at: place) }
    checkCode(right.expression, against: left.type)
    checkCode(left.expression, against: right.type)
  }

  private mutating func check(_ test: UnaryTest, of value: Typed) {
    switch test {
    case .compared(_, let bound): compare(value, typed(bound), at: bound.place)
    case .matching(let candidate):
      let found = value.type
      let wanted = type(of: candidate)
      let element: ValueType
      switch wanted {
      case .list(let item): element = item
      case .range(let item): element = item
      default: element = wanted
      }
      let fits = found.isComparable(with: element) || found.isComparable(with: wanted)
      if !fits { report(.incomparable(found, wanted), at: candidate.place) }
      if case .list(let items, _) = candidate {
        for item in items { checkCode(item, against: found) }
      } else {
        checkCode(candidate, against: found)
      }
    }
  }

  /// A text compared with a coded fact must be one of its list.
  private mutating func checkCode(_ expression: Expression, against type: ValueType) {
    let list: String
    switch type {
    case .code(let name): list = name
    case .list(.code(let name)): list = name
    default: return
    }
    guard case .literal(.string(let text), let place) = expression, let legal = scope.codes[list],
      !legal.contains(text.string)
    else { return }
    report(
      .notInCodeList(text.string, list: list, nearest: Spelling.nearest(to: text.string, in: legal)),
      at: place)
  }

  @discardableResult
  private mutating func require(_ wanted: ValueType, _ expression: Expression) -> ValueType {
    let found = type(of: expression)
    requireSame(wanted, found, at: expression.place)
    return found
  }

  private mutating func requireSame(_ wanted: ValueType, _ found: ValueType, at place: Range<Int>) {
    if !wanted.isComparable(with: found) { report(.wrongType(wanted: wanted, found: found), at: place) }
  }

  private mutating func unified(_ first: ValueType, _ second: ValueType, at place: Range<Int>) -> ValueType {
    if first == second || second == .null { return first }
    if first == .null { return second }
    if !first.isComparable(with: second) { report(.wrongType(wanted: first, found: second), at: place) }
    return first == .any || second == .any ? .any : first.isComparable(with: .string) ? .string : .any
  }

  private mutating func withLocals(_ iterators: [Expression.Iterator], _ body: (inout Checker) -> Void) {
    let before = locals.count
    for iterator in iterators {
      let domain = type(of: iterator.domain)
      switch domain {
      case .list(let item), .range(let item): locals.append((iterator.name, item))
      default: locals.append((iterator.name, .any))
      }
    }
    body(&self)
    locals.removeLast(locals.count - before)
  }

  /// `problem` is worked out only where it is to be said.
  private mutating func report(_ problem: @autoclosure () -> Diagnostic.Problem, at place: Range<Int>) {
    guard !isQuiet, diagnostics.count < Checker.reportLimit else { return }
    let diagnostic = Diagnostic(problem(), at: place)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
