/// The written form of subjects in journals, counted from 1.
extension Subject {
  /// `人1`, `届出1`, `残る世帯1`, `来庁者`, `市`, `法`.
  package var text: String {
    switch self {
    case .filing(let number), .household(let number), .formerHousehold(let number),
      .remainingHousehold(let number), .person(let number):
      kind.rawValue + String(number + 1)
    case .visitor, .city, .law: kind.rawValue
    }
  }

  package init?(text: String) {
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

  package func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }

  package init(from decoder: any Decoder) throws {
    let text = try String(from: decoder)
    guard let subject = Subject(text: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no subject: \(text)"))
    }
    self = subject
  }
}
