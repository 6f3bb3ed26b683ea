import Counter
import Moji
import TerminalUI

/// Somebody else settled the same otherwise, unseen here: both are shown, and one is chosen. The choice is final.
struct ConflictScreen: ScreenBehaviour {
  private let act: VisitSession.Act
  private var cursor = Cursor()
  /// Whether the screen is still turned to the visitor, who must not read what somebody answered unseen.
  private var isTurned = false

  init(_ conflict: Conflict) { act = conflict.act }

  /// The screen is turned to the visitor.
  mutating func turn() { isTurned = true }

  var isForVisitor: Bool { isTurned }

  var shows: Counter.Act { .answer }
  var help: [String] { ["ほかの方が、同じことに先に違う答えを入れました。来庁者に確かめて、どちらの答えにするかを選びます。"] }

  func title(_ open: OpenVisit) -> String { open.title("答えが分かれています") }

  func actions(_ open: OpenVisit) -> [Request: String] { [.enter: "選ぶ", .stepBack: "相手の答えのまま戻る"] }

  /// What stands against the act now: somebody may have gone on answering.
  private func conflict(_ open: OpenVisit) -> Conflict? {
    guard case .choose(let conflict) = open.session.decide(act) else { return nil }
    return conflict
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: OpenVisit) {
    if isTurned {
      frame.putRow("職員が続けます。画面を職員に返してください。（\(Request.enter) で続き）", row: rows.count / 2, isFocused: true)
      return
    }
    guard let conflict = conflict(open) else {
      frame.putRow("食い違いはなくなりました。\(Request.enter) で戻ります。", row: rows.lowerBound + 1, isFocused: true)
      return
    }
    var row = rows.lowerBound + 1
    let width = frame.columns - 8
    for rival in conflict.rivals {
      let (heading, fact) = subject(of: rival.claim, open)
      let text = SettlementText(open)
      let lines =
        [(heading, Role.heading, 3)]
        + "\(rival.theirs.actor) さんの答え  \(text.text(rival.theirs.settlement, of: fact))".lines(
          ofColumns: width
        )
        .map { ($0, Role.plain, 5) }
        + "あなたの答え  \(text.text(rival.mine, of: fact))".lines(ofColumns: width).map { ($0, Role.plain, 5) }
      // The choice below is always seen.
      for line in lines where row < rows.upperBound - 3 {
        frame.put(line.0, row: row, column: line.2, role: line.1)
        row += 1
      }
      row = min(row + 1, rows.upperBound - 3)
    }
    let actor = conflict.rivals.first?.theirs.actor ?? ""
    frame.putRow("1 \(actor) さんの答えのままにする", row: row, isFocused: cursor.index == 0, position: 0)
    frame.putRow("2 あなたの答えに直す", row: row + 1, isFocused: cursor.index == 1, position: 1)
  }

  private func subject(of claim: Claim, _ open: OpenVisit) -> (String, Fact?) {
    switch claim {
    case .answer(let key):
      let fact = open.catalog.vocabulary.fact(named: key.fact)
      var who = ""
      if case .person(let person) = key.subject {
        let people = Array(0..<open.situation.personCount)
        let distinct = open.situation.distinctNames(of: people, in: open.catalog)[person]
        let name = distinct.prefix { $0 != "（" }
        who = String(name).withMark(of: distinct, columns: 40) + "： "
      }
      return (who + (fact?.label ?? key.fact), fact)
    case .visitor: return ("本人確認", nil)
    case .verdict(let procedure, _):
      return ("判定： \(open.catalog.procedure(procedure)?.name ?? procedure)", nil)
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: OpenVisit) -> Outcome {
    if isTurned {
      isTurned = input != .request(.enter)
      return .stay
    }
    switch input {
    case .key(let key): return Choice.position(of: key).map { choose($0, open) } ?? .ignored
    case .press(let position): return choose(position, open)
    case .request(let request):
      if cursor.move(request, count: 2) { return .stay }
      switch request {
      case .enter: return choose(cursor.index, open)
      case .stepBack, .back: return .keepTheirs
      default: return .ignored
      }
    case .paste: return .ignored
    }
  }

  private func choose(_ index: Int, _ open: OpenVisit) -> Outcome {
    guard let conflict = conflict(open) else {
      return index == 1 ? .write([act], pops: true) : .keepTheirs
    }
    switch index {
    case 0: return .keepTheirs
    case 1:
      // What was not on this screen yet is looked at first.
      let isShown = conflict.rivals.allSatisfy { $0.theirs.sequence <= open.session.shown }
      return isShown ? .write([conflict.insisted], pops: true) : .stay
    default: return .ignored
    }
  }
}
