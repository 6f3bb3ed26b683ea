import Counter
import Moji
import TerminalUI

/// The households at the new address, to choose the one that is moved into.
struct HouseholdScreen: ScreenBehaviour {
  let filing: Int
  private let households: [[Resident]]
  private var selected = 0

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

  var help: [String] { ["新しい住所に、もう住んでいる世帯です。入る世帯を数字で選びます。方書（部屋）を来庁者に確かめてください。"] }

  func title(_ context: DeskContext) -> String { "入る世帯を選ぶ" }

  func actions(_ context: DeskContext) -> [Request: String] {
    [.enter: "選ぶ", .stepBack: "選ばない", .back: "一覧へ"]
  }

  func draw(into frame: inout Frame, rows: Range<Int>, _ context: DeskContext) {
    frame.put("新しい住所に、もう住んでいる世帯", row: rows.lowerBound, column: 1, role: .heading)
    if households.isEmpty {
      frame.put("この住所に表示できる世帯はありません。番地を確かめてください。F12 で戻ります。", row: rows.lowerBound + 2, column: 3)
    }
    for (index, household) in households.enumerated().prefix(rows.count - 3) {
      let people = household.map { "\($0.relationship == "世帯主" ? "主" : $0.relationship) \($0.name.text)" }
        .joined(separator: "・")
      let place = household[0].address?.building ?? ""
      frame.putRow(
        "\(index + 1) \(place.isEmpty ? "" : place + "  ")\(people)", row: rows.lowerBound + 2 + index,
        isFocused: index == selected)
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: DeskContext) -> Outcome {
    switch input {
    case .paste: return .ignored
    case .key(let key):
      guard let number = digit(of: key), number > 0, number <= households.count else { return .ignored }
      return .join(filing: filing, households[number - 1])
    case .request(let request):
      switch request {
      case .next: selected = min(max(0, households.count - 1), selected + 1)
      case .previous: selected = max(0, selected - 1)
      case .enter: return households.isEmpty ? .pop : .join(filing: filing, households[selected])
      case .stepBack: return .pop
      case .back: return .toList
      default: return .ignored
      }
      return .stay
    }
  }
}
