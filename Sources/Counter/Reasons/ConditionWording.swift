import Feel

/// Says in Japanese what a condition says: as it came out for one visit, or as it stands in the rule.
///
/// A condition is worded by its parts: of a conjunction that holds every part is said, of one that fails the first part
/// that failed; a fact by its 言い方 or 見出し; a comparison with the value it met, turned round where it does not hold.
struct ConditionWording {
  let catalog: Catalog
  let scope: Scope
  /// What the parts are worth in this visit; nil for the rule by itself.
  let values: ConditionValues?
  /// The person the reason is about, who is not named unless others are.
  let reader: Int?
  var bindings: [Binding]
  /// Facts whose values the reader may not see.
  var hidden: Set<String> = []

  /// `person` is whom 人 stands for, nil for anybody or nobody; `reader` is the one to whom it is told.
  init(_ catalog: Catalog, _ scope: Scope, _ values: ConditionValues?, person: Int?, reader: Int?) {
    self.catalog = catalog
    self.scope = scope
    self.values = values
    self.reader = reader
    bindings = [Binding(name: Subject.Kind.person.rawValue, person: person)]
  }

  func binding(_ name: String, to person: Int?) -> ConditionWording {
    var inner = self
    inner.bindings.removeAll { $0.name == name }
    inner.bindings.append(Binding(name: name, person: person))
    return inner
  }

  /// Signs that a clause may have, so that a sentence made of it alone is no longer than a breath.
  static let longest = 40

  func value(_ expression: Expression) -> Value? { values?.value(expression, bindings) }
  func truth(_ expression: Expression) -> Bool? { values?.truth(expression, bindings) }

  /// What is said of an expression that is, or would be, true or false.
  func clauses(_ expression: Expression, _ truth: Bool) -> [Clause] {
    switch expression {
    case .and(let parts, _): return joined(parts, truth, decides: false)
    case .or(let parts, _): return joined(parts, truth, decides: true)
    case .call("not", let arguments, _) where arguments.count == 1: return clauses(arguments[0], !truth)
    case .comparison(let operation, let inner, .literal(.boolean(let flag), _), _)
    where operation == .equal || operation == .notEqual:
      return clauses(inner, truth == (flag == (operation == .equal)))
    case .membership(let inner, let tests, _) where tests.count == 1 && tests[0].flag != nil:
      return clauses(inner, truth == tests[0].flag)
    case .quantified(let quantifier, let iterators, let condition, _) where iterators.count == 1:
      return quantified(quantifier == .some, iterators[0], condition, truth)
    case .conditional(let condition, let yes, let no, _): return conditional(condition, yes, no, truth)
    default: break
    }
    // Whatever a clause is made of, it must not be spoken when anything in it must not.
    let isQuiet = expression.parts.contains { part in
      if case .path(let base, let property, _) = part {
        fact(base, property)?.isQuiet ?? false
      } else {
        false
      }
    }
    return leaf(expression, truth).map { clause in
      var clause = clause
      clause.isQuiet = clause.isQuiet || isQuiet
      return clause
    }
  }

  /// What is said where a value must not be told; nil where everything may be.
  private func veiled(_ expression: Expression) -> Clause? {
    guard !hidden.isEmpty, values != nil else { return nil }
    for case .path(let base, let property, let place) in expression.parts {
      guard let fact = fact(base, property), hidden.contains(fact.name) else { continue }
      return Clause(
        topic(.path(base, property, place)), Predicate(noun: FactText.hidden), of: holder(base), isQuiet: true
      )
    }
    return nil
  }

  private func leaf(_ expression: Expression, _ truth: Bool) -> [Clause] {
    if let veiled = veiled(expression) { return [veiled] }
    let isFilter = expression.parts.contains { if case .filter = $0 { true } else { false } }
    if isFilter { return [Clause(vague: truth)] }
    if let gate = shutGate(of: expression) { return gate }
    if let absent = absent(in: expression) { return [absent] }
    switch expression {
    case .comparison(let operation, let left, let right, _):
      return comparison(truth ? operation : operation.opposite, left, right)
    case .between(let value, let lower, let upper, _):
      return [range(value, Bounds(lower, upper, true, true), truth)]
    case .membership(let value, let tests, _): return membership(value, tests, truth)
    case .path(let base, let property, _): return [said(base, property, truth)]
    case .call("list contains", let arguments, _) where arguments.count == 2:
      return [contains(arguments[0], [arguments[1]], truth)]
    case .call(let function, let arguments, _):
      return [call(function, arguments, truth) ?? other(expression, truth)]
    default: return [other(expression, truth)]
    }
  }

  // MARK: Connectives

  /// `decides` is the truth of one part that decides the whole.
  private func joined(_ parts: [Expression], _ truth: Bool, decides: Bool) -> [Clause] {
    guard truth == decides else { return parts.flatMap { clauses($0, truth) } }
    // One part is enough: the first that is known to do it, which may be said.
    if let first = parts.first(where: { self.truth($0) == decides }) { return clauses(first, decides) }
    return alternatives(parts.map { clauses($0, truth) })
  }

  /// «…、または…»: of a rule by itself, any one of the ways.
  func alternatives(_ ways: [[Clause]]) -> [Clause] {
    guard ways.count > 1, let last = ways.last else { return ways.first ?? [] }
    let lead = ways.dropLast().map { $0.phrase(naming: nil) + "、または" }.joined()
    guard let end = last.last else { return [] }
    let words = lead + last.dropLast().map { $0.connective(nil) + "、" }.joined()
    let isQuiet = ways.joined().contains(where: \.isQuiet)
    return [end.prefixed(words + (end.topic.isEmpty ? "" : end.topic + "が"), isQuiet: isQuiet)]
  }

  private func conditional(_ condition: Expression, _ yes: Expression, _ no: Expression, _ truth: Bool)
    -> [Clause]
  {
    func way(_ outcome: Bool, _ branch: Expression) -> [Clause]? {
      let why = clauses(condition, outcome)
      guard case .literal(let value, _) = branch else { return why + clauses(branch, truth) }
      return value == .boolean(truth) ? why : nil
    }
    if let outcome = self.truth(condition) {
      return way(outcome, outcome ? yes : no) ?? clauses(condition, outcome)
    }
    // Undecided in a visit: both branches say the same, whatever the condition will be.
    if values != nil { return clauses(yes, truth) + clauses(no, truth) }
    return alternatives([way(true, yes), way(false, no)].compactMap { $0 })
  }

  // MARK: Quantifiers

  private func quantified(
    _ isSome: Bool, _ iterator: Expression.Iterator, _ condition: Expression, _ truth: Bool
  )
    -> [Clause]
  {
    // Only of people, and of people by themselves, is there something to say.
    guard fact(iterator.domain)?.kind == .people, hasWords(condition, isSome, iterator.domain) else {
      return [Clause(vague: truth)]
    }
    if isSome == truth, let values, let people = values.people(iterator.domain, bindings) {
      // Those who show it: for some the ones for whom it holds, for every the exceptions.
      let told = people.compactMap { person -> (person: Int, clauses: [Clause])? in
        let wording = binding(iterator.name, to: person)
        return wording.truth(condition) == isSome ? (person, wording.clauses(condition, isSome)) : nil
      }
      if let first = told.first {
        // Together only where the same is said of each.
        let alike = told.filter { $0.clauses.map(\.content) == first.clauses.map(\.content) }
        guard alike.count > 1, first.clauses.count == 1, let clause = first.clauses.first,
          clause.holder != .nobody
        else { return first.clauses }
        let names = alike.map { values.name($0.person) }
        let who =
          names.count > 3
          ? names.prefix(2).joined(separator: "と") + "など\(names.count)人" : names.joined(separator: "と")
        return [Clause(clause.topic, clause.predicate, of: .named(who), isQuiet: clause.isQuiet)]
      }
    }
    return [anybody(iterator, condition, isSome: isSome, truth)]
  }

  /// «引っ越す人に、…人が1人もいない», «…人がいる», «全員が…».
  private func anybody(_ iterator: Expression.Iterator, _ condition: Expression, isSome: Bool, _ truth: Bool)
    -> Clause
  {
    // Of people among the same people it is said once.
    var (wording, condition) = (binding(iterator.name, to: nil), condition)
    while case .quantified(let quantifier, let iterators, let inner, _) = condition,
      (quantifier == .some) == isSome,
      iterators.count == 1, same(iterators[0].domain, iterator.domain)
    {
      wording = wording.binding(iterators[0].name, to: nil)
      condition = inner
    }
    let domain = topic(iterator.domain)
    let among = domain.isEmpty ? "" : "\(domain)に、"
    let clauses = wording.clauses(condition, isSome)
    let isQuiet = clauses.contains(where: \.isQuiet)
    if !isSome, truth, let only = wording.clauses(condition, true).first,
      wording.clauses(condition, true).count == 1
    {
      let everybody = only.predicate.isDenied ? "だれも" : "全員が"
      let who = (domain.isEmpty ? "" : domain + "の") + everybody
      return only.prefixed(who + (only.topic.isEmpty ? "" : "、\(only.topic)が"), isQuiet: isQuiet)
    }
    // «引っ越さない人が1人もいない» is said of all.
    if isSome, !truth, clauses.count == 1, let only = clauses.first, only.predicate.isDenied {
      let who = (domain.isEmpty ? "" : domain + "の") + "全員が"
      return only.affirmed.prefixed(who + (only.topic.isEmpty ? "" : "、\(only.topic)が"), isQuiet: isQuiet)
    }
    // Beside anybody the one it is about is somebody, too.
    let own = reader.flatMap { number in values.map { $0.name(number) } }
    let words = clauses.map { $0.holder == .person ? $0.held(by: own) : $0 }.phrase(naming: own)
    // Someone who fails an «every» is told by what fails; nobody at all by what nobody is.
    let exists = isSome == truth
    let isLong = words.count + among.count > ConditionWording.longest
    // «外国籍の人»
    let said = words.hasSuffix("である") ? words.dropLast(3) + "の" : words
    let whose = isLong ? Clause.vague : said
    var clause = Clause(
      "", Predicate(among + whose + (exists ? "人がいる" : "人が1人もいない")), isQuiet: isQuiet)
    clause.isVague = isLong
    return clause
  }

  /// Whether what is asked of each can be said of anybody: quantifiers inside are of the same kind over the same people.
  private func hasWords(_ condition: Expression, _ isSome: Bool, _ domain: Expression) -> Bool {
    if case .quantified(let quantifier, let iterators, let inner, _) = condition {
      return (quantifier == .some) == isSome && iterators.count == 1 && same(iterators[0].domain, domain)
        && hasWords(inner, isSome, domain)
    }
    return !condition.parts.contains { if case .quantified = $0 { true } else { false } }
  }

  private func same(_ left: Expression, _ right: Expression) -> Bool {
    switch (left, right) {
    case (.path(let one, let name, _), .path(let other, let second, _)): name == second && same(one, other)
    case (.name(let one, _), .name(let other, _)): one == other
    default: false
    }
  }
}

extension Clause {
  /// What is said, whoever it is of.
  fileprivate var content: [String] { [topic, predicate.phrase, predicate.isDenied ? "ない" : ""] }

  fileprivate func held(by name: String?) -> Clause {
    Clause(topic, predicate, of: name.map { .named($0) } ?? .nobody, isQuiet: isQuiet)
  }

  /// The predicate with words in front of it that say of whom and what.
  fileprivate func prefixed(_ words: String, isQuiet: Bool) -> Clause {
    Clause("", predicate.behind(words), isQuiet: isQuiet)
  }
}

extension UnaryTest {
  /// はい or いいえ as a test.
  fileprivate var flag: Bool? {
    if case .matching(.literal(.boolean(let flag), _)) = self { flag } else { nil }
  }
}
