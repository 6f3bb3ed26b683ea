/// Why an expression came out as it did: the tree of its connectives, each leaf with the facts it read.
public struct Explanation: Sendable {
  public enum Kind: Hashable, Sendable {
    case all
    case any
    /// `some` or `every`: one child an item, whose record is `subject`.
    case someItem
    case everyItem
    case leaf
  }

  public let kind: Kind
  /// nil while undecided.
  public let outcome: Value?
  /// Where it stands in the expression, in scalar offsets.
  public let place: Range<Int>
  public let children: [Explanation]
  /// The facts a leaf read, each once, in the order of reading.
  public let readings: [Need]
  /// The record a child of a quantifier speaks of.
  public let subject: Int?
}

extension Evaluator {
  /// Evaluates a program and tells why. Slower than `evaluate`: every branch is looked at.
  public mutating func explain(
    _ program: Program, variables: [Value], length: Int, from source: any FactSource
  ) -> Explanation {
    enter(program, variables: variables, from: source)
    isTracing = true
    defer {
      isTracing = false
      leave()
    }
    return explain(program.root, at: 0..<length, subject: nil)
  }

  private mutating func explain(_ node: Node, at place: Range<Int>, subject: Int?) -> Explanation {
    switch node {
    case .and(let parts), .or(let parts):
      let children = parts.map { explain($0.node, at: $0.place, subject: nil) }
      let kind: Explanation.Kind = if case .and = node { .all } else { .any }
      return branch(kind, node, place, children, subject)
    case .quantified(let quantifier, let slot, let domain, let condition):
      guard case .list(let items)? = value(domain) else { break }
      let children = items.map { item in
        frame[slot] = item
        let record: Int? = if case .record(let index) = item { index } else { nil }
        return explain(condition.node, at: condition.place, subject: record)
      }
      return branch(quantifier == .some ? .someItem : .everyItem, node, place, children, subject)
    default: break
    }
    let before = readings.count
    let outcome = value(node)
    var seen: Set<Need> = []
    let read = readings[before...].filter { seen.insert($0).inserted }
    return Explanation(
      kind: .leaf, outcome: outcome, place: place, children: [], readings: Array(read), subject: subject)
  }

  private mutating func branch(
    _ kind: Explanation.Kind, _ node: Node, _ place: Range<Int>, _ children: [Explanation], _ subject: Int?
  ) -> Explanation {
    Explanation(
      kind: kind, outcome: value(node), place: place, children: children, readings: [], subject: subject)
  }
}
