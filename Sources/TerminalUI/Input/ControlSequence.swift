/// A control sequence of ECMA-48 as a terminal sends it: CSI, parameters, a final byte.
struct ControlSequence {
  enum Meaning: Hashable {
    case key(Key)
    case press(row: Int, column: Int)
    case report(Report)
    /// A paste begins.
    case paste
  }

  /// `<`, `=`, `>` or `?` before the parameters.
  private let marker: UInt8?
  /// nil for parameters that are no numbers.
  private let numbers: [Int]?
  private let final: Unicode.Scalar

  init(_ parameters: [UInt8], final: UInt8) {
    marker = parameters.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    let fields = parameters.dropFirst(marker == nil ? 0 : 1)
      .split(separator: 0x3B, omittingEmptySubsequences: false)
    var numbers: [Int]? = []
    for field in fields where !(fields.count == 1 && field.isEmpty) {
      // Parts after a colon say more of the same key.
      let digits = field.prefix { $0 != 0x3A }
      guard digits.count <= 6, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
        numbers = nil
        break
      }
      numbers?.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    self.numbers = numbers
    self.final = Unicode.Scalar(final)
  }

  /// What it says, nil for nothing that this program knows.
  var meaning: Meaning? {
    guard let numbers else { return nil }
    switch (marker, final) {
    case (0x3C, "M") where numbers.count == 3:
      return Self.mouse(numbers[0], column: numbers[1], row: numbers[2])
    case (nil, "~"), (nil, "$"), (nil, "^"), (nil, "@"): return numbered(numbers)
    // Shift+F3 and a position in the first row look alike; positions are asked for in other rows.
    case (nil, "R") where numbers.count == 2 && !(numbers[0] == 1 && (2...8).contains(numbers[1])):
      return .report(.cursor(row: numbers[0], column: numbers[1]))
    case (nil, _):
      return Self.key(final).flatMap { Modifiers(numbers.count > 1 ? numbers[1] : 1).applied(to: $0) }
        .map { .key($0) }
    default: return nil
    }
  }

  /// The keys that vt220 numbered, and what rxvt makes of them with Shift and Control.
  private func numbered(_ numbers: [Int]) -> Meaning? {
    if numbers == [200] { return .paste }
    guard let number = numbers.first, let key = Self.key(number) else { return nil }
    let modifiers =
      final == "~" ? Modifiers(numbers.count > 1 ? numbers[1] : 1) : Modifiers(final == "$" ? 2 : 5)
    return modifiers.applied(to: key).map { .key($0) }
  }

  private static func key(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  private static func key(_ final: Unicode.Scalar) -> Key? {
    switch final {
    case "A", "a": .up
    case "B", "b": .down
    case "C", "c": .right
    case "D", "d": .left
    case "H": .home
    case "F": .end
    case "Z": .backTab
    case "P", "Q", "R", "S": .function(Int(final.value) - 0x4F)
    default: nil
    }
  }

  /// A key after SS3: arrows, F1 to F4, and the keys of the number pad, which stand for what is written on them.
  static func shifted(_ final: UInt8, modifier: [UInt8]) -> Key? {
    let modifiers = Modifiers(Int(String(decoding: modifier, as: UTF8.self)) ?? 1)
    switch final {
    case 0x4D: return .enter
    case 0x49: return .tab
    case 0x58: return .character("=")
    case 0x6A...0x79: return .character(Unicode.Scalar(final - 0x40))
    case 0x20: return .character(" ")
    case 0x5A: return nil
    default: return key(Unicode.Scalar(final)).flatMap { modifiers.applied(to: $0) }
    }
  }

  /// A mouse report: the first button going down, or the wheel, which turns pages. Rows and columns from 1.
  static func mouse(_ button: Int, column: Int, row: Int) -> Meaning? {
    guard row > 0, column > 0 else { return nil }
    // 4, 8 and 16 are Shift, Alt and Control.
    switch button & ~0x1C {
    case 0: return .press(row: row - 1, column: column - 1)
    case 64: return .key(.pageUp)
    case 65: return .key(.pageDown)
    default: return nil
    }
  }
}

/// Shift, Alt and Control as xterm numbers them: one more than the sum of 1, 2, 4 and 8.
private struct Modifiers {
  private let sum: Int

  init(_ number: Int) { sum = max(0, number - 1) }

  /// Shift makes F13 of F1, as terminfo counts; other function keys with modifiers do nothing. A key that moves moves.
  func applied(to key: Key) -> Key? {
    guard case .function(let number) = key, sum > 0 else { return key }
    return sum == 1 ? .function(number + 12) : nil
  }
}
