import Counter
import Moji
import TerminalUI

/// Ctrl-P: type what you want, an act of the screen or a procedure by any of its names.
struct PaletteScreen: ScreenBehaviour {
  enum Chosen: Hashable {
    case request(Request)
    case procedure(Int)
  }

  private let actions: [Request: String]
  private var line = LineEditor()
  private var selected = 0
  private(set) var chosen: Chosen?

  init(actions: [Request: String]) { self.actions = actions }

  var help: [String] { ["やりたいことや手続の名前を打つと、候補が絞られます。手続を選ぶと、なぜ必要か・なぜ不要かが見られます。"] }

  func title(_ context: DeskContext) -> String { "命令・手続を探す" }

  func actions(_ context: DeskContext) -> [Request: String] { [.enter: "選ぶ", .stepBack: "戻る"] }

  private func candidates(_ context: DeskContext) -> [(label: String, chosen: Chosen)] {
    let wanted = SearchKey.kanji(line.text)
    var all: [(label: String, key: String, chosen: Chosen)] = Request.allCases.compactMap { request in
      guard
        let word = actions[request]
          ?? ([Request.help, .blank, .undo, .redo].contains(request) ? request.meaning : nil)
      else { return nil }
      let key = KeyMap.key(for: request)?.name ?? ""
      return (key.fitted(toColumns: 9) + word, SearchKey.kanji(word), .request(request))
    }
    if let open = context.open {
      // Procedures of this visit before those that only exist.
      let here = Set(open.groups.map(\.procedure))
      let procedures = context.catalog.procedures.enumerated()
      let ordered =
        procedures.filter { here.contains($0.offset) } + procedures.filter { !here.contains($0.offset) }
      all += ordered.map { index, procedure in
        (
          "なぜ： \(procedure.name)", SearchKey.kanji(([procedure.name] + procedure.aliases).joined()),
          .procedure(index)
        )
      }
    }
    // What is called so comes before what only means so: «取り消す» is the visit's voiding before Ctrl-Z.
    let named = all.filter { wanted.isEmpty || $0.key.contains(wanted) }
    let meant = all.filter { candidate in
      guard !wanted.isEmpty, !candidate.key.contains(wanted), case .request(let request) = candidate.chosen
      else { return false }
      return SearchKey.kanji(request.meaning).contains(wanted)
    }
    return (named + meant).map { ($0.label, $0.chosen) }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    line.draw(into: &frame, row: rows.lowerBound, column: 2, width: frame.columns - 4, isFocused: true)
    let list = candidates(context)
    let scroll = Scroll().revealing(selected, count: list.count, height: rows.count - 2)
    for (offset, item) in list.dropFirst(scroll.top).prefix(rows.count - 2).enumerated() {
      let isSelected = scroll.top + offset == selected
      frame.put(
        (isSelected ? "＞" : "  ") + item.label, row: rows.lowerBound + 2 + offset, column: 1,
        role: isSelected ? .heading : .plain)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste(let text):
      line.insert(text)
      selected = 0
    case .key(let key):
      _ = line.handle(key)
      selected = 0
    case .request(let request):
      let count = candidates(context).count
      switch request {
      case .next: selected = min(max(0, count - 1), selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .enter: if selected < count { chosen = candidates(context)[selected].chosen }
      case .stepBack: return .pop
      default: return .ignored
      }
    }
    return .stay
  }
}
