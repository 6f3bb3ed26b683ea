import Counter
import Moji

/// Finds the millimetres of a table: from the top of a sheet down, the office's block at its foot.
///
/// Rows share what is left of the sheet: up to a quarter more than is comfortable, and down to seven tenths of it where the form is
/// long.
struct PaperTableLayout {
  /// Millimetres.
  enum Measure {
    static let margin = 15.0
    /// Room below for what did not fit its box, and for number and version of the print.
    static let foot = 17.0
    /// A comfortable line of writing.
    static let line = 9.5
    static let leastShare = 0.7
    static let mostShare = 1.25
    static let heading = 8.0
    static let gap = 2.0
    /// Height of the words over the columns of people.
    static let columnHead = 5.5
    static let office = 13.0
    /// A cell at least so wide has its label beside the value, a narrower one above it.
    static let besides = 56.0
    static let thin = 0.15
    static let thick = 0.35
  }

  let width: Double
  let height: Double
  private(set) var elements: [PaperForm.Element] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  var room: Double { width - 2 * Measure.margin }

  /// Sets a table from `top` down. Nil when it is set; else how many millimetres are missing.
  mutating func set(_ table: PaperTable, from top: Double) -> Double? {
    let office = table.blocks.contains { if case .office = $0 { true } else { false } }
    let bottom = height - Measure.foot - (office ? Measure.office + Measure.gap : 0)
    let natural = table.blocks.reduce((fixed: 0.0, flexible: 0.0)) { sum, block in
      let size = size(of: block)
      return (sum.fixed + size.fixed, sum.flexible + size.flexible)
    }
    let share =
      natural.flexible == 0 ? 1 : min(Measure.mostShare, (bottom - top - natural.fixed) / natural.flexible)
    let used = max(share, Measure.leastShare)
    var y = top
    for block in table.blocks { set(block, at: &y, share: used) }
    return share < Measure.leastShare
      ? natural.fixed + natural.flexible * Measure.leastShare - (bottom - top) : nil
  }

  // MARK: Sizes

  private func size(of block: PaperTable.Block) -> (fixed: Double, flexible: Double) {
    switch block {
    case .rows(let heading, let rows):
      (Measure.gap, rows.reduce(0) { $0 + height(of: $1, in: inner(heading).width) })
    case .people(_, let heading, let count, let cells):
      (
        Measure.gap + Measure.columnHead,
        Double(count) * (cells.map(\.lines).max() ?? 1) * Measure.line
      )
    case .words(let words): (words.reduce(0) { $0 + height(of: $1, size: 9.5) } + 1, 0)
    case .notes(let notes): (notes.reduce(0) { $0 + height(of: "・" + $1, size: 7.5) } + 1, 0)
    case .office: (0, 0)
    }
  }

  /// Where cells stand beside a heading.
  private func inner(_ heading: String) -> (x: Double, width: Double) {
    heading.isEmpty
      ? (Measure.margin, room) : (Measure.margin + Measure.heading, room - Measure.heading)
  }

  private func height(of row: [PaperTable.Cell], in width: Double) -> Double {
    cells(of: row, in: width).map { cell, layout, _ in max(cell.lines, layout.lines) * Measure.line }.max()
      ?? Measure.line
  }

  /// The cells of a row as they are set, with the width of each.
  private func cells(of row: [PaperTable.Cell], in width: Double) -> [(
    cell: PaperTable.Cell, layout: PaperCellLayout, width: Double
  )] {
    let widths = widths(of: row, in: width)
    let isBeside = (widths.min() ?? 0) >= Measure.besides
    return zip(row, widths).map { cell, width in
      (cell, PaperCellLayout(cell, width: width, isBeside: isBeside), width)
    }
  }

  private func widths(of row: [PaperTable.Cell], in width: Double) -> [Double] {
    let all = row.reduce(0) { $0 + max(0.1, $1.share) }
    return row.map { width * max(0.1, $0.share) / all }
  }

  /// Height of a text set across the form.
  private func height(of text: String, size: Double) -> Double {
    let em = size * 25.4 / 72
    return Double(max(1, text.lines(ofColumns: Int(room * 0.97 / em * 2)).count)) * em * 1.35
  }

  // MARK: Setting

  private mutating func set(_ block: PaperTable.Block, at y: inout Double, share: Double) {
    switch block {
    case .rows(let heading, let rows):
      let (x, width) = inner(heading)
      let start = y
      for row in rows {
        let height = height(of: row, in: width) * share
        var left = x
        for (_, layout, width) in cells(of: row, in: width) {
          let frame = PaperForm.Frame(x: left, y: y, width: width, height: height)
          elements.append(.rectangle(frame, width: Measure.thin))
          elements += layout.elements(in: frame)
          left += width
        }
        y += height
      }
      outline(heading, from: start, to: y)
      y += Measure.gap
    case .people(let who, let heading, let count, let cells):
      setPeople(who, heading, count, cells, &y, share)
    case .words(let words):
      for text in words { y += across(text, at: y, size: 9.5) }
      y += 1
    case .notes(let notes):
      for text in notes { y += across("・" + text, at: y, size: 7.5) }
      y += 1
    case .office(let fields): setOffice(fields)
    }
  }

  private mutating func across(_ text: String, at y: Double, size: Double) -> Double {
    let height = height(of: text, size: size)
    elements.append(
      .label(
        PaperForm.Label(
          frame: PaperForm.Frame(x: Measure.margin, y: y, width: room, height: height), text: text,
          size: size,
          alignment: .leading, face: .gothic)))
    return height
  }

  private mutating func outline(_ heading: String, from start: Double, to end: Double) {
    elements.append(
      .rectangle(
        PaperForm.Frame(x: Measure.margin, y: start, width: room, height: end - start), width: Measure.thick))
    guard !heading.isEmpty else { return }
    elements.append(
      .rectangle(
        PaperForm.Frame(x: Measure.margin, y: start, width: Measure.heading, height: end - start),
        width: Measure.thin))
    elements += heading.setDown(
      in: PaperForm.Frame(x: Measure.margin, y: start, width: Measure.heading, height: end - start))
  }

  private mutating func setPeople(
    _ who: String, _ heading: String, _ count: Int, _ cells: [PaperTable.Cell], _ y: inout Double,
    _ share: Double
  ) {
    let (x, width) = inner(heading)
    let start = y
    let widths = widths(of: cells, in: width)
    let height = (cells.map(\.lines).max() ?? 1) * Measure.line * share
    var left = x
    var inside: [PaperForm.Element] = []
    for (cell, width) in zip(cells, widths) {
      elements.append(
        .label(
          PaperForm.Label(
            frame: PaperForm.Frame(x: left, y: y + 0.4, width: width, height: Measure.columnHead - 0.8),
            text: cell.label, size: cell.label.size(in: width, from: 7.5, to: 5.5, lines: 1),
            alignment: .centre,
            face: .gothic)))
      elements.append(
        .rectangle(
          PaperForm.Frame(
            x: left, y: y, width: width, height: Measure.columnHead + Double(count) * height),
          width: Measure.thin))
      inside += PaperCellLayout(cell, width: width, isBeside: false).content(
        in: PaperForm.Frame(x: left - x + 0.8, y: 0.4, width: width - 1.6, height: height - 0.8))
      left += width
    }
    y += Measure.columnHead
    for line in 0..<count {
      let top = y + Double(line) * height
      elements.append(.rule(x1: x, y1: top, x2: x + width, y2: top, width: Measure.thin))
      elements += inside.compactMap { $0.printed(byX: x, y: top) }
    }
    elements.append(
      .rows(
        PaperForm.Rows(
          who: who, x: x, y: y, height: height, count: count, elements: inside.filter { !$0.isPrinted })))
    y += Double(count) * height
    outline(heading, from: start, to: y)
    y += Measure.gap
  }

  private mutating func setOffice(_ fields: [String]) {
    let top = height - Measure.foot - Measure.office
    let width = room / Double(max(1, fields.count))
    for (index, field) in fields.enumerated() {
      let frame = PaperForm.Frame(
        x: Measure.margin + Double(index) * width, y: top, width: width, height: Measure.office)
      elements.append(.rectangle(frame, width: Measure.thin))
      elements.append(
        .label(
          PaperForm.Label(
            frame: PaperForm.Frame(x: frame.x + 0.8, y: top + 0.5, width: width - 1.6, height: 3.2),
            text: field,
            size: field.size(in: width - 1.6, from: 6.5, to: 5, lines: 1), alignment: .leading, face: .gothic)
        ))
    }
  }
}

extension String {
  /// The largest size in points, from one down to another, at which it fits a width in so many lines; the least where none does.
  func size(in width: Double, from largest: Double, to least: Double, lines: Int) -> Double {
    var size = largest
    while size > least {
      let em = size * 25.4 / 72
      if self.lines(ofColumns: max(2, Int((width + 0.2) / em * 2))).count <= lines { return size }
      size -= 0.5
    }
    return least
  }

  /// A heading written down the side, a character a line, in further columns where one is too long.
  fileprivate func setDown(in frame: PaperForm.Frame) -> [PaperForm.Element] {
    let characters = Array(self)
    // Three characters of a short block stand closer.
    let step =
      characters.count * 3 <= Int(frame.height) && Double(characters.count) * 3.6 > frame.height - 1
      ? 3.0 : 3.6
    let most = max(1, Int((frame.height - 0.4) / step))
    let columns = (characters.count + most - 1) / most
    let each = (characters.count + columns - 1) / max(1, columns)
    let width = frame.width / Double(columns)
    return (0..<columns).map { column in
      let part = characters.dropFirst(column * each).prefix(each)
      // Down the side one reads from the right.
      let x = frame.x + frame.width - Double(column + 1) * width
      let height = Double(part.count) * step
      return .label(
        PaperForm.Label(
          frame: PaperForm.Frame(
            x: x, y: frame.y + (frame.height - height) / 2, width: width, height: height),
          text: part.map(String.init).joined(separator: "\n"), size: columns > 2 ? 6 : step < 3.6 ? 6.5 : 8,
          alignment: .centre, face: .gothic))
    }
  }
}

extension PaperForm.Element {
  /// Whether it is the same on every line of a form, filled or not.
  fileprivate var isPrinted: Bool {
    switch self {
    case .label, .rule, .rectangle: true
    case .box, .tick, .choices, .day, .rows: false
    }
  }

  /// What stands on a line before anybody is on it, moved to its place; nil for what only somebody brings.
  fileprivate func printed(byX dx: Double, y dy: Double) -> PaperForm.Element? {
    func moved(_ frame: PaperForm.Frame) -> PaperForm.Frame {
      PaperForm.Frame(x: frame.x + dx, y: frame.y + dy, width: frame.width, height: frame.height)
    }
    switch self {
    case .label(let label):
      return .label(
        PaperForm.Label(
          frame: moved(label.frame), text: label.text, size: label.size, alignment: label.alignment,
          face: label.face))
    case .rule(let x1, let y1, let x2, let y2, let width):
      return .rule(x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, width: width)
    case .rectangle(let frame, let width): return .rectangle(moved(frame), width: width)
    // Drawn once more where it is ticked.
    case .tick(let tick):
      return .tick(
        PaperForm.Tick(id: tick.id, x: tick.x + dx, y: tick.y + dy, size: tick.size, condition: .never))
    case .box, .choices, .day, .rows: return nil
    }
  }
}
