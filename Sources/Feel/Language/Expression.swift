/// A parsed expression: the tree of the standard's grammar (DMN 10.3.1.2), each node with its place.
public indirect enum Expression: Hashable, Sendable {
  case literal(Value, Range<Int>)
  case name(String, Range<Int>)
  case path(Expression, String, Range<Int>)
  case filter(Expression, Expression, Range<Int>)
  /// A function by its name with arguments in their order.
  case call(String, [Expression], Range<Int>)
  /// Any other call: of a function value, or with named arguments.
  case invocation(Expression, [Argument], Range<Int>)
  case context([Entry], Range<Int>)
  case function([Parameter], Expression, Range<Int>)
  case instance(Expression, TypeName, Range<Int>)
  /// A unary test standing as a value, `(< 5)`: a range open on one side.
  case halfRange(ComparisonOperator, Expression, Range<Int>)
  case negation(Expression, Range<Int>)
  case arithmetic(ArithmeticOperator, Expression, Expression, Range<Int>)
  case comparison(ComparisonOperator, Expression, Expression, Range<Int>)
  case between(Expression, Expression, Expression, Range<Int>)
  /// The value satisfies one of the tests; also the row form of `forms/`.
  case membership(Expression, [UnaryTest], Range<Int>)
  case and([Expression], Range<Int>)
  case or([Expression], Range<Int>)
  case conditional(Expression, then: Expression, else: Expression, Range<Int>)
  case quantified(Quantifier, [Iterator], Expression, Range<Int>)
  case iteration([Iterator], Expression, Range<Int>)
  case list([Expression], Range<Int>)
  case range(Expression, Expression, includesLower: Bool, includesUpper: Bool, Range<Int>)

  public struct Argument: Hashable, Sendable {
    /// nil for an argument by its place.
    public let name: String?
    public let value: Expression
  }

  public struct Entry: Hashable, Sendable {
    public let name: String
    public let value: Expression
  }

  public struct Parameter: Hashable, Sendable {
    public let name: String
    public let type: TypeName?
  }

  public enum Quantifier: Hashable, Sendable { case some, every }

  /// `name in list` of `some`, `every` and `for`.
  public struct Iterator: Hashable, Sendable {
    public let name: String
    public let domain: Expression
    /// Whether the domain is written `from..to` without brackets, which may also count down.
    public let isCount: Bool
    public let place: Range<Int>
  }

  /// Where the expression stands in its text, in scalar offsets.
  public var place: Range<Int> {
    switch self {
    case .literal(_, let place), .name(_, let place), .path(_, _, let place), .filter(_, _, let place),
      .call(_, _, let place), .invocation(_, _, let place), .context(_, let place),
      .function(_, _, let place), .instance(_, _, let place), .halfRange(_, _, let place),
      .negation(_, let place), .arithmetic(_, _, _, let place),
      .comparison(_, _, _, let place), .between(_, _, _, let place), .membership(_, _, let place),
      .and(_, let place), .or(_, let place), .conditional(_, _, _, let place),
      .quantified(_, _, _, let place), .iteration(_, _, let place), .list(_, let place),
      .range(_, _, _, _, let place):
      place
    }
  }
}

/// A test of one value (DMN 10.3.1.2, rule 7).
public enum UnaryTest: Hashable, Sendable {
  case compared(ComparisonOperator, Expression)
  /// Equal to the value, contained in the range or in the list.
  case matching(Expression)
}
