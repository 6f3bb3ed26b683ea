/// Turns a checked expression into a program over slots.
public struct Compiler {
  private let scope: Scope
  private var locals: [(name: String, place: Int, type: ValueType)] = []
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
  /// Every name must be known.
  static func program(_ expression: Expression, in scope: Scope) -> Program {
    var compiler = Compiler(scope: scope)
    let root = compiler.node(expression)
    return Program(root: root, frameSize: compiler.frameSize, place: expression.place)
  }

  /// Everything that is wrong in one expression.
  public struct Diagnostics: Error, Sendable { public let list: [Diagnostic] }

  private init(scope: Scope) {
    self.scope = scope
    frameSize = scope.variableNames.count
    checker = Checker(scope: scope)
  }

  private mutating func node(_ expression: Expression) -> Node {
    switch expression {
    case .literal(let value, _): return .constant(value)
    case .name(let name, _): return .variable(place(of: name))
    case .path(let base, let name, _): return path(base, name)
    case .filter(let base, let condition, _):
      let list = node(base)
      let place = bind("item", type: itemType(of: base))
      defer { locals.removeLast() }
      return .filter(list, place: place, condition: node(condition))
    case .call(let name, let arguments, let place): return call(name, arguments, place)
    case .negation(let operand, let place): return .negation(node(operand), place)
    case .arithmetic(let operation, let left, let right, let place):
      return .arithmetic(operation, node(left), node(right), place)
    case .comparison(let comparison, let left, let right, _):
      return .comparison(comparison, node(left), node(right))
    case .between(let value, let lower, let upper, _):
      let range = Node.range(node(lower), node(upper), includesLower: true, includesUpper: true)
      return .membership(node(value), [.matching(range)])
    case .membership(let value, let tests, _): return .membership(node(value), tests.map { test($0) })
    case .and(let operands, _): return .and(operands.map { part($0) })
    case .or(let operands, _): return .or(operands.map { part($0) })
    case .conditional(let condition, let yes, let no, _):
      return .conditional(node(condition), then: node(yes), else: node(no))
    case .quantified(let quantifier, let iterators, let condition, _):
      return quantified(quantifier, iterators[...], condition)
    case .iteration(let iterators, let result, _): return iteration(iterators[...], result)
    case .list(let items, _): return .list(items.map { node($0) })
    case .range(let lower, let upper, let includesLower, let includesUpper, _):
      return .range(node(lower), node(upper), includesLower: includesLower, includesUpper: includesUpper)
    }
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

  private mutating func path(_ base: Expression, _ name: String) -> Node {
    let type = type(of: base)
    guard case .record(let kind) = type.element, let property = scope.properties[kind]?[name] else {
      return .part(node(base), name: name)
    }
    if case .name(let variable, _) = base {
      return .fact(variable: place(of: variable), property: property.index)
    }
    return .property(node(base), property.index)
  }

  private mutating func call(_ name: String, _ arguments: [Expression], _ place: Range<Int>) -> Node {
    guard let function = scope.functions[name] ?? StandardFunctions.table[name] else {
      preconditionFailure("the checker refuses unknown functions")
    }
    let nodes = arguments.enumerated().map { index, argument in
      if case .property(let property, _) = function.parameters[min(index, function.parameters.count - 1)],
        case .record = type(of: argument)
      {
        return path(argument, property)
      }
      return node(argument)
    }
    return .call(function, nodes, place)
  }

  private mutating func quantified(
    _ quantifier: Expression.Quantifier, _ iterators: ArraySlice<Expression.Iterator>, _ condition: Expression
  ) -> Node {
    guard let first = iterators.first else { return node(condition) }
    let domain = node(first.domain)
    let place = bind(first.name, type: itemType(of: first.domain))
    defer { locals.removeLast() }
    let rest = quantified(quantifier, iterators.dropFirst(), condition)
    return .quantified(
      quantifier, place: place, domain: domain, condition: Node.Part(node: rest, place: condition.place))
  }

  private mutating func iteration(
    _ iterators: ArraySlice<Expression.Iterator>, _ result: Expression
  ) -> Node {
    guard let first = iterators.first else { return node(result) }
    let domain = node(first.domain)
    let place = bind(first.name, type: itemType(of: first.domain))
    defer { locals.removeLast() }
    return .iteration(place: place, domain: domain, result: iteration(iterators.dropFirst(), result))
  }

  private mutating func bind(_ name: String, type: ValueType) -> Int {
    let place = frameSize
    frameSize += 1
    locals.append((name, place, type))
    return place
  }

  private func place(of name: String) -> Int {
    if let local = locals.last(where: { $0.name == name }) { return local.place }
    guard let variable = scope.variables[name] else {
      preconditionFailure("the checker refuses unknown names")
    }
    return variable.index
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
