import Foundation

/// A program under a fault: what it says is read while it runs, and it can be ended at any moment.
final class Child {
  struct Ending {
    /// 128 and the signal of one that was ended by a signal.
    let status: Int32
    let out: String
    let err: String
    /// Whether it said nothing for so long that it was given up.
    let isHung: Bool

    var isKilled: Bool { status == 128 + SIGKILL }
    var isTrap: Bool { status > 128 && !isKilled }
  }

  /// Milliseconds of silence after which a program is taken to hang.
  private static let patience: Int32 = 120_000

  private let process: pid_t
  private let input: Int32
  private var outputs: [Int32]
  private var texts: [[UInt8]] = [[], []]
  /// Bytes of the output that were handed out as lines.
  private var taken = 0
  private var isHung = false

  /// The words begin with the path of the program. The input is a pipe that ends with the child unless a file is named.
  init(_ words: [String], environment: [String: String], input file: String? = nil) throws {
    var ends: [[Int32]] = []
    for _ in 0..<3 {
      var pair: [Int32] = [0, 0]
      guard pipe(&pair) == 0 else { throw CocoaError(.fileReadUnknown) }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      ends.append(pair)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let file {
      posix_spawn_file_actions_addopen(&actions, 0, file, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, ends[0][0], 0)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[1][1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[2][1], 2)
    // A trap is told by its status; looking for its causes takes longer than all else.
    let settings = environment.merging([
      "SWIFT_BACKTRACE": "enable=no", "TERM": "xterm-256color", "LANG": "C.UTF-8",
    ]) { first, _ in first }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var started = pid_t()
    let result = posix_spawnp(&started, words[0], &actions, nil, &arguments, &variables)
    for end in [ends[0][0], ends[1][1], ends[2][1]] { close(end) }
    (process, input, outputs) = (started, ends[0][1], [ends[1][0], ends[2][0]])
    guard result == 0 else {
      close(input)
      for output in outputs { close(output) }
      throw CocoaError(.executableNotLoadable)
    }
  }

  /// The next line of its output; nil when it ended, or hangs.
  func line() -> String? {
    while true {
      if let end = texts[0][taken...].firstIndex(of: 10) {
        defer { taken = end + 1 }
        return String(decoding: texts[0][taken..<end], as: UTF8.self)
      }
      guard listen() else { return nil }
    }
  }

  func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(input, bytes, bytes.count)
  }

  func end() { kill(process, SIGKILL) }

  /// Reads the rest of what it says and waits until it has ended.
  func wait() -> Ending {
    close(input)
    while listen() { continue }
    for output in outputs where output >= 0 { close(output) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR { continue }
    return Ending(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      out: String(decoding: texts[0], as: UTF8.self), err: String(decoding: texts[1], as: UTF8.self),
      isHung: isHung)
  }

  /// Takes what has come of either output; false when both are over.
  private func listen() -> Bool {
    var places = outputs.filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard !places.isEmpty else { return false }
    guard poll(&places, nfds_t(places.count), Child.patience) > 0 else {
      if errno == EINTR { return true }
      isHung = true
      end()
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    for (index, output) in outputs.enumerated()
    where places.contains(where: { $0.fd == output && $0.revents != 0 }) {
      let count = read(output, &buffer, buffer.count)
      if count > 0 {
        texts[index] += buffer[..<count]
      } else {
        close(output)
        outputs[index] = -1
      }
    }
    return true
  }
}
