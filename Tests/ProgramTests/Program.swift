import Foundation
import TestSupport
import Testing

/// The built programs, run as a person runs them.
enum Program {
  /// Where the test bundle and the programs were built.
  static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// Keys of all the data that tests make.
  static let keys = NSTemporaryDirectory() + "madoguchi-keys-\(getpid())"

  struct Output {
    let status: Int32
    let out: String
    let err: String
  }

  /// The content as a desk keeps it after its first start. Reading it from `forms/` takes a second, which the first start in each
  /// test's folder need not spend again: a snapshot that does not fit is not used.
  private static let snapshot = Result {
    let folder = try TemporaryFolder()
    _ = try start(
      [
        "demo", "--data", folder.path, "--now", "2026-11-20T14:30", "--script",
        try folder.write("nothing.txt", ""),
      ])
    return try Data(contentsOf: URL(fileURLWithPath: folder.path + "/catalog.snapshot"))
  }

  /// Gives a data folder the snapshot, making the folder where there is none.
  static func prepare(_ data: String) throws {
    let path = data + "/catalog.snapshot"
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(
      atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let isMade = FileManager.default.createFile(
      atPath: path, contents: try snapshot.get(), attributes: [.posixPermissions: 0o600])
    #expect(isMade)
  }

  /// Runs to the end with a file as what is typed.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null",
    program: String? = nil
  ) throws
    -> Output
  {
    if program == nil, let option = arguments.firstIndex(of: "--data"), option + 1 < arguments.count,
      FileManager.default.fileExists(atPath: arguments[option + 1])
    {
      try prepare(arguments[option + 1])
    }
    return try start(arguments, environment: environment, input: input, program: program)
  }

  private static func start(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null",
    program: String? = nil
  ) throws
    -> Output
  {
    let (out, err) = (try Drain(), try Drain())
    var child = pid_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out.end, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err.end, STDERR_FILENO)
    // The threads that run tests block signals; a child that inherited that could never be ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let settings = ProcessInfo.processInfo.environment.merging([
      "TERM": "xterm-256color", "MADOGUCHI_KEYS": keys,
    ]) { first, _ in first }
    .merging(environment) { _, new in new }
    var words = ([program ?? folder + "/madoguchi"] + arguments).map { strdup($0) } + [nil]
    var variables = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    let result = posix_spawnp(
      &child, program ?? folder + "/madoguchi", &actions, &attributes, &words, &variables)
    try #require(result == 0, "\(arguments)")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR { continue }
    return Output(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F, out: out.text(), err: err.text())
  }

  /// A file that a child writes into and that is read when it has ended; a pipe would stay open as long as a server
  /// that the child left behind.
  private final class Drain {
    let end: Int32
    private let path: String

    init() throws {
      path = NSTemporaryDirectory() + "madoguchi-\(UUID().uuidString)"
      end = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      try #require(end >= 0)
    }

    func text() -> String {
      defer {
        close(end)
        unlink(path)
      }
      return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
  }
}

/// A terminal of its own in tmux, a second emulator beside our own pictures.
final class Tmux {
  private let name = "madoguchi-\(UUID().uuidString.prefix(8))"

  init(_ command: String, columns: Int = 80, rows: Int = 24) throws {
    _ = try Program.run(
      [
        "-L", name, "-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
        "\(command); echo ENDED; stty -a; exec cat",
      ],
      program: "tmux")
  }

  deinit { _ = try? Program.run(["-L", name, "kill-server"], program: "tmux") }

  func keys(_ keys: String...) throws {
    _ = try Program.run(["-L", name, "send-keys"] + keys, program: "tmux")
  }
  func type(_ text: String) throws {
    _ = try Program.run(["-L", name, "send-keys", "-l", text], program: "tmux")
  }
  func resize(_ columns: Int, _ rows: Int) throws {
    _ = try Program.run(["-L", name, "resize-window", "-x", "\(columns)", "-y", "\(rows)"], program: "tmux")
  }

  func paste(_ text: String) throws {
    let file = NSTemporaryDirectory() + name
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    defer { unlink(file) }
    _ = try Program.run(["-L", name, "load-buffer", file], program: "tmux")
    _ = try Program.run(["-L", name, "paste-buffer", "-p"], program: "tmux")
  }

  func screen() throws -> String { try Program.run(["-L", name, "capture-pane", "-p"], program: "tmux").out }

  var processID: String {
    get throws {
      try Program.run(["-L", name, "list-panes", "-F", "#{pane_pid}"], program: "tmux").out
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Looks until the text is there or the test's time limit has come; each look is a process, so nothing spins.
  func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    while !Task.isCancelled, try !screen().contains(text) { continue }
    let last = try screen()
    #expect(last.contains(text), "「\(text)」が出ません\n\(last)", sourceLocation: sourceLocation)
  }
}
