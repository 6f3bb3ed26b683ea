import CPangoCairo
import CQREncode
import Counter

/// Paints pages and reports what did not come out as it should.
final class PagePainter {
  private let measure: TextMeasure
  private(set) var problems: [PrintOutcome.Problem] = []
  /// What did not fit its box on the page being painted.
  private var continued: [FilledPaper.TextItem] = []

  init(measure: TextMeasure) { self.measure = measure }

  private var cairo: OpaquePointer { measure.cairo }

  /// `background` is what lies below, in points.
  func paint(_ page: Page, over background: OpaquePointer? = nil) {
    if let background {
      cairo_set_source_surface(cairo, background, 0, 0)
      cairo_paint(cairo)
    }
    cairo_save(cairo)
    cairo_scale(cairo, TextMeasure.pointsPerMillimetre, TextMeasure.pointsPerMillimetre)
    cairo_set_source_rgb(cairo, 0, 0, 0)
    for item in page.items {
      switch item {
      case .item(let item): paint(item)
      case .qr(let text, let x, let y, let size): paintQR(text, x, y, size)
      case .shade(let frame):
        cairo_set_source_rgb(cairo, 0.9, 0.9, 0.9)
        cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
        cairo_fill(cairo)
        cairo_set_source_rgb(cairo, 0, 0, 0)
      }
    }
    paintContinued(on: page)
    cairo_restore(cairo)
    cairo_show_page(cairo)
  }

  private func paint(_ item: FilledPaper.Item) {
    switch item {
    case .text(let text): paint(text)
    case .rule(let x1, let y1, let x2, let y2, let width):
      cairo_set_line_width(cairo, width)
      cairo_move_to(cairo, x1, y1)
      cairo_line_to(cairo, x2, y2)
      cairo_stroke(cairo)
    case .rectangle(let frame, let width):
      cairo_set_line_width(cairo, width)
      cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
      cairo_stroke(cairo)
    case .ring(let frame):
      cairo_save(cairo)
      cairo_translate(cairo, frame.x + frame.width / 2, frame.y + frame.height / 2)
      cairo_scale(cairo, frame.width / 2, frame.height / 2)
      // Text leaves a point behind, from which a line would be drawn.
      cairo_new_path(cairo)
      cairo_arc(cairo, 0, 0, 1, 0, 2 * Double.pi)
      cairo_restore(cairo)
      cairo_set_line_width(cairo, 0.4)
      cairo_stroke(cairo)
    case .tick(let x, let y, let size, let isTicked): paintTick(x, y, size, isTicked)
    }
  }

  private func paintTick(_ x: Double, _ y: Double, _ size: Double, _ isTicked: Bool) {
    cairo_set_line_width(cairo, 0.2)
    cairo_rectangle(cairo, x, y, size, size)
    cairo_stroke(cairo)
    guard isTicked else { return }
    cairo_set_line_width(cairo, 0.5)
    cairo_move_to(cairo, x + size * 0.15, y + size * 0.5)
    cairo_line_to(cairo, x + size * 0.42, y + size * 0.82)
    cairo_line_to(cairo, x + size * 0.88, y + size * 0.12)
    cairo_stroke(cairo)
  }

  // MARK: Text

  /// Shrinks the text down to its minimum until it fits, on one line or wrapped. What does not fit even then goes to the foot
  /// of the page, whole, and its box says so; never cut.
  private func paint(_ item: FilledPaper.TextItem) {
    let fits = set(item)
    if let box = item.box {
      reportGlyphs(item, box)
      if !fits {
        continued.append(item)
        _ = set(item.saying(Self.seeFoot))
      }
    }
    let extents = measure.extents
    let isWrapped = pango_layout_get_width(measure.layout) >= 0
    let slack = isWrapped ? 0 : item.frame.width - extents.width
    let shift = item.alignment == .leading ? 0 : item.alignment == .centre ? slack / 2 : slack
    show(x: item.frame.x + shift, y: item.frame.y + max(0, (item.frame.height - extents.height) / 2))
  }

  /// What a box says whose text stands at the foot of the page.
  private static let seeFoot = "※下の余白"

  /// Sets a text at the largest size that fits its frame; at the least where none does, and false.
  private func set(_ item: FilledPaper.TextItem) -> Bool {
    var size = item.size
    // One line a little smaller is better read than two.
    while size >= max(item.minimumSize, item.size * 0.75) {
      measure.set(item.text, face: item.face, size: size, width: nil)
      let single = measure.extents
      if single.width <= item.frame.width, single.height <= item.frame.height { return true }
      size -= 0.5
    }
    size = item.size
    while true {
      measure.set(item.text, face: item.face, size: size, width: nil)
      let single = measure.extents
      if single.width <= item.frame.width, single.height <= item.frame.height { return true }
      measure.set(item.text, face: item.face, size: size, width: item.frame.width, alignment: item.alignment)
      let wrapped = measure.extents
      if wrapped.width <= item.frame.width, wrapped.height <= item.frame.height { return true }
      if size - 0.5 < item.minimumSize { return false }
      size -= 0.5
    }
  }

  /// Texts that did not fit their boxes, whole, at the foot; those that do not fit there either are reported.
  private func paintContinued(on page: Page) {
    guard !continued.isEmpty else { return }
    let text = continued.map { "※\($0.box ?? "")： \($0.text)" }.joined(separator: "　")
    let foot = FilledPaper.TextItem(
      box: nil, frame: PaperForm.Frame(x: 15, y: page.height - 16.5, width: page.width - 30, height: 5.2),
      text: text, size: 9, minimumSize: 5, alignment: .leading, face: .mincho)
    if !set(foot) { problems += continued.compactMap(\.box).map { .overflow(box: $0) } }
    paint(foot)
    continued = []
  }

  private func show(x: Double, y: Double) {
    cairo_save(cairo)
    cairo_move_to(cairo, x, y)
    let scale = 1 / TextMeasure.pointsPerMillimetre
    cairo_scale(cairo, scale, scale)
    pango_cairo_show_layout(cairo, measure.layout)
    cairo_restore(cairo)
  }

  private func reportGlyphs(_ item: FilledPaper.TextItem, _ box: String) {
    if pango_layout_get_unknown_glyphs_count(measure.layout) > 0 {
      let unknown = item.text.unicodeScalars.filter {
        $0.value >= 0xE000 && $0.value <= 0xF8FF || $0.value >= 0x30000 && !$0.properties.isVariationSelector
      }
      problems.append(.missingGlyph(box: box, scalars: Fonts.notation(Array(unknown))))
    }
    guard let context = pango_layout_get_context(measure.layout) else { return }
    for sequence in measure.fonts.missingSequences(in: item.text, face: item.face, context: context) {
      problems.append(.missingGlyph(box: box, scalars: sequence))
    }
  }

  // MARK: QR

  /// The code holds only the visit's random token.
  private func paintQR(_ text: String, _ x: Double, _ y: Double, _ size: Double) {
    // Letters are read in any case: capitals make a smaller code.
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 0) else { return }
    defer { QRcode_free(code) }
    let count = Int(code.pointee.width)
    let module = size / Double(count)
    for row in 0..<count {
      for column in 0..<count where code.pointee.data[row * count + column] & 1 == 1 {
        cairo_rectangle(cairo, x + Double(column) * module, y + Double(row) * module, module, module)
      }
    }
    cairo_fill(cairo)
  }
}
