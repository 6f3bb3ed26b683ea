import Counter
import Foundation
import Synchronization

/// The printing process: started on first use and kept; what it says wakes the desk.
final class PaperProcess: Sendable {
  private struct State {
    var process: Process?
    var input: FileHandle?
    var reports: [PrintReport] = []
    /// Orders whose pages are not made yet.
    var pending: [PrintOrder] = []
    /// Jobs on their way to a printer.
    var open: [PrintProgress] = []
  }

  private let state = Mutex(State())
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Sends an order; a process that cannot start, or died, answers with a failure.
  func print(_ order: PrintOrder) {
    do {
      let line = try JSONEncoder().encode(order) + Data("\n".utf8)
      let input = try state.withLock { state in
        let input = try self.running(&state)
        state.pending.append(order)
        return input
      }
      try input.write(contentsOf: line)
    } catch {
      fail(order, "印刷のプログラム madoguchi-paper を動かせません。本体と同じフォルダーにあるか確かめてください")
    }
  }

  func takeReports() -> [PrintReport] {
    state.withLock { state in
      defer { state.reports = [] }
      return state.reports
    }
  }

  private func running(_ state: inout State) throws -> FileHandle {
    if let input = state.input, state.process?.isRunning ?? false { return input }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Places.programFolder + "/madoguchi-paper")
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    (state.process, state.input) = (process, input.fileHandleForWriting)
    let reader = output.fileHandleForReading
    Thread.detachNewThread { [weak self] in self?.listen(reader) }
    return input.fileHandleForWriting
  }

  private func listen(_ reader: FileHandle) {
    var buffer = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // read(2) itself: FileHandle waits until the whole chunk is there.
      let count = read(reader.fileDescriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      buffer.append(contentsOf: chunk[..<count])
      while let end = buffer.firstIndex(of: 0x0A) {
        if let report = try? JSONDecoder().decode(PrintReport.self, from: buffer[buffer.startIndex..<end]) {
          take(report)
        }
        buffer = Data(buffer[buffer.index(after: end)...])
      }
    }
    // It died: whatever it had not answered did not come out.
    let (lost, open) = state.withLock { state in
      defer { (state.pending, state.open, state.input, state.process) = ([], [], nil, nil) }
      return (state.pending, state.open)
    }
    for job in open { take(.progress(PrintProgress(job: job.job, visit: job.visit, state: .isLost))) }
    for order in lost { fail(order, "印刷のプログラムが止まりました。もう一度 F10 を押してください") }
  }

  private func take(_ report: PrintReport) {
    state.withLock { state in
      switch report {
      case .made: if !state.pending.isEmpty { state.pending.removeFirst() }
      case .progress(let progress):
        state.open.removeAll { $0.job == progress.job }
        if !progress.state.isEnd { state.open.append(progress) }
      }
      state.reports.append(report)
    }
    wake()
  }

  private func fail(_ order: PrintOrder, _ reason: String) {
    state.withLock { state in
      state.pending.removeAll { $0 == order }
      state.reports.append(
        .made(
          PrintOutcome(
            job: order.job, visit: order.visit, ids: order.ids, path: order.path, pages: 0, problems: [],
            failure: reason)))
    }
    wake()
  }
}
