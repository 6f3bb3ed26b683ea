import CPangoCairo
import CPoppler
import CQPDF
import Counter
import Foundation

/// Looks into a PDF before it is used: run in a process of its own, whose memory and time are limited, since a small file can
/// draw for ever.
package enum BackgroundInspection {
  /// Bytes of memory and seconds of work that a file may take.
  private static let (memory, seconds) = (UInt(1) << 30, UInt(10))

  /// Limits this process for good, then looks.
  package static func run(path: String) -> BackgroundReport {
    var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
    setrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit)
    limit = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds + 1))
    setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CPU.rawValue)), &limit)
    return look(at: path)
  }

  static func look(at path: String) -> BackgroundReport {
    do {
      let file = try BackgroundFile(path: path)
      let structure = try PDFStructure(path: path)
      let sheets = try (0..<file.pageCount).map { number in
        // Drawn once, so that one that never ends is known here and not at the window.
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 600, 850),
          let cairo = cairo_create(surface)
        else { throw BackgroundFile.Refusal(sentence: "メモリが足りません") }
        defer {
          cairo_destroy(cairo)
          cairo_surface_destroy(surface)
        }
        try file.paint(page: number, on: cairo)
        let size = try file.size(ofPage: number)
        return BackgroundReport.Sheet(width: size.width, height: size.height)
      }
      let found = try (0..<file.pageCount).flatMap { number in
        try file.withPage(number) { fields(on: $0, number: number, sheets[number], structure) }
      }
      return BackgroundReport(
        fingerprint: fingerprint(of: file.data), sheets: sheets, fields: found,
        missingFonts: file.missingFonts)
    } catch let refusal as BackgroundFile.Refusal {
      return BackgroundReport(problem: refusal.sentence)
    } catch {
      return BackgroundReport(problem: "PDF を調べられません")
    }
  }

  private static func fields(
    on page: OpaquePointer, number: Int, _ sheet: BackgroundReport.Sheet, _ structure: PDFStructure
  ) -> [BackgroundReport.Field] {
    let list = poppler_page_get_form_field_mapping(page)
    defer { poppler_page_free_form_field_mapping(list) }
    var fields: [BackgroundReport.Field] = []
    var node = list
    while let one = node {
      node = one.pointee.next
      let mapping = one.pointee.data.assumingMemoryBound(to: PopplerFormFieldMapping.self).pointee
      guard let field = mapping.field, let kind = kind(of: field) else { continue }
      let name =
        text(poppler_form_field_get_name(field)) ?? text(poppler_form_field_get_partial_name(field)) ?? ""
      fields.append(
        BackgroundReport.Field(
          name: PDFStructure.readable(name),
          label: text(poppler_form_field_get_alternate_ui_name(field)) ?? "",
          kind: kind, page: number + 1,
          frame: frame(mapping.area, sheet, rotation: structure.rotations[number]),
          squares: structure.squares[name] ?? 0))
    }
    return fields.sorted { ($0.frame.y, $0.frame.x) < ($1.frame.y, $1.frame.x) }
  }

  private static func kind(of field: OpaquePointer) -> BackgroundReport.Field.Kind? {
    switch poppler_form_field_get_field_type(field) {
    case POPPLER_FORM_FIELD_TEXT: .text
    case POPPLER_FORM_FIELD_CHOICE: .choice
    case POPPLER_FORM_FIELD_BUTTON:
      poppler_form_field_button_get_button_type(field) == POPPLER_FORM_BUTTON_PUSH ? nil : .tick
    default: nil
    }
  }

  private static func text(_ string: UnsafeMutablePointer<CChar>?) -> String? {
    guard let string else { return nil }
    defer { g_free(string) }
    let text = String(cString: string)
    return text.isEmpty ? nil : text
  }

  /// The area comes without the page's turn, from its lower left corner in points.
  private static func frame(_ area: PopplerRectangle, _ sheet: BackgroundReport.Sheet, rotation: Int)
    -> PaperForm.Frame
  {
    let scale = TextMeasure.pointsPerMillimetre
    let (x1, y1, x2, y2) = (area.x1 / scale, area.y1 / scale, area.x2 / scale, area.y2 / scale)
    let (left, top, width, height): (Double, Double, Double, Double)
    switch rotation {
    case 90: (left, top, width, height) = (y1, x1, y2 - y1, x2 - x1)
    case 180: (left, top, width, height) = (sheet.width - x2, y1, x2 - x1, y2 - y1)
    case 270: (left, top, width, height) = (sheet.width - y2, sheet.height - x2, y2 - y1, x2 - x1)
    default: (left, top, width, height) = (x1, sheet.height - y2, x2 - x1, y2 - y1)
    }
    func round(_ value: Double) -> Double { (value * 10).rounded() / 10 }
    return PaperForm.Frame(x: round(left), y: round(top), width: round(width), height: round(height))
  }
}
