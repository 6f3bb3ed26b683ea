import Counter

/// Reads what `BinaryEncoder` wrote. Bytes that end too early or make no sense throw; nothing is trusted.
struct BinaryDecoder {
  struct Malformed: Error {}

  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: ArraySlice<UInt8>) throws -> Value {
    try bytes.withUnsafeBufferPointer { try decode(type, from: $0) }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: UnsafeBufferPointer<UInt8>) throws
    -> Value
  {
    let source = ByteSource(bytes)
    let value = try Value(from: Reader(source: source))
    guard source.isAtEnd else { throw Malformed() }
    return value
  }
}

/// Bytes being read; must not outlive the buffer.
final class ByteSource {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Files that places named so far, in the order of their first naming.
  private var files: [String] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  func byte() throws -> UInt8 {
    guard position < bytes.count else { throw BinaryDecoder.Malformed() }
    defer { position += 1 }
    return bytes[position]
  }

  func number() throws -> UInt64 {
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let next = try byte()
      result |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return result }
      shift += 7
      guard shift < 64 else { throw BinaryDecoder.Malformed() }
    }
  }

  func signed() throws -> Int64 {
    let raw = try number()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  func text() throws -> String {
    let count = try length()
    defer { position += count }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[position..<position + count]), as: UTF8.self)
  }

  func count() throws -> Int {
    var count = 0
    for shift in 0..<4 { count |= Int(try byte()) << (8 * shift) }
    return count
  }

  /// A value. Texts, whole numbers and formulas, of which there are most, come without a container of their own.
  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == String.self { return unsafeBitCast(try text(), to: type) }
    if type == Int32.self { return unsafeBitCast(try integer(Int32.self), to: type) }
    if type == Int64.self { return unsafeBitCast(try integer(Int64.self), to: type) }
    if type == Int.self { return unsafeBitCast(try integer(Int.self), to: type) }
    if type == [UInt8].self { return unsafeBitCast(try block(), to: type) }
    if type == Formula.self { return unsafeBitCast(try packed(Formula.self), to: type) }
    if type == Place.self { return unsafeBitCast(try place(), to: type) }
    if type == [Procedure].self { return unsafeBitCast(try list(Procedure.self), to: type) }
    if type == [Question].self { return unsafeBitCast(try list(Question.self), to: type) }
    if type == [Fact].self { return unsafeBitCast(try list(Fact.self), to: type) }
    if type == [Selector].self { return unsafeBitCast(try list(Selector.self), to: type) }
    if type == [NamedValue].self { return unsafeBitCast(try list(NamedValue.self), to: type) }
    if type == [CodeList].self { return unsafeBitCast(try list(CodeList.self), to: type) }
    if type == [Event].self { return unsafeBitCast(try list(Event.self), to: type) }
    if type == [OpeningCalendar.Holiday].self {
      return unsafeBitCast(try list(OpeningCalendar.Holiday.self), to: type)
    }
    if type == [String].self { return unsafeBitCast(try texts(), to: type) }
    return try Value(from: Reader(source: self))
  }

  func place() throws -> Place {
    let number = Int(truncatingIfNeeded: try number())
    if number == files.count { files.append(try text()) }
    guard files.indices.contains(number) else { throw BinaryDecoder.Malformed() }
    return Place(file: files[number], line: try integer(Int.self), column: try integer(Int.self))
  }

  /// A number of things that follow, each of which takes a byte at least.
  func length() throws -> Int {
    let length = try length(atMost: bytes.count)
    guard length <= bytes.count - position else { throw BinaryDecoder.Malformed() }
    return length
  }

  func length(atMost limit: Int) throws -> Int {
    let length = Int(truncatingIfNeeded: try number())
    guard (0...limit).contains(length) else { throw BinaryDecoder.Malformed() }
    return length
  }

  private func block() throws -> [UInt8] {
    let count = try length()
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    guard let number = Number(exactly: try signed()) else { throw BinaryDecoder.Malformed() }
    return number
  }

  /// The next text without taking it.
  func peekText() throws -> String {
    let mark = position
    defer { position = mark }
    return try text()
  }
}

private struct Reader: Decoder {
  let source: ByteSource
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields(source: source))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try Items(source: source) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(source: source) }
}

private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let source: ByteSource
  var codingPath: [any CodingKey] { [] }

  /// The case of an enum, whose name comes next.
  var allKeys: [Key] { (try? source.peekText()).flatMap { Key(stringValue: $0) }.map { [$0] } ?? [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { try source.byte() == 0 }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try source.text() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try source.integer(type) }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source.byte() != 0 }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try source.value(type)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(type)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(type) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(type) }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(type) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try present(type) }

  private func present<Value: Decodable>(_ type: Value.Type) throws -> Value? {
    try source.byte() == 0 ? nil : try source.value(type)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  {
    _ = try source.text()
    return KeyedDecodingContainer(Fields<Nested>(source: source))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try Items(source: source)
  }
  func superDecoder() throws -> any Decoder { Reader(source: source) }
  func superDecoder(forKey key: Key) throws -> any Decoder { Reader(source: source) }
}

private struct Items: UnkeyedDecodingContainer {
  let source: ByteSource
  let count: Int?
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var isAtEnd: Bool { currentIndex >= (count ?? 0) }

  init(source: ByteSource) throws {
    self.source = source
    count = try source.count()
  }

  mutating func decodeNil() throws -> Bool {
    currentIndex += 1
    return try source.byte() == 0
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    currentIndex += 1
    return try source.value(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
    -> KeyedDecodingContainer<Nested>
  {
    currentIndex += 1
    return KeyedDecodingContainer(Fields<Nested>(source: source))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    currentIndex += 1
    return try Items(source: source)
  }

  mutating func superDecoder() throws -> any Decoder { Reader(source: source) }
}

private struct Single: SingleValueDecodingContainer {
  let source: ByteSource
  var codingPath: [any CodingKey] { [] }

  private func unsigned<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    guard let number = Number(exactly: try source.number()) else { throw BinaryDecoder.Malformed() }
    return number
  }

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try source.byte() != 0 }
  func decode(_ type: String.Type) throws -> String { try source.text() }
  func decode(_ type: Double.Type) throws -> Double { Double(bitPattern: try source.number().byteSwapped) }
  func decode(_ type: Float.Type) throws -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: try source.number()))
  }
  func decode(_ type: Int.Type) throws -> Int { try source.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try source.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try source.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try source.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try source.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try unsigned(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try unsigned(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try unsigned(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try unsigned(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try unsigned(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: Reader(source: source))
  }
}
