import Foundation

/// The programs as processes: start, first start, memory, printing.
enum ProcessBenchmarks {
  static func run(_ report: inout Report, programs: String) throws {
    let folder = try Shipped.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = folder + "/data"
    let empty = folder + "/empty.txt"
    let print = folder + "/print.txt"
    let screen = folder + "/screen.txt"
    try ":save-screen \(screen)\n:save-memory \(folder)/memory\n".write(
      toFile: empty, atomically: true, encoding: .utf8)
    let visit =
      "\"wakaba\" Enter \"1\" \"1\" \"1\" \"1\" \"1\" F10 \"11/18\" Enter \"minamidai3 91-2\" Enter \"1\" \"1\" F10 F10\n:idle\nF9\n:idle\n"
    try visit.write(toFile: print, atomically: true, encoding: .utf8)
    let desk = ["demo", "--forms", Shipped.forms, "--data", data, "--now", "2026-11-20T14:30"]
    let common = ["demo", "--forms", Shipped.forms, "--data", data, "--now", "2026-11-20T14:30", "--script"]
    let first = try milliseconds(1) { try start(programs, common + [empty]) }
    report.add("first start of the demo", first.median / 1000, budget: 3, "s")
    let clock = ContinuousClock()
    let starts = try (0..<15).map { _ in
      let began = clock.now
      let program = try TerminalProgram(programs + "/madoguchi", desk)
      program.read(until: "Ctrl-P")
      defer { program.stop() }
      return (clock.now - began) / .milliseconds(1)
    }.sorted()
    report.add(
      "process start to the first full screen, second start", starts.median, budget: 20, "ms",
      note: "2,100 residents, under a pseudo-terminal")
    try keys(&report, programs, desk)
    // Of a desk that found its snapshot: the first start has the whole of forms/ in memory.
    _ = try milliseconds(1) { try start(programs, common + [empty]) }
    let memory = Double(try String(contentsOfFile: folder + "/memory", encoding: .utf8)) ?? .infinity
    report.add("memory of a desk at its first screen", memory / 1024, budget: 40, "MB")
    let printing = try milliseconds(3) { try start(programs, common + [print]) }
    report.add(
      "a visit by script with two printings", printing.median, budget: 500, "ms",
      note: "start, 30 keys, paper process, 3 pages twice")
  }

  /// What goes over the line for a typed character, for a move of the focus, and while nobody does anything.
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
    _ = bytes(["\r", "1", "1", "1", "1", "1", "\u{1B}[21~"])
    let moves = bytes((0..<20).map { $0 % 2 == 0 ? "\t" : "\u{1B}[Z" })
    report.add(
      "bytes for a move of the focus", moves.median, budget: 400, "B", note: "most \(Int(moves.last ?? 0))")
    report.add("bytes in two idle seconds", Double(program.drain(silence: 2000)), budget: 0, "B")
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
