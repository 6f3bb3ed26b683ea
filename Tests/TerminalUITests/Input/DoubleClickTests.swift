import Testing

@testable import TerminalUI

@Suite struct DoubleClickTests {
  @Test func `the second press at one place within the time is none, a slow or distant one is`() {
    var click = DoubleClick()
    let start = ContinuousClock.now
    let presses: [(row: Int, column: Int, milliseconds: Int)] = [
      (4, 10, 0), (4, 11, 200), (4, 11, 900), (5, 11, 950), (5, 30, 1000),
    ]
    let seconds = presses.map {
      click.isSecond(row: $0.row, column: $0.column, at: start + .milliseconds($0.milliseconds))
    }
    #expect(seconds == [false, true, false, false, false])
  }
}
