import CQPDF
import Counter

/// What the painter of PDFs does not tell: how pages are turned, and which fields have squares for single characters.
struct PDFStructure {
  /// Degrees clockwise, page by page: 0, 90, 180, 270.
  let rotations: [Int]
  /// Squares by the field's full name.
  let squares: [String: Int]

  init(path: String) throws(BackgroundFile.Refusal) {
    var data = qpdf_init()
    defer { qpdf_cleanup(&data) }
    qpdf_silence_errors(data)
    qpdf_set_suppress_warnings(data, 1)
    guard qpdf_read(data, path, nil) & 2 == 0 else {
      throw BackgroundFile.Refusal(sentence: "PDF として読めません。こわれていないか、もう一度書き出してください")
    }
    let count = Int(qpdf_get_num_pages(data))
    var rotations: [Int] = []
    var squares: [String: Int] = [:]
    for number in 0..<max(0, count) {
      let page = qpdf_get_page_n(data, number)
      guard qpdf_oh_has_key(data, page, "/UserUnit") == 0 else {
        throw BackgroundFile.Refusal(sentence: "独自の単位（UserUnit）の PDF は使えません。ふつうの大きさで書き出してください")
      }
      let turn = Self.integer("/Rotate", of: page, parent: "/Parent", data) ?? 0
      rotations.append((turn % 360 + 360) % 360)
      let annotations = qpdf_oh_get_key(data, page, "/Annots")
      guard qpdf_oh_is_array(data, annotations) != 0 else { continue }
      for index in 0..<qpdf_oh_get_array_n_items(data, annotations) {
        let widget = qpdf_oh_get_array_item(data, annotations, index)
        // Bit 25 of the flags: comb (ISO 32000-1, 12.7.4.3).
        guard let flags = Self.integer("/Ff", of: widget, parent: "/Parent", data), flags >> 24 & 1 == 1,
          let length = Self.integer("/MaxLen", of: widget, parent: "/Parent", data), (1...60).contains(length)
        else { continue }
        squares[Self.name(of: widget, data)] = length
      }
    }
    self.rotations = rotations
    self.squares = squares
  }

  /// A number of an object, or of those above it.
  private static func integer(_ key: String, of object: qpdf_oh, parent: String, _ data: qpdf_data?) -> Int? {
    var one = object
    // A loop of parents ends.
    for _ in 0..<32 {
      guard qpdf_oh_is_dictionary(data, one) != 0 else { return nil }
      let value = qpdf_oh_get_key(data, one, key)
      if qpdf_oh_is_integer(data, value) != 0 { return Int(qpdf_oh_get_int_value(data, value)) }
      one = qpdf_oh_get_key(data, one, parent)
    }
    return nil
  }

  private static func name(of widget: qpdf_oh, _ data: qpdf_data?) -> String {
    var parts: [String] = []
    var one = widget
    for _ in 0..<32 {
      guard qpdf_oh_is_dictionary(data, one) != 0 else { break }
      let part = qpdf_oh_get_key(data, one, "/T")
      if qpdf_oh_is_string(data, part) != 0, let text = qpdf_oh_get_utf8_value(data, part) {
        parts.insert(String(cString: text), at: 0)
      }
      one = qpdf_oh_get_key(data, one, "/Parent")
    }
    return parts.joined(separator: ".")
  }

  /// Some programs write Japanese names as bytes, «#E6#B0#8F»: read as what they mean.
  static func readable(_ name: String) -> String {
    guard name.contains("#"), name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "#"), rest.count >= 2,
        let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(first)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? name
  }
}
