import CNcursesw
import Glibc

/// Waits for the terminal, a wake pipe, or the next due instant; sleeps otherwise.
@MainActor
package final class EventLoop {
  private let wakeRead: Int32
  /// Jobs on other threads write one byte here when they end.
  package let wakeWrite: Int32

  package init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    (wakeRead, wakeWrite) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  /// Returns when something can be read, a signal came, or the time is up. `milliseconds` nil waits for ever; `watched`
  /// is one more descriptor, -1 for none. Answers whether the wake pipe rang, whether that one did, and whether the terminal
  /// is gone.
  package func wait(milliseconds: Int?, watched: Int32 = -1) -> (
    rang: Bool, watchedRang: Bool, terminalIsGone: Bool
  ) {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0),
      pollfd(fd: nc_resize_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&descriptors, nfds_t(descriptors.count), milliseconds.map { Int32(clamping: $0) } ?? -1) > 0
    else {
      return (false, false, false)
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let rung = descriptors[1...2].filter { $0.revents != 0 }
    for descriptor in rung { while read(descriptor.fd, &bytes, bytes.count) > 0 {} }
    let gone =
      descriptors[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
      && descriptors[0].revents & Int16(POLLIN) == 0
    return (descriptors[1].revents != 0, descriptors[2].revents != 0, gone)
  }
}
