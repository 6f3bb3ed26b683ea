import Feel

/// The written form of values and subjects in journals: `{"day": "2026-11-20"}`, `"人1"` (from 1).
extension FactValue {
  private enum Key: String, CodingKey, CaseIterable { case absent, yesNo, number, day, text, texts, person, people }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .absent: try container.encode(true, forKey: .absent)
    case .yesNo(let flag): try container.encode(flag, forKey: .yesNo)
    case .number(let number): try container.encode(number, forKey: .number)
    case .day(let day): try container.encode(day, forKey: .day)
    case .text(let text): try container.encode(text, forKey: .text)
    case .texts(let texts): try container.encode(texts, forKey: .texts)
    case .person(let number): try container.encode(number, forKey: .person)
    case .people(let numbers): try container.encode(numbers, forKey: .people)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch container.allKeys.first {
    case .absent: self = .absent
    case .yesNo: self = .yesNo(try container.decode(Bool.self, forKey: .yesNo))
    case .number: self = .number(try container.decode(Int.self, forKey: .number))
    case .day: self = .day(try container.decode(Day.self, forKey: .day))
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case .texts: self = .texts(try container.decode([String].self, forKey: .texts))
    case .person: self = .person(try container.decode(Int.self, forKey: .person))
    case .people: self = .people(try container.decode([Int].self, forKey: .people))
    case nil:
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no value"))
    }
  }
}

extension Subject {
  /// `人1`, `届出1`, `残る世帯1`, `来庁者`, `市`, `法`.
  public var text: String {
    switch self {
    case .filing(let number), .household(let number), .formerHousehold(let number),
      .remainingHousehold(let number), .person(let number):
      kind.rawValue + String(number + 1)
    case .visitor, .city, .law: kind.rawValue
    }
  }

  public init?(text: String) {
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard let kind = Kind(rawValue: String(text.dropLast(digits))) else { return nil }
    let number = Int(text.suffix(digits)).map { $0 - 1 }
    switch (kind, number) {
    case (.filing, let number?): self = .filing(number)
    case (.household, let number?): self = .household(number)
    case (.formerHousehold, let number?): self = .formerHousehold(number)
    case (.remainingHousehold, let number?): self = .remainingHousehold(number)
    case (.person, let number?): self = .person(number)
    case (.visitor, nil): self = .visitor
    case (.city, nil): self = .city
    case (.law, nil): self = .law
    default: return nil
    }
  }

  public func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }

  public init(from decoder: any Decoder) throws {
    let text = try String(from: decoder)
    guard let subject = Subject(text: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no subject: \(text)"))
    }
    self = subject
  }
}
