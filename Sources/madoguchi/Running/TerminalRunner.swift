import CNcursesw
import Counter
import Desk
import Foundation
import TerminalUI

/// Something that runs in a terminal: pictures out, inputs in.
protocol ScreenProgram {
  var isOver: Bool { get }
  func draw(into frame: inout Frame)
  mutating func handle(_ input: Input, at now: Instant)
  /// The last picture is on the terminal.
  mutating func wasShown()
}

extension Desk: ScreenProgram {}

extension VisitorDisplay: ScreenProgram {
  /// It ends with its terminal only: no key of a visitor leads anywhere.
  var isOver: Bool { false }
}

/// Runs a desk in the real terminal: read everything, decide, draw once, sleep.
@MainActor
struct TerminalRunner {
  private let clock: () -> Instant
  private let pace: Int
  private static let followMilliseconds = 300
  /// How often it is looked where nothing tells of changes.
  private static let lookMilliseconds = 1000
  /// Wakes the desk when another process wrote.
  private let watcher: FolderWatcher?

  /// `pace` says how many times faster than time the clock goes; 0 stands still.
  init(clock: @escaping () -> Instant, pace: Int = 1, watching folders: [String]) {
    self.clock = clock
    self.pace = pace
    watcher = try? FolderWatcher(folders, .writes)
  }

  /// What a clerk has to know of this terminal and this machine before the first key; nil for nothing.
  func warning(environment: [String: String]) -> String? {
    if Terminal.lacksFunctionKeys(environment) {
      return "この端末では F5 から F12 が使えません。\(Request.palette) で、どの命令も名前で選べます"
    }
    return watcher == nil
      ? "ほかの窓口の入力は1秒ごとに読みます（変更の知らせを受け取れません。情報担当に inotify の上限を確かめてもらってください）" : nil
  }

  func run<Program: ScreenProgram>(
    scheme: Scheme, environment: [String: String],
    makeDesk: (@escaping @Sendable () -> Void) throws -> Program
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
    let (rows, columns) = terminal.size
    desk.handle(.resize(rows: rows, columns: columns), at: clock())
    // What other desks write is looked at a few times a second, however fast they write.
    var lastFollowed = ContinuousClock.now
    var isBehind = false
    // The file rings when an entry is written, which is before it can be read: it is looked at once more.
    var looksAgain = false
    while !desk.isOver {
      let (rows, columns) = terminal.size
      var frame = Frame(rows: rows, columns: columns)
      desk.draw(into: &frame)
      terminal.show(frame)
      desk.wasShown()
      let now = clock()
      // The minutes in the list change with the clock's minute; nothing else does by itself.
      let untilMinute = (60 - now.seconds % 60) * 1000 / max(1, pace)
      var untilDue = isBehind ? min(untilMinute, Self.followMilliseconds) : untilMinute
      if watcher == nil { untilDue = min(untilDue, Self.lookMilliseconds) }
      let event = loop.wait(
        milliseconds: min(untilDue, terminal.patience ?? untilDue),
        watched: isBehind ? -1 : watcher?.descriptor ?? -1)
      if event.terminalIsGone { return }
      var inputs = terminal.inputs()
      if terminal.isGone { return }
      isBehind = isBehind || event.watchedRang
      looksAgain = looksAgain || event.watchedRang
      let mayFollow = ContinuousClock.now - lastFollowed >= .milliseconds(Self.followMilliseconds)
      if event.rang || inputs.isEmpty && !event.watchedRang || isBehind && mayFollow {
        inputs.append(.wake)
        (isBehind, looksAgain, lastFollowed) = (looksAgain, false, ContinuousClock.now)
      }
      for input in inputs where !desk.isOver {
        if case .resize = input { terminal.repaint() }
        if input == .key(.control("l")) { terminal.repaint() }
        desk.handle(input, at: clock())
      }
    }
  }
}
