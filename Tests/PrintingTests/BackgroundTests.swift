import CPangoCairo
import Counter
import Foundation
import Testing

@testable import Printing

/// Cities' own PDFs below a form: what is found in them, that they stay as they were, and that what cannot be used is said.
///
/// The samples: three of an office program (two pages, landscape, A5) and interactive ones (plain, with squares, turned, cropped
/// and turned, locked).
@Suite struct BackgroundTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Backgrounds"

  private static func path(_ name: String) -> String { "\(folder)/\(name).pdf" }

  private func report(_ name: String) -> BackgroundReport { BackgroundInspection.look(at: Self.path(name)) }

  private static let usable = ["move", "landscape", "seal-a5", "form", "comb", "rotated", "cropped-rotated"]

  @Test(arguments: [
    ("move", 210.0, 297.0), ("landscape", 297, 210), ("seal-a5", 148, 210), ("form", 210, 297),
    ("rotated", 297, 210), ("cropped-rotated", 148.2, 141.1),
  ])
  func `pages have the size at which they are seen`(name: String, width: Double, height: Double) throws {
    let report = report(name)
    #expect(report.problem == nil && report.missingFonts.filter { $0.contains("IPA") } == [])
    let sheet = try #require(report.sheets.first)
    #expect(abs(sheet.width - width) < 0.5 && abs(sheet.height - height) < 0.5)
  }

  @Test func `fields are found with names, labels, kinds, places and squares`() throws {
    let fields = report("comb").fields
    #expect(fields.map(\.name) == ["applicant", "postcode", "movein"])
    #expect(fields.map(\.label) == ["氏名", "郵便番号", "転入"])
    #expect(fields.map(\.kind) == [.text, .text, .tick] && fields.map(\.squares) == [0, 7, 0])
    let name = try #require(fields.first).frame
    #expect(abs(name.x - 52.9) < 0.2 && abs(name.y - 41.6) < 0.3 && abs(name.width - 88.2) < 0.2)
    #expect(report("move").fields.isEmpty)
  }

  /// The coloured ground of a field is where the field is said to be, however the page is turned or cut.
  @Test(arguments: ["form", "comb", "rotated", "cropped-rotated"])
  func `a field is where it is seen`(name: String) throws {
    let report = report(name)
    let file = try BackgroundFile(path: Self.path(name))
    let picture = try Picture(file, page: 0, report.sheets[0])
    for field in report.fields {
      let frame = field.frame
      for (x, y) in [(0.5, 0.5), (0.15, 0.3), (0.85, 0.7)] {
        #expect(
          picture.isColoured(atX: frame.x + frame.width * x, y: frame.y + frame.height * y),
          "\(name) \(field.name)")
      }
      #expect(!picture.isColoured(atX: frame.x - 3, y: frame.y - 3))
    }
  }

  @Test(arguments: usable)
  func `the city's page stays as it was, and our text stands over it`(name: String) throws {
    let report = report(name)
    let output = NSTemporaryDirectory() + "over-\(UUID().uuidString).pdf"
    defer { unlink(output) }
    let outcome = PaperPress().print(try order(name, report, [text("葛󠄀城𠮷田", x: 20, y: 20)], output))
    #expect(outcome.failure == nil && outcome.pages == report.sheets.count)
    let words = try run("pdftotext", ["-layout", output, "-"])
    #expect(words.contains("城") && words.contains("田"))
    let before = try run("pdftotext", ["-layout", Self.path(name), "-"])
    for word in before.split(whereSeparator: \.isWhitespace) where word.count > 1 && !word.contains("sample")
    {
      #expect(words.filter { !$0.isWhitespace }.contains(word), "\(word)")
    }
    // Vectors stay vectors, and every font is carried.
    #expect(try run("pdfimages", ["-list", output]).split(separator: "\n").count <= 2)
    let fonts = try run("pdffonts", [output]).split(separator: "\n").dropFirst(2)
    #expect(fonts.allSatisfy { $0.contains(" yes ") }, "\(fonts)")
    #expect(try difference(Self.path(name), output) < 0.02)
  }

  @Test func `squares take one character each, and a tick stands in its field`() throws {
    let report = report("comb")
    let output = NSTemporaryDirectory() + "comb-\(UUID().uuidString).pdf"
    defer { unlink(output) }
    let field = try #require(report.fields.first { $0.squares == 7 })
    let digits = Array("1234567").enumerated().map { index, digit in
      text(
        String(digit), x: field.frame.x + Double(index) * field.frame.width / 7, y: field.frame.y,
        width: field.frame.width / 7)
    }
    #expect(PaperPress().print(try order("comb", report, digits, output)).failure == nil)
    #expect(try run("pdftotext", ["-layout", output, "-"]).filter(\.isNumber).contains("1234567"))
    // What the field held is gone: ours stands there.
    #expect(!(try run("pdftotext", [output, "-"]).contains("sample")))
  }

  @Test func `a file that was changed is not printed over`() throws {
    let report = report("form")
    let background = PaperForm.Background(
      file: "comb.pdf", fingerprint: report.fingerprint, pages: 1)
    let paper = FilledPaper(
      form: "x", name: "x", person: nil, width: 210, height: 297,
      pages: [.init(items: [], background: .init(of: background, page: 0))], emptyBoxes: [])
    let outcome = PaperPress().print(
      PrintOrder(
        visit: 1, visitNumber: 1, footer: "", stamp: "", papers: [paper], checklist: nil,
        papersFolder: Self.folder, at: Instant(seconds: 0), path: NSTemporaryDirectory() + "none.pdf"))
    #expect(outcome.failure?.contains("欄を合わせたときのものと違います") == true)
  }

  @Test func `what cannot be used is said with what to do`() throws {
    #expect(report("locked").problem == "パスワードのかかった PDF です。パスワードを外したものを置いてください")
    func problem(_ data: Data) -> String? {
      let path = NSTemporaryDirectory() + "bad-\(UUID().uuidString).pdf"
      defer { unlink(path) }
      FileManager.default.createFile(atPath: path, contents: data)
      return BackgroundInspection.look(at: path).problem
    }
    let whole = try #require(FileManager.default.contents(atPath: Self.path("move")))
    #expect(problem(Data()) == "ファイルが空です")
    #expect(problem(Data("%PDF-1.4 nothing".utf8))?.hasPrefix("PDF として読めません") == true)
    #expect(problem(Data((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 31) })) != nil)
    // Cut off in the middle it is refused, or repaired: never a crash.
    for length in stride(from: 200, to: whole.count, by: 1500) { _ = problem(whole.prefix(length)) }
    #expect(problem(Self.sheet(box: "0 0 90000 90000"))?.contains("大きさ") == true)
    #expect(problem(Self.sheet(box: "0 0 595 842", more: "/UserUnit 2"))?.contains("UserUnit") == true)
    #expect(problem(Data(count: 21 << 20))?.contains("大きすぎます") == true)
    #expect(BackgroundInspection.look(at: Self.folder).problem == "ふつうのファイルではありません")
    #expect(BackgroundInspection.look(at: "/nowhere.pdf").problem?.hasPrefix("ファイルを開けません") == true)
  }

  @Test(arguments: [("#E6#B0#8F#E5#90#8D", "氏名"), ("plain", "plain"), ("50#FF", "50#FF"), ("名#41", "名#41")])
  func `names that were written as bytes are read`(written: String, meant: String) {
    #expect(PDFStructure.readable(written) == meant)
  }

  // MARK: Tools

  /// A PDF of one empty page.
  static func sheet(box: String, more: String = "") -> Data {
    Data(
      """
      %PDF-1.6
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[\(box)]/Resources<<>>\(more)>>endobj
      trailer<</Size 4/Root 1 0 R>>
      %%EOF
      """.utf8)
  }

  private func text(_ text: String, x: Double, y: Double, width: Double = 60) -> FilledPaper.Item {
    .text(
      FilledPaper.TextItem(
        box: "欄", frame: PaperForm.Frame(x: x, y: y, width: width, height: 8), text: text, size: 11,
        minimumSize: 6,
        alignment: .leading, face: .mincho))
  }

  private func order(
    _ name: String, _ report: BackgroundReport, _ items: [FilledPaper.Item], _ output: String
  )
    throws -> PrintOrder
  {
    let background = PaperForm.Background(
      file: name + ".pdf", fingerprint: report.fingerprint, pages: report.sheets.count)
    let sheet = try #require(report.sheets.first)
    let pages = report.sheets.indices.map { page in
      FilledPaper.Page(items: page == 0 ? items : [], background: .init(of: background, page: page))
    }
    let paper = FilledPaper(
      form: name, name: name, person: nil, width: sheet.width, height: sheet.height, pages: pages,
      emptyBoxes: [])
    return PrintOrder(
      visit: 1, visitNumber: 1, footer: "", stamp: "", papers: [paper], checklist: nil,
      papersFolder: Self.folder,
      at: Instant(seconds: 0), path: output)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    String(decoding: try data(program, arguments), as: UTF8.self)
  }

  private func data(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  /// The share of dots that differ much between the first pages of two files.
  private func difference(_ one: String, _ other: String) throws -> Double {
    func picture(_ path: String) throws -> [UInt8] {
      Array(try data("pdftoppm", ["-r", "60", "-gray", "-cropbox", "-f", "1", "-l", "1", path]))
    }
    let (first, second) = (try picture(one), try picture(other))
    try #require(first.count == second.count)
    return Double(zip(first, second).count { abs(Int($0) - Int($1)) > 96 }) / Double(first.count)
  }

  /// A page as dots, one a quarter of a millimetre.
  private final class Picture {
    private let surface: OpaquePointer
    private let (width, height): (Int, Int)

    init(_ file: BackgroundFile, page: Int, _ sheet: BackgroundReport.Sheet) throws {
      (width, height) = (Int(sheet.width * 4), Int(sheet.height * 4))
      surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
      let cairo = try #require(cairo_create(surface))
      defer { cairo_destroy(cairo) }
      cairo_set_source_rgb(cairo, 1, 1, 1)
      cairo_paint(cairo)
      cairo_scale(cairo, 4 / TextMeasure.pointsPerMillimetre, 4 / TextMeasure.pointsPerMillimetre)
      try file.paint(page: page, on: cairo)
      cairo_surface_flush(surface)
    }

    deinit { cairo_surface_destroy(surface) }

    /// Whether a place is neither white nor black.
    func isColoured(atX x: Double, y: Double) -> Bool {
      let (column, row) = (Int(x * 4), Int(y * 4))
      guard (0..<width).contains(column), (0..<height).contains(row),
        let data = cairo_image_surface_get_data(surface)
      else { return false }
      let place = row * Int(cairo_image_surface_get_stride(surface)) + column * 4
      let (blue, red) = (Int(data[place]), Int(data[place + 2]))
      return blue - red > 15
    }
  }
}
