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
