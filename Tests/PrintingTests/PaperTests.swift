import Counter
import FormFiles
import Foundation
import Testing

@testable import Printing

/// A filled 住民異動届 and checklist of the shipped forms, printed and read back with poppler.
@Suite struct PaperTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private func example(_ name: String) throws -> (Rulebook, Situation) {
    let outcome = CatalogReader.read(try FormsFolder(at: Self.repository + "/forms"))
    let example = try #require(outcome.examples.first { $0.name.hasPrefix(name) })
    return (try #require(outcome.rulebook), example.situation)
  }

  private func order(_ rulebook: Rulebook, _ situation: Situation, path: String) -> PrintOrder {
    let now = Instant(seconds: Int(situation.day.number) * 86_400 + 5 * 3600)
    let papers = rulebook.papers(for: rulebook.determine(situation), in: situation).compactMap {
      rulebook.fill($0, in: situation)
    }
    let checklist = rulebook.checklist(
      Visit(situation), VisitLabel(number: 142, token: "abcdef234567", stamp: "架空データ"), at: now)
    return PrintOrder(
      visit: 1, visitNumber: 142, footer: "受付 0142　様式 \(rulebook.catalog.version.prefix(8))", stamp: "架空データ",
      papers: papers, checklist: checklist, at: now, path: path)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `the text of every box stands inside its rectangle`() throws {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { unlink(path) }
    let (rulebook, situation) = try example("国保の家族4人が県外から転入する")
    let order = order(rulebook, situation, path: path)
    let outcome = PaperPress().print(order)
    #expect(outcome.failure == nil)
    #expect(outcome.problems == [])
    let words = try PrintedWord.pages(of: path)[0]
    let boxes = order.papers[0].pages[0].items.compactMap { item -> FilledPaper.TextItem? in
      if case .text(let text) = item, text.box != nil { text } else { nil }
    }
    #expect(boxes.count >= 15)
    for box in boxes {
      let frame = box.frame
      let inside = words.filter {
        $0.x.lowerBound >= frame.x - 0.5 && $0.x.upperBound <= frame.x + frame.width + 0.5
          && $0.y.lowerBound >= frame.y - 1.5
          && $0.y.upperBound <= frame.y + frame.height + 1.5
      }
      let found = inside.map(\.text).joined()
      let wanted = box.text.filter { !$0.isWhitespace }
      #expect(found.contains(wanted), "\(box.box ?? "")：\(wanted) ≠ \(found)")
    }
  }

  @Test func `every page bears number, catalogue, n of m and the fictional mark`() throws {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { unlink(path) }
    let (rulebook, situation) = try example("国保の家族4人が県外から転入する")
    let outcome = PaperPress().print(order(rulebook, situation, path: path))
    for (index, words) in try PrintedWord.pages(of: path).enumerated() {
      let (page, text) = (index + 1, words.map(\.text).joined())
      #expect(text.contains("受付0142"))
      #expect(text.contains(rulebook.catalog.version.prefix(8)))
      #expect(text.contains("\(page)／\(outcome.pages)"))
      #expect(text.contains("架空データ"))
    }
    let fonts = try run("pdffonts", [path])
    #expect(fonts.contains("IPAmjMincho") && fonts.contains("IPAexGothic"))
    #expect(
      !fonts.split(separator: "\n").dropFirst(2).contains { $0.contains(" no ") && !$0.contains("yes yes") })
  }

  @Test func `the QR code holds the token and nothing else`() throws {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString)"
    defer { for suffix in [".pdf", ".png"] { unlink(path + suffix) } }
    let (rulebook, situation) = try example("国保の家族4人が県外から転入する")
    let order = order(rulebook, situation, path: path + ".pdf")
    _ = PaperPress().print(order)
    // The checklist stands behind the forms.
    let page = String(order.papers.flatMap(\.pages).count + 1)
    _ = try run(
      "pdftoppm", ["-r", "150", "-f", page, "-l", page, "-singlefile", "-png", path + ".pdf", path])
    #expect(try run("zbarimg", ["-q", path + ".png"]) == "QR-Code:ABCDEF234567\n")
  }

  private func single(_ text: String, path kept: String? = nil) throws -> PrintOutcome {
    let path = kept ?? NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { if kept == nil { unlink(path) } }
    let item = FilledPaper.TextItem(
      box: "氏名", frame: .init(x: 20, y: 20, width: 60, height: 8), text: text, size: 12,
      minimumSize: 7, alignment: .leading, face: .mincho)
    let paper = FilledPaper(
      form: "x", name: "x", person: nil, width: 210, height: 297, pages: [.init(items: [.text(item)])],
      emptyBoxes: [])
    return PaperPress().print(
      PrintOrder(
        visit: 1, visitNumber: 1, footer: "", stamp: "", papers: [paper], checklist: nil,
        at: Instant(seconds: 0), path: path))
  }

  /// The words of one box on a page, as they stand in the PDF.
  private func words(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { unlink(path) }
    #expect(try single(text, path: path).problems == [])
    return try run("pdftotext", [path, "-"]).filter { !$0.isWhitespace }
  }

  @Test func `a text that does not fit its box stands whole at the foot, and the box says so`() throws {
    let name = (0..<30).map { "寿限無\($0)" }.joined()
    let words = try words(name)
    #expect(words.contains("※下の余白") && words.contains("※氏名：\(name)"), "\(words)")
    #expect(try !self.words("寿限無").contains("※"))
  }

  @Test func `a text that fits neither its box nor the foot is reported by its box`() throws {
    #expect(try single("渡邉 花子").problems == [])
    #expect(try single("寿限無寿限無五劫の擦り切れ").problems == [])
    #expect(try single(String(repeating: "寿限無", count: 400)).problems == [.overflow(box: "氏名")])
  }

  @Test func `a sequence the fonts have is drawn and one they lack is reported`() throws {
    #expect(try single("葛\u{E0102}城 辻\u{E0102} 邉\u{E010F} 𠮷田").problems == [])
    #expect(try single("葛\u{E01EF}城").problems == [.missingGlyph(box: "氏名", scalars: "U+845B U+E01EF")])
    #expect(try single("\u{10DE92}田").problems == [.missingGlyph(box: "氏名", scalars: "U+10DE92")])
  }

  @Test func `a folder that cannot be written is said and leaves nothing behind`() throws {
    let paper = FilledPaper(
      form: "x", name: "x", person: nil, width: 210, height: 297, pages: [.init(items: [])], emptyBoxes: [])
    let outcome = PaperPress().print(
      PrintOrder(
        visit: 1, visitNumber: 1, footer: "", stamp: "", papers: [paper], checklist: nil,
        at: Instant(seconds: 0), path: "/nowhere/x.pdf"))
    #expect(outcome.failure?.contains("書き出し先を開けません") ?? false)
  }

  @Test func `the same order gives the same bytes`() throws {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString)"
    defer { for suffix in ["a", "b"] { unlink(path + suffix) } }
    let (rulebook, situation) = try example("国保の家族4人が県外から転入する")
    for suffix in ["a", "b"] { _ = PaperPress().print(order(rulebook, situation, path: path + suffix)) }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: path + "a"))
        == Data(contentsOf: URL(fileURLWithPath: path + "b")))
  }
}
