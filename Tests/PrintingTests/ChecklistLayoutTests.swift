import CPangoCairo
import Counter
import FormFiles
import Foundation
import Testing

@testable import Printing

/// Checklists in ordinary and in large type, and what a counter keeps for an outage, set into PDF.
@Suite struct ChecklistLayoutTests {
  private static let outcome = Result {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    return CatalogReader.read(try FormsFolder(at: repository + "/forms"))
  }

  private func checklist(of index: Int) throws -> Checklist {
    let outcome = try Self.outcome.get()
    let situation = outcome.examples[index].situation
    let now = Instant(seconds: Int(situation.day.number) * 86_400 + 1 * 3600)
    return try #require(outcome.rulebook).checklist(
      Visit(situation), VisitLabel(number: 142, token: "abcdef234567", stamp: "架空データ"), at: now)
  }

  /// Sets an order into a file, which `look` may read.
  private func print<Result>(
    papers: [FilledPaper] = [], checklist: Checklist?, isLargeType: Bool = false,
    questions: QuestionSheet? = nil, _ look: (String, PrintOutcome) throws -> Result
  ) throws -> Result {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { unlink(path) }
    let order = PrintOrder(
      visit: 1, visitNumber: 142, footer: "受付 0142", stamp: "架空データ", papers: papers, checklist: checklist,
      isLargeType: isLargeType, questions: questions, at: Instant(seconds: 0), path: path)
    return try look(path, PaperPress().print(order))
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

  private func sizes(_ pages: [Page]) -> [Double] {
    pages.flatMap(\.items).compactMap { item in
      if case .item(.text(let text)) = item { text.size } else { nil }
    }
  }

  @Test func `large type is nowhere below 16 points and is never shrunk`() throws {
    let outcome = try Self.outcome.get()
    for index in stride(from: 0, to: outcome.examples.count, by: 9) {
      let checklist = try checklist(of: index)
      let (pages, shrunk) = try withMeasure { measure in
        let pages = ChecklistLayout.pages(of: checklist, isLarge: true, measure: measure)
        let texts = pages.flatMap(\.items).compactMap { item in
          if case .item(.text(let text)) = item { text } else { nil as FilledPaper.TextItem? }
        }
        return (
          pages,
          texts.filter {
            measure.height($0.text, face: $0.face, size: $0.size, width: $0.frame.width) > $0.frame.height
              + 0.1
          }
        )
      }
      #expect(sizes(pages).min() ?? 0 >= 16)
      #expect(shrunk.map(\.text) == [])
      for page in pages { #expect(page.width == 210 && page.height == 297) }
    }
  }

  private func withMeasure<Result>(_ look: (TextMeasure) throws -> Result) throws -> Result {
    let surface = try #require(cairo_pdf_surface_create(nil, 595, 842))
    defer { cairo_surface_destroy(surface) }
    return try look(try #require(TextMeasure(surface: surface)))
  }

  @Test func `large type says all that the ordinary one says`() throws {
    let checklist = try checklist(of: 0)
    let texts = try withMeasure { measure in
      ChecklistLayout.pages(of: checklist, isLarge: true, measure: measure).flatMap(\.items).compactMap {
        item in
        if case .item(.text(let text)) = item { text.text } else { nil as String? }
      }
    }.joined(separator: "\n")
    for stop in checklist.stops {
      #expect(texts.contains(stop.name) && texts.contains(stop.telephone))
      for item in stop.items {
        #expect(texts.contains(item.title) && (item.deadline.isEmpty || texts.contains(item.deadline)))
      }
    }
    for thing in checklist.stops.flatMap(\.bring) { #expect(texts.contains(thing.name)) }
    #expect(texts.contains(checklist.fee) && texts.contains(checklist.contact))
    let pages = try print(checklist: checklist, isLargeType: true) { _, outcome in outcome.pages }
    #expect(pages > 1)
  }

  @Test func `no checklist is set small, and a family takes three pages home at most`() throws {
    let outcome = try Self.outcome.get()
    let pages = try withMeasure { measure in
      try stride(from: 0, to: outcome.examples.count, by: 4).map { index in
        let pages = ChecklistLayout.pages(of: try checklist(of: index), measure: measure)
        #expect(sizes(pages).min() ?? 0 >= 9, "\(outcome.examples[index].name)")
        return pages.count
      }
    }
    #expect(pages.count { $0 <= 2 } * 100 >= pages.count * 90, "\(pages.count { $0 > 2 }) of \(pages.count)")
    #expect(pages.allSatisfy { $0 <= 4 })
    let moving = try #require(outcome.examples.firstIndex { $0.name.hasPrefix("国保の家族4人が県外から転入する") })
    let family = try withMeasure { ChecklistLayout.pages(of: try checklist(of: moving), measure: $0).count }
    #expect(family <= 3)
  }

  @Test func `windows that take nobody any more stand apart`() throws {
    let outcome = try Self.outcome.get()
    let situation = try #require(outcome.examples.first { $0.name.hasPrefix("国保の家族4人が県外から転入する") }).situation
    let now = Instant(seconds: Int(situation.day.number) * 86_400 + 9 * 3600)
    let checklist = try #require(outcome.rulebook).checklist(
      Visit(situation), VisitLabel(number: 142, token: "abc", stamp: ""), at: now)
    let text = try print(checklist: checklist) { path, _ in try run("pdftotext", ["-raw", path, "-"]) }
    #expect(text.contains("きょう回れない窓口"))
    #expect(text.contains("きょうは受付が終わりました。次に開くのは11月24日（火）8時30分"))
  }

  @Test func `a fallback set comes out with its questions, blank forms and checklist`() throws {
    let rulebook = try #require(try Self.outcome.get().rulebook)
    let event = try #require(rulebook.catalog.event(ofKind: "転入"))
    let day = try #require(try Self.outcome.get().examples.first).situation.day
    let set = rulebook.fallback(for: event, on: day, stamp: "控え用紙")
    let text = try print(papers: set.papers, checklist: set.checklist, questions: set.questions) {
      path, outcome in
      #expect(outcome.failure == nil && outcome.problems == [])
      return try run("pdftotext", ["-raw", path, "-"]).filter { !$0.isWhitespace }
    }
    for question in set.questions.topics.flatMap(\.questions) {
      #expect(text.contains(question.wording.filter { !$0.isWhitespace }), "\(question.wording)")
    }
    #expect(text.contains("【指でさして答えてもらう】") && text.contains("住民異動届"))
    for stop in set.checklist.stops { #expect(text.contains(stop.name)) }
  }
}
