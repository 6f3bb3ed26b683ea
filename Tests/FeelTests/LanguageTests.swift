import Testing

@testable import Feel
@testable import FeelTool

private func evaluate(_ text: String, now: String? = nil) -> Value? {
  guard let expression = try? Parser.expression(text, names: []) else { return nil }
  var moment: DateTime?
  if let now { moment = Literals.dateTime(now, Surroundings()) }
  // Two zones are enough to tell that the surroundings are asked.
  let surroundings = Surroundings(now: moment) { name, _ in ["Asia/Tokyo": 9 * 3600, "Etc/UTC": 0][name] }
  var evaluator = Evaluator(surroundings: surroundings)
  return evaluator.evaluate(Compiler.program(expression, in: Scope()), variables: [], from: NoFacts())
}

@Suite struct LanguageTests {
  @Test func `the parser knows every function whose name holds a space`() {
    #expect(Names.functions == StandardFunctions.table.keys.filter { $0.contains(" ") }.sorted())
  }

  /// The value is written in the language itself.
  @Test(arguments: [
    // Literals and names (10.3.1.2).
    ("{Full Name: \"葛󠄀城\", 長さ: string length(Full Name)}.長さ", "3"), ("{a+b: 2}.a+b", "2"),
    ("@\"2026-11-21\".weekday", "6"), ("\"\\uD83D\\uDC0E\"", "\"🐎\""), ("1 // 2\n + /* 3 */ 4", "5"),
    ("{a: 1, b: a + 1, c: {d: b * 2}}.c.d", "4"), ("{a: 1, a: 2}", "null"),
    // Ranges (10.3.2.7).
    ("5 in (< 3, [4..6))", "true"), ("[1..3] = [1..3]", "true"), ("[1..10[ = [1..10)", "true"),
    ("]1..3].start included", "false"), ("(< 5).end", "5"), ("3 in (= 3)", "true"),
    ("\"b\" in [\"a\"..\"c\"]", "true"),
    ("[3..1]", "null"), ("4 in (? > 3)", "true"),
    // Control (10.3.2.14).
    ("for i in 3..1 return i * 2", "[6, 4, 2]"),
    ("for i in 1..4 return sum(partial) + i", "[null, null, null, null]"),
    ("for i in 1..3 return if i = 1 then 1 else partial[-1] * i", "[1, 2, 6]"),
    ("for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"), ("for i in null return i", "null"),
    ("some x in [1, null] satisfies x > 0", "true"), ("every x in [1, null] satisfies x > 0", "null"),
    // Filters and paths (10.3.2.5).
    ("[{a: 1}, {a: 2}, {b: 3}][a > 1]", "[{a: 2}]"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][0]", "null"),
    ("[{a: 1}, {a: 2}].a", "[1, 2]"), ("5[1]", "5"), ("[{item: 2}][item = 2]", "[{item: 2}]"),
    // Functions (10.3.2.13).
    ("(function(x, y) x - y)(y: 1, x: 5)", "4"), ("{f: function(x: number) x * 2, g: f(21)}.g", "42"),
    ("substring(string: \"foobar\", start position: -3)", "\"bar\""), ("abs(m: 1)", "null"),
    ("(function(f) f(f))(function(f) f(f))", "null"), ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
    // Types (10.3.2.9).
    ("[1, 2] instance of list<number>", "true"), ("{a: 1, b: 2} instance of context<a: number>", "true"),
    ("[1..2] instance of range<string>", "false"), ("null instance of Any", "false"),
    ("(function() 1) instance of function<> -> number", "true"), ("1 instance of tUnknown", "null"),
    // Numbers (10.3.2.3.1): 34 digits, half-even.
    ("1 / 3", "0.3333333333333333333333333333333333"), ("2 / 3", "0.6666666666666666666666666666666667"),
    ("9999999999999999999999999999999999 + 0.5", "10000000000000000000000000000000000"),
    ("0.1 + 0.2 = 0.3", "true"), ("sqrt(2)", "1.414213562373095048801688724209698"), ("decimal(2.5, 0)", "2"),
    ("decimal(-1234, -2)", "-1200"), ("round half up(-5.5, 0)", "-6"), ("round half down(-5.5, 0)", "-5"),
    ("floor(-1.56, 1)", "-1.6"), ("modulo(-12, 5)", "3"), ("10 ** 400 * 10 ** 6000", "null"),
    ("0 ** -1", "null"),
    ("number(\"1 000,5\", \" \", \",\")", "1000.5"), ("1e3 = 1000", "true"),
    // Dates, times, durations (10.3.2.3.4 – 10.3.2.3.8).
    ("date(\"2024-01-31\") + duration(\"P1M\")", "@\"2024-02-29\""), ("date(2026, 2, 29)", "null"),
    ("@\"2026-11-21T10:00:00Z\" - @\"2026-11-20T18:00:00@Asia/Tokyo\"", "@\"P1DT1H\""),
    ("time(\"23:00:00\") + duration(\"PT2H\")", "@\"01:00:00\""),
    ("duration(\"P1Y\") = duration(\"P12M\")", "true"),
    ("duration(\"P1M\") < duration(\"P30D\")", "null"), ("@\"10:00:00@Nowhere/City\"", "null"),
    ("@\"-P1DT2H\".hours", "-2"),
    ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
    ("week of year(@\"2021-01-03\")", "53"), ("day of week(@\"2026-11-21\")", "\"Saturday\""),
    ("@\"10:00:00+09:00\" = @\"01:00:00Z\"", "true"), ("is(@\"10:00:00+09:00\", @\"01:00:00Z\")", "false"),
    ("string(@\"2026-11-21T10:00:00.5-05:30\")", "\"2026-11-21T10:00:00.5-05:30\""),
    // Texts and patterns (10.3.4.3).
    ("replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\""),
    ("matches(\"南台３\", \"\\\\p{Nd}$\")", "true"),
    ("matches(\"が\", \"^か\")", "false"), ("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]"),
    ("matches(\"a\", \"(\")", "null"), ("replace(\"abc\", \"x*\", \"-\")", "null"),
    ("matches(\"aXa\", \"(a)x\\\\1\", \"i\")", "true"), ("\"が\" = \"か\u{3099}\"", "false"),
    ("substring(\"葛󠄀城\", 1, 2)", "\"葛󠄀\""), ("string join([\"a\", null, \"b\"], \"・\")", "\"a・b\""),
    // Lists and contexts (10.3.4.4, 10.3.4.10).
    ("distinct values([1, 2, 1.0, null, null])", "[1, 2, null]"), ("flatten([[1, [2]], 3])", "[1, 2, 3]"),
    ("list replace([1, 5, 9], function(item, new) item > 4, 0)", "[1, 0, 0]"),
    ("mode([6, 3, 9, 6, 3])", "[3, 6]"),
    ("median([8, 2, 5, 7])", "6"), ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
    ("all([true, null])", "null"), ("any([null, true])", "true"), ("min([])", "null"),
    ("context put({x: {y: 1}}, [\"x\", \"y\"], 2)", "{x: {y: 2}}"), ("get value({a: 1}, \"a\")", "1"),
    ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
    // Ranges to each other (10.3.4.9).
    ("overlaps([1..5], [5..8])", "true"), ("before([1..5), [5..8])", "true"), ("during(3, [1..5])", "true"),
    ("meets([1..5], (5..8])", "false"), ("starts(1, [1..5])", "true"), ("coincides(5, 5)", "true"),
    ("range(\"[1..3)\") = [1..3)", "true"), ("range(\"[3..1]\")", "null"),
  ])
  func `an expression has the value of the standard`(text: String, wanted: String) throws {
    #expect(try #require(evaluate(text)) == #require(evaluate(wanted)), "\(text)")
  }

  @Test func `the moment is the caller's`() {
    #expect(evaluate("today()", now: "2026-11-21T09:30:00+09:00")?.text == "2026-11-21")
    #expect(evaluate("now().hour", now: "2026-11-21T09:30:00+09:00") == .number(9))
    #expect(evaluate("now()") == .null)
  }

  @Test func `an error is null and is recorded with its place`() throws {
    var evaluator = Evaluator()
    let program = Compiler.program(try Parser.expression("1 + (2 / 0)"), in: Scope())
    #expect(evaluator.evaluate(program, variables: [], from: NoFacts()) == .null)
    #expect(evaluator.faults.first == Fault(function: "/", place: 5..<10))
  }

  @Test func `nesting is refused beyond its limit and never costs more than its length`() throws {
    for piece in [
      "(", "[", "{a: ", "-", "1 in (", "[1..", "[1..a[", "if true then ", "f(", "function(x) ", "a[",
    ] {
      let text = String(repeating: piece, count: 2000) + "1"
      #expect(throws: Diagnostic.self) { try Parser.expression(text) }
    }
    #expect(throws: Never.self) {
      try Parser.expression(String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60))
    }
  }

  @Test func `a pattern made to blow up is given its answer`() {
    let text = String(repeating: "a", count: 400)
    #expect(evaluate("matches(\"\(text)\", \"^(a+)+b$\")") == .boolean(false))
    #expect(evaluate("matches(\"\(text)\", \"^(a|aa)*c\")") == .boolean(false))
    // With a back-reference it is stopped instead.
    #expect(evaluate("matches(\"\(text)\", \"^(a+)+\\\\1b$\")") == .null)
  }

  @Test func `a hundred thousand senseless inputs are all answered`() {
    var random = FuzzSource(seed: 7)
    var parsed = 0
    for _ in 0..<100_000 where evaluate(random.text()) != nil { parsed += 1 }
    #expect(parsed > 10_000)
  }
}
