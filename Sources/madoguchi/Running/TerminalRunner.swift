import CNcursesw
import Counter
import Desk
import Foundation
import TerminalUI

/// Runs a desk in the real terminal: read everything, decide, draw once, sleep.
@MainActor
struct TerminalRunner {
  private let clock: () -> Instant

  init(clock: @escaping () -> Instant) { self.clock = clock }

  func run(
    scheme: Scheme, environment: [String: String], makeDesk: (@escaping @Sendable () -> Void) throws -> Desk
  ) throws {
    guard let loop = EventLoop() else { throw Complaint("端末を待つ準備ができません。開いているファイルの数を確かめてください") }
    let wakeEnd = loop.wakeWrite
    var desk = try makeDesk { [wakeEnd] in
      var byte: UInt8 = 1
      _ = write(wakeEnd, &byte, 1)
    }
    let terminal: Terminal
    do {
      terminal = try Terminal(scheme: scheme, environment: environment)
    } catch {
      throw Complaint(error.line)
    }
    defer { terminal.close() }
    while !desk.isOver {
      let (rows, columns) = terminal.size
      var frame = Frame(rows: rows, columns: columns)
      desk.draw(into: &frame)
      terminal.show(frame)
      let now = clock()
      // The minutes in the list change with the clock's minute; nothing else does by itself.
      let event = loop.wait(milliseconds: (60 - now.seconds % 60) * 1000)
      if event.terminalIsGone { return }
      var inputs = terminal.inputs()
      if event.rang || inputs.isEmpty { inputs.append(.wake) }
      for input in inputs where !desk.isOver {
        if case .resize = input { terminal.repaint() }
        if input == .key(.control("l")) { terminal.repaint() }
        desk.handle(input, at: clock())
      }
    }
  }
}
