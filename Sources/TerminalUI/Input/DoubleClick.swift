/// Tells the second press of a double click, which was meant for the picture that the first one changed.
struct DoubleClick {
  /// As desktops have it.
  static let time: Duration = .milliseconds(500)
  private var last: (row: Int, column: Int, at: ContinuousClock.Instant)?

  /// Whether a press is the second at one place within the time; a third counts again.
  mutating func isSecond(row: Int, column: Int, at now: ContinuousClock.Instant) -> Bool {
    defer { last = (row, column, now) }
    guard let last, last.row == row, abs(last.column - column) <= 2, now - last.at < Self.time else {
      return false
    }
    return true
  }
}
