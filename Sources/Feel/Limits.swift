/// How much an expression may take to be read and run, so that no text ends or hangs the program that reads it.
///
/// What passes a limit is an error that names it, never a shorter answer.
public struct Limits: Hashable, Sendable {
  /// Scalars in the text of one expression.
  public var length = 20_000
  /// Expressions within each other, as brackets, conditions and functions nest them.
  public var depth = 200
  /// Operators, paths, calls and iterators that follow one another: a row is a nest as deep as it is long. Counted over
  /// the whole expression, the first of each row left out.
  public var links = 500
  /// Steps of one evaluation: a part that is evaluated, or an item that a function looks at.
  public var steps = 5_000_000
  /// Parts evaluated within each other, calls of functions included.
  public var nesting = 2_000
  /// Items of one list or range, those of the lists inside it included; sixteen bytes of text count as an item.
  public var size = 1_000_000

  public init() {}

  /// What an evaluation was stopped for.
  public enum Kind: Hashable, Sendable { case steps, nesting, size }
}

extension Value {
  /// How many items a value holds, as `Limits.size` counts them; nil for more than a number of them, or for one that is
  /// nested deeper than `depth`.
  func size(upTo limit: Int, depth: Int) -> Int? {
    var left = limit
    return take(from: &left, depth: depth) ? limit - left : nil
  }

  /// False when there is not enough left.
  private func take(from left: inout Int, depth: Int) -> Bool {
    left -= 1
    switch self {
    case .null, .boolean, .number, .date, .time, .dateTime, .duration, .months, .record: break
    case .string(let text): left -= text.string.utf8.count / 16
    case .list(let items):
      guard left >= items.count, depth > 0 else { return false }
      for item in items where !item.take(from: &left, depth: depth - 1) { return false }
    case .context(let entries):
      guard left >= entries.count, depth > 0 else { return false }
      for entry in entries {
        left -= entry.name.utf8.count / 16
        guard entry.value.take(from: &left, depth: depth - 1) else { return false }
      }
    case .range(let range):
      guard depth > 0 else { return false }
      for end in [range.lower, range.upper] {
        if let end, !end.value.value.take(from: &left, depth: depth - 1) { return false }
      }
    case .function(let function): left -= function.kept
    }
    return left >= 0
  }
}

extension FunctionValue {
  /// What it keeps alive of the place where it was written, one level deep.
  fileprivate var kept: Int {
    guard case .written(_, _, let frame) = body else { return 0 }
    return frame.reduce(frame.count) { sum, value in
      switch value {
      case .list(let items)?: sum + items.count
      case .context(let entries)?: sum + entries.count
      default: sum
      }
    }
  }
}
