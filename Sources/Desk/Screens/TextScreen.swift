import Counter
import Moji
import TerminalUI

/// Lines to read and page through: help, a checklist, a condition as written.
struct TextScreen: ScreenBehaviour {
  let heading: String
  let lines: [String]
  /// Whether it explains another screen.
  let isHelp: Bool
  let shows: Act
  private var top = 0
  private static let page = 18

  init(heading: String, lines: [String], showing shows: Act, isHelp: Bool = false) {
    self.shows = shows
    self.heading = heading
    self.lines = lines
    self.isHelp = isHelp
  }

  var help: [String] { ["文を読む画面です。長いときは \(Request.previousPage) \(Request.nextPage) でめくります。"] }

  func title(_ given: NoHandout) -> String { heading }

  func actions(_ given: NoHandout) -> [Request: String] {
    lines.count > Self.page ? [.previousPage: "前頁", .nextPage: "次頁", .stepBack: "戻る"] : [.stepBack: "戻る"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ given: NoHandout) {
    for (row, line) in zip(rows, lines.dropFirst(top)) { frame.put(line, row: row, column: 1) }
    frame.cursor = (rows.lowerBound, 0)
    frame.focus = (rows.lowerBound, 0..<frame.columns)
  }

  mutating func handle(_ input: ScreenInput, _ given: NoHandout) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    let end = max(0, lines.count - Self.page)
    switch request {
    case .stepBack, .enter: return .pop
    case .nextPage: top = min(end, top + Self.page)
    case .previousPage: top = max(0, top - Self.page)
    case .next: top = min(end, top + 1)
    case .previous: top = max(0, top - 1)
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }
}
