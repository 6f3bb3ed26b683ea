import Counter
import Foundation
import Records

/// The programs as processes: first start, start, memory, keys in a terminal, printing.
enum ProcessBenchmarks {
  private static let now = ["--now", "2026-11-20T14:30"]

  static func run(_ report: inout Report, programs: String) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let empty = folder + "/empty.txt"
    let print = folder + "/print.txt"
    let visits = folder + "/visits.txt"
    try ":save-screen \(folder)/screen.txt\n:save-memory \(folder)/memory\n".write(
      toFile: empty, atomically: true, encoding: .utf8)
    let visit =
      "\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/18\" Enter \"minamidai3 91-2\" Enter \"1\" \"1\" "
    try (visit + "F10 F10\n:idle\nF9\n:idle\n").write(toFile: print, atomically: true, encoding: .utf8)
    // The second time and later the desk asks about the visit that the family had before: F10 goes on.
    try (String(repeating: visit + "F3\n", count: 50) + ":save-memory \(folder)/memory\n").write(
      toFile: visits, atomically: true, encoding: .utf8)
    func demo(_ data: String) -> [String] {
      ["demo", "--forms", Shipped.forms, "--data", folder + data] + now
    }
    func script(_ file: String, _ data: String = "/city") throws {
      try start(programs, demo(data) + ["--script", file])
    }
    func memory() throws -> Double {
      (Double(try String(contentsOfFile: folder + "/memory", encoding: .utf8)) ?? .infinity) / 1024
    }
    let first = try milliseconds(1) { try script(empty, "/first") }
    report.add("first start of the demo", first.median / 1000, budget: 3, "s")
    try RegisterBenchmarks.makeCity(in: folder + "/city")
    let desk = demo("/city")
    // The first start here reads the whole of forms/ and keeps it; the others find it.
    try script(empty)
    let clock = ContinuousClock()
    let starts = try (0..<25).map { _ in
      let began = clock.now
      let program = try TerminalProgram(programs + "/madoguchi", desk)
      defer { program.stop() }
      program.read(until: "Ctrl-P")
      return (clock.now - began) / .milliseconds(1)
    }.sorted()
    report.add(
      "process start to the first full screen", starts.median, budget: 20, "ms",
      note:
        "\(RegisterBenchmarks.count) residents, under a pseudo-terminal, p99 \(String(format: "%.1f", starts.p99))"
    )
    try keys(&report, programs, desk)
    try script(empty)
    report.add("memory of a desk at its first screen", try memory(), budget: 40, "MB")
    try script(visits)
    report.add("memory after 50 visits by script", try memory(), budget: 40, "MB")
    let printing = try milliseconds(3) { try script(print) }
    report.add(
      "a visit by script with two printings", printing.median, budget: 500, "ms",
      note: "start, 30 keys, paper process, 3 pages twice")
  }

  /// What goes over the line for a typed character, for a move of the focus, and while nobody does anything; how long a key
  /// takes to its first byte, beside `dialog` where that is installed.
  private static func keys(_ report: inout Report, _ programs: String, _ desk: [String]) throws {
    let program = try TerminalProgram(programs + "/madoguchi", desk)
    defer { program.stop() }
    program.read(until: "Ctrl-P")
    program.drain(silence: 300)
    // The longest pause is kept short of any answer: whatever comes belongs to the key before.
    func bytes(_ keys: [String]) -> [Double] {
      keys.map {
        program.type($0)
        return Double(program.drain(silence: 40))
      }.sorted()
    }
    let typed = bytes("wakaba".map { String($0) })
    report.add(
      "bytes for a typed character", typed.median, budget: 45, "B", note: "most \(Int(typed.last ?? 0))")
    let moved = times(program, ["w", "\u{7F}"])
    _ = bytes(["\r", "1", "1", "1", "1", "1", "\u{1B}[21~"])
    let moves = bytes((0..<20).map { $0 % 2 == 0 ? "\t" : "\u{1B}[Z" })
    report.add(
      "bytes for a move of the focus", moves.median, budget: 400, "B", note: "most \(Int(moves.last ?? 0))")
    report.add("bytes in two idle seconds", Double(program.drain(silence: 2000)), budget: 0, "B")
    let board = times(program, ["\t", "\u{1B}[Z"])
    let other = try dialog()
    report.add(
      "key to its first byte, list", moved.median, budget: other?.median ?? .infinity, "ms",
      note: "dialog in the same run: \(other.map { String(format: "%.3f", $0.median) } ?? "not installed")")
    report.add(
      "key to its first byte, board of a family of 4", board.median, budget: other?.median ?? .infinity, "ms",
      note: "p99 \(String(format: "%.3f", board.p99))")
  }

  /// Milliseconds from each of 300 keys to the first byte of the answer.
  private static func times(_ program: TerminalProgram, _ keys: [String]) -> [Double] {
    (0..<300).flatMap { number in
      program.drain(silence: 4)
      return milliseconds(1) {
        program.type(keys[number % keys.count])
        _ = program.chunk(timeout: 1000)
      }
    }.sorted()
  }

  private static func dialog() throws -> [Double]? {
    let path = "/usr/bin/dialog"
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let items = (1...10).flatMap { ["\($0)", "item \($0)"] }
    let program = try TerminalProgram(path, ["--menu", "menu", "20", "60", "10"] + items)
    defer { program.stop() }
    program.drain(silence: 300)
    return times(program, ["\u{1B}OB", "\u{1B}OA"])
  }

  /// Runs a program to its end.
  private static func start(_ programs: String, _ arguments: [String]) throws {
    var child = pid_t()
    var words = ([programs + "/madoguchi"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    guard posix_spawn(&child, programs + "/madoguchi", &actions, nil, &words, environ) == 0 else {
      throw CocoaError(.executableNotLoadable)
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    guard status == 0 else { throw CocoaError(.executableLoad) }
  }
}
