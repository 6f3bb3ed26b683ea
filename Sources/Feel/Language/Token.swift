/// A piece of an expression, with its place as scalar offsets from the beginning.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Decimal)
    case string(String)
    /// `@"2026-11-20"`.
    case atLiteral(String)
    case name(String)
    case keyword(Keyword)
    case symbol(Symbol)
    case end
  }

  enum Keyword: String, CaseIterable {
    case and, or, between, `in`, `if`, then, `else`, `for`, `return`, some, every, satisfies, `true`, `false`,
      null, instance, function
  }

  enum Symbol: String, CaseIterable {
    case power = "**", notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">=", ellipsis = "..", arrow =
      "->"
    case plus = "+", minus = "-", times = "*", divide = "/", equal = "=", less = "<", greater = ">"
    case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}", comma = ",", dot = ".", colon = ":"
  }

  let kind: Kind
  let place: Range<Int>
}
