/// Closes texts so that nobody reads them without the key of the installation, and opens them again.
package protocol Sealer: Sendable {
  func seal(_ text: String) throws -> String
  /// Nil when the key is lost, or of another installation.
  func open(_ sealed: String) -> String?
}

/// How journals keep where people live (支援措置): sealed, in every visit. Who asks for protection later is protected then
/// already, and a copy of the data tells nothing without the key.
package struct AddressSealing: Sendable {
  fileprivate let sealer: any Sealer
  /// Names of the facts that tell where somebody lives.
  private let facts: Set<String>

  package init(_ facts: Set<String>, by sealer: any Sealer) {
    self.facts = facts
    self.sealer = sealer
  }

  /// The sealed text of an answer that tells where somebody lives; nil for every other.
  fileprivate func sealed(_ answer: Answer, of fact: String) throws -> String? {
    guard facts.contains(fact), case .value(.text(let text)) = answer else { return nil }
    return try sealer.seal(text)
  }

  /// The answer of a sealed text; as if nobody would say when it cannot be opened.
  fileprivate func answer(_ sealed: String) -> Answer {
    sealer.open(sealed).map { .value(.text($0)) } ?? .willNotSay
  }
}

extension Vocabulary {
  /// Names of the facts that tell where somebody lives.
  package var addressFacts: Set<String> { Set(facts.filter(\.tellsAddress).map(\.name)) }
}

extension CodingUserInfoKey {
  /// The `AddressSealing` with which a journal is written and read; without one nothing is sealed, and what is sealed stays closed.
  package static let sealing =
    CodingUserInfoKey(rawValue: "sealing") ?? { preconditionFailure("a key of text") }()
}

/// Keys of a fact as it is written: `sealed` stands in the place of its value.
private enum FactField: String, CodingKey { case fact, subject, known, answer, origin, sealed }

/// `{"fact": "届出.新住所", "subject": "届出1", "answer": …}`, or with `sealed` in the place of the answer.
extension FactAnswer: Codable {
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: FactField.self)
    try fields.encode(fact, forKey: .fact)
    try fields.encode(subject, forKey: .subject)
    if let sealed = try (encoder.userInfo[.sealing] as? AddressSealing)?.sealed(answer, of: fact) {
      try fields.encode(sealed, forKey: .sealed)
    } else {
      try fields.encode(answer, forKey: .answer)
    }
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: FactField.self)
    let sealed = try fields.decodeIfPresent(String.self, forKey: .sealed)
    self.init(
      FactKey(
        try fields.decode(String.self, forKey: .fact), of: try fields.decode(Subject.self, forKey: .subject)),
      try sealed.map { (decoder.userInfo[.sealing] as? AddressSealing)?.answer($0) ?? .willNotSay }
        ?? fields.decode(Answer.self, forKey: .answer))
  }
}

/// `{"fact": "人.住所", "subject": "人1", "known": {"answer": …, "origin": …}}`, or with `sealed` and `origin`.
extension FactRecord: Codable {
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: FactField.self)
    try fields.encode(fact, forKey: .fact)
    try fields.encode(subject, forKey: .subject)
    if let sealed = try (encoder.userInfo[.sealing] as? AddressSealing)?.sealed(known.answer, of: fact) {
      try fields.encode(sealed, forKey: .sealed)
      try fields.encode(known.origin, forKey: .origin)
    } else {
      try fields.encode(known, forKey: .known)
    }
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: FactField.self)
    let key = FactKey(
      try fields.decode(String.self, forKey: .fact), of: try fields.decode(Subject.self, forKey: .subject))
    guard let sealed = try fields.decodeIfPresent(String.self, forKey: .sealed) else {
      self.init(key, try fields.decode(KnownFact.self, forKey: .known))
      return
    }
    let answer = (decoder.userInfo[.sealing] as? AddressSealing)?.answer(sealed) ?? .willNotSay
    self.init(key, KnownFact(answer, from: try fields.decode(Origin.self, forKey: .origin)))
  }
}
