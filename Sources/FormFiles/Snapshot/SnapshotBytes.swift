import Foundation

/// The bytes of a snapshot's file, mapped, with the sum over them found right.
///
/// Nothing writes to them: a snapshot is replaced by renaming another over it, which leaves these as they are. `files` is set
/// while the snapshot is opened, before anybody else has it.
final class SnapshotBytes: @unchecked Sendable {
  private let mapped: UnsafeRawBufferPointer
  /// Files that places name, by number.
  private(set) var files: [String] = []

  /// Bytes of the sum, which stands before everything else.
  private static let sumLength = MemoryLayout<UInt64>.size

  /// nil when there is no such file, or its sum is not that of its bytes.
  init?(at path: String) {
    guard let mapped = SnapshotBytes.map(path) else { return nil }
    self.mapped = mapped
    guard UInt64(littleEndian: mapped.load(as: UInt64.self)) == SnapshotBytes.sum(of: body) else {
      return nil
    }
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: mapped.baseAddress), mapped.count) }

  private var body: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: mapped[SnapshotBytes.sumLength...])
  }

  /// What was kept for a key; nil when something else was kept.
  func page(for key: String) throws(Malformed) -> Page? {
    let page = Page(reading: body, of: self)
    guard try page(String?.none) == key else { return nil }
    files = try page(nil)
    return page
  }

  /// A file's bytes from what is kept for a key.
  static func bytes(of content: some Kept, for key: String) throws(Malformed) -> [UInt8] {
    let numbers = FileNumbers()
    let page = Page(writingWith: numbers)
    _ = try page(content)
    let head = Page(writingWith: numbers)
    _ = (try head(key), try head(numbers.names))
    return summed(head.written + page.written)
  }

  /// A body with its sum before it.
  static func summed(_ body: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: body.withUnsafeBytes { sum(of: $0) }.littleEndian) { Array($0) } + body
  }

  /// Mapped whole and at once: the sum looks at every byte.
  private static func map(_ path: String) -> UnsafeRawBufferPointer? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > sumLength,
      let start = mmap(nil, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    return UnsafeRawBufferPointer(start: start, count: status.st_size)
  }

  /// A sum in which every byte counts. It tells damage, not malice: who can write the file can write any sum. A cryptographic
  /// hash would tell no more and take longer than everything else that is read.
  private static func sum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var position = 0
    while position + 32 <= bytes.count {
      lanes = step(lanes, bytes.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self))
      position += 32
    }
    var last = (UInt64(bytes.count), UInt64(0), UInt64(0), UInt64(0))
    withUnsafeMutableBytes(of: &last) { last in
      for (offset, byte) in bytes[position...].enumerated() { last[offset] ^= byte }
    }
    lanes = step(lanes, SIMD4(last.0, last.1, last.2, last.3))
    return (0..<4).reduce(UInt64(bytes.count)) { sum, lane in
      (sum ^ lanes[lane]) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  /// Turns each lane into another: no two states become one (an odd factor, and a shift that can be undone).
  private static func step(_ lanes: SIMD4<UInt64>, _ block: SIMD4<UInt64>) -> SIMD4<UInt64> {
    let mixed = (lanes ^ block) &* SIMD4(repeating: 0x9E37_79B9_7F4A_7C15)
    return mixed ^ (mixed &>> SIMD4(repeating: 29))
  }
}
