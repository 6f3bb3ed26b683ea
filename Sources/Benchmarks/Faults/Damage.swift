import Feel
import Foundation

/// What can become of a file.
enum Damage: String, CaseIterable {
  case flipped, cut, zeroed, older, emptied, removed

  /// Does it; false where there is nothing to do it with, as an older copy.
  func happen(to path: String, older: String, _ random: inout FuzzSource) -> Bool {
    let size = Damage.size(of: path)
    switch self {
    case .flipped: return size > 0 && Damage.flip(path, &random, times: 1 + random.below(3))
    case .cut: return size > 1 && Damage.cut(path, to: 1 + random.below(size - 1))
    case .zeroed:
      let page = 4096 * random.below((size + 4095) / 4096)
      return size > 0 && Damage.change(path, page..<min(size, page + 4096), to: { _ in 0 })
    case .older:
      guard let copy = FileManager.default.contents(atPath: older),
        let now = FileManager.default.contents(atPath: path), copy != now
      else { return false }
      return Damage.cut(path, to: 0) && Damage.change(path, 0..<copy.count, to: { copy[$0] })
    case .emptied: return size > 0 && Damage.cut(path, to: 0)
    case .removed: return unlink(path) == 0
    }
  }

  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  @discardableResult
  static func cut(_ path: String, to length: Int) -> Bool { truncate(path, length) == 0 }

  /// Flips so many bits.
  @discardableResult
  static func flip(_ path: String, _ random: inout FuzzSource, times: Int) -> Bool {
    let size = size(of: path)
    guard size > 0 else { return false }
    return (0..<times).allSatisfy { _ in
      let (place, bit) = (random.below(size), UInt8(1) << UInt8(random.below(8)))
      return change(path, place..<place + 1, old: { $0 ^ bit })
    }
  }

  private static func change(_ path: String, _ range: Range<Int>, to byte: (Int) -> UInt8) -> Bool {
    write(path, range, range.map(byte))
  }

  private static func change(_ path: String, _ range: Range<Int>, old change: (UInt8) -> UInt8) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    return write(path, range, range.map { change(data[$0]) })
  }

  private static func write(_ path: String, _ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return pwrite(descriptor, bytes, bytes.count, range.lowerBound) == bytes.count
  }
}
