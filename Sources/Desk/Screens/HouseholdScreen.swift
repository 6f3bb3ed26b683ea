import Counter
import Moji
import TerminalUI

/// The households at the new address, to choose the one that is moved into.
struct HouseholdScreen: ScreenBehaviour {
  let filing: Int
  private let households: [[Resident]]
  private var cursor = Cursor()

  init(filing: Int, residents: [Resident]) {
    self.filing = filing
    var order: [String] = []
    var byNumber: [String: [Resident]] = [:]
    for resident in residents {
      if byNumber[resident.household] == nil { order.append(resident.household) }
      byNumber[resident.household, default: []].append(resident)
    }
    households = order.compactMap { byNumber[$0] }
  }

  var shows: Counter.Act { .search }
  var help: [String] { ["新しい住所に、もう住んでいる世帯です。入る世帯を数字で選びます。方書（部屋）を来庁者に確かめてください。"] }

  func title(_ open: NoHandout) -> String { "入る世帯を選ぶ" }

  func actions(_ open: NoHandout) -> [Request: String] {
    [.enter: "選ぶ", .stepBack: "選ばない", .back: "一覧へ"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ open: NoHandout) {
    frame.put("新しい住所に、もう住んでいる世帯", row: rows.lowerBound, column: 1, role: .heading)
    if households.isEmpty {
      let sentence = "ここに表示できる世帯はありません。番地を確かめてください。\(Request.stepBack) で戻ります。"
      for (offset, line) in sentence.lines(ofColumns: frame.columns - 6).enumerated() {
        frame.put(line, row: rows.lowerBound + 2 + offset, column: 3)
      }
    }
    let height = rows.count - 2
    let scroll = Scroll().revealing(cursor.index, count: households.count, height: height)
    for (offset, household) in households.dropFirst(scroll.top).prefix(height).enumerated() {
      let index = scroll.top + offset
      let people = household.map {
        "\($0.relationship == CoreCode.head ? "主" : $0.relationship) \($0.name.text)"
      }
      .joined(separator: "・")
      let place = household[0].address?.building ?? ""
      frame.putRow(
        "\(Choice.mark(index)) \(place.isEmpty ? "" : place + "  ")\(people)",
        row: rows.lowerBound + 2 + offset,
        isFocused: index == cursor.index, position: index)
    }
  }

  mutating func handle(_ input: ScreenInput, _ open: NoHandout) -> Outcome {
    switch input {
    case .paste: return .ignored
    case .press(let index): return choose(index)
    case .key(let key): return Choice.position(of: key).map { choose($0) } ?? .ignored
    case .request(let request):
      if cursor.move(request, count: households.count) { return .stay }
      switch request {
      case .enter: return households.isEmpty ? .pop : choose(cursor.index)
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
    }
  }

  private func choose(_ index: Int) -> Outcome {
    households.indices.contains(index) ? .join(filing: filing, households[index]) : .ignored
  }
}
