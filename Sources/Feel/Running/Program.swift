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
  case part(Node, name: String, Range<Int>)
  case filter(Node, place: Int, condition: Node)
  case call(Function, [Node], Range<Int>)
  case negation(Node, Range<Int>)
  case arithmetic(ArithmeticOperator, Node, Node, Range<Int>)
  case comparison(ComparisonOperator, Node, Node)
  /// `place` holds the value being tested, for `?`.
  case membership(Node, [Test], place: Int?)
  case and([Part])
  case or([Part])
  case conditional(Node, then: Node, else: Node)
  case quantified(Expression.Quantifier, place: Int, domain: Node, condition: Part)
  /// The places of the iterators with their domains, and the place of `partial`.
  case iteration([Iterator], partial: Int, result: Node)
  case list([Node])
  case context([Entry], Range<Int>)
  /// The places of the parameters.
  case function([String], places: [Int], body: Node)
  /// A call of a function value; names are nil for arguments by place.
  case invocation(Node, [Argument], Range<Int>)
  case instance(Node, TypeName, Range<Int>)
  /// A name inside a filter: an entry of the item when it has one, else what the name means outside.
  case itemEntry(place: Int, name: String, otherwise: Node)
  /// A range open on one side.
  case halfRange(ComparisonOperator, Node)
  /// A name nobody knows, or a call of one.
  case mistake(String, Range<Int>)
  case range(Node, Node, includesLower: Bool, includesUpper: Bool)

  struct Entry: Sendable {
    let name: String
    let place: Int
    let value: Node
  }

  struct Argument: Sendable {
    let name: String?
    let value: Node
  }

  struct Iterator: Sendable {
    let place: Int
    let domain: Node
    let isCount: Bool
  }

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
