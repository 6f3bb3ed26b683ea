import CPangoCairo
import CQREncode
import Counter

/// Paints pages and reports what did not come out as it should.
final class PagePainter {
  private let measure: TextMeasure
  private(set) var problems: [PrintOutcome.Problem] = []

  init(measure: TextMeasure) { self.measure = measure }

  private var cairo: OpaquePointer { measure.cairo }

  func paint(_ page: Page) {
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

  /// Shrinks the text down to its minimum until it fits, on one line or wrapped; what does not fit even then is
  /// drawn at the minimum and reported, never cut.
  private func paint(_ item: FilledPaper.TextItem) {
    var size = item.size
    var fits = false
    while true {
      measure.set(item.text, face: item.face, size: size, width: nil)
      let single = measure.extents
      if single.width <= item.frame.width, single.height <= item.frame.height { fits = true; break }
      measure.set(item.text, face: item.face, size: size, width: item.frame.width, alignment: item.alignment)
      let wrapped = measure.extents
      if wrapped.width <= item.frame.width, wrapped.height <= item.frame.height { fits = true; break }
      if size - 0.5 < item.minimumSize { break }
      size -= 0.5
    }
    if let box = item.box {
      if !fits { problems.append(.overflow(box: box)) }
      reportGlyphs(item, box)
    }
    let extents = measure.extents
    let isWrapped = pango_layout_get_width(measure.layout) >= 0
    let slack = isWrapped ? 0 : item.frame.width - extents.width
    let shift = item.alignment == .leading ? 0 : item.alignment == .centre ? slack / 2 : slack
    show(x: item.frame.x + shift, y: item.frame.y + max(0, (item.frame.height - extents.height) / 2))
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
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return }
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
