import Glibc

/// A colour as a screen mixes it, each part from 0 to 1 in sRGB.
struct Colour: Hashable, Sendable {
  let red: Double
  let green: Double
  let blue: Double

  static let black = Colour(red: 0, green: 0, blue: 0)
  static let white = Colour(red: 1, green: 1, blue: 1)

  /// How light it is, from 0 to 1 (WCAG 2.2, relative luminance).
  private var luminance: Double {
    func linear(_ share: Double) -> Double {
      share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// From 1 for the same lightness to 21 for black on white (WCAG 2.2, contrast ratio).
  func contrast(with other: Colour) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  init(red: Double, green: Double, blue: Double) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// A colour of three bytes, as web pages write it: 0x002B36.
  init(_ bytes: Int) {
    self.init(
      red: Double(bytes >> 16 & 0xFF) / 255, green: Double(bytes >> 8 & 0xFF) / 255,
      blue: Double(bytes & 0xFF) / 255)
  }

  /// What xterm shows for a number from 0 to 255, unless somebody changed it: 16 named ones, a cube of six steps a part,
  /// and a scale of greys.
  init(xterm number: Int32) {
    let named = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000,
      0x00FF00,
      0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    let number = Int(number)
    switch number {
    case 0..<16: self.init(named[number])
    case 16..<232:
      let steps = [0, 95, 135, 175, 215, 255]
      let place = number - 16
      self.init(steps[place / 36] << 16 | steps[place / 6 % 6] << 8 | steps[place % 6])
    default: self.init((8 + 10 * (number - 232)) * 0x010101)
    }
  }
}
