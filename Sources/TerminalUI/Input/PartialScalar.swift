/// The beginning of a scalar in UTF-8, which comes byte by byte. What is no UTF-8 (overlong forms, halves of UTF-16,
/// stray bytes) is dropped.
struct PartialScalar {
  enum Step {
    case incomplete
    case whole(Unicode.Scalar)
    /// The byte belongs to something else.
    case broken
  }

  private var value: UInt32 = 0
  private var missing = 0
  /// What the next byte may be.
  private var range: ClosedRange<UInt8> = 0x80...0xBF

  /// Begins a scalar of several bytes; false when the byte begins none.
  mutating func begin(_ lead: UInt8) -> Bool {
    range = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: (value, missing) = (UInt32(lead & 0x1F), 1)
    case 0xE0...0xEF:
      (value, missing) = (UInt32(lead & 0x0F), 2)
      if lead == 0xE0 { range = 0xA0...0xBF }
      if lead == 0xED { range = 0x80...0x9F }
    case 0xF0...0xF4:
      (value, missing) = (UInt32(lead & 0x07), 3)
      if lead == 0xF0 { range = 0x90...0xBF }
      if lead == 0xF4 { range = 0x80...0x8F }
    default: return false
    }
    return true
  }

  mutating func add(_ byte: UInt8) -> Step {
    guard missing > 0, range.contains(byte) else {
      missing = 0
      return .broken
    }
    range = 0x80...0xBF
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    guard missing == 0 else { return .incomplete }
    return Unicode.Scalar(value).map { .whole($0) } ?? .broken
  }

  /// What a byte of running text makes whole: one scalar or none.
  mutating func scalar(after byte: UInt8) -> Unicode.Scalar? {
    if missing > 0 {
      switch add(byte) {
      case .incomplete: return nil
      case .whole(let scalar): return scalar
      case .broken: break
      }
    }
    if byte < 0x80 { return Unicode.Scalar(byte) }
    _ = begin(byte)
    return nil
  }
}
