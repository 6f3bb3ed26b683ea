/// The form in which journals and 操作の記録 are written. What an earlier version wrote is read for ever, and never written
/// anew: the chain holds its bytes.
package enum WrittenForm {
  /// 1 wrote a case with its values as Swift would: `{"number": {"_0": 3}}`. 2 names all of it: `{"number": 3}`.
  package static let version = 2
}

extension CodingUserInfoKey {
  /// The version in which what is decoded was written; the present one when it is not given.
  package static let writtenVersion =
    CodingUserInfoKey(rawValue: "writtenVersion") ?? { preconditionFailure("a key of text") }()
}

extension Decoder {
  fileprivate var readsFirstVersion: Bool { userInfo[.writtenVersion] as? Int == 1 }

  /// The one key of an object that names a case.
  fileprivate func onlyCase<Key: CodingKey>(_ type: Key.Type) throws -> (KeyedDecodingContainer<Key>, Key) {
    let fields = try container(keyedBy: type)
    guard let key = fields.allKeys.first, fields.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "no case known"))
    }
    return (fields, key)
  }

  /// The value of a case. The first version put it into an object of its own, under `former`.
  fileprivate func value<Key: CodingKey, Value: Decodable>(
    _ fields: KeyedDecodingContainer<Key>, _ key: Key, former: FormerKey = ._0
  ) throws -> Value {
    guard readsFirstVersion else { return try fields.decode(Value.self, forKey: key) }
    return try fields.nestedContainer(keyedBy: FormerKey.self, forKey: key).decode(Value.self, forKey: former)
  }
}

/// Names that the first version wrote for the values of a case.
private enum FormerKey: String, CodingKey { case _0, at }

/// `{"number": 3}`, `{"absent": true}`.
extension FactValue: Codable {
  private enum Key: String, CodingKey { case absent, yesNo, number, day, text, texts, person, people }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .absent: try fields.encode(true, forKey: .absent)
    case .yesNo(let value): try fields.encode(value, forKey: .yesNo)
    case .number(let value): try fields.encode(value, forKey: .number)
    case .day(let value): try fields.encode(value, forKey: .day)
    case .text(let value): try fields.encode(value, forKey: .text)
    case .texts(let value): try fields.encode(value, forKey: .texts)
    case .person(let value): try fields.encode(value, forKey: .person)
    case .people(let value): try fields.encode(value, forKey: .people)
    }
  }

  package init(from decoder: any Decoder) throws {
    let (fields, key) = try decoder.onlyCase(Key.self)
    switch key {
    case .absent: self = .absent
    case .yesNo: self = .yesNo(try decoder.value(fields, key))
    case .number: self = .number(try decoder.value(fields, key))
    case .day: self = .day(try decoder.value(fields, key))
    case .text: self = .text(try decoder.value(fields, key))
    case .texts: self = .texts(try decoder.value(fields, key))
    case .person: self = .person(try decoder.value(fields, key))
    case .people: self = .people(try decoder.value(fields, key))
    }
  }
}

/// `{"value": {"number": 3}}`, `{"doesNotKnow": true}`.
extension Answer: Codable {
  private enum Key: String, CodingKey { case value, doesNotKnow, willNotSay }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .value(let value): try fields.encode(value, forKey: .value)
    case .doesNotKnow: try fields.encode(true, forKey: .doesNotKnow)
    case .willNotSay: try fields.encode(true, forKey: .willNotSay)
    }
  }

  package init(from decoder: any Decoder) throws {
    let (fields, key) = try decoder.onlyCase(Key.self)
    switch key {
    case .value: self = .value(try decoder.value(fields, key))
    case .doesNotKnow: self = .doesNotKnow
    case .willNotSay: self = .willNotSay
    }
  }
}

/// `{"register": "2026-11-20"}`, `{"heard": 1795152600}`, `{"certificate": true}`.
extension Origin: Codable {
  private enum Key: String, CodingKey { case register, certificate, heard, reception, derived }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .register(let day): try fields.encode(day, forKey: .register)
    case .certificate: try fields.encode(true, forKey: .certificate)
    case .heard(let time): try fields.encode(time, forKey: .heard)
    case .reception: try fields.encode(true, forKey: .reception)
    case .derived: try fields.encode(true, forKey: .derived)
    }
  }

  package init(from decoder: any Decoder) throws {
    let (fields, key) = try decoder.onlyCase(Key.self)
    switch key {
    case .register: self = .register(try decoder.value(fields, key))
    case .certificate: self = .certificate
    case .heard: self = .heard(at: try decoder.value(fields, key, former: .at))
    case .reception: self = .reception
    case .derived: self = .derived
    }
  }
}
