import Counter
import Foundation
import Synchronization

/// Something to be printed, ready for its printer.
package struct PrintJob: Sendable {
  /// Random; also its name at the printer, where others may read it.
  package let id: String
  package let visit: Int64
  package let route: PrintRoute
  package let content: Content
  /// Millimetres of its sheets; nil where the printer's own paper is meant.
  package let sheet: Sheet?

  package enum Content: Sendable {
    /// A PDF, for a queue.
    case file(path: String)
    /// ESC/POS, for a port.
    case bytes(Data)
  }

  package struct Sheet: Hashable, Sendable {
    package let width: Double
    package let height: Double

    package init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  package init(id: String, visit: Int64, route: PrintRoute, content: Content, sheet: Sheet?) {
    self.id = id
    self.visit = visit
    self.route = route
    self.content = content
    self.sheet = sheet
  }
}

/// Hands jobs to printers and follows each until it is out, on a thread of its own: a server that hangs keeps no desk waiting.
package final class PrintSpool: Sendable {
  private let waiting = Mutex<[PrintJob]>([])
  private let bell = DispatchSemaphore(value: 0)
  private let pace: Pace
  private let report: @Sendable (PrintProgress) -> Void

  /// Seconds between and for things.
  package struct Pace: Sendable {
    /// Between two looks at the open jobs.
    let look: Double
    /// For which a printer may print without a word.
    let patience: Double
    /// Between two tries at a server that does not answer.
    let retry: Double
    /// For which a job that was never taken is tried.
    let giveUp: Double

    package static let ordinary = Pace(look: 0.5, patience: 20, retry: 3, giveUp: 120)
  }

  /// `report` is called from the spool's thread, once for each change.
  package init(_ pace: Pace = .ordinary, report: @escaping @Sendable (PrintProgress) -> Void) {
    self.pace = pace
    self.report = report
    Thread.detachNewThread { [weak self] in
      var followed: [FollowedJob] = []
      while let spool = self { spool.turn(&followed) }
    }
  }

  package func take(_ job: PrintJob) {
    waiting.withLock { $0.append(job) }
    bell.signal()
  }

  private func turn(_ followed: inout [FollowedJob]) {
    _ = bell.wait(timeout: followed.isEmpty ? .now() + 5 : .now() + pace.look)
    let new = waiting.withLock { jobs in
      defer { jobs = [] }
      return jobs
    }
    followed += new.map { FollowedJob($0, pace) }
    for index in followed.indices {
      guard let state = followed[index].look() else { continue }
      report(PrintProgress(job: followed[index].job.id, visit: followed[index].job.visit, state: state))
    }
    followed.removeAll(where: \.isOver)
  }
}
