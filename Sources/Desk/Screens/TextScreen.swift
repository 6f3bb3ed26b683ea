import Moji
import TerminalUI

/// Lines to read and page through: help, a checklist, a condition as written.
struct TextScreen: ScreenBehaviour {
  let heading: String
  let lines: [String]
  private var top = 0
  private var height = 18

  init(heading: String, lines: [String]) {
    self.heading = heading
    self.lines = lines
  }

  var help: [String] { ["文を読む画面です。長いときは F7 F8 でめくります。"] }

  func title(_ context: DeskContext) -> String { heading }

  func actions(_ context: DeskContext) -> [Request: String] {
    lines.count > height ? [.previousPage: "前頁", .nextPage: "次頁", .stepBack: "戻る"] : [.stepBack: "戻る"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    for (row, line) in zip(rows, lines.dropFirst(top)) { frame.put(line, row: row, column: 1) }
    frame.cursor = (rows.lowerBound, 0)
    frame.focus = (rows.lowerBound, 0..<frame.columns)
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    guard case .request(let request) = input else { return .ignored }
    switch request {
    case .stepBack, .enter: return .pop
    case .nextPage: top = min(max(0, lines.count - height), top + height)
    case .previousPage: top = max(0, top - height)
    case .next: top = min(max(0, lines.count - height), top + 1)
    case .previous: top = max(0, top - 1)
    case .back: return .toList
    default: return .ignored
    }
    return .stay
  }
}
