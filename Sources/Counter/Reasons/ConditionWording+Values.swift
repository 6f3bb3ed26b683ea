import Feel

/// Values and bounds in words.
extension ConditionWording {
  /// A bound or candidate as it is said: «75歳», «転入», «届出の日（令和8年11月20日）».
  func term(_ expression: Expression, like other: Expression? = nil) -> String {
    switch expression {
    case .path(.name(let subject, _), let name, _)
    where subject == Subject.Kind.law.rawValue || subject == Subject.Kind.city.rawValue:
      let list = subject == Subject.Kind.law.rawValue ? catalog.law : catalog.municipality.values
      if let value = list.first(where: { $0.name == name }) { return value.words }
      return name == "都道府県" ? catalog.municipality.prefecture : catalog.municipality.name
    case .literal(.string(let text), _): return other.flatMap { label(text.string, $0) } ?? text.string
    case .path:
      let words = value(expression).flatMap { text($0, expression) }
      return topic(expression) + (words.map { "（\($0)）" } ?? "")
    default: return value(expression).flatMap { text($0, expression) } ?? constant(expression) ?? "その値"
    }
  }

  /// A day as a bound; whose it is is said where the other side is somebody else's.
  func dayTerm(_ expression: Expression, beside other: Expression? = nil) -> String {
    if case .call("年度末", let arguments, _) = expression, let day = arguments.first, value(expression) == nil {
      return dayTerm(day) + "の年度の末日"
    }
    if case .call("date", let arguments, _) = expression,
      case .literal(.string(let text), _)? = arguments.first,
      let day = Day(iso: text.string)
    {
      return catalog.eras.long(day)
    }
    let whose: String =
      switch (holder(of: expression), other.map { holder(of: $0) }) {
      case (.named(let name), _): name + "の"
      case (.person, .named?): reader.flatMap { number in values.map { $0.name(number) + "の" } } ?? ""
      default: ""
      }
    let words = topic(expression)
    guard let day = value(expression).flatMap({ text($0, expression) }) else {
      return words.isEmpty ? "その日" : whose + words
    }
    return words.isEmpty ? day : "\(whose)\(words)（\(day)）"
  }

  /// A literal of a rule by itself.
  private func constant(_ expression: Expression) -> String? {
    if case .literal(let value, _) = expression { text(value, expression) } else { nil }
  }

  private func label(_ text: String, _ expression: Expression) -> String? {
    switch fact(expression)?.kind {
    case .code(let list)?, .codes(let list)?: catalog.codeList(list)?.label(of: text)
    default: nil
    }
  }

  /// A value as it is said; nil for what is not said in a word.
  func text(_ value: Value, _ expression: Expression) -> String? {
    if values?.isProtected ?? false, fact(expression)?.tellsAddress ?? false { return "【支援措置】" }
    switch value {
    case .null: return "なし"
    case .boolean(let flag): return flag ? "はい" : "いいえ"
    case .number(let number): return number.text
    case .date(let day): return catalog.eras.long(day)
    case .string(let text): return label(text.string, expression) ?? text.string
    case .record: return values.flatMap { values in values.person(expression, bindings).map(values.name) }
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
