import Glibc

/// Reads what a terminal sends, without waiting, and gives the decoder its sense of time.
struct TerminalReader {
  private let descriptor: Int32
  private let escapeDelay: Duration
  private var decoder: InputDecoder
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var lastRead = ContinuousClock.now
  /// Nothing will come any more.
  private(set) var hasEnded = false

  init(_ descriptor: Int32, keys: KeySequences, escapeDelay: Duration) {
    self.descriptor = descriptor
    self.escapeDelay = escapeDelay
    decoder = InputDecoder(keys: keys)
  }

  /// What has arrived. At most 64 KiB at a time, so that a flood of keys is shown as it goes.
  mutating func read() -> [Input] {
    var count = 0
    while count < buffer.count, isReadable {
      let more = buffer.withUnsafeMutableBytes { [descriptor] bytes in
        let free = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
        return Glibc.read(descriptor, free.baseAddress, free.count)
      }
      guard more > 0 else {
        hasEnded = more == 0 || errno != EINTR && errno != EAGAIN
        break
      }
      count += more
    }
    if count > 0 {
      lastRead = .now
      return buffer.withUnsafeBytes { decoder.decode($0.prefix(count)) }
    }
    guard let delay, ContinuousClock.now - lastRead >= delay else { return [] }
    lastRead = .now
    return decoder.expire()
  }

  mutating func takeReports() -> [Report] { decoder.takeReports() }

  /// Milliseconds until `read` is to be called though nothing came; nil when nothing is half read.
  var patience: Int? {
    guard let delay else { return nil }
    let left = delay - (ContinuousClock.now - lastRead)
    return max(0, Int((left / .milliseconds(1)).rounded(.up)))
  }

  private var delay: Duration? {
    switch decoder.patience {
    case nil: nil
    case .escape: escapeDelay
    case .sequence: .seconds(1)
    case .paste: .seconds(2)
    }
  }

  private var isReadable: Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&poll, 1, 0) > 0 && poll.revents & Int16(POLLIN | POLLHUP) != 0
  }
}
