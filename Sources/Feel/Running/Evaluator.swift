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
  /// The limit at which the evaluation was given up; nil for an error of the language.
  public var limit: Limits.Kind?
}

/// Runs programs with unknown as a value: the answer is nil when facts that are not known yet could change
/// it, and `needs` says which. Everything known behaves as DMN 10.3.2 says.
public struct Evaluator {
  /// Held only while a program runs, so that whoever holds the facts may keep the evaluator.
  private var source: (any FactSource)?
  /// The facts that the last undecided answer waits for; may hold one twice.
  public private(set) var needs: [Need] = []
  public private(set) var faults: [Fault] = []
  /// More than this of one evaluation tell nobody anything.
  private static let faultLimit = 100
  /// Every fact read, in order, when `isTracing`.
  public private(set) var readings: [Need] = []
  var isTracing = false
  /// nil where a value is unknown.
  var frame: [Value?] = []
  public let surroundings: Surroundings
  /// Calls of function values within each other; a function that calls itself without end is an error.
  private var depth = 0
  private static let depthLimit = 256
  private let limits: Limits
  private var stepsLeft: Int
  /// Parts being evaluated, one within the other.
  private var nesting = 0
  /// Why the evaluation was given up. From then on everything is null, and so is the answer.
  private var stop: Limits.Kind?
  /// Where the program at hand stands in its text.
  private var place = 0..<0

  public init(surroundings: Surroundings = Surroundings(), limits: Limits = Limits()) {
    self.surroundings = surroundings
    self.limits = limits
    stepsLeft = limits.steps
  }

  /// Evaluates a program with the scope's variables given in their order.
  public mutating func evaluate(_ program: Program, variables: [Value], from source: any FactSource) -> Value?
  {
    enter(program, variables: variables, from: source)
    defer { leave() }
    let value = value(program.root)
    return stop == nil ? value : .null
  }

  mutating func enter(_ program: Program, variables: [Value], from source: (any FactSource)?) {
    self.source = source
    stepsLeft = limits.steps
    nesting = 0
    stop = nil
    place = program.place
    if !needs.isEmpty { needs.removeAll(keepingCapacity: true) }
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
    if !readings.isEmpty { readings.removeAll(keepingCapacity: true) }
    if frame.count < program.frameSize {
      frame.append(contentsOf: repeatElement(.null, count: program.frameSize - frame.count))
    }
    frame.replaceSubrange(
      0..<min(variables.count, frame.count), with: variables.prefix(frame.count).map { .some($0) })
  }

  mutating func leave() { source = nil }

  // MARK: Limits

  /// Whether the evaluation was given up.
  var hasStopped: Bool { stop != nil }

  /// Gives the evaluation up, once.
  private mutating func giveUp(_ kind: Limits.Kind) {
    guard stop == nil else { return }
    stop = kind
    stepsLeft = 0
    if faults.count == Evaluator.faultLimit { faults.removeLast() }
    faults.append(Fault(function: "", place: place, limit: kind))
  }

  /// Takes steps for what a function does; false when there are not enough.
  mutating func spend(_ steps: Int) -> Bool {
    guard stepsLeft >= steps else {
      giveUp(.steps)
      return false
    }
    stepsLeft -= steps
    return true
  }

  /// Whether a list or text of that size may be made; gives up when not.
  mutating func mayMake(_ size: Int) -> Bool {
    guard size <= limits.size else {
      giveUp(.size)
      return false
    }
    return true
  }

  /// Takes steps for all that a value holds.
  private mutating func spend(on value: Value) -> Bool {
    switch value {
    case .null, .boolean, .number, .date, .time, .dateTime, .duration, .months, .record: return true
    case .string, .list, .context, .range, .function: break
    }
    guard let size = value.size(upTo: limits.size, depth: limits.nesting) else {
      giveUp(.size)
      return false
    }
    return spend(size)
  }

  /// A value that was put together; null when there is too much in it.
  private mutating func made(_ value: Value?) -> Value? {
    guard let value else { return nil }
    return spend(on: value) ? value : .null
  }

  mutating func value(_ node: Node) -> Value? {
    guard stepsLeft > 0, nesting < limits.nesting else {
      giveUp(stepsLeft > 0 ? .nesting : .steps)
      return .null
    }
    stepsLeft -= 1
    nesting += 1
    defer { nesting -= 1 }
    switch node {
    case .constant(let value): return value
    case .variable(let place): return frame[place]
    case .fact(let variable, let property): return frame[variable].flatMap { entry(property, of: $0) }
    case .property(let base, let property):
      guard let record = value(base) else { return nil }
      return entry(property, of: record)
    case .part(let base, let name, let place):
      guard let whole = value(base) else { return nil }
      return made(Parts.part(name, of: whole, surroundings)) ?? fault(name, place)
    case .filter(let base, let place, let condition): return filter(base, place, condition)
    case .call(let function, let arguments, let place): return call(function, arguments, place)
    case .negation(let operand, let place):
      guard let value = value(operand) else { return nil }
      return Arithmetic.negate(value) ?? fault("-", place)
    case .arithmetic(let operation, let left, let right, let place):
      let (first, second) = (value(left), value(right))
      guard let first, let second else { return nil }
      return made(Arithmetic.apply(operation, first, second, surroundings))
        ?? fault(operation.rawValue, place)
    case .comparison(let comparison, let left, let right):
      let (first, second) = (value(left), value(right))
      guard let first, let second else { return nil }
      guard spend(on: first) else { return .null }
      return Comparing.compare(comparison, first, second, surroundings)
    case .membership(let operand, let tests, let place): return membership(operand, tests, place)
    case .and(let parts): return connective(parts, decides: false)
    case .or(let parts): return connective(parts, decides: true)
    case .conditional(let condition, let yes, let no): return conditional(condition, yes, no)
    case .quantified(let quantifier, let place, let domain, let condition):
      return quantified(quantifier, place, domain, condition.node)
    case .iteration(let iterators, let partial, let result): return iteration(iterators, partial, result)
    case .list(let items): return list(items)
    case .context(let entries, let place): return context(entries, place)
    case .function(let names, let places, let body):
      return .function(
        FunctionValue(parameters: names, body: .written(places: places, node: body, frame: frame)))
    case .invocation(let callee, let arguments, let place): return invocation(callee, arguments, place)
    case .instance(let operand, let type, let place):
      guard let value = value(operand) else { return nil }
      if case .unknown(let name) = type { return fault(name, place) }
      guard spend(on: value) else { return .null }
      return .boolean(type.admits(value))
    case .itemEntry(let place, let name, let otherwise):
      guard let item = frame[place] else { return nil }
      if case .context(let entries) = item, let entry = entries.first(where: { $0.name == name }) {
        return entry.value
      }
      return value(otherwise)
    case .halfRange(let comparison, let bound):
      guard let limit = value(bound) else { return nil }
      return halfRange(comparison, limit)
    case .mistake(let name, let place): return fault(name, place)
    case .range(let lower, let upper, let includesLower, let includesUpper):
      guard let range = range(lower, upper, includesLower, includesUpper) else { return nil }
      guard let first = range.lower?.value.value, let last = range.upper?.value.value,
        let order = Comparing.order(first, last, surroundings), order <= 0
      else { return .null }
      return .range(range)
    }
  }

  /// A range from its ends as they are; nil while one is unknown.
  private mutating func range(
    _ lower: Node, _ upper: Node, _ includesLower: Bool, _ includesUpper: Bool
  ) -> ValueRange? {
    let (first, second) = (value(lower), value(upper))
    guard let first, let second else { return nil }
    return ValueRange(
      lower: .init(first, isIncluded: includesLower), upper: .init(second, isIncluded: includesUpper))
  }

  private func halfRange(_ comparison: ComparisonOperator, _ limit: Value) -> Value {
    switch comparison {
    case .equal:
      .range(
        ValueRange(lower: .init(limit, isIncluded: true), upper: .init(limit, isIncluded: true), isTest: true)
      )
    case .less: .range(ValueRange(lower: nil, upper: .init(limit, isIncluded: false)))
    case .lessOrEqual: .range(ValueRange(lower: nil, upper: .init(limit, isIncluded: true)))
    case .greater: .range(ValueRange(lower: .init(limit, isIncluded: false), upper: nil))
    case .greaterOrEqual: .range(ValueRange(lower: .init(limit, isIncluded: true), upper: nil))
    case .notEqual: .null
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
      if hasStopped { return .null }
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

  private mutating func membership(_ operand: Node, _ tests: [Node.Test], _ place: Int?) -> Value? {
    guard let candidate = value(operand) else { return nil }
    if let place { frame[place] = candidate }
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
    guard spend(on: candidate) else { return .null }
    switch test {
    case .compared(let comparison, let bound):
      guard let limit = value(bound) else { return nil }
      return Comparing.compare(comparison, candidate, limit, surroundings)
    case .matching(.range(let lower, let upper, let includesLower, let includesUpper)):
      // Ends that are null make it null.
      guard let range = range(lower, upper, includesLower, includesUpper) else { return nil }
      return Comparing.contains(range, candidate, surroundings)
    case .matching(.list(let items)):
      // A known item decides, whatever is unknown beside it.
      let mark = needs.count
      var known: [Value] = []
      for item in items { if let value = value(item) { known.append(value) } }
      guard spend(on: .list(known)) else { return .null }
      if known.count < items.count {
        if case .list = candidate { return nil }
        guard Comparing.matches(candidate, .list(known), surroundings) == .boolean(true) else { return nil }
        needs.removeLast(needs.count - mark)
        return .boolean(true)
      }
      return Comparing.matches(candidate, .list(known), surroundings)
    case .matching(let node):
      guard let target = value(node) else { return nil }
      guard spend(on: target) else { return .null }
      return Comparing.matches(candidate, target, surroundings)
    }
  }

  // MARK: Lists

  private mutating func items(of domain: Node) -> [Value]? {
    guard let value = value(domain) else { return nil }
    switch value {
    case .list(let items): return items
    case .null: return []
    case .range(let range): return items(of: range, countingDown: true) ?? (hasStopped ? [] : [value])
    default: return [value]
    }
  }

  /// What a range counts; nil for what cannot be counted, and for too much.
  private mutating func items(of range: ValueRange, countingDown: Bool) -> [Value]? {
    guard let span = range.span, mayMake(span), spend(span) else { return nil }
    return range.items(countingDown: countingDown)
  }

  private mutating func list(_ nodes: [Node]) -> Value? {
    var items: [Value] = []
    var isUnknown = false
    for node in nodes {
      if let item = value(node) { items.append(item) } else { isUnknown = true }
    }
    return isUnknown ? nil : made(.list(items))
  }

  /// `for` over every combination of the iterators, the last running fastest (10.3.2.14); null where a domain is none.
  private mutating func iteration(_ iterators: [Node.Iterator], _ partial: Int, _ result: Node) -> Value? {
    var results: [Value] = []
    switch iterate(iterators[...], partial, result, &results) {
    case nil: return nil
    case false?: return .null
    case true?: return .list(results)
    }
  }

  private mutating func iterate(
    _ iterators: ArraySlice<Node.Iterator>, _ partial: Int, _ result: Node, _ results: inout [Value]
  ) -> Bool? {
    guard let first = iterators.first else {
      frame[partial] = .list(results)
      guard let value = value(result) else { return nil }
      frame[partial] = .null
      guard mayMake(results.count + 1), spend(on: value) else { return false }
      results.append(value)
      return true
    }
    nesting += 1
    defer { nesting -= 1 }
    guard let items = domain(of: first) else { return nil }
    guard let items else { return false }
    for item in items {
      if hasStopped { return false }
      frame[first.place] = item
      switch iterate(iterators.dropFirst(), partial, result, &results) {
      case true?: continue
      case let stopped: return stopped
      }
    }
    return true
  }

  /// What an iterator runs over: nil while unknown; inside, nil for what cannot be run over.
  private mutating func domain(of iterator: Node.Iterator) -> [Value]?? {
    if iterator.isCount, case .range(let lower, let upper, _, _) = iterator.domain {
      guard let range = range(lower, upper, true, true) else { return nil }
      return .some(items(of: range, countingDown: true))
    }
    guard let value = value(iterator.domain) else { return nil }
    switch value {
    case .list(let items): return .some(items)
    case .range(let range): return .some(items(of: range, countingDown: false))
    case .null: return .some(nil)
    default: return .some([value])
    }
  }

  /// A filter by a truth value keeps the items for which it is true; by a number it picks one (10.3.2.5).
  private mutating func filter(_ base: Node, _ place: Int, _ condition: Node) -> Value? {
    guard let list = value(base) else { return nil }
    let items: [Value]
    switch list {
    case .list(let all): items = all
    case .null: items = []
    default: items = [list]
    }
    var kept: [Value] = []
    for (index, item) in items.enumerated() {
      if hasStopped { return .null }
      frame[place] = item
      guard let decision = value(condition) else { return nil }
      switch decision {
      case .number(let position) where index == 0 && !readsItem(condition, place):
        return Parts.item(at: position, of: items)
      case .boolean(true): kept.append(item)
      case .number: return .null
      default: continue
      }
    }
    if items.isEmpty {
      frame[place] = .null
      if list == .null { return .null }
      if case .number? = value(condition) { return .null }
    }
    return .list(kept)
  }

  /// Whether a condition looks at the item: then it is no position.
  private func readsItem(_ condition: Node, _ place: Int) -> Bool {
    if case .variable(place) = condition { return true }
    return false
  }

  private mutating func context(_ entries: [Node.Entry], _ place: Range<Int>) -> Value? {
    var values: [ContextEntry] = []
    var isUnknown = false
    for entry in entries {
      let value = value(entry.value)
      frame[entry.place] = value
      guard let value else {
        isUnknown = true
        continue
      }
      guard !values.contains(where: { $0.name == entry.name }) else { return fault(entry.name, place) }
      values.append(ContextEntry(name: entry.name, value: value))
    }
    return isUnknown ? nil : made(.context(values))
  }

  // MARK: Functions

  private mutating func call(_ function: Function, _ arguments: [Node], _ place: Range<Int>) -> Value? {
    var values: [Value?] = []
    values.reserveCapacity(arguments.count)
    var isUnknown = false
    for argument in arguments {
      if let value = value(argument) { values.append(value) } else { isUnknown = true }
    }
    if isUnknown { return nil }
    return result(of: function, values) ?? fault(function.name, place)
  }

  /// What a function answers, its arguments and its answer paid for; nil for an error.
  private mutating func result(of function: Function, _ arguments: [Value?]) -> Value? {
    for case let argument? in arguments where !spend(on: argument) { return .null }
    return made(function.body(arguments, &self))
  }

  private mutating func invocation(
    _ callee: Node, _ arguments: [Node.Argument], _ place: Range<Int>
  ) -> Value? {
    guard let called = value(callee) else { return nil }
    var values: [Value] = []
    var isUnknown = false
    for argument in arguments {
      if let value = value(argument.value) { values.append(value) } else { isUnknown = true }
    }
    if isUnknown { return nil }
    guard case .function(let function) = called else { return fault("()", place) }
    let isNamed = arguments.contains { $0.name != nil }
    switch function.body {
    case .builtIn(let builtIn):
      guard isNamed else {
        guard builtIn.signature(for: values.count) != nil else { return fault(builtIn.name, place) }
        return result(of: builtIn, values) ?? fault(builtIn.name, place)
      }
      let named = zip(arguments, values).compactMap { argument, value in
        argument.name.map { (name: $0, value: value) }
      }
      guard named.count == values.count,
        let arranged = builtIn.signatures.lazy.compactMap({ $0.arranged(named) }).first
      else { return fault(builtIn.name, place) }
      return result(of: builtIn, arranged) ?? fault(builtIn.name, place)
    case .written:
      if isNamed {
        var ordered: [Value] = []
        for parameter in function.parameters {
          guard let index = arguments.firstIndex(where: { $0.name == parameter }) else {
            return fault("()", place)
          }
          ordered.append(values[index])
        }
        guard ordered.count == values.count else { return fault("()", place) }
        values = ordered
      }
      guard values.count == function.parameters.count else { return fault("()", place) }
      guard depth < Evaluator.depthLimit else { return fault("()", place) }
      return invoke(function, values)
    }
  }

  /// Calls a function value with arguments in their order; nil while the result is unknown.
  mutating func invoke(_ function: FunctionValue, _ arguments: [Value]) -> Value? {
    switch function.body {
    case .builtIn(let builtIn): return result(of: builtIn, arguments) ?? .null
    case .written(let places, let body, let closure):
      guard depth < Evaluator.depthLimit else { return .null }
      depth += 1
      var outer = closure
      swap(&frame, &outer)
      defer {
        swap(&frame, &outer)
        depth -= 1
      }
      if frame.count < outer.count {
        frame.append(contentsOf: repeatElement(.some(.null), count: outer.count - frame.count))
      }
      for (place, argument) in zip(places, arguments) { frame[place] = argument }
      return value(body)
    }
  }

  private mutating func fault(_ function: String, _ place: Range<Int>) -> Value {
    if stop == nil, faults.count < Evaluator.faultLimit {
      faults.append(Fault(function: function, place: place))
    }
    return .null
  }
}
