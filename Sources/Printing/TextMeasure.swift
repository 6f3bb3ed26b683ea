import CPangoCairo
import Counter
import Moji

/// Sets and measures text with Pango. Points on the inside, millimetres on the outside.
final class TextMeasure {
  static let pointsPerMillimetre = 72 / 25.4

  let fonts = Fonts()
  private let surface: OpaquePointer
  let cairo: OpaquePointer
  let layout: OpaquePointer

  /// nil when Cairo or Pango cannot be set up (out of memory).
  init?(surface: OpaquePointer) {
    guard let cairo = cairo_create(surface), let layout = pango_cairo_create_layout(cairo) else { return nil }
    self.surface = surface
    self.cairo = cairo
    self.layout = layout
  }

  deinit {
    pc_object_unref(UnsafeMutableRawPointer(layout))
    cairo_destroy(cairo)
  }

  /// Puts a text into the layout; `width` in millimetres wraps it, nil keeps one line.
  func set(
    _ text: String, face: PaperForm.Face, size: Double, width: Double?,
    alignment: PaperForm.Alignment = .leading
  ) {
    pango_layout_set_font_description(layout, fonts.description(face, size: size))
    let limit = width.map { Int32($0 * TextMeasure.pointsPerMillimetre * Double(pc_pango_scale())) } ?? -1
    pango_layout_set_width(layout, limit)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    switch alignment {
    case .leading: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .trailing: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    }
    // A NUL would end the text for Pango, and a direction of writing turn the line.
    pango_layout_set_text(layout, text.withUnseenMarked, -1)
  }

  /// Width and height of what the layout holds, in millimetres.
  var extents: (width: Double, height: Double) {
    var (width, height): (Int32, Int32) = (0, 0)
    pango_layout_get_size(layout, &width, &height)
    let scale = Double(pc_pango_scale()) * TextMeasure.pointsPerMillimetre
    return (Double(width) / scale, Double(height) / scale)
  }

  /// Width of a text on one line, in millimetres.
  func width(_ text: String, face: PaperForm.Face, size: Double) -> Double {
    set(text, face: face, size: size, width: nil)
    return extents.width
  }

  /// Height of a text wrapped to a width, in millimetres.
  func height(_ text: String, face: PaperForm.Face, size: Double, width: Double) -> Double {
    set(text, face: face, size: size, width: width)
    return extents.height
  }
}
