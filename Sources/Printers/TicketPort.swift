import Counter
import Foundation

/// The port of a ticket printer: bytes are sent, and nothing comes back.
struct TicketPort {
  let host: String
  let number: Int

  /// Seconds for a connection, and for all bytes.
  private static let patience = 3

  func send(_ data: Data) -> PrintProgress.State {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(number), &hints, &list) == 0, let list else { return unreachable }
    defer { freeaddrinfo(list) }
    for address in sequence(first: list, next: { $0.pointee.ai_next }) {
      let one = address.pointee
      let descriptor = socket(one.ai_family, one.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), one.ai_protocol)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      // The time limit of sending holds for connecting too.
      var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      guard connect(descriptor, one.ai_addr, one.ai_addrlen) == 0 else { continue }
      return isWritten(data, to: descriptor)
        ? .sent : .failed("札を途中までしか送れませんでした。札のプリンターを見て、出ていなければ出し直してください")
    }
    return unreachable
  }

  private var unreachable: PrintProgress.State { .failed("札のプリンターにつながりません。電源とつながりを見てください") }

  private func isWritten(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Foundation.send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
