import Counter
import TerminalUI

/// Something this desk had printed, and what became of it.
struct PrintRun {
  /// Of the order.
  let job: String
  let listing: VisitListing
  /// «申請書», «手続案内票», «番号札».
  let what: String
  /// What the codes on its pages begin with.
  let code: String
  /// Why it was printed again; nil the first time.
  let reason: String?
  /// Whether it goes to a printer, and not only into a PDF.
  let hasPrinter: Bool
  /// nil until its pages are made.
  var outcome: PrintOutcome?
  /// nil until the printer said something.
  var state: PrintProgress.State?

  /// Whether its pages are still being made.
  var isBeingMade: Bool { outcome == nil }

  /// How it stands, as one line.
  var sentence: String {
    guard let outcome else { return "作っています…" }
    if let failure = outcome.failure { return "印刷できませんでした。\(failure)" }
    if let state { return state.sentence }
    return hasPrinter ? "プリンターへ送っています" : "PDF を作りました（プリンターの設定はなし）"
  }

  var role: Role {
    if outcome?.failure != nil || state?.wantsPerson ?? false { return .error }
    return outcome == nil || state.map { !$0.isEnd } ?? hasPrinter ? .quiet : .added
  }
}
