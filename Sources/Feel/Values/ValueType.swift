/// The type of an expression, as far as it is known before anything runs (DMN 10.3.2.9, reduced).
public indirect enum ValueType: Hashable, Sendable {
  case any
  case null
  case boolean
  case number
  case string
  /// A string of a closed list, named so that a literal can be checked against it.
  case code(list: String)
  case date
  case days
  case months
  case list(ValueType)
  case context
  case range(ValueType)
  /// A record of the host, by the name of its kind.
  case record(String)

  /// Whether values of the two types can be equal or ordered at all.
  public func isComparable(with other: ValueType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.string, .code), (.code, .string), (.code, .code): true
    case (.list(let left), .list(let right)), (.range(let left), .range(let right)):
      left.isComparable(with: right)
    default: self == other
    }
  }
}
