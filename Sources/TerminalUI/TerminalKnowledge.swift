/// What a terminal has told of itself. Nothing is waited for: until it answers, what is sure on every terminal holds.
struct TerminalKnowledge: Hashable, Sendable {
  /// The colour behind text, nil while not known.
  private(set) var ground: Colour?
  /// Columns of «◎», «─» and «│».
  private var widths: [Int?] = [nil, nil, nil]
  /// The row of the question, from 1.
  private var row: Int?

  /// Whether characters of ambiguous width take two columns; ASCII then stands for them.
  var drawsAmbiguousWide: Bool { widths[0] == 2 }
  /// Whether lines are known to take one column.
  var drawsLines: Bool { widths[1] == 1 && widths[2] == 1 }

  /// Where each character is written in the question, columns from 1: the column in the answer then tells which it is about.
  private static let samples: [(column: Int, text: Character)] = [(1, "◎"), (5, "─"), (9, "│")]

  /// What is written to a terminal that shows a frame; nil while the frame is too small. Not on the first row, whose answer
  /// would read as a function key.
  mutating func question(for frame: Frame, asksGround: Bool) -> String? {
    guard frame.rows > 2, frame.columns > 12 else { return nil }
    row = frame.rows
    let widths = Self.samples.map { "\u{1B}[\(frame.rows);\($0.column)H\($0.text)\u{1B}[6n" }
    return "\u{1B}7" + widths.joined() + "\u{1B}8" + (asksGround ? "\u{1B}]11;?\u{7}" : "")
  }

  /// Takes an answer; one that was not asked for is ignored.
  mutating func take(_ report: Report) {
    switch report {
    case .ground(let colour): ground = colour
    case .cursor(let row, let column):
      guard row == self.row,
        let index = Self.samples.firstIndex(where: { (1...2).contains(column - $0.column) })
      else { return }
      widths[index] = column - Self.samples[index].column
    }
  }
}
