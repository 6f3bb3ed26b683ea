import Counter

/// Pages that are filled from top to bottom, in millimetres.
struct PageFlow {
  let measure: TextMeasure
  let width: Double
  let height: Double
  let margin = 14.0
  private let bottom = 15.0
  private(set) var pages: [[PageItem]] = [[]]
  /// Where the next thing goes on the last page.
  var y = 14.0

  init(width: Double, height: Double, measure: TextMeasure) {
    self.width = width
    self.height = height
    self.measure = measure
  }

  /// Between the margins.
  var room: Double { width - 2 * margin }

  var finished: [Page] { pages.map { Page(width: width, height: height, items: $0) } }

  /// Begins a new page when so many millimetres are not left.
  mutating func reserve(_ needed: Double) {
    guard y + needed > height - bottom else { return }
    pages.append([])
    y = 16
  }

  mutating func add(_ item: PageItem) { pages[pages.count - 1].append(item) }

  /// Puts a text at a place; a height that was measured for it keeps it from being shrunk.
  mutating func addText(
    _ text: String, x: Double, y: Double, width: Double, height: Double, size: Double,
    face: PaperForm.Face = .gothic, alignment: PaperForm.Alignment = .leading
  ) {
    guard !text.isEmpty else { return }
    let frame = PaperForm.Frame(x: x, y: y, width: width, height: height + 0.4)
    add(
      .item(
        .text(
          FilledPaper.TextItem(
            box: nil, frame: frame, text: text, size: size, minimumSize: size, alignment: alignment,
            face: face))
      ))
  }

  /// A text over its own lines, so far from the left margin.
  mutating func paragraph(
    _ text: String, size: Double, indent: Double = 0, width: Double? = nil, gap: Double = 0.4,
    face: PaperForm.Face = .gothic, alignment: PaperForm.Alignment = .leading
  ) {
    guard !text.isEmpty else { return }
    let width = width ?? room - indent
    let height = measure.height(text, face: face, size: size, width: width)
    reserve(height)
    addText(
      text, x: margin + indent, y: y, width: width, height: height, size: size, face: face,
      alignment: alignment)
    y += height + gap
  }

  /// A shaded heading, kept together with so many millimetres of what follows it.
  mutating func heading(_ text: String, size: Double, with following: Double = 8) {
    y += 2
    let height = measure.height(text, face: .gothic, size: size, width: room) + 1
    reserve(height + following)
    add(.shade(PaperForm.Frame(x: margin, y: y, width: room, height: height)))
    addText(text, x: margin + 1.5, y: y, width: room - 3, height: height, size: size)
    y += height + 1
  }

  mutating func bullet(_ mark: String, _ text: String, size: Double) {
    // A mark of large type is wider than the ordinary column of marks.
    let column = max(5.5, size * 0.42)
    let height = measure.height(text, face: .gothic, size: size, width: room - column - 1.5)
    reserve(height)
    addText(
      mark, x: margin + 1, y: y, width: column + 0.5,
      height: measure.height(mark, face: .gothic, size: size, width: column + 0.5), size: size)
    addText(text, x: margin + 1 + column, y: y, width: room - column - 1.5, height: height, size: size)
    y += height + 0.4
  }

  /// An empty line to write on, with what it is for in front of it.
  mutating func blank(_ label: String, x: Double, width: Double, size: Double) {
    let length = measure.width(label, face: .gothic, size: size) + 1
    addText(label, x: x, y: y, width: length + 1, height: 6, size: size)
    add(.item(.rule(x1: x + length + 1, y1: y + 6, x2: x + width, y2: y + 6, width: 0.2)))
  }
}
