import Counter

/// One record of a CSV file. Its fields are kept as they stand in the file, in UTF-8, each followed by a separator, so that
/// a text is made only of what somebody asks for.
package struct CSVRecord {
  /// What follows each field: the sign that parts 資格 in the register, so that neighbours of them are one piece.
  static let separator: UInt8 = 0x1F

  /// The line it began in, from 1.
  package private(set) var line = 1
  private(set) var bytes: [UInt8] = []
  /// Where each field ends, without its separator.
  private var ends: [Int] = []
  /// Bytes of the longest field.
  private(set) var longest = 0
  /// Whether a field begins with «#», as a failed cell of a spreadsheet does.
  private(set) var hasHash = false

  var count: Int { ends.count }

  /// Whether nothing stands in any field.
  var isBlank: Bool { bytes.count == count }

  /// Where the bytes of a field are.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index] }

  func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

  subscript(index: Int) -> String { text(range(index)) }

  /// The fields from one to another with their separators between them.
  func run(_ indices: Range<Int>) -> String {
    indices.isEmpty ? "" : text(range(indices.lowerBound).lowerBound..<ends[indices.upperBound - 1])
  }

  package var fields: [String] { (0..<count).map { self[$0] } }

  /// Looks at the bytes of a field; none for an index below 0.
  func look<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer {
      body(
        index < 0
          ? UnsafeBufferPointer(start: nil, count: 0) : UnsafeBufferPointer(rebasing: $0[range(index)]))
    }
  }

  private func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  mutating func begin(atLine line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    (longest, hasHash) = (0, false)
  }

  mutating func append(_ field: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: field)
    longest = max(longest, field.count)
    if field.first == UInt8(ascii: "#") { hasHash = true }
    ends.append(bytes.count)
    bytes.append(CSVRecord.separator)
  }
}
