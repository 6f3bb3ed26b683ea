import Counter
import Foundation

/// A job on its way: handed over once, and asked about until it is out.
struct FollowedJob {
  let job: PrintJob
  private(set) var isOver = false
  /// Its number at the server; nil until the server took it.
  private var number: Int32?
  private var said: PrintProgress.State?
  /// When it began to print; nil before.
  private var began: Date?
  /// Whether the server may have taken it although its answer never came.
  private var isDoubtful = false
  private var nextLook = Date.distantPast
  private var triedSince: Date?

  private let pace: PrintSpool.Pace

  init(_ job: PrintJob, _ pace: PrintSpool.Pace) {
    self.job = job
    self.pace = pace
  }

  /// Does what is next; answers its state where that changed.
  mutating func look() -> PrintProgress.State? {
    guard !isOver, Date() >= nextLook else { return nil }
    let state = next()
    isOver = state.isEnd
    guard state != said else { return nil }
    said = state
    return state
  }

  private mutating func next() -> PrintProgress.State {
    switch job.route.printer {
    case .port(let host, let number):
      guard case .bytes(let data) = job.content else { return .failed("札を作れませんでした") }
      return TicketPort(host: host, number: number).send(data)
    case .queue(let server, let name):
      do {
        let queue = try PrintQueue(server: server, name: name)
        return try number == nil ? submit(to: queue) : follow(on: queue)
      } catch let failure as PrintQueue.Failure {
        return failed(failure)
      } catch {
        return .failed("印刷のサーバーに渡せませんでした")
      }
    }
  }

  private mutating func submit(to queue: PrintQueue) throws -> PrintProgress.State {
    // An answer was lost on the way. Whether it was taken is asked; it is never handed over a second time.
    if isDoubtful {
      number = try queue.find(job.id)
      return number == nil ? .isLost : .queued
    }
    isDoubtful = true
    number = try queue.submit(job)
    isDoubtful = false
    return .queued
  }

  private mutating func follow(on queue: PrintQueue) throws -> PrintProgress.State {
    guard let number else { return .isLost }
    guard let status = try queue.status(of: number, named: job.id) else { return .isLost }
    switch status.state {
    case .pending: return .queued
    case .held: return .needsPerson
    case .processing:
      if status.reasons.contains(where: { $0.hasPrefix("media-empty") || $0.hasPrefix("media-needed") }) {
        return .needsPaper
      }
      if status.reasons.contains(where: Self.wantsPerson) { return .needsPerson }
      let began = began ?? Date()
      self.began = began
      return Date().timeIntervalSince(began) > pace.patience ? .isSilent : .printing
    case .stopped: return .needsPerson
    case .cancelled: return .cancelled
    case .aborted: return .failed("プリンターが受け付けませんでした。用紙の大きさとトレイの設定を情報担当に確かめてもらってください")
    case .completed:
      // The printer came back without knowing it: nothing was printed, or not all.
      return status.reasons.contains { $0.hasPrefix("cups-ipp-missing-job-history") } ? .isLost : .handedOver
    }
  }

  private static func wantsPerson(_ reason: String) -> Bool {
    [
      "media-jam", "cover-open", "door-open", "marker-supply-empty", "toner-empty", "paused",
      "interlock-open",
    ]
    .contains { reason.hasPrefix($0) }
  }

  private mutating func failed(_ failure: PrintQueue.Failure) -> PrintProgress.State {
    switch failure {
    case .silent:
      nextLook = Date() + pace.retry
      let since = triedSince ?? Date()
      triedSince = since
      if number == nil, Date().timeIntervalSince(since) > pace.giveUp {
        return isDoubtful
          ? .isLost : .failed("印刷のサーバーから返事がないので、印刷していません。情報担当に知らせてください")
      }
      return .serverIsGone
    case .noSuchQueue(let name):
      return .failed("「\(name)」という名前のプリンターがありません。設定の printers を情報担当に確かめてもらってください")
    case .cannotRead: return .failed("作った PDF を読めません。空き容量を確かめて刷り直してください")
    case .isFull: return .failed("プリンターの順番がいっぱいです。しばらくしてから刷り直してください")
    case .isClosed: return .failed("プリンターが受付を止めています。情報担当に知らせてください")
    case .refused(let code): return .failed("プリンターが受け付けませんでした（IPP \(code)）。情報担当に知らせてください")
    }
  }
}
