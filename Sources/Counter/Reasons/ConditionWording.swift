import Feel

/// Says in Japanese what a condition says: as it came out for one visit, or as it stands in the rule.
///
/// A condition is worded by its parts: of a conjunction that holds every part is said, of one that fails only what
/// failed; a fact by its 言い方 or 見出し; a comparison with the value it met, turned round where it does not hold.
struct ConditionWording {
  let catalog: Catalog
  /// What the parts are worth in this visit; nil for the rule by itself.
  let values: ConditionValues?
  /// The person the reason is about, whose name need not be said.
  let person: Int?
  /// Names bound by `some` and `every`, and whom they stand for; nil for anybody.
  private var locals: [(name: String, person: Int?)] = []

  init(_ catalog: Catalog, _ values: ConditionValues?, about person: Int?) {
    self.catalog = catalog
    self.values = values
    self.person = person
  }

  /// What is said of an expression that is, or would be, true or false. Of parts that are not known, those that matter.
  func clauses(_ expression: Expression, _ truth: Bool) -> [Clause] {
    switch expression {
    case .and(let parts, _): return joined(parts, truth, decides: false)
    case .or(let parts, _): return joined(parts, truth, decides: true)
    case .call("not", let arguments, _): return arguments.flatMap { clauses($0, !truth) }
    case .comparison(let operation, let left, .literal(.boolean(let flag), _), _)
    where operation == .equal || operation == .notEqual:
      return clauses(left, truth == (flag == (operation == .equal)))
    case .comparison(let operation, let left, let right, _)
    where isPersonName(left) && isPersonName(right) && (operation == .notEqual) == truth:
      // That two people are not one and the same goes without saying.
      return []
    case .comparison(let operation, let left, let right, _):
      return [comparison(truth ? operation : operation.opposite, left, right)]
    case .between(let value, let lower, let upper, _):
      return [range(value, lower, upper, truth)]
    case .membership(let value, let tests, _): return membership(value, tests, truth)
    case .quantified(let quantifier, let iterators, let condition, _):
      return quantified(quantifier, iterators, condition, truth, expression)
    case .conditional(let condition, let yes, let no, _): return conditional(condition, yes, no, truth)
    case .path(let base, let property, _): return [fact(base, property, truth)]
    case .call("list contains", let arguments, _) where arguments.count == 2:
      return [contains(arguments[0], arguments[1], truth)]
    case .call(let function, let arguments, _): return [call(function, arguments, truth, expression)]
    default: return [other(expression, truth)]
    }
  }

  // MARK: Connectives

  /// `decides` is the truth of one part that decides the whole.
  private func joined(_ parts: [Expression], _ truth: Bool, decides: Bool) -> [Clause] {
    guard let values else {
      return truth == decides ? [alternatives(parts, truth)] : parts.flatMap { clauses($0, truth) }
    }
    let known = parts.map { values.truth($0, locals) }
    if truth == decides {
      // One part is enough: say the first that is known to do it.
      let first = zip(parts, known).first { $1 == decides }?.0 ?? parts[0]
      return clauses(first, decides)
    }
    let unknown = zip(parts, known).filter { $1 == nil }.map(\.0)
    if !unknown.isEmpty, known.contains(nil) { return unknown.flatMap { clauses($0, truth) } }
    return parts.flatMap { clauses($0, truth) }
  }

  /// «…か、または…»: of a rule by itself, any one of the parts.
  private func alternatives(_ parts: [Expression], _ truth: Bool) -> Clause {
    let each = parts.map { clauses($0, truth) }
    let words = each.dropLast().map { part in
      part.dropLast().map { $0.connective + "、" }.joined() + (part.last?.attributive ?? "") + "、または"
    }
    let last = each.last ?? []
    let lead = words.joined() + last.dropLast().map { $0.connective + "、" }.joined()
    let end = last.last ?? Clause("", Predicate("条件に当てはまる", isDenied: !truth))
    return Clause(lead + end.subject, end.predicate, isQuiet: each.joined().contains(where: \.isQuiet))
  }

  private func conditional(_ condition: Expression, _ yes: Expression, _ no: Expression, _ truth: Bool)
    -> [Clause]
  {
    guard let values, let outcome = values.truth(condition, locals) else {
      return clauses(condition, true) + clauses(yes, truth)
    }
    let branch = outcome ? yes : no
    let why = clauses(condition, outcome)
    if case .literal(.boolean, _) = branch { return why }
    return why + clauses(branch, truth)
  }

  private func quantified(
    _ quantifier: Expression.Quantifier, _ iterators: [Expression.Iterator], _ condition: Expression,
    _ truth: Bool,
    _ whole: Expression
  ) -> [Clause] {
    guard iterators.count == 1, let iterator = iterators.first else { return [other(whole, truth)] }
    let isSome = quantifier == .some
    guard let values, let people = values.people(iterator.domain, locals) else {
      return [anybody(iterator.name, condition, isSome: isSome, truth)]
    }
    if isSome == truth {
      // Those who show it: for some the ones for whom it holds, for every the exceptions.
      let witnesses = people.filter { person in
        with(iterator.name, person) { $0.values?.truth(condition, $0.locals) == isSome }
      }
      if let first = witnesses.first {
        let clauses = with(iterator.name, first) { $0.clauses(condition, isSome) }
        guard witnesses.count > 1, let clause = clauses.first, clauses.count == 1 else { return clauses }
        let names = witnesses.map(values.name)
        let who =
          names.count > 3
          ? names.prefix(2).joined(separator: "と") + "など\(names.count)人が" : names.joined(separator: "と") + "が"
        return [Clause(who, general(clause), isQuiet: clause.isQuiet)]
      }
    }
    return [anybody(iterator.name, condition, isSome: isSome, truth)]
  }

  /// Of several people the value each has is left out.
  private func general(_ clause: Clause) -> Predicate {
    guard let open = clause.predicate.phrase.firstIndex(of: "（"),
      clause.predicate.phrase.first?.isNumber ?? false,
      clause.predicate.phrase.hasSuffix("）")
    else { return clause.predicate }
    let inner = clause.predicate.phrase[open...].dropFirst().dropLast()
    return Predicate(String(inner), isDenied: clause.predicate.isDenied)
  }

  /// «…人が1人もいない», «…人がいる», «全員が…».
  private func anybody(_ name: String, _ condition: Expression, isSome: Bool, _ truth: Bool) -> Clause {
    // Of people among people it is said once: «…人が1人もいない».
    var (names, condition) = ([name], condition)
    while case .quantified(let quantifier, let iterators, let inner, _) = condition,
      (quantifier == .some) == isSome,
      iterators.count == 1
    {
      names.append(iterators[0].name)
      condition = inner
    }
    var bare = ConditionWording(catalog, nil, about: nil)
    bare.locals = locals + names.map { ($0, nil) }
    let rule = bare.clauses(condition, isSome)
    let isQuiet = rule.contains(where: \.isQuiet)
    let words = rule.dropLast().map { $0.connective + "、" }.joined() + (rule.last?.attributive ?? "")
    if isSome {
      return truth
        ? Clause("\(words)人が", Predicate("いる"), isQuiet: isQuiet)
        : Clause("\(words)人が1人も", Predicate("いる", isDenied: true), isQuiet: isQuiet)
    }
    let whole = bare.clauses(condition, true)
    if truth, whole.count == 1 {
      let everybody = whole[0].predicate.isDenied ? "だれも" : "全員が"
      return Clause(everybody + whole[0].subject, whole[0].predicate, isQuiet: isQuiet)
    }
    return Clause("\(words)人が", Predicate("いる", isDenied: truth), isQuiet: isQuiet)
  }

  private func with<Result>(_ name: String, _ person: Int?, _ body: (ConditionWording) -> Result) -> Result {
    var inner = self
    inner.locals.append((name, person))
    return body(inner)
  }

  // MARK: Facts

  /// Whose fact it is, and which; nil for what is no fact.
  private func owner(_ base: Expression, _ property: String) -> (
    words: String, possessive: String, fact: Fact?
  ) {
    var kind = Subject.Kind.person.rawValue
    var (words, possessive) = ("", "")
    switch base {
    case .name(let name, _):
      if let local = locals.last(where: { $0.name == name }) {
        if let number = local.person, number != person, let values {
          (words, possessive) = ("\(values.name(number))が", "\(values.name(number))の")
        } else if local.person == nil, locals.first(where: { $0.person == nil })?.name != name {
          (words, possessive) = ("ほかの人が", "ほかの人の")
        }
      } else {
        kind = name
      }
    case .path(let outer, let name, _):
      let role = owner(outer, name).fact?.label ?? name
      let holder = values.flatMap { $0.person(base, locals) }.flatMap { number in
        values.map { $0.name(number) }
      }
      (words, possessive) = ("\(holder ?? role)が", "\(holder ?? role)の")
    default: break
    }
    return (words, possessive, catalog.vocabulary.fact(named: "\(kind).\(property)"))
  }

  private func fact(_ base: Expression, _ property: String, _ truth: Bool) -> Clause {
    let owner = owner(base, property)
    guard let fact = owner.fact else { return Clause("この市の「\(property)」が", Predicate(truth ? "はい" : "いいえ")) }
    return Clause(owner.words, Predicate(fact.saying, isDenied: !truth), isQuiet: fact.isQuiet)
  }

  /// «通っている学校が», and whether it is quiet.
  private func topic(_ expression: Expression) -> (words: String, isQuiet: Bool) {
    switch expression {
    case .path(let base, let property, _):
      let owner = owner(base, property)
      return (owner.possessive + (owner.fact?.saying ?? property), owner.fact?.isQuiet ?? false)
    case .call("年度末年齢", let arguments, _): return (possessive(arguments) + "年度末の年齢", false)
    case .call("count", let arguments, _):
      return ((arguments.first.map { topic($0).words } ?? "") + "の数", false)
    case .call("日数", let arguments, _) where arguments.count == 2:
      return ("\(topic(arguments[0]).words)から\(topic(arguments[1]).words)までの日数", false)
    case .name("人", _): return ("この人", false)
    default: return ("", false)
    }
  }

  private func possessive(_ arguments: [Expression]) -> String {
    guard case .name(let name, _)? = arguments.first, let local = locals.last(where: { $0.name == name }),
      let number = local.person, number != person, let values
    else { return "" }
    return values.name(number) + "の"
  }

  // MARK: Comparisons

  private func comparison(_ operation: ComparisonOperator, _ left: Expression, _ right: Expression) -> Clause
  {
    if case .literal(.null, _) = right { return absence(left, operation == .equal) }
    if case .literal(.null, _) = left { return absence(right, operation == .equal) }
    // What is absent is neither before nor after anything.
    if isFact(left), values?.value(left, locals) == .null { return absence(left, true) }
    if let age = age(left) { return ageClause(age, operation.word(.age, term(right)), left) }
    if isFact(right), !isFact(left), !isPersonName(left) {
      return comparison(operation.mirrored, right, left)
    }
    let topic = topic(left)
    if isPerson(left) || isPerson(right) { return identity(left, right, operation == .equal) }
    let kind = quantity(of: left)
    switch kind {
    case .day:
      let value = values?.value(left, locals).flatMap { self.text($0, left) }
      return Clause(
        topic.words + (value.map { "（\($0)）" } ?? "") + "が", Predicate(operation.word(.day, dayTerm(right))),
        isQuiet: topic.isQuiet)
    case .count, .days:
      let value = values?.value(left, locals).flatMap { self.text($0, left) }
      let unit = kind == .days ? "日" : ""
      // «2»: that it is more than none needs no saying.
      let bound = operation.word(kind, term(right))
      let isPlain: Bool = if case .literal(.number, _) = right { true } else { false }
      return Clause(
        topic.words + "が",
        Predicate(value.map { isPlain ? "\($0)\(unit)" : "\($0)\(unit)（\(bound)）" } ?? bound),
        isQuiet: topic.isQuiet)
    case .age, .text:
      if operation == .equal || operation == .notEqual { return equality(left, [right], operation == .equal) }
      return Clause(topic.words + "が", Predicate(operation.word(.count, term(right))), isQuiet: topic.isQuiet)
    }
  }

  /// «届出の種類が転入», «届出の種類が転入ではなく転居».
  private func equality(_ left: Expression, _ candidates: [Expression], _ truth: Bool) -> Clause {
    let topic = topic(left)
    let wanted = candidates.map { term($0, like: left) }
    let words =
      wanted.count > 3 ? wanted.prefix(3).joined(separator: "、") + "など" : wanted.joined(separator: "か")
    if truth {
      // Of several it says the one that it is.
      let value = candidates.count > 1 ? values?.value(left, locals).flatMap { text($0, left) } : nil
      return Clause(topic.words + "が", Predicate(value ?? words), isQuiet: topic.isQuiet)
    }
    guard let value = values?.value(left, locals).flatMap({ text($0, left) }) else {
      return Clause(topic.words + "が", Predicate(words, isDenied: true), isQuiet: topic.isQuiet)
    }
    return Clause("\(topic.words)が\(words)ではなく", Predicate(value), isQuiet: topic.isQuiet)
  }

  private func absence(_ expression: Expression, _ isAbsent: Bool) -> Clause {
    let topic = topic(expression)
    return Clause(topic.words + "が", Predicate("記録にある", isDenied: isAbsent), isQuiet: topic.isQuiet)
  }

  /// «児童手当を請求する人», «児童手当を請求する人は花子さん».
  private func identity(_ left: Expression, _ right: Expression, _ truth: Bool) -> Clause {
    let (who, role) = isPersonName(left) ? (left, right) : (right, left)
    let words = topic(role).words
    var subject = ""
    if case .name(let name, _) = who, let number = locals.last(where: { $0.name == name })?.person,
      number != person,
      let values
    {
      subject = values.name(number) + "が"
    }
    if truth { return Clause(subject, Predicate(words)) }
    guard let values, let other = values.person(role, locals) else {
      return Clause(subject, Predicate(words, isDenied: true))
    }
    return Clause("\(words)が", Predicate(values.name(other)))
  }

  // MARK: Ages and ranges

  private func age(_ expression: Expression) -> [Expression]? {
    switch expression {
    case .call("年齢", let arguments, _), .call("誕生日年齢", let arguments, _), .call("年度末年齢", let arguments, _):
      arguments
    default: nil
    }
  }

  private func ageClause(_ arguments: [Expression], _ bound: String, _ whole: Expression) -> Clause {
    var subject = ""
    if case .name(let name, _)? = arguments.first,
      let number = locals.last(where: { $0.name == name })?.person,
      number != person, let values
    {
      subject = values.name(number) + "が"
    }
    if case .call("年度末年齢", _, _) = whole { subject = possessive(arguments) + "年度末の年齢が" }
    guard case .number(let years)? = values?.value(whole, locals) ?? nil else {
      return Clause(subject, Predicate(bound))
    }
    return Clause(subject, Predicate("\(years.text)歳（\(bound)）"))
  }

  private func range(_ value: Expression, _ lower: Expression, _ upper: Expression, _ truth: Bool) -> Clause {
    let words = "\(term(lower))から\(term(upper))まで"
    if let age = age(value) {
      return truth ? ageClause(age, words, value) : ageClause(age, "\(words)ではない", value)
    }
    let topic = topic(value)
    let found = values?.value(value, locals).flatMap { text($0, value) }
    return Clause(
      topic.words + "が",
      Predicate(
        found.map { "\($0)（\(words)\(truth ? "" : "ではない")）" } ?? words, isDenied: found == nil && !truth),
      isQuiet: topic.isQuiet)
  }

  private func membership(_ value: Expression, _ tests: [UnaryTest], _ truth: Bool) -> [Clause] {
    var candidates: [Expression] = []
    var clauses: [Clause] = []
    for test in tests {
      switch test {
      case .compared(let operation, let bound):
        clauses.append(comparison(truth ? operation : operation.opposite, value, bound))
      case .matching(.range(let lower, let upper, _, _, _)): clauses.append(range(value, lower, upper, truth))
      case .matching(.literal(.boolean(let flag), _)): return self.clauses(value, truth == flag)
      case .matching(.list(let items, _)): candidates += items
      case .matching(let candidate): candidates.append(candidate)
      }
    }
    if !candidates.isEmpty {
      if isPeople(candidates) { return [contains(candidates[0], value, truth)] }
      clauses.append(isCodes(value) ? contains(value, candidates, truth) : equality(value, candidates, truth))
    }
    return truth ? Array(clauses.prefix(1)) : clauses
  }

  /// «家族にあてはまることに「生活保護を受けている」がある».
  private func contains(_ list: Expression, _ item: Expression, _ truth: Bool) -> Clause {
    contains(list, [item], truth)
  }

  private func contains(_ list: Expression, _ items: [Expression], _ truth: Bool) -> Clause {
    let topic = topic(list)
    if let first = items.first, isPerson(first) || isPersonName(first) {
      return Clause(
        personWords(first), Predicate(topic.words.isEmpty ? "その中の人" : topic.words, isDenied: !truth))
    }
    let words = items.map { "「\(term($0, like: list))」" }.joined(separator: "か")
    return Clause("\(topic.words)に\(words)が", Predicate("ある", isDenied: !truth), isQuiet: topic.isQuiet)
  }

  private func personWords(_ expression: Expression) -> String {
    guard let values, let number = values.person(expression, locals), number != person else { return "" }
    return values.name(number) + "が"
  }

  // MARK: Everything else

  private func call(_ function: String, _ arguments: [Expression], _ truth: Bool, _ whole: Expression)
    -> Clause
  {
    switch function {
    case "学齢":
      return Clause(personWords(arguments.first ?? whole), Predicate("小・中学校の年齢", isDenied: !truth))
    case "starts with", "contains", "ends with":
      guard arguments.count == 2 else { return other(whole, truth) }
      let part = term(arguments[1])
      let words =
        function == "starts with"
        ? "「\(part)」で始まる" : function == "contains" ? "「\(part)」を含む" : "「\(part)」で終わる"
      let topic = topic(arguments[0])
      return Clause(topic.words + "が", Predicate(words, isDenied: !truth), isQuiet: topic.isQuiet)
    default: return other(whole, truth)
    }
  }

  /// What has no words of its own is told by the facts it read: «新しい住所が架空町1丁目».
  private func other(_ expression: Expression, _ truth: Bool) -> Clause {
    let read = expression.parts.compactMap { part -> (String, Bool)? in
      guard case .path(let base, let property, _) = part, let fact = owner(base, property).fact else {
        return nil
      }
      let value = values?.value(part, locals).flatMap { text($0, part) }
      return (owner(base, property).possessive + fact.label + "が" + (value ?? "分からない"), fact.isQuiet)
    }
    guard let last = read.last else { return Clause("", Predicate("条件に当てはまる", isDenied: !truth)) }
    let words = read.map(\.0)
    let isQuiet = read.contains(where: \.1)
    guard words.count > 1 else { return Clause("", Predicate(last.0), isQuiet: isQuiet) }
    return Clause(
      words.prefix(2).dropLast().map { $0 + "、" }.joined(), Predicate(words.prefix(2).last ?? ""),
      isQuiet: isQuiet)
  }

  // MARK: Words for values

  private func isFact(_ expression: Expression) -> Bool {
    switch expression {
    case .path(let base, let property, _): owner(base, property).fact != nil
    case .call: age(expression) != nil
    default: false
    }
  }

  private func isPersonName(_ expression: Expression) -> Bool {
    guard case .name(let name, _) = expression else { return false }
    return name == Subject.Kind.person.rawValue || locals.contains { $0.name == name }
  }

  private func isPerson(_ expression: Expression) -> Bool {
    if isPersonName(expression) { return true }
    guard case .path(let base, let property, _) = expression else { return false }
    return owner(base, property).fact?.kind == .person
  }

  private func isPeople(_ candidates: [Expression]) -> Bool {
    guard candidates.count == 1, case .path(let base, let property, _) = candidates[0] else { return false }
    return owner(base, property).fact?.kind == .people
  }

  private func isCodes(_ expression: Expression) -> Bool {
    guard case .path(let base, let property, _) = expression, case .codes? = owner(base, property).fact?.kind
    else {
      return false
    }
    return true
  }

  private func quantity(of expression: Expression) -> ComparisonOperator.Quantity {
    switch expression {
    case .path(let base, let property, _):
      switch owner(base, property).fact?.kind {
      case .day: return .day
      case .number: return .count
      default: return .text
      }
    case .call("日数", _, _): return .days
    case .call("年度末", _, _): return .day
    case .call("count", _, _): return .count
    default: return .text
    }
  }

  /// A bound or candidate as it is said: «75歳», «「転入」», «届出の日».
  private func term(_ expression: Expression, like other: Expression? = nil) -> String {
    switch expression {
    case .path(.name(let subject, _), let name, _) where subject == "法" || subject == "市":
      let list = subject == "法" ? catalog.law : catalog.municipality.values
      if let value = list.first(where: { $0.name == name }) { return value.words }
      return name == "都道府県" ? catalog.municipality.prefecture : catalog.municipality.name
    case .literal(.string(let text), _):
      guard case .path(let base, let property, _)? = other, let fact = owner(base, property).fact else {
        return text.string
      }
      switch fact.kind {
      case .code(let list), .codes(let list):
        return catalog.codeList(list)?.label(of: text.string) ?? text.string
      default: return text.string
      }
    case .literal(let value, _): return text(value, expression) ?? "空"
    case .path:
      if let value = values?.value(expression, locals), let words = text(value, expression) {
        return "\(topic(expression).words)（\(words)）"
      }
      return topic(expression).words
    default: return values?.value(expression, locals).flatMap { text($0, expression) } ?? "その値"
    }
  }

  private func dayTerm(_ expression: Expression) -> String {
    let words = topic(expression).words
    guard let value = values?.value(expression, locals), let day = text(value, expression) else {
      return words.isEmpty ? "その日" : words
    }
    return words.isEmpty ? day : "\(words)（\(day)）"
  }

  private func text(_ value: Value, _ expression: Expression) -> String? {
    switch value {
    case .null: return "なし"
    case .boolean(let flag): return flag ? "はい" : "いいえ"
    case .number(let number): return number.text
    case .date(let day): return catalog.eras.long(day)
    case .string(let text):
      guard case .path(let base, let property, _) = expression, let fact = owner(base, property).fact else {
        return text.string
      }
      switch fact.kind {
      case .code(let list): return catalog.codeList(list)?.label(of: text.string) ?? text.string
      default: return text.string
      }
    case .record:
      return values?.person(expression, locals).flatMap { number in values.map { $0.name(number) } }
    case .list(let items): return items.isEmpty ? "なし" : nil
    case .time, .dateTime, .duration, .months, .context, .range, .function: return nil
    }
  }
}

extension NamedValue {
  /// «75歳», «30日».
  var words: String {
    switch value {
    case .number(let number): "\(number)\(unit)"
    case .yesNo(let flag): flag ? "はい" : "いいえ"
    case .text(let text): text
    case .absent, .day, .texts, .person, .people: name
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
    case (.lessOrEqual, _): bound == "0" ? "0" : "\(bound)以下"
    case (.greater, _) where bound == "0": "1以上"
    case (.greater, .age): "\(bound)より上"
    case (.greater, _): "\(bound)より多い数"
    case (.greaterOrEqual, _): "\(bound)以上"
    case (.equal, _): "ちょうど\(bound)"
    case (.notEqual, _): "\(bound)以外"
    }
  }
}

extension Fact {
  /// What is said of whom it is true.
  var saying: String { phrase ?? label }

  /// Shown, never spoken.
  var isQuiet: Bool { sensitivity == .quiet }
}
