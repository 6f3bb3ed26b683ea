import Counter
import Feel

/// What a snapshot holds most of comes without containers: fields in a fixed order, written and read by hand. Each type says
/// its fields twice, side by side; the round trip of the shipped catalogue is a test.
protocol Packed {
  func pack(into sink: ByteSink)
  init(unpacking source: ByteSource) throws
}

extension ByteSink {
  func put<Value: Packed>(_ value: Value) { value.pack(into: self) }

  func put<Value>(_ value: Value?, _ write: (Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { write(value) }
  }

  func put<Value>(_ values: [Value], _ write: (Value) -> Void) {
    put(UInt64(values.count))
    for value in values { write(value) }
  }

  func put<Value: Packed>(_ value: Value?) { put(value) { put($0) } }
  func put<Value: Packed>(_ values: [Value]) { put(values) { put($0) } }
  func put(_ text: String?) { put(text) { put($0) } }
  func put(_ texts: [String]) { put(texts) { put($0) } }
  func put(_ number: Int?) { put(number) { put(signed: Int64($0)) } }
  func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// A case by its position among all.
  func put<Choice: CaseIterable & Equatable>(choice: Choice) {
    put(UInt64(Choice.allCases.enumerated().first { $0.element == choice }?.offset ?? 0))
  }
}

extension ByteSource {
  func list<Value>(_ read: () throws -> Value) throws -> [Value] {
    let count = try length()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read()) }
    return values
  }

  func optional<Value>(_ read: () throws -> Value) throws -> Value? { try flag() ? try read() : nil }

  func packed<Value: Packed>(_ type: Value.Type = Value.self) throws -> Value { try Value(unpacking: self) }
  func optional<Value: Packed>(_ type: Value.Type = Value.self) throws -> Value? {
    try flag() ? try Value(unpacking: self) : nil
  }
  func list<Value: Packed>(_ type: Value.Type = Value.self) throws -> [Value] { try list { try packed() } }
  func optionalText() throws -> String? { try optional { try text() } }
  func texts() throws -> [String] { try list { try text() } }
  func optionalNumber() throws -> Int? { try optional { try integer(Int.self) } }
  func flag() throws -> Bool { try byte() != 0 }

  func choice<Choice: CaseIterable>() throws -> Choice where Choice.AllCases.Index == Int {
    let position = try length(atMost: Choice.allCases.count - 1)
    return Choice.allCases[position]
  }
}
