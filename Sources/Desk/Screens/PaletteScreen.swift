import Counter
import Moji
import TerminalUI

/// Type what you want: an act of the screen, or a procedure by any of its names.
struct PaletteScreen: ScreenBehaviour {
  private struct Candidate {
    let label: String
    /// What it is called, and what else it is found by; both as search keys.
    let name: String
    let others: String
    let chosen: Outcome.Chosen
  }

  private let candidates: [Candidate]
  private var line = LineEditor()
  private var cursor = Cursor()

  /// `actions` are those of the screen below, `always` what every screen knows; procedures of the visit come first.
  init(
    actions: [Request: String], always: some Collection<Request>, in catalog: Catalog,
    _ groups: [ProcedureGroup]
  ) {
    let general = Set(always)
    let acts: [Candidate] = Request.allCases.compactMap { request in
      guard request != .palette,
        let word = actions[request] ?? (general.contains(request) ? request.meaning : nil)
      else { return nil }
      let key = KeyMap.key(for: request)?.name ?? ""
      return Candidate(
        label: key.fitted(toColumns: 9) + word, name: SearchKey.kanji(word),
        others: SearchKey.kanji(([request.meaning] + request.synonyms).joined(separator: "\n")),
        chosen: .request(request))
    }
    let here = Set(groups.map(\.procedure))
    let procedures = catalog.procedures.indices
    let ordered = procedures.filter { here.contains($0) } + procedures.filter { !here.contains($0) }
    candidates =
      acts
      + ordered.map { index in
        let procedure = catalog.procedures[index]
        return Candidate(
          label: "\(here.contains(index) ? "なぜ： " : "手続： ")\(procedure.name)",
          name: SearchKey.kanji(([procedure.name] + procedure.aliases).joined(separator: "\n")), others: "",
          chosen: .procedure(index))
      }
  }

  var shows: Counter.Act { .useScreen }
  var help: [String] { ["やりたいことや手続の名前を打つと、候補が絞られます。手続を選ぶと、なぜ必要か・なぜ不要かが見られます。"] }

  func title(_ given: NoHandout) -> String { "命令・手続を探す" }

  func actions(_ given: NoHandout) -> [Request: String] {
    [.enter: "選ぶ", .stepBack: "戻る", .previousPage: "前頁", .nextPage: "次頁"]
  }

  /// What is called so before what only means so: «取り消す» is the visit's voiding before an undo.
  private var found: [Candidate] {
    let wanted = SearchKey.kanji(line.text)
    if wanted.isEmpty { return candidates }
    return candidates.filter { $0.name.contains(wanted) }
      + candidates.filter { !$0.name.contains(wanted) && $0.others.contains(wanted) }
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ given: NoHandout) {
    line.draw(into: &frame, row: rows.lowerBound, column: 2, width: frame.columns - 14, isFocused: true)
    let found = found
    frame.put("\(found.count)件", row: rows.lowerBound, column: frame.columns - 10, role: .quiet)
    guard !found.isEmpty else {
      let sentence = "「\(line.text)」は見つかりません。ほかのことば（手続の名前の一部など）で探すか、\(Request.stepBack) で戻ってください。"
      for (offset, text) in sentence.lines(ofColumns: frame.columns - 6).enumerated() {
        frame.put(text, row: rows.lowerBound + 2 + offset, column: 3)
      }
      return
    }
    let height = rows.count - 2
    let scroll = Scroll().revealing(cursor.index, count: found.count, height: height)
    for (offset, item) in found.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      let isSelected = index == cursor.index
      let row = rows.lowerBound + 2 + offset
      frame.put(
        (isSelected ? "＞" : "  ") + item.label, row: row, column: 1, role: isSelected ? .heading : .plain)
      frame.target(row: row, columns: 1..<frame.columns, .position(index))
    }
  }

  mutating func handle(_ input: ScreenInput, _ given: NoHandout) -> Outcome {
    switch input {
    case .paste(let text):
      line.insert(text)
      cursor = Cursor()
    case .key(let key):
      _ = line.handle(key)
      cursor = Cursor()
    case .press(let index): return choose(index)
    case .request(let request):
      if cursor.move(request, count: found.count) { return .stay }
      switch request {
      case .enter: return choose(cursor.index)
      case .stepBack, .back: return .pop
      default: return .ignored
      }
    }
    return .stay
  }

  private func choose(_ index: Int) -> Outcome {
    let found = found
    return found.indices.contains(index) ? .popAndDo(found[index].chosen) : .stay
  }
}
