import Testing

@testable import Feel

/// Facts by property; nil is unknown.
private final class Facts: FactSource {
  let values: [Value?]
  init(_ values: [Value?]) { self.values = values }

  func value(of property: Int, in record: Int, needs: inout [Need]) -> Value? {
    if let value = values[property] { return value }
    needs.append(Need(record: record, property: property))
    return nil
  }
}

private let scope: Scope = {
  var scope = Scope()
  scope.add(variable: "人", type: .record("人"))
  scope.properties["人"] = [
    "国保": .init(index: 0, type: .boolean), "後期": .init(index: 1, type: .boolean),
    "年齢": .init(index: 2, type: .number),
    "種別": .init(index: 3, type: .code(list: "種別")), "世帯員": .init(index: 4, type: .list(.record("人"))),
    "生年月日": .init(index: 5, type: .date),
  ]
  scope.codes["種別"] = ["転入", "転居", "転出"]
  return scope
}()

private func run(_ text: String, _ facts: [Value?] = []) throws -> (value: Value?, needs: [Int]) {
  let program = try Compiler.compile(Parser.expression(text), in: scope).get()
  let padded = facts + [Value?](repeating: nil, count: 6 - facts.count)
  var evaluator = Evaluator()
  let value = evaluator.evaluate(program, variables: [.record(0)], from: Facts(padded))
  return (value, evaluator.needs.map(\.property))
}

@Suite struct EvaluationTests {
  @Test(arguments: [
    ("0.1 + 0.2 = 0.3", Value.boolean(true)), ("1 / 3 * 3 = 1", .boolean(false)), ("2 ** 10", .number(1024)),
    ("-2 ** 2", .number(4)),
    ("null = 5", .boolean(false)), ("null != 5", .boolean(true)), ("1 < \"a\"", .null),
    ("5 between 1 and 5", .boolean(true)),
    ("5 in (1, < 3, [4..6])", .boolean(true)), ("if null then 1 else 2", .number(2)),
    ("[1,2,3][item > 1]", .list([.number(2), .number(3)])),
    ("[10,20,30][-1]", .number(30)), ("some x in [1,2] satisfies x > 1", .boolean(true)),
    ("every x in [] satisfies x > 1", .boolean(true)),
    ("for x in [1,2] return x * 2", .list([.number(2), .number(4)])),
    ("string length(\"葛\u{E0102}城\")", .number(3)),
    ("date(2024, 1, 31) + duration(\"P1M\")", .date(Day(iso: "2024-02-29")!)),
    ("@\"2026-11-20\".weekday", .number(5)),
    ("date(\"2026-02-29\")", .null), ("1 / 0", .null), ("true and null", .null),
    ("false and null", .boolean(false)),
    ("count([1,2]) + max(3, 5)", .number(7)), ("contains(\"架空市南台\", \"南台\")", .boolean(true)),
    ("\"a\" + \"b\"", .string("ab")),
  ])
  func `an expression has the value of the standard`(text: String, value: Value) throws {
    let program = Compiler.program(try Parser.expression(text), in: Scope())
    var evaluator = Evaluator()
    #expect(evaluator.evaluate(program, variables: [], from: Facts([])) == value)
  }

  @Test func `a known side decides and waits for nothing`() throws {
    let no = try run("人.国保 = true and 人.後期 = true", [nil, .boolean(false)])
    #expect(no.value == .boolean(false))
    #expect(no.needs.isEmpty)
    let yes = try run("人.国保 = true or 人.後期 = false", [nil, .boolean(false)])
    #expect(yes.value == .boolean(true))
  }

  @Test func `an undecided answer names every fact it waits for`() throws {
    let open = try run("人.国保 = true and 人.年齢 < 75", [nil, nil, nil])
    #expect(open.value == nil)
    #expect(open.needs == [0, 2])
    #expect(try run("人.国保 = true and 人.年齢 < 75", [.boolean(true), nil, nil]).needs == [2])
  }

  @Test func `an unknown condition with equal branches is known`() throws {
    #expect(try run("if 人.国保 then 1 else 1").value == .number(1))
    #expect(try run("if 人.国保 then 1 else 2").value == nil)
  }

  @Test func `an unknown list leaves a quantifier open and one member can decide it`() throws {
    #expect(try run("some 員 in 人.世帯員 satisfies 員.国保 = true").value == nil)
    let known = try run(
      "some 員 in 人.世帯員 satisfies 員.国保 = true", [.boolean(true), nil, nil, nil, .list([.record(1)])])
    #expect(known.value == .boolean(true))
  }

  @Test func `texts are equal by code points only`() throws {
    #expect(Value.string("\u{FA19}") != Value.string("\u{795E}"))
    #expect(Set([Value.string("\u{FA19}"), Value.string("\u{795E}")]).count == 2)
  }
}

@Suite struct CheckerTests {
  private func problem(_ text: String) -> Diagnostic.Problem? {
    do {
      switch Compiler.compile(try Parser.expression(text), in: scope) {
      case .success: return nil
      case .failure(let diagnostics): return diagnostics.list.first?.problem
      }
    } catch { return (error as? Diagnostic)?.problem }
  }

  @Test func `what staff get wrong is named`() {
    #expect(problem("人.年齢＞＝６５") == .foreignSign("＞", instead: ">"))
    #expect(problem("人.年齢 ≧ 65") == .foreignSign("≧", instead: ">="))
    #expect(problem("人.国民保 = true") == .unknownName("人.国民保", nearest: "人.国保"))
    #expect(problem("人.種別 = 転入") == .bareWord("転入"))
    #expect(problem("人.種別 = \"転人\"") == .notInCodeList("転人", list: "種別", nearest: "転入"))
    #expect(problem("人.年齢 = \"65\"") == .incomparable(.number, .string))
    #expect(problem("人.国保 + 1 = 2") != nil)
    #expect(problem("nott(人.国保)") == .unknownFunction("nott", nearest: "not"))
    #expect(problem("人.国保 = ") == .unexpected(found: "終わり", wanted: "値"))
    #expect(problem("人.種別 = \"転入") == .unfinishedString)
    #expect(problem("人.国保 = true and 人.年齢 < 75") == nil)
  }

  @Test func `nesting beyond the limit is refused`() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(problem(deep) == .nestingTooDeep)
  }
}

@Suite struct DayTests {
  @Test func `days survive a round trip over eight centuries`() {
    var day = Day(year: 1600, month: 1, day: 1)!
    for _ in 0..<300_000 {
      let (year, month, date) = day.components
      #expect(Day(year: year, month: month, day: date) == day)
      day = day.adding(days: 1)
    }
    #expect(day.iso == "2421-05-16")
  }

  @Test func `a day that does not exist is none`() {
    #expect(Day(iso: "2026-02-29") == nil)
    #expect(Day(iso: "2026-13-01") == nil)
    #expect(Day(iso: "26-1-1") == nil)
    #expect(Day(iso: "2026-11-20")?.weekday == 5)
  }
}

@Suite struct DecimalTests {
  @Test(arguments: [
    ("0.1", "0.2", "0.3"), ("1e30", "1", "1000000000000000000000000000001"), ("-5", "5", "0"),
    ("0.005", "0.995", "1"),
  ])
  func `a sum keeps every digit`(left: String, right: String, sum: String) {
    #expect((Decimal(literal: left)! + Decimal(literal: right)!).text == sum)
  }

  @Test func `a quotient has 34 digits`() {
    #expect((Decimal(1) / Decimal(3))?.text == "0." + String(repeating: "3", count: 34))
    #expect(Decimal(1) / Decimal(0) == nil)
    #expect(
      (Decimal(literal: "99999999999999999999")! * Decimal(literal: "99999999999999999999")!).text.hasPrefix(
        "99999999999999999998"))
  }
}
