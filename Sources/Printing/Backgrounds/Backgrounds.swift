import CPangoCairo
import Counter
import Foundation

/// The pages of cities' PDFs, each interpreted once and kept as it is drawn.
final class Backgrounds {
  private struct Key: Hashable {
    let fingerprint: String
    let page: Int
  }

  private var surfaces: [Key: OpaquePointer] = [:]

  deinit { for surface in surfaces.values { cairo_surface_destroy(surface) } }

  /// A page as a recording, in points. `folder` is where the papers' files are.
  func surface(of sheet: FilledPaper.Page.Sheet, in folder: String) throws -> OpaquePointer {
    let key = Key(fingerprint: sheet.of.fingerprint, page: sheet.page)
    if let surface = surfaces[key] { return surface }
    let file: BackgroundFile
    do { file = try BackgroundFile(path: folder + "/" + sheet.of.file) } catch {
      throw BackgroundFile.Refusal(sentence: "下敷き \(sheet.of.file)： \(error.sentence)")
    }
    guard fingerprint(of: file.data) == sheet.of.fingerprint else {
      throw BackgroundFile.Refusal(
        sentence: "下敷き \(sheet.of.file) が、欄を合わせたときのものと違います。madoguchi papers fields で欄を合わせ直してください")
    }
    let size = try file.size(ofPage: sheet.page)
    var extents = cairo_rectangle_t(
      x: 0, y: 0, width: size.width * TextMeasure.pointsPerMillimetre,
      height: size.height * TextMeasure.pointsPerMillimetre)
    guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
      let cairo = cairo_create(surface)
    else { throw BackgroundFile.Refusal(sentence: "メモリが足りません") }
    defer { cairo_destroy(cairo) }
    try file.paint(page: sheet.page, on: cairo)
    surfaces[key] = surface
    return surface
  }
}
