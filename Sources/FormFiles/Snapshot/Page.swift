import Counter

/// Bytes that make no sense.
struct Malformed: Error {}

/// A row of bytes that values are written to, or read back from, by the same words.
///
/// Written in order, without names: numbers in groups of seven bits, texts with their length before them. What is read is
/// checked against the end of the bytes, so that no bytes whatever lead outside them.
final class Page {
  /// What the page is read from; nil while it is written.
  let source: SnapshotBytes?
  /// What the files are called by while the page is written.
  private let numbers: FileNumbers?
  private(set) var written: [UInt8] = []
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// A page to write on.
  init(writingWith files: FileNumbers) {
    source = nil
    numbers = files
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// A page to read; `source` keeps the bytes.
  init(reading bytes: UnsafeRawBufferPointer, of source: SnapshotBytes) {
    self.source = source
    numbers = nil
    self.bytes = bytes
  }

  /// A page beside this one that is written with the same numbers of files.
  func beside() -> Page { Page(writingWith: numbers ?? FileNumbers()) }

  var isReading: Bool { source != nil }
  var isAtEnd: Bool { position == bytes.count }

  // MARK: Bytes

  func byte(_ it: UInt8?) throws(Malformed) -> UInt8 {
    if let it {
      written.append(it)
      return it
    }
    guard position < bytes.count else { throw Malformed() }
    defer { position += 1 }
    return bytes[position]
  }

  func unsigned(_ it: UInt64?) throws(Malformed) -> UInt64 {
    if var rest = it {
      while rest >= 0x80 {
        written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      written.append(UInt8(rest))
      return it ?? 0
    }
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while true {
      guard position < bytes.count, shift < 64 else { throw Malformed() }
      let next = bytes[position]
      position += 1
      result |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return result }
      shift += 7
    }
  }

  /// A count of things that follow, each of which takes a byte at least.
  func count(_ it: Int?) throws(Malformed) -> Int {
    let count = try unsigned(it.map(UInt64.init))
    guard !isReading || count <= UInt64(bytes.count - position) else { throw Malformed() }
    return Int(count)
  }

  /// So many bytes as they stand.
  func take(_ count: Int) throws(Malformed) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - position else { throw Malformed() }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  func put(_ bytes: some Sequence<UInt8>) { written.append(contentsOf: bytes) }

  // MARK: Values

  /// A value that is always there.
  func callAsFunction<Value: Kept>(_ it: Value?) throws(Malformed) -> Value {
    precondition(isReading || it != nil, "only what is written as optional may be missing")
    return try Value(self, it)
  }

  /// A value that may be missing.
  func optional<Value: Kept>(_ it: Value?) throws(Malformed) -> Value? {
    guard try byte(isReading ? nil : it == nil ? 0 : 1) != 0 else { return nil }
    return try Value(self, it)
  }

  /// A file by its number among those that places name.
  func file(_ it: String?) throws(Malformed) -> String {
    let number = try unsigned(it.map { UInt64(numbers?.number(of: $0) ?? 0) })
    guard let names = source?.files else { return it ?? "" }
    guard number < names.count else { throw Malformed() }
    return names[Int(number)]
  }

  /// A case by its position among all.
  func choice<Choice: CaseIterable & Equatable>(_ it: Choice?) throws(Malformed) -> Choice
  where Choice.AllCases == [Choice] {
    let cases = Choice.allCases
    let position = try unsigned(it.map { UInt64(cases.firstIndex(of: $0) ?? cases.count) })
    guard position < cases.count else { throw Malformed() }
    return cases[Int(position)]
  }
}

/// Files that places name, each with a number, while a snapshot is written: a place would else repeat its path.
final class FileNumbers {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
