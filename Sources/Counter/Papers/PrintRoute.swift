/// Where a paper comes out: a printer, its tray and how many copies.
package struct PrintRoute: Hashable, Sendable, Codable {
  package enum Printer: Hashable, Sendable, Codable {
    /// A queue of CUPS; `server` is the path of its socket, or a host.
    case queue(server: String, name: String)
    /// A ticket printer that takes ESC/POS on a port of its own.
    case port(host: String, number: Int)
  }

  package let printer: Printer
  /// As the printer calls it («tray-2»); nil for its own choice.
  package let tray: String?
  package let copies: Int

  package init(printer: Printer, tray: String? = nil, copies: Int = 1) {
    self.printer = printer
    self.tray = tray
    self.copies = copies
  }
}

/// The printer of each kind of paper at a window; nil makes a PDF and no more.
package struct PrintRoutes: Hashable, Sendable {
  /// 申請書.
  package var papers: PrintRoute?
  /// 手続案内票 and 説明の記録.
  package var checklist: PrintRoute?
  /// 札.
  package var ticket: PrintRoute?

  package init(papers: PrintRoute? = nil, checklist: PrintRoute? = nil, ticket: PrintRoute? = nil) {
    self.papers = papers
    self.checklist = checklist
    self.ticket = ticket
  }
}

/// What became of a job that was handed to a printer.
package struct PrintProgress: Hashable, Sendable, Codable {
  package enum State: Hashable, Sendable, Codable {
    /// It waits for others at the printer.
    case queued
    case printing
    case needsPaper
    /// Something else at the printer wants a person: a lid, the ink, a jam.
    case needsPerson
    /// It was begun long ago and the printer says nothing: it may be off, or away from the network.
    case isSilent
    /// The server of the queues does not answer.
    case serverIsGone
    /// The printer says that it took all of it; whether paper came out only a person sees.
    case handedOver
    /// Sent to a port that says nothing back.
    case sent
    /// Somebody cancelled it at the printer.
    case cancelled
    /// The server forgot it: it may have come out, or not.
    case isLost
    /// It was not taken, or did not come out; why, as a sentence.
    case failed(String)

    /// Whether nothing more comes of it.
    package var isEnd: Bool {
      switch self {
      case .handedOver, .sent, .cancelled, .isLost, .failed: true
      case .queued, .printing, .needsPaper, .needsPerson, .isSilent, .serverIsGone: false
      }
    }

    /// Whether a person has to do something.
    package var wantsPerson: Bool {
      switch self {
      case .needsPaper, .needsPerson, .isSilent, .serverIsGone, .cancelled, .isLost, .failed: true
      case .queued, .printing, .handedOver, .sent: false
      }
    }

    /// What it says to the clerk, and what to do.
    package var sentence: String {
      switch self {
      case .queued: "プリンターの順番を待っています"
      case .printing: "印刷しています"
      case .needsPaper: "プリンターの紙がありません。紙を足すと続きが出ます"
      case .needsPerson: "プリンターが止まっています。ふたや紙づまりを見てください。直ると続きが出ます"
      case .isSilent: "プリンターから返事がありません。電源とつながりを見てください。つながると続きが出ます"
      case .serverIsGone: "印刷のサーバーから返事がありません。情報担当に知らせてください。戻ると続きを確かめます"
      case .handedOver: "印刷しました。紙を確かめてください"
      case .sent: "送りました"
      case .cancelled: "プリンターで取り消されました。要るときは刷り直してください"
      case .isLost: "プリンターの順番から消えました。紙が出たか確かめ、出ていなければ刷り直してください"
      case .failed(let why): why
      }
    }
  }

  /// Random; nothing of the visit is in it.
  package let job: String
  package let visit: Int64
  package let state: State

  package init(job: String, visit: Int64, state: State) {
    self.job = job
    self.visit = visit
    self.state = state
  }
}

/// What the printing process says, a line each.
package enum PrintReport: Hashable, Sendable, Codable {
  /// The pages are made, or could not be.
  case made(PrintOutcome)
  /// What becomes of them at the printer.
  case progress(PrintProgress)
}
