import Counter
import Feel

/// Whether a formula reads a property of 人 outside an iterator.
enum PersonReading {
  static func isBare(_ formula: Formula) -> Bool {
    switch formula.form {
    case .row(let subject, _, _): return subject.hasPrefix("人.") || subject.contains("(人,")
    case .expression(let text):
      guard let expression = try? Parser.expression(text) else { return false }
      return expression.parts.contains { if case .path(.name("人", _), _, _) = $0 { true } else { false } }
    }
  }
}

/// Numbers other than 0 and 1 written into a rule.
enum UnnamedNumber {
  static func first(in formula: Formula) -> String? {
    let texts: [String]
    switch formula.form {
    case .expression(let text): texts = [text]
    case .row(let subject, let tests, _):
      texts = [subject] + tests.filter { $0.contains(where: \.isNumber) && !$0.contains("\"") }
    }
    for text in texts {
      if let number = Decimal(literal: text), number != Decimal(0), number != Decimal(1) { return text }
      for part in (try? Parser.expression(text))?.parts ?? (try? Parser.unaryTests(text))?.flatMap(\.parts)
        ?? []
      {
        if case .literal(.number(let number), _) = part, number != Decimal(0), number != Decimal(1) {
          return number.text
        }
      }
    }
    return nil
  }
}

extension UnaryTest {
  fileprivate var parts: [Expression] {
    switch self {
    case .compared(_, let expression), .matching(let expression): expression.parts
    }
  }
}

extension Expression {
  /// The expression and everything inside it.
  var parts: [Expression] { [self] + children.flatMap(\.parts) }

  private var children: [Expression] {
    switch self {
    case .literal, .name: []
    case .path(let base, _, _), .negation(let base, _), .instance(let base, _, _), .halfRange(_, let base, _),
      .function(_, let base, _):
      [base]
    case .invocation(let callee, let arguments, _): [callee] + arguments.map(\.value)
    case .context(let entries, _): entries.map(\.value)
    case .filter(let base, let condition, _): [base, condition]
    case .call(_, let arguments, _), .list(let arguments, _), .and(let arguments, _), .or(let arguments, _):
      arguments
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _),
      .range(let left, let right, _, _, _):
      [left, right]
    case .between(let value, let lower, let upper, _): [value, lower, upper]
    case .membership(let value, let tests, _):
      [value]
        + tests.map {
          if case .compared(_, let bound) = $0 {
            bound
          } else if case .matching(let item) = $0 {
            item
          } else {
            value
          }
        }
    case .conditional(let condition, let yes, let no, _): [condition, yes, no]
    case .quantified(_, let iterators, let condition, _): iterators.map(\.domain) + [condition]
    case .iteration(let iterators, let result, _): iterators.map(\.domain) + [result]
    }
  }
}
