import CPangoCairo
import Counter

/// A ticket as the dots of an 80 mm printer that takes ESC/POS: names and 異体字 come out in our own letters, which its fonts lack.
package enum TicketRaster {
  /// Dots across, of 8 a millimetre (203 dpi).
  private static let dots = 576
  private static let dotsPerMillimetre = 8.0
  /// Lines in one piece, so that its memory is not overrun.
  private static let band = 128

  /// nil where no picture can be made (out of memory).
  package static func escPOS(_ ticket: Ticket) -> [UInt8]? {
    guard let probe = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else { return nil }
    defer { cairo_surface_destroy(probe) }
    guard let measure = TextMeasure(surface: probe) else { return nil }
    let page = TicketLayout.page(of: ticket, measure: measure)
    let lines = Int(page.height * dotsPerMillimetre)
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(dots), Int32(lines)) else {
      return nil
    }
    defer { cairo_surface_destroy(surface) }
    guard let canvas = TextMeasure(surface: surface) else { return nil }
    let scale = dotsPerMillimetre / TextMeasure.pointsPerMillimetre
    cairo_scale(canvas.cairo, scale, scale)
    // The head prints 72 of the 80 millimetres.
    let margin = (page.width - Double(dots) / dotsPerMillimetre) / 2
    cairo_translate(canvas.cairo, -margin * TextMeasure.pointsPerMillimetre, 0)
    PagePainter(measure: canvas).paint(page)
    cairo_surface_flush(surface)
    guard let pixels = cairo_image_surface_get_data(surface) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var bytes: [UInt8] = [0x1B, 0x40]
    for top in Swift.stride(from: 0, to: lines, by: band) {
      let height = min(band, lines - top)
      bytes += [0x1D, 0x76, 0x30, 0, UInt8(dots / 8), 0, UInt8(height), 0]
      for line in top..<top + height {
        for column in Swift.stride(from: 0, to: dots, by: 8) {
          bytes.append(
            (0..<8).reduce(UInt8(0)) { byte, bit in
              byte << 1 | (pixels[line * stride + column + bit] >= 128 ? 1 : 0)
            })
        }
      }
    }
    // Feeds and cuts.
    return bytes + [0x1D, 0x56, 66, 0]
  }
}
