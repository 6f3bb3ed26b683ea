import Counter
import Foundation
import Testing

@testable import Printers

/// Jobs on their way to a real print server and a printer that is a program.
@Suite(
  .serialized, .timeLimit(.minutes(2)),
  .enabled(if: PrintServer.isInstalled, "cups, cups-ipp-utils, dbus-daemon"))
struct PrinterTests {
  /// What a spool said, waited for.
  private final class Told {
    let spool: PrintSpool
    private var stream: AsyncStream<PrintProgress>.Iterator
    private(set) var states: [PrintProgress.State] = []

    init(patience: Double = 20, giveUp: Double = 120) {
      let (stream, continuation) = AsyncStream.makeStream(of: PrintProgress.self)
      spool = PrintSpool(PrintSpool.Pace(look: 0.05, patience: patience, retry: 0.1, giveUp: giveUp)) {
        continuation.yield($0)
      }
      self.stream = stream.makeAsyncIterator()
    }

    func untilChange() async { if let next = await stream.next() { states.append(next.state) } }

    /// Waits until a job is said to be so.
    func until(_ wanted: PrintProgress.State) async {
      while states.last != wanted, let next = await stream.next() {
        states.append(next.state)
        if next.state.isEnd, next.state != wanted {
          Issue.record("\(states) and not \(wanted)")
          return
        }
      }
    }
  }

  private static func job(_ route: PrintRoute, id: String = "madoguchi-a1b2") -> PrintJob {
    let path = NSTemporaryDirectory() + "sheet-\(UUID().uuidString).pdf"
    #expect(FileManager.default.createFile(atPath: path, contents: sheet))
    return PrintJob(id: id, visit: 7, route: route, content: .file(path: path), sheet: nil)
  }

  /// A small PDF with a page, its table of offsets right.
  private static let sheet: Data = {
    let objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
      "<</Length 18>>stream\n72 72 100 100 re f\nendstream",
    ]
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\(object)endobj\n"
    }
    let table = offsets.map { String(repeating: "0", count: 10 - String($0).count) + "\($0) 00000 n \n" }
      .joined()
    let start = text.utf8.count
    text +=
      "xref\n0 5\n0000000000 65535 f \n\(table)trailer<</Size 5/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return Data(text.utf8)
  }()

  @Test func `a job comes out once and is told to be out`() async throws {
    let server = try PrintServer()
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.handedOver)
    #expect(server.papers.count == 1)
    #expect(told.states.first == .queued)
  }

  @Test func `copies and tray arrive, and no name but a random one`() async throws {
    let server = try PrintServer()
    let told = Told()
    let route = PrintRoute(printer: server.route.printer, tray: "tray-1", copies: 2)
    told.spool.take(Self.job(route))
    await told.until(.handedOver)
    let said = server.said
    #expect(said.contains("IPP_COPIES=2"))
    #expect(said.contains("IPP_JOB_NAME=madoguchi-a1b2"))
    let users = said.split(separator: "\n").filter { $0.hasPrefix("IPP_JOB_ORIGINATING_USER_NAME=") }
    #expect(users.allSatisfy { $0.hasSuffix("=madoguchi") })
    #expect(!said.contains("document-name"))
  }

  @Test func `without paper it says so and goes on when there is some`() async throws {
    let server = try PrintServer()
    server.hasPaper = false
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.needsPaper)
    server.hasPaper = true
    await told.until(.handedOver)
    #expect(server.papers.count == 1)
  }

  @Test func `a printer that is off is told to be silent, and prints once when it is back`() async throws {
    let server = try PrintServer()
    try server.kill(.printer)
    let told = Told(patience: 0.3)
    told.spool.take(Self.job(server.route))
    await told.until(.isSilent)
    try server.start(.printer)
    await told.until(.handedOver)
    #expect(server.papers.count == 1)
  }

  @Test func `a printer that dies in the middle is never said to have printed`() async throws {
    let server = try PrintServer()
    server.hasPaper = false
    let told = Told(patience: 0.3)
    told.spool.take(Self.job(server.route))
    await told.until(.needsPaper)
    try server.kill(.printer)
    server.hasPaper = true
    try server.start(.printer)
    await told.until(.isLost)
  }

  @Test func `a job cancelled at the printer is told to be`() async throws {
    let server = try PrintServer()
    server.hasPaper = false
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.needsPaper)
    try server.run("cancel", "-a", "paper")
    await told.until(.cancelled)
  }

  @Test func `a server that is killed and comes back is asked for the job again`() async throws {
    let server = try PrintServer()
    server.hasPaper = false
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.needsPaper)
    try server.kill(.server)
    await told.until(.serverIsGone)
    server.hasPaper = true
    try server.start(.server)
    // It kept the job, or forgot it: either way nobody is told that it is out when it is not, and it comes out once.
    while told.states.last.map({ !$0.isEnd }) ?? true { await told.untilChange() }
    let end = try #require(told.states.last)
    #expect(end == .handedOver || end == .isLost)
    if end == .handedOver { #expect(server.papers.count >= 1) }
  }

  @Test func `a queue that is full, or is not there, is told with what to do`() async throws {
    let server = try PrintServer(maximum: 1)
    server.hasPaper = false
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.needsPaper)
    let other = Told()
    other.spool.take(Self.job(server.route, id: "madoguchi-c3d4"))
    await other.until(.failed("プリンターの順番がいっぱいです。しばらくしてから刷り直してください"))
    let lost = Told()
    lost.spool.take(Self.job(PrintRoute(printer: .queue(server: server.socket, name: "nowhere"))))
    await lost.until(.failed("「nowhere」という名前のプリンターがありません。設定の printers を情報担当に確かめてもらってください"))
  }

  @Test func `without a server a job is given up with a sentence`() async throws {
    let told = Told(giveUp: 0.3)
    told.spool.take(Self.job(PrintRoute(printer: .queue(server: "/tmp/no-such-socket", name: "paper"))))
    await told.until(.failed("印刷のサーバーから返事がないので、印刷していません。情報担当に知らせてください"))
    #expect(told.states.first == .serverIsGone)
  }

  @Test func `a server that hangs keeps no other job waiting for long`() async throws {
    let server = try PrintServer()
    let text = try String(contentsOfFile: server.folder + "/server.pid", encoding: .utf8)
    let id = try #require(Int32(text.filter(\.isNumber)))
    Foundation.kill(id, SIGSTOP)
    defer { Foundation.kill(id, SIGCONT) }
    let told = Told()
    told.spool.take(Self.job(server.route))
    await told.until(.serverIsGone)
    Foundation.kill(id, SIGCONT)
    // Whether it took the job is asked: the job is never handed over twice.
    while told.states.last.map({ !$0.isEnd }) ?? true { await told.untilChange() }
    let end = try #require(told.states.last)
    #expect(end == .handedOver || end == .isLost, "\(told.states)")
    #expect(try server.run("lpstat", "-W", "all", "-o").split(separator: "\n").count <= 1)
  }

  @Test func `a ticket port gets every byte`() async throws {
    let listener = try #require(PortListener())
    let told = Told()
    let data = Data((0..<40_000).map { UInt8(truncatingIfNeeded: $0) })
    told.spool.take(
      PrintJob(
        id: "t", visit: 1, route: PrintRoute(printer: .port(host: "127.0.0.1", number: listener.port)),
        content: .bytes(data), sheet: nil))
    #expect(listener.received() == data)
    await told.until(.sent)
    let gone = Told()
    gone.spool.take(
      PrintJob(
        id: "t", visit: 1, route: PrintRoute(printer: .port(host: "127.0.0.1", number: 9)),
        content: .bytes(data), sheet: nil))
    await gone.until(.failed("札のプリンターにつながりません。電源とつながりを見てください"))
  }
}

/// Takes one connection and all that comes over it.
private final class PortListener {
  let port: Int
  private let descriptor: Int32

  init?() {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, size) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, generic, &size) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard isBound else { return nil }
  }

  deinit { close(descriptor) }

  func received() -> Data {
    let connection = accept(descriptor, nil, nil)
    defer { close(connection) }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(connection, &chunk, chunk.count)
      guard count > 0 else { return data }
      data.append(contentsOf: chunk[..<count])
    }
  }
}
