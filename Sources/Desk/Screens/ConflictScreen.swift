import Counter
import Moji
import TerminalUI

/// Another desk answered the same question differently: both answers are shown, and one is chosen.
struct ConflictScreen: ScreenBehaviour {
  private let entry: Entry
  private let conflicts: [AnswerConflict]

  init(_ entry: Entry, _ conflicts: [AnswerConflict]) {
    self.entry = entry
    self.conflicts = conflicts
  }

  var help: [String] { ["もう一つの窓口が、同じ質問に先に違う答えを入れました。来庁者に確かめて、どちらの答えにするかを選びます。"] }

  func title(_ context: DeskContext) -> String { "答えが分かれています" }

  func actions(_ context: DeskContext) -> [Request: String] { [.stepBack: "相手の答えのまま戻る"] }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    guard let open = context.open else { return }
    let text = context.factText(open.visit.situation)
    var row = rows.lowerBound + 1
    for conflict in conflicts {
      guard let fact = context.catalog.vocabulary.fact(named: conflict.key.fact) else { continue }
      let who: String =
        if case .person = conflict.key.subject { "\(text.name(conflict.key.subject))： " } else { "" }
      frame.put(who + fact.label, row: row, column: 3, role: .heading)
      frame.put("\(conflict.actor) さんの答え  \(text.text(conflict.theirs, of: fact))", row: row + 1, column: 5)
      frame.put("あなたの答え  \(text.text(conflict.mine, of: fact))", row: row + 2, column: 5)
      row += 4
    }
    frame.putRow("1 \(conflicts.first?.actor ?? "") さんの答えのままにする", row: row + 1, isFocused: true)
    frame.put("  2 あなたの答えに直す", row: row + 2, column: 0)
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .key(let key):
      switch digit(of: key) {
      case 1: return .pop
      case 2: return .appendAndPop([entry])
      default: return .ignored
      }
    case .request(.enter), .request(.stepBack): return .pop
    case .request(.back): return .toList
    case .paste, .request: return .ignored
    }
  }
}
