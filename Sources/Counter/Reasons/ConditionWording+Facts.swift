import Feel

/// Facts in words: whose, which, and what there is to say when one is absent or was not asked.
extension ConditionWording {
  func fact(_ base: Expression, _ property: String) -> Fact? {
    var kind = Subject.Kind.person.rawValue
    if case .name(let name, _) = base, !bindings.contains(where: { $0.name == name }) { kind = name }
    return catalog.vocabulary.fact(named: "\(kind).\(property)").map { values?.event?.worded($0) ?? $0 }
  }

  /// Those who are counted: «引っ越す人», «新しい世帯の人».
  private func counted(_ expression: Expression) -> String {
    guard let fact = fact(expression) else { return topic(expression) }
    let isOfPeople = fact.kind == .people && !["人", "方", "者"].contains { fact.label.hasSuffix($0) }
    return fact.label + (isOfPeople ? "の人" : "")
  }

  func fact(_ expression: Expression) -> Fact? {
    if case .path(let base, let property, _) = expression { fact(base, property) } else { nil }
  }

  /// Whose fact a path reads, or of whom an expression speaks.
  func holder(_ base: Expression) -> Clause.Holder {
    switch base {
    case .name(let name, _):
      guard let binding = bindings.first(where: { $0.name == name }) else { return .nobody }
      guard let number = binding.person else {
        // Of two anybodies the second is somebody else.
        let first = bindings.first { $0.person == nil && $0.name != Subject.Kind.person.rawValue }
        guard let first, first.name != name else { return .nobody }
        return .named(name == Subject.Kind.person.rawValue ? "ご本人" : "ほかの人")
      }
      return number == reader ? .person : .named(values?.name(number) ?? "")
    case .path:
      guard let values else { return .named(topic(base)) }
      guard let number = values.person(base, bindings) else { return .named(topic(base)) }
      return number == reader ? .person : .named(values.name(number))
    default: return .nobody
    }
  }

  /// What is said of a truth.
  func said(_ base: Expression, _ property: String, _ truth: Bool) -> Clause {
    guard let fact = fact(base, property) else {
      return Clause("この市の「\(property)」", Predicate(noun: truth ? "はい" : "いいえ"))
    }
    return Clause("", Predicate(fact.saying, isDenied: !truth), of: holder(base))
  }

  /// «通っている学校»: what a value is the value of, without whose.
  func topic(_ expression: Expression) -> String {
    switch expression {
    case .path(let base, let property, _):
      fact(base, property).map { $0.kind == .number ? $0.label : $0.saying } ?? property
    case .call("年度末年齢", _, _): "年度末の年齢"
    case .call("count", let arguments, _): (arguments.first.map(counted) ?? "") + "の数"
    case .call("日数", let arguments, _) where arguments.count == 2:
      "\(topic(arguments[0]))から\(topic(arguments[1]))までの日数"
    case .call("日数の期限", let arguments, _) where arguments.count == 2,
      .call("月数の期限", let arguments, _) where arguments.count == 2:
      "\(topic(arguments[0]))から数えた期限"
    case .name("人", _): "この人"
    default: ""
    }
  }

  /// Of whom an expression speaks: the base of a path, the first argument of an age.
  func holder(of expression: Expression) -> Clause.Holder {
    switch expression {
    case .path(let base, _, _): holder(base)
    case .call(_, let arguments, _): arguments.first.map { holder(of: $0) } ?? .nobody
    case .name: holder(expression)
    default: .nobody
    }
  }

  /// A fact that is known to be absent where a value was wanted: that is why a comparison fails.
  func absent(in expression: Expression) -> Clause? {
    guard values != nil, !expression.asksForAbsence else { return nil }
    for case .path(let base, let property, let place) in expression.parts {
      guard fact(base, property) != nil, value(.path(base, property, place)) == .null else { continue }
      return absence(.path(base, property, place), true)
    }
    return nil
  }

  func absence(_ expression: Expression, _ isAbsent: Bool) -> Clause {
    Clause(topic(expression), Predicate("記録にある", isDenied: isAbsent), of: holder(of: expression))
  }

  /// What is said where a fact has its value only because it is not asked: that its gate is shut.
  func shutGate(of expression: Expression) -> [Clause]? {
    let subject: Expression =
      switch expression {
      case .comparison(_, let left, _, _): left
      case .membership(let value, _, _), .between(let value, _, _, _): value
      default: expression
      }
    guard let values, case .path(let base, _, _) = subject, let fact = fact(subject), let formula = fact.gate,
      let gate = try? Rulebook.expression(of: formula, in: scope)
    else { return nil }
    var person: Int?
    if fact.subject == .person {
      guard case .name(let name, _) = base, let number = bindings.first(where: { $0.name == name })?.person
      else {
        return nil
      }
      person = number
    }
    guard !values.isGiven(fact, person: person) else { return nil }
    // In its gate a fact's own person is 人.
    var wording = ConditionWording(catalog, scope, values, person: person, reader: reader)
    wording.hidden = hidden
    guard wording.truth(gate) == false else { return nil }
    return wording.clauses(gate, false)
  }

  /// What has no words of its own is told by a fact that it read: «新しい住所が架空町1丁目».
  func other(_ expression: Expression, _ truth: Bool) -> Clause {
    for case .path(let base, let property, let place) in expression.parts {
      guard fact(base, property) != nil else { continue }
      let path = Expression.path(base, property, place)
      guard let words = value(path).flatMap({ text($0, path) }) else { continue }
      return Clause(topic(path), Predicate(noun: words), of: holder(base))
    }
    return Clause(vague: truth)
  }
}

extension Expression {
  /// Whether it compares with null.
  fileprivate var asksForAbsence: Bool {
    guard case .comparison(_, let left, let right, _) = self else { return false }
    if case .literal(.null, _) = left { return true }
    if case .literal(.null, _) = right { return true }
    return false
  }
}

extension Fact {
  /// What is said of whom it is true, or what it is the name of.
  var saying: String { phrase ?? label }

  /// Shown, never spoken: what one is asked on the screen, and what tells where a protected person lives.
  var isQuiet: Bool { sensitivity != .ordinary }
}
