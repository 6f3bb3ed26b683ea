/// Something wrong in an expression, found before it runs. Places are scalar offsets into its text.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// A full-width or look-alike sign outside a string, and what to write instead.
    case foreignSign(String, instead: String)
    case unfinishedString
    case unexpectedSign(String)
    case unexpected(found: String, wanted: String)
    case unknownName(String, nearest: String?)
    /// A word where a text was meant: 転入 for "転入".
    case bareWord(String)
    case unknownFunction(String, nearest: String?)
    case wrongArgumentCount(function: String, wanted: Int, found: Int)
    case wrongType(wanted: ValueType, found: ValueType)
    case incomparable(ValueType, ValueType)
    case notInCodeList(String, list: String, nearest: String?)
    /// Deeper than `Limits.depth`.
    case nestingTooDeep
    /// Longer than `Limits.length` or, in rows of operators, than `Limits.links`.
    case tooLong
  }

  public let problem: Problem
  public let place: Range<Int>

  public init(_ problem: Problem, at place: Range<Int>) {
    self.problem = problem
    self.place = place
  }
}
