/// An expression compiled to slots: names are gone, every fact is a number.
public struct Program: Sendable {
  let root: Node
  /// Frame places needed: the scope's variables first, then those of `some`, `every`, `for` and filters.
  let frameSize: Int
  /// Where the whole stands in its text.
  let place: Range<Int>
}

indirect enum Node: Sendable {
  case constant(Value)
  case variable(Int)
  /// A property of the record in a frame place: the commonest node of all.
  case fact(variable: Int, property: Int)
  case property(Node, Int)
  case part(Node, name: String)
  case filter(Node, place: Int, condition: Node)
  case call(Function, [Node], Range<Int>)
  case negation(Node, Range<Int>)
  case arithmetic(ArithmeticOperator, Node, Node, Range<Int>)
  case comparison(ComparisonOperator, Node, Node)
  case membership(Node, [Test])
  case and([Part])
  case or([Part])
  case conditional(Node, then: Node, else: Node)
  case quantified(Expression.Quantifier, place: Int, domain: Node, condition: Part)
  case iteration(place: Int, domain: Node, result: Node)
  case list([Node])
  case range(Node, Node, includesLower: Bool, includesUpper: Bool)

  enum Test: Sendable {
    case compared(ComparisonOperator, Node)
    case matching(Node)
  }

  /// An operand with its place in the text, so that a reason can quote it.
  struct Part: Sendable {
    let node: Node
    let place: Range<Int>
  }
}
