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

extension Explanation {
  /// The outcome of a branch from those of its parts, by Kleene's logic.
  static func outcome(_ kind: Kind, of parts: [Explanation]) -> Value? {
    let decides = kind == .any || kind == .someItem
    if parts.contains(where: { $0.outcome == .boolean(decides) }) { return .boolean(decides) }
    if parts.contains(where: { $0.outcome == nil }) { return nil }
    return parts.allSatisfy { $0.outcome == .boolean(!decides) } ? .boolean(!decides) : .null
  }

  /// Each reading once, in the order of reading.
  static func distinct(_ readings: [Need]) -> [Need] {
    var kept: [Need] = []
    for reading in readings where !kept.contains(reading) { kept.append(reading) }
    return kept
  }
}

extension Evaluator {
  /// Evaluates a program and tells why. Slower than `evaluate`: every branch is looked at.
  public mutating func explain(_ program: Program, variables: [Value], from source: any FactSource)
    -> Explanation
  {
    enter(program, variables: variables, from: source)
    isTracing = true
    defer {
      isTracing = false
      leave()
    }
    return explain(program.root, at: program.place, subject: nil)
  }

  private mutating func explain(_ node: Node, at place: Range<Int>, subject: Int?) -> Explanation {
    func branch(_ kind: Explanation.Kind, _ children: [Explanation]) -> Explanation {
      Explanation(
        kind: kind, outcome: Explanation.outcome(kind, of: children), place: place, children: children,
        readings: [], subject: subject)
    }
    switch node {
    case .and(let parts): return branch(.all, parts.map { explain($0.node, at: $0.place, subject: nil) })
    case .or(let parts): return branch(.any, parts.map { explain($0.node, at: $0.place, subject: nil) })
    case .quantified(let quantifier, let slot, let domain, let condition):
      // Each item becomes a part of the tree, which is more than a step.
      guard case .list(let items)? = value(domain), spend(8 * items.count) else { break }
      let children = items.map { item in
        frame[slot] = item
        let record: Int? = if case .record(let index) = item { index } else { nil }
        return explain(condition.node, at: condition.place, subject: record)
      }
      return branch(quantifier == .some ? .someItem : .everyItem, children)
    default: break
    }
    let before = readings.count
    let outcome = value(node)
    return Explanation(
      kind: .leaf, outcome: outcome, place: place, children: [],
      readings: Explanation.distinct(Array(readings[before...])), subject: subject)
  }
}
