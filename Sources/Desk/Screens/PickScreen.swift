import Counter
import TerminalUI

/// One of a few things, chosen by number.
struct PickScreen: ScreenBehaviour {
  enum Purpose {
    /// Why the register is searched (調べる理由).
    case searchReason
    /// The window that goes on with the visit.
    case window
  }

  private let purpose: Purpose
  private let rows: [(label: String, value: String)]
  private var selected: Int

  init(_ purpose: Purpose, _ context: DeskContext) {
    self.purpose = purpose
    switch purpose {
    case .searchReason:
      rows = context.catalog.searchReasons.map { ($0, $0) }
      selected = rows.firstIndex { $0.value == context.searchReason } ?? 0
    case .window:
      rows = context.catalog.municipality.windows.enumerated().filter {
        $0.offset != context.section && $0.element.takesOnScreen
      }.map { ("\($0.element.name)  \($0.element.place)", $0.element.id) }
      selected = 0
    }
  }

  var help: [String] {
    switch purpose {
    case .searchReason: ["住民を調べる理由です。調べるたびに、だれが・いつ・何のために調べたかが操作の記録に残ります。"]
    case .window: ["この受付の続きを受け持つ窓口です。受け取られるまで一覧に出て、受け取られないと鳴ります。"]
    }
  }

  func title(_ context: DeskContext) -> String {
    switch purpose {
    case .searchReason: "調べる理由"
    case .window: "ほかの窓口へ渡す"
    }
  }

  func actions(_ context: DeskContext) -> [Request: String] { [.enter: "選ぶ", .stepBack: "戻る"] }

  func draw(into frame: inout Frame, rows area: Range<Int>, _ context: DeskContext) {
    for (index, row) in rows.enumerated().prefix(area.count - 2) {
      frame.putRow(
        "\(Choice.mark(index)) \(row.label)", row: area.lowerBound + 1 + index, isFocused: index == selected)
    }
    if rows.isEmpty { frame.put("画面で受け取る窓口が、ほかにありません。F12 で戻ります。", row: area.lowerBound + 1, column: 3) }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste: return .ignored
    case .key(let key):
      guard let position = Choice.position(of: key), position < rows.count else { return .ignored }
      return choose(position)
    case .request(.next): selected = min(max(0, rows.count - 1), selected + 1)
    case .request(.previous): selected = max(0, selected - 1)
    case .request(.enter): return rows.isEmpty ? .pop : choose(selected)
    case .request(.stepBack): return .pop
    case .request(.back): return .toList
    case .request: return .ignored
    }
    return .stay
  }

  private func choose(_ index: Int) -> Outcome {
    switch purpose {
    case .searchReason: .setReason(rows[index].value)
    case .window: .passOn(window: rows[index].value)
    }
  }
}
