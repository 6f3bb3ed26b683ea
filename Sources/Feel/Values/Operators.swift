public enum ArithmeticOperator: String, Hashable, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", power = "**"
}

public enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
}
