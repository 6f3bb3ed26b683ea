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
    let common = ["demo", "--forms", Shipped.forms, "--data", data, "--now", "2026-11-20T14:30", "--script"]
    let first = try milliseconds(1) { try start(programs, common + [empty]) }
    report.add("first start of the demo", first.median / 1000, budget: 3, "s")
    let second = try milliseconds(15) { try start(programs, common + [empty]) }
    report.add(
      "process start to the first screen and its end, second start", second.median, budget: 25, "ms",
      note: "2,100 residents")
    let memory = Double(try String(contentsOfFile: folder + "/memory", encoding: .utf8)) ?? .infinity
    report.add("memory of a desk at its first screen", memory / 1024, budget: 45, "MB")
    let printing = try milliseconds(3) { try start(programs, common + [print]) }
    report.add(
      "a visit by script with two printings", printing.median, budget: 500, "ms",
      note: "start, 30 keys, paper process, 3 pages twice")
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
