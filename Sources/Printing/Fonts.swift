import CPangoCairo
import Counter

/// The two faces of a paper and what their fonts can draw.
final class Fonts {
  /// 文字情報基盤 names first; the fallback never leaves the fonts that `.ci/setup` installs.
  static let families: [PaperForm.Face: String] = [
    .mincho: "IPAmjMincho, IPAexMincho", .gothic: "IPAexGothic, IPAmjMincho",
  ]

  private var descriptions: [Key: OpaquePointer] = [:]

  private struct Key: Hashable {
    let face: PaperForm.Face
    let size: Double
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
  }

  /// A description of a face at a size in points, on a page measured in points.
  func description(_ face: PaperForm.Face, size: Double) -> OpaquePointer? {
    let key = Key(face: face, size: size)
    if let known = descriptions[key] { return known }
    guard let description = pango_font_description_from_string(Fonts.families[face] ?? "") else { return nil }
    pango_font_description_set_absolute_size(description, size * Double(pc_pango_scale()))
    descriptions[key] = description
    return description
  }

  /// Names of the families that are not installed: without them names come out wrong.
  static func missing() -> [String] {
    guard let map = pango_cairo_font_map_get_default() else { return ["Pango"] }
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(map, &list, &count)
    defer { g_free(list) }
    let installed = Set(
      (0..<Int(count)).compactMap { index in
        list?[index].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
      })
    return ["IPAmjMincho", "IPAexMincho", "IPAexGothic"].filter { !installed.contains($0) }
  }

  /// The 異体字 sequences of a text that the font has no form for, which it would silently draw as the plain one.
  func missingSequences(in text: String, face: PaperForm.Face, context: OpaquePointer) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var missing: [String] = []
    for (index, selector) in scalars.enumerated().dropFirst()
    where (0xE0100...0xE01EF).contains(selector.value) {
      let base = scalars[index - 1]
      if !hasVariation(base, selector, face, context) { missing.append(Fonts.notation([base, selector])) }
    }
    return missing
  }

  private func hasVariation(
    _ base: Unicode.Scalar, _ selector: Unicode.Scalar, _ face: PaperForm.Face, _ context: OpaquePointer
  ) -> Bool {
    guard let description = description(face, size: 10), let map = pango_context_get_font_map(context),
      let font = pango_font_map_load_font(map, context, description)
    else { return false }
    defer { pc_object_unref(UnsafeMutableRawPointer(font)) }
    guard let shaper = pango_font_get_hb_font(font) else { return false }
    var glyph: hb_codepoint_t = 0
    return hb_font_get_variation_glyph(shaper, base.value, selector.value, &glyph) != 0
  }

  static func notation(_ scalars: [Unicode.Scalar]) -> String {
    scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
