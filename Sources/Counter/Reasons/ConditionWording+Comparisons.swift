import Feel

/// Comparisons, ranges and lists in words.
extension ConditionWording {
  struct Bounds {
    let lower: Expression
    let upper: Expression
    let includesLower: Bool
    let includesUpper: Bool

    init(_ lower: Expression, _ upper: Expression, _ includesLower: Bool, _ includesUpper: Bool) {
      (self.lower, self.upper) = (lower, upper)
      (self.includesLower, self.includesUpper) = (includesLower, includesUpper)
    }
  }

  func comparison(_ operation: ComparisonOperator, _ left: Expression, _ right: Expression) -> [Clause] {
    if case .literal(.null, _) = right { return [absence(left, operation == .equal)] }
    if case .literal(.null, _) = left { return [absence(right, operation == .equal)] }
    if !isAbout(left), isAbout(right) { return comparison(operation.mirrored, right, left) }
    if isPerson(left) || isPerson(right) { return identity(left, right, operation == .equal) }
    if fact(left)?.kind == .yesNo, fact(right)?.kind == .yesNo, operation == .equal || operation == .notEqual
    {
      guard let first = truth(left), let second = truth(right) else {
        let both = "「\(topic(left))」と「\(topic(right))」"
        return [Clause(both, Predicate(noun: "同じ", isDenied: operation == .notEqual))]
      }
      return clauses(left, first) + clauses(right, second)
    }
    if isAge(left), operation != .equal, operation != .notEqual {
      return [aged(left, operation.word(.age, term(right)))]
    }
    switch quantity(of: left) {
    case .day:
      let value = value(left).flatMap { text($0, left) }
      let words = topic(left) + (value.map { "（\($0)）" } ?? "")
      return [
        Clause(
          words, Predicate(noun: operation.word(.day, dayTerm(right, beside: left))), of: holder(of: left))
      ]
    case .count: return [counted(operation, left, right)]
    case .days:
      let bound = operation.word(.days, term(right))
      let value = value(left).flatMap { text($0, left) }
      return [Clause(topic(left), Predicate(noun: value.map { "\($0)日（\(bound)）" } ?? bound), of: .nobody)]
    case .age, .text:
      if operation == .equal || operation == .notEqual {
        return [equality(left, [right], operation == .equal)]
      }
      return [Clause(topic(left), Predicate(noun: operation.word(.count, term(right))), of: holder(of: left))]
    }
  }

  /// «飼っている犬の数が2»; against none or one by the fact's 言い方, «犬を飼っている».
  private func counted(_ operation: ComparisonOperator, _ left: Expression, _ right: Expression) -> Clause {
    let bound = operation.word(.count, term(right))
    let found = value(left)
    let isPlain: Bool = if case .literal(.number, _) = right { true } else { false }
    if let fact = fact(left), let phrase = fact.phrase, operation.asksForAny(right),
      case .number(let count)? = found
    {
      return Clause("", Predicate(phrase, isDenied: count == Decimal(0)), of: holder(of: left))
    }
    let words = found.flatMap { text($0, left) }.map { isPlain ? $0 : "\($0)（\(bound)）" }
    return Clause(fact(left)?.label ?? topic(left), Predicate(noun: words ?? bound), of: holder(of: left))
  }

  /// «届出の種類が転入», «新しく世帯をつくる», «健康保険が変わったわけが「勤め先をやめた」».
  private func equality(_ left: Expression, _ candidates: [Expression], _ truth: Bool) -> Clause {
    let wanted = candidates.map { term($0, like: left) }
    let words =
      wanted.count > 3 ? wanted.prefix(3).joined(separator: "、") + "など" : wanted.joined(separator: "か")
    let (topic, holder) = (topic(left), holder(of: left))
    if isAge(left) {
      let years = wanted.map { $0.hasSuffix("歳") ? $0 : $0 + "歳" }.joined(separator: "か")
      guard value(left) != nil else {
        return Clause(topic, Predicate(noun: years, isDenied: !truth), of: holder)
      }
      return aged(left, truth ? years : years + "ではない")
    }
    let found = value(left).flatMap { text($0, left) }
    if truth {
      // Of several it says the one that it is; «新しく世帯をつくる» says of itself what it is.
      let value = candidates.count > 1 ? found ?? words : words
      return Predicate(value).isNoun
        ? Clause(topic, Predicate(noun: quoted(value)), of: holder) : Clause("", Predicate(value), of: holder)
    }
    guard let found else {
      return Clause(
        topic, Predicate(noun: wanted.map(quoted).joined(separator: "か"), isDenied: true), of: holder)
    }
    // What it is says enough.
    return Clause(topic, Predicate(noun: quoted(found)), of: holder)
  }

  /// A value beside «である»: what is no noun, or is easily taken for a word of the sentence, stands in brackets.
  private func quoted(_ value: String) -> String {
    // «帰化した（日本国籍になった）»
    let word = value.split(separator: "（").first.map(String.init) ?? value
    return Predicate(word).isNoun && !word.hasSuffix("た") && word != "なし" ? value : "「\(value)」"
  }

  /// «児童手当を請求する人», «児童手当を請求する人が花子さん».
  private func identity(_ left: Expression, _ right: Expression, _ truth: Bool) -> [Clause] {
    if isPersonName(left), isPersonName(right) {
      // That two people are not one and the same goes without saying.
      return truth ? [Clause("", Predicate(noun: "その人"), of: holder(left))] : []
    }
    let (who, role) = isPersonName(left) ? (left, right) : (right, left)
    guard isPersonName(who) else {
      return [Clause(whom(left), Predicate(noun: whom(right), isDenied: !truth))]
    }
    if truth { return [Clause("", Predicate(noun: topic(role)), of: holder(who))] }
    guard let values, let other = values.person(role, bindings) else {
      return [Clause("", Predicate(noun: topic(role), isDenied: true), of: holder(who))]
    }
    return [Clause(topic(role), Predicate(noun: values.name(other)))]
  }

  /// «犬の飼い主（花子さん）».
  private func whom(_ role: Expression) -> String {
    let name = values.flatMap { values in values.person(role, bindings).map(values.name) }
    return topic(role) + (name.map { "（\($0)）" } ?? "")
  }

  // MARK: Ages and ranges

  private func isAge(_ expression: Expression) -> Bool {
    switch expression {
    case .call("年齢", _, _), .call("誕生日年齢", _, _), .call("年度末年齢", _, _): true
    default: false
    }
  }

  private func aged(_ age: Expression, _ bound: String) -> Clause {
    let years: String? = if case .number(let years)? = value(age) { years.text } else { nil }
    return Clause(topic(age), Predicate(noun: years.map { "\($0)歳（\(bound)）" } ?? bound), of: holder(of: age))
  }

  /// «65歳以上75歳未満».
  func range(_ value: Expression, _ bounds: Bounds, _ truth: Bool) -> Clause {
    let kind: ComparisonOperator.Quantity = isAge(value) ? .age : quantity(of: value)
    let low = (bounds.includesLower ? ComparisonOperator.greaterOrEqual : .greater).word(
      kind, kind == .day ? dayTerm(bounds.lower) : term(bounds.lower))
    let high = (bounds.includesUpper ? ComparisonOperator.lessOrEqual : .less).word(
      kind, kind == .day ? dayTerm(bounds.upper) : term(bounds.upper))
    let words = "\(low)\(kind == .day ? "、" : "")\(high)"
    if isAge(value), self.value(value) != nil { return aged(value, words + (truth ? "" : "ではない")) }
    guard !isAge(value), let found = self.value(value).flatMap({ text($0, value) }) else {
      return Clause(topic(value), Predicate(noun: words, isDenied: !truth), of: holder(of: value))
    }
    return Clause(
      topic(value), Predicate(noun: "\(found)（\(words)\(truth ? "" : "ではない")）"), of: holder(of: value))
  }

  /// A list of tests holds by one of them and fails by all.
  func membership(_ value: Expression, _ tests: [UnaryTest], _ truth: Bool) -> [Clause] {
    var candidates: [Expression] = []
    var ways: [(test: UnaryTest, clauses: [Clause])] = []
    for test in tests {
      switch test {
      case .compared(let operation, let bound):
        ways.append((test, comparison(truth ? operation : operation.opposite, value, bound)))
      case .matching(.range(let lower, let upper, let includesLower, let includesUpper, _)):
        ways.append((test, [range(value, Bounds(lower, upper, includesLower, includesUpper), truth)]))
      case .matching(.list(let items, _)): candidates += items
      case .matching(let candidate): candidates.append(candidate)
      }
    }
    if let first = candidates.first {
      let tests = candidates.map { UnaryTest.matching($0) }
      let clause =
        isPeople(first) && candidates.count == 1
        ? contains(first, [value], truth)
        : isCodes(value) ? contains(value, candidates, truth) : equality(value, candidates, truth)
      ways.append((tests[0], [clause]))
      if tests.count > 1, truth, self.truth(.membership(value, tests, value.place)) == true {
        return [clause]
      }
    }
    guard truth else { return ways.flatMap(\.clauses) }
    let holding = ways.first { self.truth(.membership(value, [$0.test], value.place)) == true }
    return holding?.clauses ?? alternatives(ways.map(\.clauses))
  }

  /// «家族にあてはまることに「生活保護を受けている」がある».
  func contains(_ list: Expression, _ items: [Expression], _ truth: Bool) -> Clause {
    if let first = items.first, isPerson(first) {
      return Clause("", Predicate(noun: topic(list), isDenied: !truth), of: holder(of: first))
    }
    let words = items.map { "「\(term($0, like: list))」" }.joined(separator: "か")
    return Clause("", Predicate("\(topic(list))に\(words)がある", isDenied: !truth))
  }

  /// Functions with words of their own; nil for the others.
  func call(_ function: String, _ arguments: [Expression], _ truth: Bool) -> Clause? {
    switch function {
    case "学齢":
      return Clause(
        "", Predicate(noun: "小・中学校の年齢", isDenied: !truth),
        of: arguments.first.map { holder(of: $0) } ?? .nobody)
    case "starts with", "contains", "ends with":
      guard arguments.count == 2 else { return nil }
      // Where somebody is protected even a part of an address is not told.
      if values?.isProtected ?? false, fact(arguments[0])?.tellsAddress ?? false {
        return Clause(topic(arguments[0]), Predicate(noun: "条件に合うもの", isDenied: !truth), isQuiet: true)
      }
      let part = term(arguments[1])
      let words = ["starts with": "で始まる", "contains": "を含む", "ends with": "で終わる"][function] ?? ""
      return Clause(
        topic(arguments[0]), Predicate("「\(part)」\(words)", isDenied: !truth), of: holder(of: arguments[0]))
    default: return nil
    }
  }

  // MARK: Kinds

  /// Whether an expression speaks of a fact or an age, rather than bounding one.
  private func isAbout(_ expression: Expression) -> Bool {
    fact(expression) != nil || isAge(expression) || isPersonName(expression)
      || quantity(of: expression) == .days
  }

  private func isPersonName(_ expression: Expression) -> Bool {
    guard case .name(let name, _) = expression else { return false }
    return bindings.contains { $0.name == name }
  }

  private func isPerson(_ expression: Expression) -> Bool {
    isPersonName(expression) || fact(expression)?.kind == .person
  }

  private func isPeople(_ expression: Expression) -> Bool { fact(expression)?.kind == .people }

  private func isCodes(_ expression: Expression) -> Bool {
    if case .codes? = fact(expression)?.kind { true } else { false }
  }

  private func quantity(of expression: Expression) -> ComparisonOperator.Quantity {
    switch expression {
    case .path:
      switch fact(expression)?.kind {
      case .day: .day
      case .number: .count
      default: .text
      }
    case .call("日数", _, _): .days
    case .call("年度末", _, _): .day
    case .call("count", _, _): .count
    default: .text
    }
  }
}

extension ComparisonOperator {
  enum Quantity { case age, count, days, day, text }

  var opposite: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// Whether it asks no more than whether there is any: > 0, >= 1, = 0.
  func asksForAny(_ bound: Expression) -> Bool {
    guard case .literal(.number(let number), _) = bound else { return false }
    switch self {
    case .greater, .equal, .notEqual, .lessOrEqual: return number == Decimal(0)
    case .greaterOrEqual, .less: return number == Decimal(1)
    }
  }

  /// The same comparison with its sides exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// «75歳未満», «届出の日より前».
  func word(_ quantity: Quantity, _ bound: String) -> String {
    switch (self, quantity) {
    case (.less, .day): "\(bound)より前"
    case (.lessOrEqual, .day): "\(bound)以前"
    case (.greater, .day): "\(bound)より後"
    case (.greaterOrEqual, .day): "\(bound)以後"
    case (.equal, .day): "\(bound)と同じ日"
    case (.notEqual, .day): "\(bound)とは違う日"
    case (.lessOrEqual, .days): "\(bound)以内"
    case (.greater, .days): "\(bound)を超えた日数"
    case (.less, .age), (.less, .count), (.less, .days), (.less, .text): "\(bound)未満"
    case (.greater, _) where bound == "0": "1以上"
    case (.lessOrEqual, _): bound == "0" ? "0" : "\(bound)以下"
    case (.greater, .age): "\(bound)より上"
    case (.greater, _): "\(bound)より多い数"
    case (.greaterOrEqual, _): "\(bound)以上"
    case (.equal, _): "ちょうど\(bound)"
    case (.notEqual, _): "\(bound)以外"
    }
  }
}
