/// The numbers of the colours that roles may have on terminals of eight colours, and of 256.
struct Palette: Sendable {
  /// For text on the terminal's own ground, from what is tried first: for dark grounds, then for light ones.
  let tints: [Role: [Int32]]
  /// Foreground and background for what must be seen on any ground.
  let alarm: (Int32, Int32)
  private let black: Int32
  private let white: Int32
  private let yellow: Int32
  private let cyan: Int32
  private let green: Int32
  private let red: Int32

  static let eight = Palette(
    tints: [.heading: [6, 4], .error: [1], .added: [2], .dropped: [1], .undecided: [3]], alarm: (7, 1),
    black: 0, white: 7, yellow: 3, cyan: 6, green: 2, red: 7)
  /// Numbers from 16 on are what they are: few themes change them.
  static let many = Palette(
    tints: [
      .heading: [80, 123, 24, 17], .error: [210, 217, 124, 52], .added: [114, 157, 22],
      .dropped: [210, 217, 124, 52], .undecided: [221, 229, 94, 58],
    ], alarm: (231, 124), black: 16, white: 231, yellow: 226, cyan: 123, green: 120, red: 217)

  /// Foreground and background at 7 to 1 at least, whatever the ground.
  func highContrast(_ role: Role) -> (Int32, Int32) {
    switch role {
    case .plain, .field, .quiet: (white, black)
    case .heading: (cyan, black)
    case .added: (green, black)
    case .dropped: (red, black)
    case .undecided: (yellow, black)
    case .error: (black, yellow)
    case .focus, .bar: (black, white)
    case .notice: (black, cyan)
    }
  }
}
