import Testing

@testable import Feel

private final class Nothing: FactSource {
  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? { .null }
}

/// What an expression comes to, and what it was given up for.
private func run(_ text: String) throws -> (value: Value?, limit: Limits.Kind?, faults: Int) {
  var evaluator = Evaluator()
  let program = Compiler.program(try Parser.expression(text), in: Scope())
  let value = evaluator.evaluate(program, variables: [], from: Nothing())
  return (value, evaluator.faults.lazy.compactMap(\.limit).first, evaluator.faults.count)
}

private func problem(_ text: String) -> Diagnostic.Problem? {
  do throws(Diagnostic) {
    _ = try Parser.expression(text)
    return nil
  } catch { return error.problem }
}

@Suite struct ExpressionLimitTests {
  @Test func `a row of operators is as long as it may be and no longer`() throws {
    let limit = Limits().links
    #expect(try run("1" + String(repeating: "+1", count: limit + 1)).value == .number(limit + 2))
    for row in ["+1", "*1", "**1", ".b", "[1]", "(1)"] {
      #expect(problem("a" + String(repeating: row, count: limit + 2)) == .tooLong, "\(row)")
    }
    #expect(problem("1" + String(repeating: "+1", count: 20_000)) == .tooLong)
    // Rows within rows are one nest.
    let rows = (0..<40).reduce("1") { inner, _ in "(" + inner + String(repeating: "+1", count: 20) + ")" }
    #expect(problem(rows) == .tooLong)
  }

  @Test func `a long list is no long row`() throws {
    let items = (1...5_000).map(String.init).joined(separator: ",")
    var limits = Limits()
    limits.length = 50_000
    let expression = try Parser.expression("count([\(items)])", limits: limits)
    var evaluator = Evaluator()
    let value = evaluator.evaluate(
      Compiler.program(expression, in: Scope()), variables: [], from: Nothing())
    #expect(value == .number(5_000))
  }

  @Test func `an expression of a megabyte is refused before it is read`() {
    let long = String(repeating: "あ", count: 1 << 20)
    for text in [
      long, "\"\(long)\"", "/*\(long)*/ 1", "{\"\(long)\": 1}", String(repeating: "9", count: 1 << 20),
    ] {
      #expect(problem(text) == .tooLong)
    }
  }

  @Test(arguments: ["(", "[", "if true then ", "function(x) ", "for x in [1] return ", "not(", "-", "{a: "])
  func `deep nesting is refused`(piece: String) {
    #expect(problem(String(repeating: piece, count: 1_000) + "1") == .nestingTooDeep)
  }

  @Test(arguments: [
    ("1", " between 1 and 2"), ("1", " in (1, 2)"), ("1", " in [1..2]"), ("1", " = 1"),
  ])
  func `checking looks at each part once, however deep it stands`(inner: String, test: String) throws {
    // Looking twice at what stands inside would take 2^90 looks.
    let text = String(repeating: "(", count: 90) + inner + String(repeating: test + ")", count: 90)
    guard case .failure(let diagnostics) = Compiler.compile(try Parser.expression(text), in: Scope()) else {
      Issue.record("a truth value was compared with a number")
      return
    }
    #expect(!diagnostics.list.isEmpty)
  }

  @Test func `nested ranges and lists are checked once too`() throws {
    for (opening, closing) in [("[", "..2]"), ("list contains(", ", 1)")] {
      let text = String(repeating: opening, count: 80) + "[1]" + String(repeating: closing, count: 80)
      _ = Compiler.compile(try Parser.expression(text), in: Scope())
      #expect(try run(text).limit == nil)
    }
  }

  @Test func `what is wrong in a long expression is told a hundred times at most`() throws {
    let text = "[" + (0..<2_000).map { "n\($0)" }.joined(separator: ", ") + "]"
    guard case .failure(let diagnostics) = Compiler.compile(try Parser.expression(text), in: Scope()) else {
      Issue.record("unknown names were not seen")
      return
    }
    #expect(diagnostics.list.count == 100)
  }
}

@Suite struct EvaluationLimitTests {
  @Test(arguments: [
    // Three ranges within each other, and ranges that nobody could walk through.
    ("for a in 1..10000, b in 1..10000, c in 1..10000 return a", Limits.Kind.size),
    ("some a in 1..10000, b in 1..10000, c in 1..10000 satisfies a + b + c = 0", .steps),
    ("for i in 1..1000000000000000000 return i", .size),
    ("some i in [1..1000000000000000000] satisfies i = 3", .size),
    // Lists and texts that double.
    (
      "{a: [1,2,3,4,5,6,7,8,9], b: [a,a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b,b], d: [c,c,c,c,c,c,c,c,c], "
        + "e: [d,d,d,d,d,d,d,d,d], f: [e,e,e,e,e,e,e,e,e], g: [f,f,f,f,f,f,f,f,f]}", .size
    ),
    ("count(for x in 1..100000 return [partial])", .size),
    ("{a: for i in 1..100000 return i, b: concatenate(a,a,a,a,a,a,a,a,a,a,a)}", .size),
    (
      "{a: string join(for i in 1..100000 return \"aaaaaaaaaaaaaaaa\", \"\"), "
        + "b: string join(for i in 1..1000 return \"x\", a)}", .size
    ),
    // Functions that call themselves.
    ("{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 200)}.r", .steps),
    // Work inside functions.
    ("count(distinct values(for i in 1..100000 return [i]))", .steps),
    ("for i in 1..1000000 return matches(\"a\", \"a{9999}{9999}\")", .steps),
    (
      "every x in (for i in 1..3000 return i) satisfies every y in (for i in 1..3000 return i) satisfies x = x",
      .steps
    ),
  ])
  func `what would take too much is given up`(text: String, limit: Limits.Kind) throws {
    let outcome = try run(text)
    #expect(outcome.limit == limit)
    #expect(outcome.value == .null)
  }

  @Test func `nesting is given up before the stack is used up`() throws {
    let iterators = (0..<400).map { "a\($0) in [1]" }.joined(separator: ", ")
    let text = "{f: function(g, n) (for \(iterators) return g(g, n - 1)), r: f(f, 200)}.r"
    #expect(try run(text).limit == .nesting)
  }

  @Test func `an answer that was given up is never definite`() throws {
    // Without its last part the disjunction would be true.
    let text = "true = true or (some a in 1..10000, b in 1..10000 satisfies a + b = 0)"
    #expect(try run(text).value == .boolean(true))
    let swapped = "(every a in 1..10000, b in 1..10000 satisfies a + b > 0) or true"
    #expect(try run(swapped).value == .null)
  }

  @Test func `an evaluator that gave up begins anew`() throws {
    var evaluator = Evaluator()
    let long = Compiler.program(
      try Parser.expression("some a in 1..10000, b in 1..10000 satisfies a + b = 0"), in: Scope())
    let short = Compiler.program(try Parser.expression("1 + 1"), in: Scope())
    #expect(evaluator.evaluate(long, variables: [], from: Nothing()) == .null)
    #expect(evaluator.evaluate(short, variables: [], from: Nothing()) == .number(2))
    #expect(evaluator.faults.isEmpty)
  }

  @Test func `errors of one evaluation are kept up to a hundred`() throws {
    #expect(try run("count(for i in 1..1000 return 1 / 0)").faults == 100)
  }

  @Test func `a text is found in another in one pass`() throws {
    #expect(try run("substring after(\"ababac\", \"abac\")").value == .string(""))
    #expect(try run("substring before(\"aabaabaaab\", \"aaab\")").value == .string("aabaab"))
    let text = "{a: string join(for i in 1..50000 return \"a\", \"\"), b: contains(a + a, a + \"b\")}.b"
    #expect(try run(text).value == .boolean(false))
  }

  @Test func `the furthest numbers are no trap`() throws {
    let least = "(0 - 9223372036854775807 - 1)"
    #expect(try run("-\(least)").value == .number(Decimal(literal: "9223372036854775808") ?? .zero))
    #expect(try run("for i in \(least)..3 return i").value == .null)
  }
}

@Suite struct MachineLimitTests {
  private func machine(_ text: String) throws -> (machine: Machine, entry: Int32) {
    var book = Codebook()
    let program = Compiler.program(try Parser.expression(text), in: Scope())
    let added = book.add(program)
    let entry = try #require(added)
    return (Machine(book, records: []), entry)
  }

  @Test func `quantifiers within quantifiers run out`() throws {
    let list = "[" + (1...50).map(String.init).joined(separator: ",") + "]"
    let nested = (0..<6).reduce("a0 + a1 + a2 + a3 + a4 + a5 = 0") { inner, number in
      "some a\(number) in \(list) satisfies \(inner)"
    }
    let (machine, entry) = try machine(nested)
    #expect(machine.run(entry) == nil)
    #expect(machine.hasRunOut)
  }

  @Test func `what fits does not run out, however often it is run`() throws {
    let list = "[" + (1...50).map(String.init).joined(separator: ",") + "]"
    let (machine, entry) = try machine("some a in \(list) satisfies some b in \(list) satisfies a + b = 100")
    for _ in 0..<1_000 {
      #expect(machine.run(entry) == .yes)
      #expect(!machine.hasRunOut)
    }
  }

  @Test(arguments: [
    "-(0 - 9223372036854775807 - 1)", "@\"2026-01-01\" + @\"P9000000000D\" > @\"2026-01-01\"",
  ])
  func `the furthest numbers are left to the general evaluator`(text: String) throws {
    let (machine, entry) = try machine(text)
    #expect(machine.run(entry) == nil)
    #expect(!machine.hasRunOut)
  }
}
