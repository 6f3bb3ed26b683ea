/// Where a running program finds the entries of the host's records.
public protocol FactSource: AnyObject {
  /// The value of a property, nil while it is unknown; then the facts it waits for are added to `needs`.
  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value?
}

/// A fact an evaluation waits for, by record and property.
public struct Need: Hashable, Sendable, Comparable {
  public let record: Int
  public let property: Int

  public init(record: Int, property: Int) {
    self.record = record
    self.property = property
  }

  public static func < (left: Need, right: Need) -> Bool {
    (left.record, left.property) < (right.record, right.property)
  }
}

/// An error that the language turned into null: what went wrong and where.
public struct Fault: Hashable, Sendable {
  public let function: String
  public let place: Range<Int>
}

/// Runs programs with unknown as a value: the answer is nil when facts that are not known yet could change
/// it, and `needs` says which. Everything known behaves as DMN 10.3.2 says.
public struct Evaluator {
  /// Held only while a program runs, so that whoever holds the facts may keep the evaluator.
  private var source: (any FactSource)?
  /// The facts that the last undecided answer waits for; may hold one twice.
  public private(set) var needs: [Need] = []
  public private(set) var faults: [Fault] = []
  /// Every fact read, in order, when `isTracing`.
  public private(set) var readings: [Need] = []
  var isTracing = false
  var frame: [Value] = []

  public init() {}

  /// Evaluates a program with the scope's variables given in their order.
  public mutating func evaluate(_ program: Program, variables: [Value], from source: any FactSource) -> Value?
  {
    enter(program, variables: variables, from: source)
    defer { leave() }
    return value(program.root)
  }

  mutating func enter(_ program: Program, variables: [Value], from source: any FactSource) {
    self.source = source
    if !needs.isEmpty { needs.removeAll(keepingCapacity: true) }
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
    if !readings.isEmpty { readings.removeAll(keepingCapacity: true) }
    if frame.count < program.frameSize {
      frame.append(contentsOf: repeatElement(.null, count: program.frameSize - frame.count))
    }
    frame.replaceSubrange(0..<min(variables.count, frame.count), with: variables.prefix(frame.count))
  }

  mutating func leave() { source = nil }

  mutating func value(_ node: Node) -> Value? {
    switch node {
    case .constant(let value): return value
    case .variable(let place): return frame[place]
    case .fact(let variable, let property): return entry(property, of: frame[variable])
    case .property(let base, let property):
      guard let record = value(base) else { return nil }
      return entry(property, of: record)
    case .part(let base, let name):
      guard let whole = value(base) else { return nil }
      return Parts.part(name, of: whole) ?? .null
    case .filter(let base, let place, let condition): return filter(base, place, condition)
    case .call(let function, let arguments, let place): return call(function, arguments, place)
    case .negation(let operand, let place):
      guard let value = value(operand) else { return nil }
      return Arithmetic.negate(value) ?? fault("-", place)
    case .arithmetic(let operation, let left, let right, let place):
      let (first, second) = (value(left), value(right))
      guard let first, let second else { return nil }
      return Arithmetic.apply(operation, first, second) ?? fault(operation.rawValue, place)
    case .comparison(let comparison, let left, let right):
      let (first, second) = (value(left), value(right))
      guard let first, let second else { return nil }
      return Comparing.compare(comparison, first, second)
    case .membership(let operand, let tests): return membership(operand, tests)
    case .and(let parts): return connective(parts, decides: false)
    case .or(let parts): return connective(parts, decides: true)
    case .conditional(let condition, let yes, let no): return conditional(condition, yes, no)
    case .quantified(let quantifier, let place, let domain, let condition):
      return quantified(quantifier, place, domain, condition.node)
    case .iteration(let place, let domain, let result): return iteration(place, domain, result)
    case .list(let items): return list(items)
    case .range(let lower, let upper, let includesLower, let includesUpper):
      let (first, second) = (value(lower), value(upper))
      guard let first, let second else { return nil }
      return .range(
        ValueRange(
          lower: .init(value: .init(first), isIncluded: includesLower),
          upper: .init(value: .init(second), isIncluded: includesUpper)))
    }
  }

  // MARK: Facts

  private mutating func entry(_ property: Int, of record: Value) -> Value? {
    switch record {
    case .record(let index):
      if isTracing { readings.append(Need(record: index, property: property)) }
      return source?.value(of: property, in: index, needs: &needs)
    case .list(let records):
      // A path on a list maps over its items (10.3.2.5).
      var values: [Value] = []
      for record in records {
        guard let value = entry(property, of: record) else { return nil }
        values.append(value)
      }
      return .list(values)
    default: return .null
    }
  }

  // MARK: Kleene logic

  /// `and` (decided by false) and `or` (decided by true). A decided answer waits for nothing.
  private mutating func connective(_ parts: [Node.Part], decides: Bool) -> Value? {
    let mark = needs.count
    var isUnknown = false
    var isNull = false
    for part in parts {
      switch value(part.node) {
      case .boolean(decides)?:
        needs.removeLast(needs.count - mark)
        return .boolean(decides)
      case .boolean?: continue
      case nil: isUnknown = true
      case _?: isNull = true
      }
    }
    if isUnknown { return nil }
    return isNull ? .null : .boolean(!decides)
  }

  private mutating func quantified(
    _ quantifier: Expression.Quantifier, _ place: Int, _ domain: Node, _ condition: Node
  ) -> Value? {
    guard let items = items(of: domain) else { return nil }
    let decides = quantifier == .some
    let mark = needs.count
    var isUnknown = false
    var isNull = false
    for item in items {
      frame[place] = item
      switch value(condition) {
      case .boolean(decides)?:
        needs.removeLast(needs.count - mark)
        return .boolean(decides)
      case .boolean?: continue
      case nil: isUnknown = true
      case _?: isNull = true
      }
    }
    if isUnknown { return nil }
    return isNull ? .null : .boolean(!decides)
  }

  private mutating func conditional(_ condition: Node, _ yes: Node, _ no: Node) -> Value? {
    let mark = needs.count
    guard let decision = value(condition) else {
      let (first, second) = (value(yes), value(no))
      guard let first, let second, first == second else { return nil }
      needs.removeLast(needs.count - mark)
      return first
    }
    return value(decision == .boolean(true) ? yes : no)
  }

  private mutating func membership(_ operand: Node, _ tests: [Node.Test]) -> Value? {
    guard let candidate = value(operand) else { return nil }
    let mark = needs.count
    var isUnknown = false
    var isNull = false
    for test in tests {
      switch outcome(of: test, for: candidate) {
      case .boolean(true)?:
        needs.removeLast(needs.count - mark)
        return .boolean(true)
      case .boolean?: continue
      case nil: isUnknown = true
      case _?: isNull = true
      }
    }
    if isUnknown { return nil }
    return isNull ? .null : .boolean(false)
  }

  private mutating func outcome(of test: Node.Test, for candidate: Value) -> Value? {
    switch test {
    case .compared(let comparison, let bound):
      guard let limit = value(bound) else { return nil }
      return Comparing.compare(comparison, candidate, limit)
    case .matching(let node):
      guard let target = value(node) else { return nil }
      return Comparing.matches(candidate, target)
    }
  }

  // MARK: Lists

  private mutating func items(of domain: Node) -> [Value]? {
    guard let value = value(domain) else { return nil }
    switch value {
    case .list(let items): return items
    case .null: return []
    case .range(let range): return range.integers
    default: return [value]
    }
  }

  private mutating func list(_ nodes: [Node]) -> Value? {
    var items: [Value] = []
    var isUnknown = false
    for node in nodes {
      if let item = value(node) { items.append(item) } else { isUnknown = true }
    }
    return isUnknown ? nil : .list(items)
  }

  private mutating func iteration(_ place: Int, _ domain: Node, _ result: Node) -> Value? {
    guard let items = items(of: domain) else { return nil }
    var results: [Value] = []
    for item in items {
      frame[place] = item
      guard let value = value(result) else { return nil }
      if case .iteration = result, case .list(let inner) = value {
        results.append(contentsOf: inner)
      } else {
        results.append(value)
      }
    }
    return .list(results)
  }

  private mutating func filter(_ base: Node, _ place: Int, _ condition: Node) -> Value? {
    guard let items = items(of: base) else { return nil }
    var kept: [Value] = []
    for item in items {
      frame[place] = item
      guard let decision = value(condition) else { return nil }
      if case .number(let index) = decision { return Parts.item(at: index, of: items) }
      if decision == .boolean(true) { kept.append(item) }
    }
    return .list(kept)
  }

  // MARK: Functions

  private mutating func call(_ function: Function, _ arguments: [Node], _ place: Range<Int>) -> Value? {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var isUnknown = false
    for argument in arguments {
      if let value = value(argument) { values.append(value) } else { isUnknown = true }
    }
    if isUnknown { return nil }
    return function.body(values) ?? fault(function.name, place)
  }

  private mutating func fault(_ function: String, _ place: Range<Int>) -> Value {
    faults.append(Fault(function: function, place: place))
    return .null
  }
}
