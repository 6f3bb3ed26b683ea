import Counter
import Foundation
import Printers
import Printing
import Synchronization

/// The printing process: one order a line on standard input; on standard output a line for every paper that was made, and for
/// every change of what becomes of it at a printer. It ends with its input, when all jobs are out or a minute has passed.
/// `--fonts` prints the missing fonts and ends; `--inspect FILE` tells what a PDF holds, as JSON.
@main
struct Main {
  static func main() {
    if CommandLine.arguments.dropFirst().first == "--fonts" {
      for font in PaperPress.missingFonts() { print(font) }
      return
    }
    if CommandLine.arguments.dropFirst().first == "--inspect",
      let path = CommandLine.arguments.dropFirst(2).first
    {
      let report = BackgroundInspection.run(path: path)
      if let text = try? JSONEncoder().encode(report) { print(String(decoding: text, as: UTF8.self)) }
      return
    }
    signal(SIGPIPE, SIG_IGN)
    // Papers bear names: whatever is written is for this user only.
    umask(0o077)
    let output = Output()
    let counter = OpenJobs()
    let spool = PrintSpool { progress in
      output.write(.progress(progress))
      if progress.state.isEnd { counter.ended() }
    }
    let press = PaperPress()
    let decoder = JSONDecoder()
    while let line = readLine() {
      guard let order = try? decoder.decode(PrintOrder.self, from: Data(line.utf8)) else {
        output.write(
          .made(
            PrintOutcome(
              visit: 0, ids: [], path: "", pages: 0, problems: [],
              failure: "印刷の依頼を読めません。プログラムの版がそろっているか確かめてください")))
        continue
      }
      let outcome = press.print(order)
      output.write(.made(outcome))
      guard outcome.failure == nil, let route = order.route else { continue }
      guard let job = job(order, route) else {
        output.write(
          .progress(
            PrintProgress(
              job: order.job, visit: order.visit, state: .failed("札を作れませんでした。番号を口で伝えてください"))))
        continue
      }
      counter.began()
      spool.take(job)
    }
    // The desk was closed: what it handed over still comes out.
    counter.wait(seconds: 60)
  }

  private static func job(_ order: PrintOrder, _ route: PrintRoute) -> PrintJob? {
    let content: PrintJob.Content?
    if case .port = route.printer {
      content = order.ticket.flatMap(TicketRaster.escPOS).map { .bytes(Data($0)) }
    } else {
      content = .file(path: order.path)
    }
    let size = PaperPress.sheet(of: order)
    return content.map {
      PrintJob(
        id: order.job, visit: order.visit, route: route, content: $0,
        sheet: size.map { PrintJob.Sheet(width: $0.width, height: $0.height) })
    }
  }
}

/// Standard output, a line at a time from both threads.
private final class Output: Sendable {
  private let lock = Mutex(())

  func write(_ report: PrintReport) {
    guard let line = try? JSONEncoder().encode(report) else { return }
    // Nobody listens any more once the desk was closed.
    lock.withLock { _ in try? FileHandle.standardOutput.write(contentsOf: line + Data("\n".utf8)) }
  }
}

/// How many jobs are still at a printer.
private final class OpenJobs: Sendable {
  private let count = Mutex(0)
  private let bell = DispatchSemaphore(value: 0)

  func began() { count.withLock { $0 += 1 } }

  func ended() {
    count.withLock { $0 -= 1 }
    bell.signal()
  }

  func wait(seconds: Int) {
    let end = DispatchTime.now() + .seconds(seconds)
    while count.withLock({ $0 > 0 }), bell.wait(timeout: end) == .success {}
  }
}
