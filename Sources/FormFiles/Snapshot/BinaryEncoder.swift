import Counter

/// Writes an `Encodable` value as bytes in the order of its fields, without their names.
///
/// Only `BinaryDecoder` of the same program reads it back: the snapshot is keyed by the program's build.
struct BinaryEncoder {
  static func encode<Value: Encodable>(_ value: Value) throws -> [UInt8] {
    let sink = ByteSink()
    try value.encode(to: Writer(sink: sink))
    return sink.bytes
  }
}

final class ByteSink {
  var bytes: [UInt8] = []
  /// Numbers of the files that places named so far.
  private var files: [String: Int] = [:]

  /// A value; bytes in one piece, what packs itself without a container of its own.
  func add<Value: Encodable>(_ value: Value) throws {
    switch value {
    case let block as [UInt8] where Value.self == [UInt8].self:
      put(UInt64(block.count))
      bytes += block
    case let formula as Formula: put(formula)
    case let place as Place: put(place: place)
    case let list as [Procedure] where Value.self == [Procedure].self: put(list)
    case let list as [Question] where Value.self == [Question].self: put(list)
    case let list as [Fact] where Value.self == [Fact].self: put(list)
    case let list as [Selector] where Value.self == [Selector].self: put(list)
    case let list as [NamedValue] where Value.self == [NamedValue].self: put(list)
    case let list as [CodeList] where Value.self == [CodeList].self: put(list)
    case let list as [Event] where Value.self == [Event].self: put(list)
    case let list as [OpeningCalendar.Holiday] where Value.self == [OpeningCalendar.Holiday].self: put(list)
    case let texts as [String] where Value.self == [String].self: put(texts)
    default: try value.encode(to: Writer(sink: self))
    }
  }

  func put(place: Place) {
    let number = files[place.file] ?? files.count
    put(UInt64(number))
    if number == files.count {
      files[place.file] = number
      put(place.file)
    }
    put(signed: Int64(place.line))
    put(signed: Int64(place.column))
  }

  func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  func put(signed number: Int64) { put(UInt64(bitPattern: (number << 1) ^ (number >> 63))) }

  func put(_ text: String) {
    put(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

private struct Writer: Encoder {
  let sink: ByteSink
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields(sink: sink))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { Items(sink: sink) }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
}

private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: ByteSink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws { sink.bytes.append(0) }
  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try sink.add(value)
  }

  mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.add(value) }
  }

  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try present(value) }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try present(value) }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try present(value) }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try present(value) }

  private func present<Value: Encodable>(_ value: Value?) throws {
    sink.bytes.append(value == nil ? 0 : 1)
    if let value { try sink.add(value) }
  }

  /// The case of an enum: its name is written, so that it can be told again.
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
    -> KeyedEncodingContainer<Nested>
  {
    sink.put(key.stringValue)
    return KeyedEncodingContainer(Fields<Nested>(sink: sink))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { Items(sink: sink) }
  mutating func superEncoder() -> any Encoder { Writer(sink: sink) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { Writer(sink: sink) }
}

/// A list: four bytes for its count, then its items.
private struct Items: UnkeyedEncodingContainer {
  let sink: ByteSink
  private let start: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(sink: ByteSink) {
    self.sink = sink
    start = sink.bytes.count
    sink.bytes.append(contentsOf: [0, 0, 0, 0])
  }

  private mutating func advance() {
    count += 1
    for shift in 0..<4 { sink.bytes[start + shift] = UInt8(truncatingIfNeeded: count >> (8 * shift)) }
  }

  mutating func encodeNil() throws {
    advance()
    sink.bytes.append(0)
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    advance()
    try sink.add(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<
    Nested
  > {
    advance()
    return KeyedEncodingContainer(Fields<Nested>(sink: sink))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    advance()
    return Items(sink: sink)
  }

  mutating func superEncoder() -> any Encoder { Writer(sink: sink) }
}

private struct Single: SingleValueEncodingContainer {
  let sink: ByteSink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { sink.bytes.append(0) }
  mutating func encode(_ value: Bool) throws { sink.bytes.append(value ? 1 : 0) }
  mutating func encode(_ value: String) throws { sink.put(value) }
  mutating func encode(_ value: Double) throws { sink.put(value.bitPattern.byteSwapped) }
  mutating func encode(_ value: Float) throws { sink.put(UInt64(value.bitPattern)) }
  mutating func encode(_ value: Int) throws { sink.put(signed: Int64(value)) }
  mutating func encode(_ value: Int8) throws { sink.put(signed: Int64(value)) }
  mutating func encode(_ value: Int16) throws { sink.put(signed: Int64(value)) }
  mutating func encode(_ value: Int32) throws { sink.put(signed: Int64(value)) }
  mutating func encode(_ value: Int64) throws { sink.put(signed: value) }
  mutating func encode(_ value: UInt) throws { sink.put(UInt64(value)) }
  mutating func encode(_ value: UInt8) throws { sink.put(UInt64(value)) }
  mutating func encode(_ value: UInt16) throws { sink.put(UInt64(value)) }
  mutating func encode(_ value: UInt32) throws { sink.put(UInt64(value)) }
  mutating func encode(_ value: UInt64) throws { sink.put(value) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { try sink.add(value) }
}
