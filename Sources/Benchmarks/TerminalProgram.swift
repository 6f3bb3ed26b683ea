import Foundation

/// A program under a pseudo-terminal of 24 rows and 80 columns.
final class TerminalProgram {
  private let terminal: Int32
  let child: pid_t

  init(_ path: String, _ arguments: [String]) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN, which stand behind unlockpt and ptsname.
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    guard terminal >= 0, ioctl(terminal, 0x4004_5431, &isLocked) == 0,
      ioctl(terminal, 0x8004_5430, &number) == 0
    else { throw CocoaError(.fileReadUnknown) }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID: the terminal becomes the program's own.
    posix_spawnattr_setflags(&attributes, 0x80)
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    let environment: [String] = [
      "TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "MADOGUCHI_KEYS=\(Shipped.keys)",
    ]
    var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var started = pid_t()
    guard posix_spawn(&started, path, &actions, &attributes, &words, &settings) == 0 else {
      throw CocoaError(.executableNotLoadable)
    }
    child = started
  }

  /// Reads until the output holds `marker`, or nothing came for two seconds; answers the bytes read.
  @discardableResult
  func read(until marker: String) -> [UInt8] {
    let wanted = Array(marker.utf8)
    var read: [UInt8] = []
    while let more = chunk(timeout: 2000) {
      read += more
      if contains(read, wanted) { break }
    }
    return read
  }

  /// Reads until nothing came for so many milliseconds; answers the number of bytes.
  @discardableResult
  func drain(silence milliseconds: Int32) -> Int {
    var count = 0
    while let more = chunk(timeout: milliseconds) { count += more.count }
    return count
  }

  /// What comes within the time; nil when nothing does.
  func chunk(timeout: Int32) -> [UInt8]? {
    var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, timeout) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(terminal, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(terminal, bytes, bytes.count)
  }

  /// Megabytes as the kernel counts them: `VmRSS` held now, `VmHWM` the most it ever held; nil when it has ended.
  func memory(_ line: String) -> Double? { Self.memory(line, of: child) }

  static func memory(_ line: String, of child: pid_t) -> Double? {
    let status = try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
    return status?.split(separator: "\n").first { $0.hasPrefix(line + ":") }.flatMap {
      Double($0.filter(\.isNumber))
    }.map { $0 / 1024 }
  }

  func stop() {
    kill(child, SIGTERM)
    drain(silence: 50)
    close(terminal)
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }

  private func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
