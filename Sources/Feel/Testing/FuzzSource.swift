/// Seeded random inputs for an engine under test.
public struct FuzzSource: RandomNumberGenerator {
  private var random: SplitMix

  public init(seed: UInt64) { random = SplitMix(seed: seed) }

  public mutating func next() -> UInt64 { random.next() }

  public mutating func below(_ limit: Int) -> Int { random.below(limit) }

  private static let pieces: [String] =
    [
      "1", "0", "-", "2.5", "1e30", "9999999999999999999999999999999999", "\"a\"", "\"転入\"", "\"葛󠄀\"", "true",
      "false",
      "null", "[", "]", "(", ")", "{", "}", ",", ":", "..", ".", "+", "*", "/", "**", "<", "<=", ">", ">=",
      "=", "!=",
      "and", "or", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies",
      "instance",
      "of", "function", "x", "y", "item", "partial", "?", "@\"2026-11-21\"", "@\"PT1H\"", "@\"P1M\"",
      "@\"10:00:00Z\"", "@\"2026-11-21T10:00:00\"", "年齢", "＞＝", "（", "６５", "、", "「", "//", "/*", "*/", "\\u{",
      "\"",
      "\u{0}", "\u{301}", "\u{E0100}", "🐎", " ", "\n", "days and time duration", "list<number>",
    ] + StandardFunctions.table.keys.sorted().map { $0 + "(" }

  private static let whole: [String] = [
    "for x in 1..20 return x * 2", "some x in [1, 2, 3] satisfies x > 2", "{a: 1, b: a + 1}.b",
    "[1, 2, 3][item > 1]",
    "if true then 1 else \"b\"", "function(x) x + 1", "sort([3, 1, 2], function(a, b) a < b)",
    "matches(\"aaaaaaaaaaaaaaaaaaaaaaaa\", \"(a+)+b\")", "date(\"2026-02-28\") + duration(\"P1M\")",
    "sum(for i in 1..10 return i ** 2)", "(function(f) f(f))(function(f) f(f))", "\"a\" + \"b\"",
    "5 in (1..9)",
    "replace(\"南台３丁目\", \"[０-９]\", \"#\")", "decimal(1 / 3, 4)", "exp(log(7))", "[1..5]",
    "context merge([{a: 1}])",
  ]

  /// One input: pieces in a row, a whole expression inside others, or nesting.
  public mutating func text() -> String {
    switch below(4) {
    case 0:
      return (0..<1 + below(24)).map { _ in FuzzSource.pieces[below(FuzzSource.pieces.count)] }.joined(
        separator: " ")
    case 1:
      let inner = FuzzSource.whole[below(FuzzSource.whole.count)]
      let operators = [" + ", " and ", " = ", " in ", ", ", "..", " ** ", "][", "."]
      return "(" + inner + ")" + operators[below(operators.count)]
        + FuzzSource.whole[below(FuzzSource.whole.count)]
    case 2:
      let opening = [
        "(", "[", "{a: ", "-", "if true then ", "not(", "function(x) ", "for x in [1] return ", "[1..",
        "1 in (", "[1..a[", "1 in (1..", "{a: [1..", "f(", "a[", "[1..2][",
        "some x in ",
      ]
      let piece = opening[below(opening.count)]
      return String(repeating: piece, count: 1 + below(400)) + "1"
    default:
      // A whole expression with a few scalars changed.
      var scalars = [Unicode.Scalar](FuzzSource.whole[below(FuzzSource.whole.count)].unicodeScalars)
      for _ in 0..<1 + below(4) {
        let place = below(scalars.count)
        let other = FuzzSource.pieces[below(FuzzSource.pieces.count)].unicodeScalars.first ?? " "
        if below(3) == 0 { scalars.remove(at: place) } else { scalars[place] = other }
        if scalars.isEmpty { return "" }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }
}
