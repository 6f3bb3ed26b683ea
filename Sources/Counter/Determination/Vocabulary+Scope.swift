import Feel

extension Vocabulary {
  /// The scope in which every formula of the catalogue is compiled. Variables stand in the order of
  /// `Subject.Kind.allCases`.
  func scope(municipality: Municipality, law: [NamedValue], codes: Listing<CodeList>, eras: EraTable) -> Scope
  {
    var scope = Scope()
    for kind in Subject.Kind.allCases { scope.add(variable: kind.rawValue, type: .record(kind.rawValue)) }
    for kind in Subject.Kind.allCases { scope.properties[kind.rawValue] = [:] }
    for fact in facts {
      let index = scope.properties[fact.subject.rawValue]?.count ?? 0
      scope.properties[fact.subject.rawValue]?[fact.property] = .init(index: index, type: fact.kind.valueType)
    }
    for (kind, values) in [(Subject.Kind.city, municipality.values), (.law, law)] {
      for (index, value) in values.enumerated() {
        scope.properties[kind.rawValue]?[value.name] = .init(index: index, type: value.value.valueType)
      }
    }
    // The city's own names stand beside its values.
    let names = municipality.values.count
    scope.properties[Subject.Kind.city.rawValue]?["名前"] = .init(index: names, type: .string)
    scope.properties[Subject.Kind.city.rawValue]?["都道府県"] = .init(index: names + 1, type: .string)
    scope.functions = HostFunctions.table(eras: eras, codes: codes, calendar: municipality.calendar)
    for list in codes { scope.codes[list.name] = list.codes.map(\.value) }
    return scope
  }
}

extension Fact.Kind {
  var valueType: ValueType {
    switch self {
    case .yesNo: .boolean
    case .number: .number
    case .day: .date
    case .text, .name, .address: .string
    case .code(let list): .code(list: list)
    case .codes(let list): .list(.code(list: list))
    case .person: .record(Subject.Kind.person.rawValue)
    case .people: .list(.record(Subject.Kind.person.rawValue))
    }
  }
}

extension FactValue {
  var valueType: ValueType {
    switch self {
    case .absent: .null
    case .yesNo: .boolean
    case .number: .number
    case .day: .date
    case .text: .string
    case .texts: .list(.string)
    case .person: .record(Subject.Kind.person.rawValue)
    case .people: .list(.record(Subject.Kind.person.rawValue))
    }
  }

  /// The value as FEEL sees it; people are records by number.
  func value(personRecord: (Int) -> Int) -> Value {
    switch self {
    case .absent: .null
    case .yesNo(let flag): .boolean(flag)
    case .number(let number): .number(number)
    case .day(let day): .date(day)
    case .text(let text): .string(text)
    case .texts(let texts): .list(texts.map { .string($0) })
    case .person(let number): .record(personRecord(number))
    case .people(let numbers): .list(numbers.map { .record(personRecord($0)) })
    }
  }
}
