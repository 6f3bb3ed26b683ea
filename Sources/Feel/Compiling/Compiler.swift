/// Turns a checked expression into a program over slots.
public struct Compiler {
  private let scope: Scope
  private var locals: [Local] = []

  private struct Local {
    let name: String
    let place: Int
    let type: ValueType
    /// The item of a filter, whose entries are names too.
    var isItem = false
  }

  private var frameSize: Int
  private var checker: Checker

  /// Checks and compiles. Answers the program only when nothing is wrong; a result that is not of type
  /// `wanted` is wrong too.
  public static func compile(
    _ expression: Expression, in scope: Scope, wanting wanted: ValueType = .any
  ) -> Result<Program, Diagnostics> {
    var checker = Checker(scope: scope)
    let found = checker.type(of: expression)
    var diagnostics = checker.diagnostics
    if diagnostics.isEmpty, !wanted.isComparable(with: found) {
      diagnostics.append(Diagnostic(.wrongType(wanted: wanted, found: found), at: expression.place))
    }
    guard diagnostics.isEmpty else { return .failure(Diagnostics(list: diagnostics)) }
    return .success(program(expression, in: scope))
  }

  /// Compiles without asking whether types fit, as the standard itself does: what does not fit is null.
  public static func program(_ expression: Expression, in scope: Scope) -> Program {
    var compiler = Compiler(scope: scope)
    let root = compiler.node(expression)
    return Program(root: root, frameSize: compiler.frameSize, place: expression.place)
  }

  /// Everything that is wrong in one expression.
  public struct Diagnostics: Error, Sendable { public let list: [Diagnostic] }

  private init(scope: Scope) {
    self.scope = scope
    frameSize = scope.variableNames.count
    checker = Checker(typesIn: scope)
  }

  private mutating func node(_ expression: Expression) -> Node {
    switch expression {
    case .literal(let value, _): return .constant(value)
    case .name(let name, let place): return self.name(name, place)
    case .path(let base, let name, let place): return path(base, name, place)
    case .filter(let base, let condition, _): return filter(base, condition)
    case .call(let name, let arguments, let place): return call(name, arguments, place)
    case .invocation(let callee, let arguments, let place): return invocation(callee, arguments, place)
    case .negation(let operand, let place): return .negation(node(operand), place)
    case .arithmetic(let operation, let left, let right, let place):
      return .arithmetic(operation, node(left), node(right), place)
    case .comparison(let comparison, let left, let right, _):
      return .comparison(comparison, node(left), node(right))
    case .between(let value, let lower, let upper, _):
      let range = Node.range(node(lower), node(upper), includesLower: true, includesUpper: true)
      return .membership(node(value), [.matching(range)], place: nil)
    case .membership(let value, let tests, _): return membership(value, tests)
    case .and(let operands, _): return .and(operands.map { part($0) })
    case .or(let operands, _): return .or(operands.map { part($0) })
    case .conditional(let condition, let yes, let no, _):
      return .conditional(node(condition), then: node(yes), else: node(no))
    case .quantified(let quantifier, let iterators, let condition, _):
      return quantified(quantifier, iterators[...], condition)
    case .iteration(let iterators, let result, _): return iteration(iterators, result)
    case .list(let items, _): return .list(items.map { node($0) })
    case .context(let entries, let place): return context(entries, place)
    case .function(let parameters, let body, _): return function(parameters, body)
    case .instance(let value, let type, let place): return .instance(node(value), type, place)
    case .halfRange(let comparison, let bound, _): return .halfRange(comparison, node(bound))
    case .range(let lower, let upper, let includesLower, let includesUpper, _):
      return .range(node(lower), node(upper), includesLower: includesLower, includesUpper: includesUpper)
    }
  }

  // MARK: Names

  /// Inside filters an entry of the item comes first; then locals, the host's variables and functions as values.
  private func name(_ name: String, _ place: Range<Int>) -> Node {
    var meaning: Node
    if let local = locals.lastIndex(where: { $0.name == name }) {
      meaning = .variable(locals[local].place)
      return throughItems(name, meaning, from: locals[local].isItem ? local : local + 1)
    }
    if let variable = scope.variables[name] {
      meaning = .variable(variable.index)
    } else if let function = scope.functions[name] ?? StandardFunctions.table[name] {
      let names = function.signatures.first?.names ?? []
      meaning = .constant(.function(FunctionValue(parameters: names, body: .builtIn(function))))
    } else {
      meaning = .mistake(name, place)
    }
    return throughItems(name, meaning, from: 0)
  }

  /// Items of filters that stand inside the place where a name is declared hide it by their entries.
  private func throughItems(_ name: String, _ meaning: Node, from first: Int) -> Node {
    locals[min(first, locals.count)...].reduce(meaning) { node, local in
      guard local.isItem, !local.type.isRecord else { return node }
      return .itemEntry(place: local.place, name: name, otherwise: node)
    }
  }

  private mutating func filter(_ base: Expression, _ condition: Expression) -> Node {
    let list = node(base)
    let place = bind("item", type: itemType(of: base), isItem: true)
    defer { locals.removeLast() }
    return .filter(list, place: place, condition: node(condition))
  }

  private mutating func context(_ entries: [Expression.Entry], _ place: Range<Int>) -> Node {
    let before = locals.count
    defer { locals.removeLast(locals.count - before) }
    var nodes: [Node.Entry] = []
    for entry in entries {
      let value = node(entry.value)
      // Each entry sees those before it (10.3.2.6).
      nodes.append(Node.Entry(name: entry.name, place: bind(entry.name, type: .any), value: value))
    }
    return .context(nodes, place)
  }

  private mutating func function(_ parameters: [Expression.Parameter], _ body: Expression) -> Node {
    let before = locals.count
    defer { locals.removeLast(locals.count - before) }
    let places = parameters.map { bind($0.name, type: .any) }
    return .function(parameters.map(\.name), places: places, body: node(body))
  }

  private mutating func membership(_ value: Expression, _ tests: [UnaryTest]) -> Node {
    let candidate = node(value)
    // `?` is the value being tested (10.3.1.2, rule 7).
    let place = bind("?", type: type(of: value))
    defer { locals.removeLast() }
    return .membership(candidate, tests.map { test($0) }, place: place)
  }

  private mutating func part(_ expression: Expression) -> Node.Part {
    Node.Part(node: node(expression), place: expression.place)
  }

  private mutating func test(_ test: UnaryTest) -> Node.Test {
    switch test {
    case .compared(let comparison, let bound): .compared(comparison, node(bound))
    case .matching(let candidate): .matching(node(candidate))
    }
  }

  private mutating func path(_ base: Expression, _ name: String, _ place: Range<Int>) -> Node {
    let type = type(of: base)
    guard case .record(let kind) = type.element, let property = scope.properties[kind]?[name] else {
      return .part(node(base), name: name, place)
    }
    if case .name(let variable, _) = base, let variable = variablePlace(of: variable) {
      return .fact(variable: variable, property: property.index)
    }
    return .property(node(base), property.index)
  }

  private mutating func call(_ name: String, _ arguments: [Expression], _ place: Range<Int>) -> Node {
    guard locals.last(where: { $0.name == name }) == nil, scope.variables[name] == nil,
      let function = scope.functions[name] ?? StandardFunctions.table[name],
      let signature = function.signature(for: arguments.count)
    else { return invocation(.name(name, place), arguments.map { .init(name: nil, value: $0) }, place) }
    if let rewritten = kleene(name, arguments) { return rewritten }
    let nodes = arguments.enumerated().map { index, argument in
      if case .property(let property, _) = signature.parameter(at: index), case .record = type(of: argument) {
        return path(argument, property, argument.place)
      }
      return node(argument)
    }
    return .call(function, nodes, place)
  }

  private mutating func invocation(
    _ callee: Expression, _ arguments: [Expression.Argument], _ place: Range<Int>
  ) -> Node {
    .invocation(
      node(callee), arguments.map { Node.Argument(name: $0.name, value: node($0.value)) }, place)
  }

  /// `any(for x in l return p)` and `all([a, b])` written as `some`, `every`, `and`, `or`: an unknown item must not hide
  /// a known one that decides.
  private mutating func kleene(_ name: String, _ arguments: [Expression]) -> Node? {
    guard name == "any" || name == "all", arguments.count == 1 else { return nil }
    switch arguments[0] {
    case .list(let items, _) where !items.isEmpty:
      let parts = items.map { part($0) }
      return name == "any" ? .or(parts) : .and(parts)
    case .iteration(let iterators, let result, _) where iterators.allSatisfy({ !$0.isCount }):
      return quantified(name == "any" ? .some : .every, iterators[...], result)
    default: return nil
    }
  }

  private mutating func quantified(
    _ quantifier: Expression.Quantifier, _ iterators: ArraySlice<Expression.Iterator>, _ condition: Expression
  ) -> Node {
    guard let first = iterators.first else { return node(condition) }
    let (domain, kept) = quantifiedDomain(first)
    let place = bind(first.name, type: itemType(of: first.domain))
    defer { locals.removeLast() }
    let rest = quantified(quantifier, iterators.dropFirst(), condition)
    guard let kept else {
      return .quantified(
        quantifier, place: place, domain: domain, condition: Node.Part(node: rest, place: condition.place))
    }
    // `some x in l[c] satisfies p` asks p only where c holds, and c may be unknown for some items.
    locals.append(Local(name: "item", place: place, type: itemType(of: first.domain), isItem: true))
    let filter = node(kept)
    locals.removeLast()
    let holds = Node.membership(filter, [.compared(.equal, .constant(.boolean(true)))], place: nil)
    let both: Node =
      quantifier == .some
      ? .and([.init(node: holds, place: kept.place), .init(node: rest, place: condition.place)])
      : .or([
        .init(node: .comparison(.equal, holds, .constant(.boolean(false))), place: kept.place),
        .init(node: rest, place: condition.place),
      ])
    return .quantified(
      quantifier, place: place, domain: domain, condition: Node.Part(node: both, place: condition.place))
  }

  /// The domain without a filter whose condition is a truth value, and that condition.
  private mutating func quantifiedDomain(_ iterator: Expression.Iterator) -> (Node, kept: Expression?) {
    if case .filter(let base, let condition, _) = iterator.domain, isTruth(condition) {
      return (node(base), condition)
    }
    return (node(iterator.domain), nil)
  }

  private func isTruth(_ condition: Expression) -> Bool {
    switch condition {
    case .comparison, .between, .membership, .and, .or, .quantified, .instance: true
    default: false
    }
  }

  private mutating func iteration(_ iterators: [Expression.Iterator], _ result: Expression) -> Node {
    let before = locals.count
    defer { locals.removeLast(locals.count - before) }
    var nodes: [Node.Iterator] = []
    for iterator in iterators {
      let domain = node(iterator.domain)
      nodes.append(
        Node.Iterator(
          place: bind(iterator.name, type: itemType(of: iterator.domain)), domain: domain,
          isCount: iterator.isCount))
    }
    let partial = bind("partial", type: .list(.any))
    return .iteration(nodes, partial: partial, result: node(result))
  }

  private mutating func bind(_ name: String, type: ValueType, isItem: Bool = false) -> Int {
    let place = frameSize
    frameSize += 1
    locals.append(Local(name: name, place: place, type: type, isItem: isItem))
    return place
  }

  /// Where a name's value stands when nothing can hide it.
  private func variablePlace(of name: String) -> Int? {
    if let local = locals.last(where: { $0.name == name }) { return local.place }
    return scope.variables[name]?.index
  }

  private func itemType(of domain: Expression) -> ValueType { type(of: domain).element }

  private func type(of expression: Expression) -> ValueType {
    var checker = self.checker
    checker.bind(locals.map { ($0.name, $0.type) })
    return checker.type(of: expression)
  }
}

extension ValueType {
  /// The type of the items of a list or range; the type itself otherwise.
  var element: ValueType {
    switch self {
    case .list(let item), .range(let item): item
    default: self
    }
  }
}

extension ValueType {
  var isRecord: Bool { if case .record = self { true } else { false } }
}
