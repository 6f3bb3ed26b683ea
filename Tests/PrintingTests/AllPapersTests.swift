import Counter
import FormFiles
import Foundation
import Testing

@testable import Printing

/// Every form of the shipped catalogue, printed for an example that needs it and read back with poppler.
@Suite struct AllPapersTests {
  private static let shipped = Result {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return CatalogReader.read(try FormsFolder(at: path + "/forms"))
  }

  /// Each form as the first example fills it that needs it; forms that no example needs are missing.
  private static let papers = Result {
    let outcome = try shipped.get()
    let rulebook = try #require(outcome.rulebook)
    var found: [String: FilledPaper] = [:]
    for example in outcome.examples where found.count < rulebook.catalog.papers.count {
      let needed = rulebook.papers(for: rulebook.determine(example.situation), in: example.situation)
      for paper in needed where found[paper.form] == nil {
        found[paper.form] = rulebook.fill(paper, in: example.situation)
      }
    }
    return rulebook.catalog.papers.compactMap { found[$0.id] }
  }

  /// What stands on each page, in millimetres from the upper left.
  private func words(_ papers: [FilledPaper]) throws -> (problems: [String], pages: [[PrintedWord]]) {
    let path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString).pdf"
    defer { unlink(path) }
    let outcome = PaperPress().print(
      PrintOrder(
        visit: 1, visitNumber: 142, footer: "受付 0142", stamp: "架空データ", papers: papers, checklist: nil,
        at: Instant(seconds: 1_795_152_600), path: path))
    #expect(outcome.failure == nil)
    let pages = try PrintedWord.pages(of: path)
    return (outcome.problems.map { "\($0)" }, pages)
  }

  /// Boxes whose text is not inside their rectangle.
  private func strays(_ papers: [FilledPaper], _ pages: [[PrintedWord]]) -> [String] {
    zip(papers.flatMap { paper in paper.pages.map { (paper.form, $0) } }, pages).flatMap { page, words in
      page.1.items.compactMap { item -> String? in
        guard case .text(let text) = item, let box = text.box, !text.text.isEmpty else { return nil }
        let frame = text.frame
        let inside = words.filter {
          $0.x.lowerBound >= frame.x - 0.5 && $0.x.upperBound <= frame.x + frame.width + 0.5
            && $0.y.lowerBound >= frame.y - 1.5 && $0.y.upperBound <= frame.y + frame.height + 1.5
        }.map(\.text).joined()
        let wanted = text.text.filter { !$0.isWhitespace }
        return inside.contains(wanted) ? nil : "\(page.0) \(box)：\(wanted) ≠ \(inside)"
      }
    }
  }

  /// Pairs of words that stand over each other.
  private func collisions(_ papers: [FilledPaper], _ pages: [[PrintedWord]]) -> [String] {
    zip(papers.flatMap { paper in paper.pages.map { _ in paper.form } }, pages).flatMap { form, words in
      words.indices.flatMap { first in
        words[(first + 1)...].compactMap { other -> String? in
          let word = words[first]
          let width = min(word.x.upperBound, other.x.upperBound) - max(word.x.lowerBound, other.x.lowerBound)
          let height = min(word.y.upperBound, other.y.upperBound) - max(word.y.lowerBound, other.y.lowerBound)
          let line = min(word.y.upperBound - word.y.lowerBound, other.y.upperBound - other.y.lowerBound)
          return width > 0.4 && height > line / 2 ? "\(form)：\(word.text) と \(other.text)" : nil
        }
      }
    }
  }

  @Test func `nearly every form is needed by an example`() throws {
    let all = try #require(try Self.shipped.get().rulebook).catalog.papers.map(\.id)
    let printed = Set(try Self.papers.get().map(\.form))
    #expect(
      all.count >= 230 && Double(printed.count) >= 0.9 * Double(all.count),
      "\(all.filter { !printed.contains($0) })")
  }

  @Test func `as an example fills it, the text of every box is inside it, and nothing stands over anything`()
    throws
  {
    let papers = try Self.papers.get()
    let (problems, pages) = try words(papers)
    #expect(problems == [] && pages.count == papers.map(\.pages.count).reduce(0, +))
    #expect(strays(papers, pages) == [])
    // The same looked for a centimetre lower is missed nearly everywhere.
    let moved = papers.map { $0.changed { $0.box == nil ? $0 : $0.lowered(by: 10) } }
    #expect(strays(moved, pages).count > 1_000)
    #expect(collisions(papers, pages) == [])
  }

  @Test func `empty, a form has its words and nothing over them`() throws {
    let papers = try Self.papers.get().map { paper in
      paper.changed { $0.box == nil ? $0 : $0.saying("") }
    }
    let (problems, pages) = try words(papers)
    #expect(problems == [])
    #expect(collisions(papers, pages) == [])
  }

  @Test func `the longest names and addresses stay inside, or stand whole at the foot`() throws {
    let long = "渡邉󠄂　長門守左衛門尉三郎兵衛　アレクサンドリア・マリア・デ・ラ・クルス　架空県架空市大字架空字南台三丁目九十一番地二号南台ハイツ第二別館一〇一号室"
    let papers = try Self.papers.get().map { paper in
      paper.changed { $0.box == nil || $0.text.count < 4 ? $0 : $0.saying(long) }
    }
    let (_, pages) = try words(papers)
    #expect(collisions(papers, pages) == [])
    for page in pages where page.contains(where: { $0.text.contains("左衛門尉") }) {
      #expect(page.allSatisfy { $0.x.lowerBound >= 0 && $0.x.upperBound <= 420 })
    }
  }
}

extension FilledPaper.TextItem {
  fileprivate func lowered(by millimetres: Double) -> FilledPaper.TextItem {
    FilledPaper.TextItem(
      box: box,
      frame: PaperForm.Frame(x: frame.x, y: frame.y + millimetres, width: frame.width, height: frame.height),
      text: text, size: size, minimumSize: minimumSize, alignment: alignment, face: face)
  }
}

extension FilledPaper {
  fileprivate func changed(_ change: (TextItem) -> TextItem) -> FilledPaper {
    FilledPaper(
      form: form, name: name, person: person, width: width, height: height,
      pages: pages.map { page in
        Page(items: page.items.map { if case .text(let text) = $0 { .text(change(text)) } else { $0 } })
      }, emptyBoxes: emptyBoxes)
  }
}
