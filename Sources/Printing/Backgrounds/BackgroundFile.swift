import CPangoCairo
import CPoppler
import Counter
import Crypto
import Foundation

/// A city's own PDF, opened within limits.
final class BackgroundFile {
  struct Refusal: Error { let sentence: String }

  /// Bytes of a file, pages, and millimetres of a side.
  private static let (byteLimit, pageLimit, sideLimit) = (20 << 20, 50, 1200.0)

  let data: Data
  private let document: OpaquePointer

  init(path: String) throws(Refusal) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Refusal(sentence: "ファイルを開けません。場所と権限を確かめてください") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(sentence: "ふつうのファイルではありません")
    }
    guard Int(status.st_size) <= Self.byteLimit else {
      throw Refusal(sentence: "PDF が大きすぎます（\(Self.byteLimit >> 20)メガバイトまで）。画像を小さくして作り直してください")
    }
    guard let data = try? FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd(), !data.isEmpty
    else { throw Refusal(sentence: "ファイルが空です") }
    self.data = data
    let bytes = data.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
    defer { g_bytes_unref(bytes) }
    var error: UnsafeMutablePointer<GError>?
    let opened = poppler_document_new_from_bytes(bytes, nil, &error)
    guard let opened else {
      let isLocked = error?.pointee.code == Int32(bitPattern: POPPLER_ERROR_ENCRYPTED.rawValue)
      g_clear_error(&error)
      throw Refusal(
        sentence: isLocked
          ? "パスワードのかかった PDF です。パスワードを外したものを置いてください" : "PDF として読めません。こわれていないか、もう一度書き出してください")
    }
    document = opened
    let permissions = poppler_document_get_permissions(document)
    guard permissions.rawValue & POPPLER_PERMISSIONS_OK_TO_PRINT.rawValue != 0 else {
      throw Refusal(sentence: "印刷が許されていない PDF です。許したものを置いてください")
    }
    let count = Int(poppler_document_get_n_pages(document))
    guard (1...Self.pageLimit).contains(count) else {
      throw Refusal(sentence: "頁が多すぎるか、ありません（\(Self.pageLimit)頁まで）")
    }
    for number in 0..<count {
      let (width, height) = try size(ofPage: number)
      guard (20...Self.sideLimit).contains(width), (20...Self.sideLimit).contains(height) else {
        throw Refusal(sentence: "\(number + 1)頁の大きさ（\(Int(width))×\(Int(height))ミリ）では使えません")
      }
    }
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(document)) }

  var pageCount: Int { Int(poppler_document_get_n_pages(document)) }

  /// Does something with a page, from 0.
  func withPage<Result>(_ number: Int, _ act: (OpaquePointer) throws -> Result) throws -> Result {
    guard let page = poppler_document_get_page(document, Int32(number)) else {
      throw Refusal(sentence: "\(number + 1)頁がありません")
    }
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    return try act(page)
  }

  /// Millimetres of a page as it is seen.
  func size(ofPage number: Int) throws(Refusal) -> (width: Double, height: Double) {
    guard let page = poppler_document_get_page(document, Int32(number)) else {
      throw Refusal(sentence: "\(number + 1)頁がありません")
    }
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    var (width, height) = (0.0, 0.0)
    poppler_page_get_size(page, &width, &height)
    return (width / TextMeasure.pointsPerMillimetre, height / TextMeasure.pointsPerMillimetre)
  }

  /// Paints a page as vectors at the origin, in points; what stands in its fields is emptied first, since ours stands there.
  func paint(page number: Int, on cairo: OpaquePointer) throws {
    try withPage(number) { page in
      let fields = poppler_page_get_form_field_mapping(page)
      var node = fields
      while let one = node {
        let mapping = one.pointee.data.assumingMemoryBound(to: PopplerFormFieldMapping.self)
        if let field = mapping.pointee.field { empty(field) }
        node = one.pointee.next
      }
      poppler_page_free_form_field_mapping(fields)
      cairo_save(cairo)
      poppler_page_render_for_printing_with_options(page, cairo, POPPLER_PRINT_DOCUMENT)
      cairo_restore(cairo)
    }
  }

  private func empty(_ field: OpaquePointer) {
    guard poppler_form_field_is_read_only(field) == 0 else { return }
    switch poppler_form_field_get_field_type(field) {
    case POPPLER_FORM_FIELD_TEXT: poppler_form_field_text_set_text(field, "")
    case POPPLER_FORM_FIELD_CHOICE: poppler_form_field_choice_unselect_all(field)
    case POPPLER_FORM_FIELD_BUTTON:
      if poppler_form_field_button_get_button_type(field) == POPPLER_FORM_BUTTON_CHECK {
        poppler_form_field_button_set_state(field, 0)
      }
    default: break
    }
  }

  /// Names of fonts that are not in the file.
  var missingFonts: [String] {
    guard let info = poppler_font_info_new(document) else { return [] }
    defer { g_object_unref(UnsafeMutableRawPointer(info)) }
    var iterator: OpaquePointer?
    var names: [String] = []
    while poppler_font_info_scan(info, 10, &iterator) != 0 {
      guard let fonts = iterator else { continue }
      repeat {
        if poppler_fonts_iter_is_embedded(fonts) == 0, let name = poppler_fonts_iter_get_name(fonts) {
          names.append(String(cString: name))
        }
      } while poppler_fonts_iter_next(fonts) != 0
      poppler_fonts_iter_free(fonts)
      iterator = nil
    }
    return Array(Set(names)).sorted()
  }
}

/// SHA-256 in hexadecimal, as `forms/` writes it (指紋).
func fingerprint(of data: Data) -> String {
  SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
}
