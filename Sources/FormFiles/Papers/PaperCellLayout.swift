import Counter
import Moji

/// One cell: its label beside or above what stands in it.
struct PaperCellLayout {
  private typealias Measure = PaperTableLayout.Measure

  private let cell: PaperTable.Cell
  private let width: Double
  /// Whether its label stands beside what it holds, not above: the same for all cells of a row.
  private let isBeside: Bool

  init(_ cell: PaperTable.Cell, width: Double, isBeside: Bool) {
    self.cell = cell
    self.width = width
    self.isBeside = isBeside && !cell.label.isEmpty
  }

  /// Points of what is printed to be circled or ticked.
  private static let wordSize = 8.5
  /// Millimetres from one line of such words to the next.
  private static let wordLine = 5.0
  private static let tickSize = 3.2

  /// Room for a label beside the value.
  private var labelWidth: Double {
    let words = Double(cell.label.columns) * 8.5 * 25.4 / 72 / 2 * 1.04 + 4
    return min(max(words, 20), max(22, width * 0.24))
  }

  /// How many lines of writing it needs.
  var lines: Double {
    let words = wrapped(width - (isBeside ? labelWidth : 0) - 2).count
    let needed = Double(words) * Self.wordLine + (isBeside || cell.label.isEmpty ? 1.5 : 4.5)
    return max(1, needed / Measure.line)
  }

  func elements(in frame: PaperForm.Frame) -> [PaperForm.Element] {
    if cell.label.isEmpty {
      return content(
        in: PaperForm.Frame(
          x: frame.x + 1, y: frame.y + 0.6, width: frame.width - 2, height: frame.height - 1.2))
    }
    guard isBeside else {
      let size = cell.label.size(in: frame.width - 1.6, from: 6.5, to: 5, lines: 1)
      return [
        label(
          cell.label,
          PaperForm.Frame(x: frame.x + 0.8, y: frame.y + 0.4, width: frame.width - 1.6, height: 2.9), size)
      ]
        + content(
          in: PaperForm.Frame(
            x: frame.x + 1, y: frame.y + 3.3, width: frame.width - 2, height: frame.height - 3.7))
    }
    let size = cell.label.size(in: labelWidth - 2, from: 8.5, to: 6, lines: frame.height > 8 ? 2 : 1)
    return [
      label(
        cell.label,
        PaperForm.Frame(x: frame.x + 1, y: frame.y + 0.5, width: labelWidth - 2, height: frame.height - 1),
        size),
      .rule(
        x1: frame.x + labelWidth, y1: frame.y, x2: frame.x + labelWidth, y2: frame.y + frame.height,
        width: Measure.thin),
    ]
      + content(
        in: PaperForm.Frame(
          x: frame.x + labelWidth + 1, y: frame.y + 0.6, width: frame.width - labelWidth - 2,
          height: frame.height - 1.2))
  }

  /// What stands in the cell, within a frame.
  func content(in frame: PaperForm.Frame) -> [PaperForm.Element] {
    let room =
      suffixWidth > 0
      ? PaperForm.Frame(x: frame.x, y: frame.y, width: frame.width - suffixWidth, height: frame.height)
      : frame
    let suffix: [PaperForm.Element] =
      suffixWidth > 0
      ? [
        label(
          cell.suffix,
          PaperForm.Frame(
            x: frame.x + frame.width - suffixWidth, y: frame.y, width: suffixWidth, height: frame.height), 8)
      ] : []
    return suffix + main(in: room)
  }

  private var suffixWidth: Double {
    cell.suffix.isEmpty ? 0 : Double(cell.suffix.columns) * 8 * 25.4 / 72 / 2 * 1.1 + 2
  }

  private func main(in frame: PaperForm.Frame) -> [PaperForm.Element] {
    switch cell.content {
    case .value(let formula, let squares): box(formula, squares, frame)
    case .blank(let squares): box(nil, squares, frame)
    case .choices(let formula, _): choices(formula, frame)
    case .ticks: ticks(frame)
    case .day(let formula, let eras): day(formula, eras, frame)
    }
  }

  private func label(_ text: String, _ frame: PaperForm.Frame, _ size: Double) -> PaperForm.Element {
    .label(PaperForm.Label(frame: frame, text: text, size: size, alignment: .leading, face: .gothic))
  }

  private func box(_ formula: Formula?, _ squares: Int, _ frame: PaperForm.Frame) -> [PaperForm.Element] {
    let size = min(11, frame.height * 72 / 25.4 / 1.3)
    func box(_ frame: PaperForm.Frame) -> PaperForm.Element {
      .box(
        PaperForm.Box(
          id: cell.label, label: cell.label, frame: frame, value: formula, size: size, minimumSize: 5.5,
          alignment: .leading, mayBeEmpty: cell.mayBeEmpty || formula == nil, squares: squares))
    }
    guard squares > 0 else { return [box(frame)] }
    let side = min(frame.width / Double(squares), 6, frame.height)
    let row = PaperForm.Frame(
      x: frame.x, y: frame.y + (frame.height - side) / 2, width: side * Double(squares), height: side)
    let lines = (1..<squares).map { index -> PaperForm.Element in
      let x = row.x + Double(index) * side
      return .rule(x1: x, y1: row.y, x2: x, y2: row.y + row.height, width: Measure.thin)
    }
    return [.rectangle(row, width: Measure.thin)] + lines + [box(row)]
  }

  // MARK: Words

  /// Words to be circled or ticked, with the room of each in millimetres.
  private var words: [(text: String, width: Double)] {
    let em = Self.wordSize * 25.4 / 72
    // Fonts differ a little in how wide they set a word.
    func width(_ text: String) -> Double { Double(text.columns) * em / 2 * 1.04 + 0.5 }
    switch cell.content {
    case .choices(_, let words): return words.map { ($0.text, width($0.text) + 3) }
    case .ticks(let ticks): return ticks.map { ($0.text, width($0.text) + Self.tickSize + 3.5) }
    case .value, .blank, .day: return []
    }
  }

  /// Indexes of the words of each line.
  private func wrapped(_ width: Double) -> [[Int]] {
    var lines: [[Int]] = []
    var left = 0.0
    for (index, word) in words.enumerated() {
      if lines.isEmpty || left + word.width > width { (lines, left) = (lines + [[]], 0) }
      lines[lines.count - 1].append(index)
      left += word.width
    }
    return lines
  }

  /// Where each word stands.
  private func places(_ frame: PaperForm.Frame) -> [PaperForm.Frame] {
    let lines = wrapped(frame.width)
    let step = min(Self.wordLine, frame.height / Double(max(1, lines.count)))
    var y = frame.y + (frame.height - step * Double(lines.count)) / 2
    return lines.flatMap { line in
      var x = frame.x
      defer { y += step }
      return line.map { index in
        defer { x += words[index].width }
        let width = min(words[index].width, frame.x + frame.width - x)
        return PaperForm.Frame(x: x, y: y, width: width, height: step)
      }
    }
  }

  /// The size at which a word fits its room on one line.
  private func size(_ word: String, in width: Double) -> Double {
    word.size(in: width, from: Self.wordSize, to: 5, lines: 1)
  }

  private func choices(_ formula: Formula?, _ frame: PaperForm.Frame) -> [PaperForm.Element] {
    guard case .choices(_, let words) = cell.content else { return [] }
    let places = places(frame)
    let labels = zip(words, places).map { word, place in
      label(
        word.text,
        PaperForm.Frame(x: place.x + 1.2, y: place.y, width: place.width - 1.6, height: place.height),
        size(word.text, in: place.width - 1.6))
    }
    let options = zip(words, places).map { word, place in
      PaperForm.Choices.Option(
        value: word.value,
        frame: PaperForm.Frame(
          x: place.x, y: place.y + 0.2, width: place.width - 0.8, height: place.height - 0.4))
    }
    return labels + [.choices(PaperForm.Choices(label: cell.label, value: formula, options: options))]
  }

  private func ticks(_ frame: PaperForm.Frame) -> [PaperForm.Element] {
    guard case .ticks(let ticks) = cell.content else { return [] }
    return zip(ticks, places(frame)).flatMap { tick, place -> [PaperForm.Element] in
      [
        .tick(
          PaperForm.Tick(
            id: tick.text, x: place.x, y: place.y + (place.height - Self.tickSize) / 2, size: Self.tickSize,
            condition: tick.condition)),
        label(
          tick.text,
          PaperForm.Frame(
            x: place.x + Self.tickSize + 1, y: place.y, width: place.width - Self.tickSize - 1.2,
            height: place.height),
          size(tick.text, in: place.width - Self.tickSize - 1.2)),
      ]
    }
  }

  // MARK: Days

  private func day(_ formula: Formula?, _ eras: [String], _ frame: PaperForm.Frame) -> [PaperForm.Element] {
    let size = min(8.5, max(5.5, frame.width / 6.2))
    let em = size * 25.4 / 72
    let (y, height) = (frame.y, frame.height)
    var x = frame.x
    var elements: [PaperForm.Element] = []
    var options: [PaperForm.Choices.Option] = []
    for era in eras {
      elements.append(
        label(era, PaperForm.Frame(x: x + 0.2, y: y, width: em + 0.4, height: height), size))
      let side = min(em + 0.7, height)
      options.append(
        .init(
          value: era,
          frame: PaperForm.Frame(
            x: x + 0.15 + (em - side) / 2, y: y + (height - side) / 2, width: side, height: side)))
      x += em + 0.5
    }
    let part = max(em * 1.1, (frame.x + frame.width - x - 3 * em) / 3)
    let width = min(part, 9)
    var boxes: [PaperForm.Frame] = []
    for unit in ["年", "月", "日"] {
      boxes.append(PaperForm.Frame(x: x, y: y, width: width, height: height))
      elements.append(label(unit, PaperForm.Frame(x: x + width, y: y, width: em + 0.3, height: height), size))
      x += width + em
    }
    let parts = PaperForm.DayParts(
      label: cell.label, value: formula, eras: options, year: boxes[0], month: boxes[1], day: boxes[2],
      size: min(10, size + 1.5), mayBeEmpty: cell.mayBeEmpty)
    return elements + [.day(parts)]
  }
}
