import Counter
import Foundation
import TestSupport
import Testing

@testable import madoguchi

/// The printing process of a desk, as the desk uses it: an order goes in, and an outcome wakes the desk.
@Suite(.serialized, .timeLimit(.minutes(1))) struct PaperProcessTests {
  private let folder: TemporaryFolder
  private let wakes: AsyncStream<Void>
  private let process: PaperProcess

  init() throws {
    folder = try TemporaryFolder()
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    wakes = stream
    process = PaperProcess { continuation.yield() }
  }

  private func order(_ visit: Int64, _ path: String) -> PrintOrder {
    PrintOrder(
      visit: visit, visitNumber: Int(visit), footer: "受付 \(visit)", stamp: "架空データ",
      papers: [
        FilledPaper(
          form: "slip", name: "控え", person: nil, width: 210, height: 297, pages: [.init(items: [])],
          emptyBoxes: [])
      ],
      checklist: nil, at: Instant(seconds: 1_795_152_600), path: path)
  }

  private func taken() -> [PrintOutcome] {
    process.takeReports().compactMap { report in
      if case .made(let outcome) = report { outcome } else { nil }
    }
  }

  /// What so many wakes bring.
  private func outcomes(_ count: Int) async -> [PrintOutcome] {
    var outcomes: [PrintOutcome] = []
    for await _ in wakes {
      outcomes += taken()
      if outcomes.count >= count { break }
    }
    return outcomes
  }

  /// Printing processes of the tests; one that an earlier test left may still be on its way out.
  private static var children: Set<pid_t> {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let all = threads.flatMap { thread in
      ((try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)) ?? "")
        .split(separator: " ").compactMap { pid_t($0) }
    }
    return Set(
      all.filter {
        (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8))?.hasPrefix("madoguchi-paper")
          ?? false
      })
  }

  @Test func `an order is printed, and its outcome is taken once`() async throws {
    process.print(order(7, folder.path + "/7.pdf"))
    let outcome = try #require(await outcomes(1).first)
    #expect(outcome.visit == 7 && outcome.ids == ["slip"] && outcome.failure == nil && outcome.pages == 1)
    #expect(
      FileManager.default.contents(atPath: folder.path + "/7.pdf")?.starts(with: Data("%PDF".utf8)) ?? false)
    #expect(process.takeReports() == [])
  }

  @Test func `orders are answered in their order by one process`() async throws {
    let before = Self.children
    for visit in 1...4 { process.print(order(Int64(visit), folder.path + "/\(visit).pdf")) }
    #expect(await outcomes(4).map(\.visit) == [1, 2, 3, 4])
    #expect(Self.children.subtracting(before).count == 1)
  }

  @Test func `what cannot be written is a failure, and the next order is printed`() async throws {
    process.print(order(1, folder.path + "/none/1.pdf"))
    process.print(order(2, folder.path + "/2.pdf"))
    let both = await outcomes(2)
    #expect(both.map { $0.failure == nil } == [false, true] && both.map(\.pages) == [0, 1])
  }

  @Test func `an order that a dead process did not answer is a failure, and another process prints the next`()
    async throws
  {
    let before = Self.children
    process.print(order(1, folder.path + "/1.pdf"))
    #expect(await outcomes(1).map(\.failure) == [nil])
    let child = try #require(Self.children.subtracting(before).first)
    kill(child, SIGSTOP)
    process.print(order(2, folder.path + "/2.pdf"))
    kill(child, SIGKILL)
    let lost = try #require(await outcomes(1).first)
    #expect(lost.visit == 2 && lost.pages == 0)
    #expect(lost.failure == "印刷のプログラムが止まりました。もう一度 F10 を押してください")
    process.print(order(2, folder.path + "/2.pdf"))
    #expect(await outcomes(1).map(\.failure) == [nil])
  }
}

/// What staff do with a city's PDF at the command line.
@Suite struct PapersBackgroundTests {
  private static let samples = Repository.path + "/Tests/PrintingTests/Backgrounds"

  @Test func `the fields of a PDF become a paper that the checks take and the preview prints`() throws {
    let folder = try TemporaryFolder()
    let forms = folder.path + "/forms"
    try FileManager.default.copyItem(atPath: Repository.path + "/forms", toPath: forms)
    try FileManager.default.copyItem(atPath: Self.samples + "/comb.pdf", toPath: forms + "/papers/comb.pdf")
    let paper = forms + "/papers/zz-comb.yaml"
    let fields = try Program.run([
      "papers", "fields", forms + "/papers/comb.pdf", "-o", paper, "--forms", forms,
    ])
    #expect(fields.status == 0, "\(fields.err)")
    let written = try String(contentsOfFile: paper, encoding: .utf8)
    #expect(written.contains("升: 7") && written.contains("'applicant'") && written.contains("指紋: "))
    let again = try Program.run([
      "papers", "fields", forms + "/papers/comb.pdf", "-o", paper, "--forms", forms,
    ])
    #expect(again.status != 0 && again.err.contains("もうあります"))
    // As staff go on: values, and the paper at a procedure that an example needs.
    try written.replacing("見出し: '氏名'", with: "見出し: 氏名").replacing("空欄: はい", with: "値: 来庁者.氏名, 空でよい: はい")
      .write(toFile: paper, atomically: true, encoding: .utf8)
    let seals = forms + "/procedures/seals.yaml"
    let procedure = try String(contentsOfFile: seals, encoding: .utf8)
    let range = try #require(procedure.range(of: "書類: [{ id: seal-registration"))
    try procedure.replacingCharacters(in: range, with: "書類: [{ id: comb }, { id: seal-registration").write(
      toFile: seals, atomically: true, encoding: .utf8)
    let preview = try Program.run([
      "papers", "preview", "comb", "--forms", forms, "-o", folder.path + "/comb.pdf",
    ])
    #expect(preview.status == 0, "\(preview.err)")
    let grid = try Program.run([
      "papers", "grid", forms + "/papers/comb.pdf", "--paper", "comb", "--forms", forms, "-o",
      folder.path + "/grid.pdf",
    ])
    #expect(
      grid.status == 0 && FileManager.default.fileExists(atPath: folder.path + "/grid.pdf"), "\(grid.err)")
    // Another file in its place stops the check.
    try FileManager.default.removeItem(atPath: forms + "/papers/comb.pdf")
    try FileManager.default.copyItem(atPath: Self.samples + "/form.pdf", toPath: forms + "/papers/comb.pdf")
    let check = try Program.run(["forms", "check", forms])
    #expect(check.status != 0 && check.out.contains("欄を合わせたときのものと違います"))
  }

  @Test func `a file that draws for ever is told in a sentence`() throws {
    let folder = try TemporaryFolder()
    // Each object draws the next ten times: ten thousand million in all.
    let depth = 11
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
      "<<>>",
    ]
    let calls = String(repeating: "/X Do ", count: 10)
    objects.append("<</Length \(calls.utf8.count)>>stream\n\(calls)\nendstream")
    for level in 0..<depth {
      let content = level == depth - 1 ? "0 0 m 500 800 l S" : calls
      let next = level == depth - 1 ? "" : "/XObject<</X \(level + 7) 0 R>>"
      objects.append(
        "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<\(next)>>/Length \(content.utf8.count)>>stream\n\(content)\nendstream"
      )
    }
    let text =
      "%PDF-1.4\n"
      + objects.enumerated().map { "\($0 + 1) 0 obj\($1)endobj\n" }.joined()
      + "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\n%%EOF\n"
    let path = try folder.write("bomb.pdf", text)
    let told = try Program.run(["papers", "fields", path])
    #expect(told.status != 0 && told.err.contains("時間かメモリがかかりすぎる PDF です"), "\(told.err) \(told.out)")
  }
}
